/**
 * What people write into each form, valid as it stands; a story overrides only what it is about. All names, numbers and
 * amounts are invented. A field set to `undefined` is left out.
 */
export type Data = Record<string, unknown>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(base: Data, over: Data): Data {
  const result: Data = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const own = base[name];
    if (value === undefined) delete result[name];
    else result[name] = isObject(own) && isObject(value) ? merged(own, value) : value;
  }
  return result;
}

const form =
  (base: Data) =>
  (over: Data = {}): Data =>
    merged(base, over);

/** The contractor whose data must never reach the public. */
export const CONTRACTOR = {
  name: '马示例',
  idNumber: '532301198001010019',
  address: '楚雄市大过口乡示例村委会示例小组12号',
  phone: '13900000001',
};
/** The citizen who reported it, whom nobody may learn of. */
export const REPORTER = { name: '何匿名', phone: '13900000002' };

export const aClue = form({
  source: 'complaint',
  foundOn: '2026-05-20',
  place: '大过口乡示例村后山',
  target: '某施工队',
  summary: '群众来电反映有施工队在后山推平林地堆放砂石',
  firstHandler: '冯演示',
});

export const aFilingApplication = form({
  officers: ['officer', 'officer-2'],
  cause: '擅自改变林地用途',
  party: { kind: 'individual', minor: false, ...CONTRACTOR },
  act: {
    facts: '2026年4月起未经审核同意，在商品林地内推平场地堆放砂石',
    day: '2026-04-20',
    continuing: false,
    lifeHealthFinance: false,
    harm: false,
  },
  discoveredOn: '2026-05-20',
  place: { kind: 'other', address: '大过口乡示例村后山', inTownship: true },
  jurisdiction: { otherFiled: false, originalFiled: false },
  filingBasis: '森林法第七十三条第一款',
  preliminary: true,
  opinion: '事实初步清楚，建议立案',
});

export const aFilingApproval = form({
  reason: '同意立案',
  bureauOpinion: '建议立案',
  reviewedBy: 'bureau-head',
});
export const aDeclinedFiling = form({
  ground: 'not-illegal',
  facts: '经核查，该地块不是林地',
  basis: '行政处罚法第五十四条第二款',
  opinion: '同意不予立案',
  reporterAnswer: 'none',
});

export const aSiteRecord = form({
  officers: ['officer', 'officer-2'],
  onDay: '2026-05-22',
  from: '09:30',
  to: '10:40',
  place: '大过口乡示例村后山',
  certificate: { shown: true, numbers: '演示-DGK-001、演示-DGK-002' },
  rightsTold: true,
  matter: '对涉嫌擅自改变林地用途的现场进行勘验',
  scene: '现场推平林地一块，堆放砂石，经测量面积三亩',
  measurements: [{ item: '商品林地面积', value: '3亩' }],
  av: { recorded: true, number: '记录仪-01-0522' },
  partyOpinion: '属实',
  signature: 'signed',
  witnessed: true,
});

/** What must be known about a piece of forest land before the screening can answer. */
export const aScreening = form({
  declaredScope: [],
  manualSuspicion: false,
  obstruct: { violenceOrThreat: false },
  duty: { publicOfficialSuspect: false },
  forest: {
    commercialMu: 3,
    priorCommercialMu: 0,
    publicWelfareMu: 0,
    priorPublicWelfareMu: 0,
    penaltiesWithin2y: 0,
  },
});

export const anInvestigationReport = form({
  process: '经现场勘验、测量和询问当事人',
  facts: '当事人未经审核同意，擅自改变商品林地用途三亩',
  evidence: '现场勘验笔录、照片、测量报告',
  evidenceVerified: true,
  basis: '森林法第七十三条第一款',
  mustNot: [],
  proposal: {
    kinds: ['fine', 'order'],
    fine: 6000,
    confiscatedValue: 0,
    text: '责令限期恢复植被和林业生产条件，并处罚款六千元',
  },
  discretion: {
    min: 0,
    max: 9000,
    tier: 'normal',
    ground: 'none',
    reason: '恢复费用三千元，处二倍罚款',
  },
  complex: true,
  publicInterest: false,
  socialRisk: false,
  majorIllegal: false,
  concerns: [],
  measures: [],
  crimeOpinion: '未达到移送标准',
});

export const aPriorNotice = form({
  facts: '你未经审核同意，擅自改变商品林地用途三亩',
  reasons: '现场勘验笔录、照片、测量报告证明上述事实',
  basis: '森林法第七十三条第一款',
  kinds: ['fine', 'order'],
  fine: 6000,
  confiscatedValue: 0,
  content: '责令限期恢复植被和林业生产条件，并处罚款六千元',
  statementDays: 5,
  hearingRight: true,
  contact: '大过口乡综合行政执法局 0878-0000000',
});

export const aNoticeService = form({
  officers: ['officer', 'officer-2'],
  document: 'notice',
  method: 'direct',
  servedOn: '2026-05-27',
  place: '当事人住所',
  recipient: '马示例（本人）',
});
export const aDecisionService = form({
  ...aNoticeService(),
  document: 'decision',
  servedOn: '2026-06-11',
});

export const anAddressConfirmation = form({
  officers: ['officer', 'officer-2'],
  address: CONTRACTOR.address,
  recipient: CONTRACTOR.name,
  phone: CONTRACTOR.phone,
  electronic: true,
  electronicAddress: '电子邮箱 demo@example.invalid',
});

export const aStatementWaiver = form({
  officers: ['officer', 'officer-2'],
  madeOn: '2026-05-28',
  manner: 'none',
  waived: true,
  adopted: 'none',
});
export const aHearingWaiver = form({
  waivedOn: '2026-05-28',
  by: '马示例',
  statement: '本人放弃要求听证的权利',
});

export const aHearingSchedule = form({
  hearingOn: '2026-06-11',
  at: '09:00',
  place: '乡政府会议室',
  hostName: '沈演示',
  public: true,
});
export const aHearingNotice = form({});
export const aHearingNoticeService = form({
  ...aNoticeService(),
  document: 'hearing-notice',
  servedOn: '2026-05-29',
});
export const aHearingRecord = form({
  held: true,
  heldOn: '2026-06-11',
  recorder: '蒋演示',
  participants: '当事人、承办人',
  proceedings: '双方质证、辩论，当事人作最后陈述',
  report: '事实清楚，建议维持拟处罚意见',
});

export const aReviewRequest = form({
  facts: '当事人擅自改变商品林地用途三亩，有勘验笔录等证据证明',
  proposal: '责令恢复并处罚款六千元',
  basis: '森林法第七十三条第一款，恢复费用二倍',
  materials: [{ name: '案卷', copies: 1 }],
  concerns: [],
  measures: [],
});

const ok = { conclusion: 'ok' };
export const aLegalOpinion = form({
  receivedOn: '2026-06-04',
  items: {
    subject: ok,
    personnel: ok,
    procedure: ok,
    evidence: ok,
    law: ok,
    power: ok,
    papers: ok,
    crime: ok,
  },
  opinion: 'pass',
  text: '事实清楚、程序合法，同意',
});
/** Sent back: the grounds for the amount are not written down. */
export const aReturnedOpinion = form({
  ...aLegalOpinion(),
  items: {
    ...(aLegalOpinion().items as Data),
    law: { conclusion: 'problem', note: '没有写明恢复费用的计算依据' },
  },
  opinion: 'correct',
  text: '请补正恢复费用的计算依据后再送审',
});

export const aDiscussion = form({
  heldOn: '2026-06-10',
  time: '09:00—09:40',
  place: '乡政府会议室',
  chair: '褚演示',
  chairTitle: '乡长',
  recorder: '蒋演示',
  headPresent: true,
  attendees: [
    { name: '褚演示', title: '乡长', vote: '同意', opinion: '同意拟处罚意见' },
    { name: '卫演示', title: '副乡长', vote: '同意', opinion: '同意' },
  ],
  investigatorReported: true,
  investigatorVoted: false,
  content: '听取承办人汇报和法制审核意见后进行了讨论',
  result: 'approve',
  conclusion: '同意拟处罚意见',
});

export const aDecision = form({
  facts: '当事人未经审核同意，擅自改变商品林地用途三亩',
  evidence: '现场勘验笔录、照片、测量报告',
  statementHandling: '当事人放弃陈述、申辩，未要求听证',
  basis: '森林法第七十三条第一款',
  kinds: ['fine', 'order'],
  fine: 6000,
  confiscatedValue: 0,
  content: '责令限期恢复植被和林业生产条件，并处罚款六千元',
  tier: 'normal',
  ground: 'none',
  discretionReason: '恢复费用三千元，处二倍罚款',
  performance: '自收到本决定书之日起十五日内到指定银行缴纳',
  lateFee: true,
  onHearingRecord: false,
  landDemolish: false,
  neBis: { searched: true, fined: false, multipleLaws: false },
});

export const anUrge = form({
  path: 'court',
  part: 'all',
  obligation: '缴纳罚款六千元',
  amount: 6000,
  manner: '到指定银行缴纳',
});
export const anUrgeService = form({ ...aNoticeService(), document: 'urge-court', servedOn: '2026-10-12' });
export const aCourtApplication = form({
  court: '示例人民法院',
  part: 'all',
  decisionNumber: '楚大综执罚决〔2026〕1号',
  remedyPending: false,
  partyOpinion: '没有提出',
  urging: '催告书已经送达',
  subject: '罚款六千元',
  principalName: '褚演示',
});

export const aPublicity = form({
  summary: '未经审核同意，擅自改变商品林地用途三亩',
  exempt: 'none',
  reporterRemoved: true,
});
export const aPerformance = form({
  onDay: '2026-06-15',
  channel: 'bank',
  amount: 6000,
  paidTotal: 6000,
  lateFee: 0,
  receiptNumber: '演示-0001',
  completed: true,
});
export const aClosing = form({
  ground: 'performed',
  performance: '罚款已缴纳，植被已恢复',
  paidIn: 6000,
  reviewedBy: 'bureau-head',
  opinion: '同意结案',
});

export const aReferralTeam = form({
  officers: ['officer', 'officer-2'],
  reason: '改变商品林地十亩，涉嫌非法占用农用地罪',
});
export const aReferralReport = form({
  caseName: '马示例涉嫌非法占用农用地案',
  suspect: '马示例',
  crime: '非法占用农用地罪',
  legalBasis: '刑法第342条；法释〔2023〕8号第1条',
  findings: '经测量，改变商品林地用途十亩，达到移送标准',
  ordinaryCrime: true,
  dutyClue: false,
  route: 'police',
  proposal: '移送楚雄市公安局',
  reportedOn: '2026-05-25',
});
export const aReferralApproval = form({ decision: 'approve', reason: '同意移送' });
export const aTransferToPolice = form({
  recipientName: '楚雄市公安局',
  letter: true,
  investigationReport: true,
  goodsList: 'none',
  inspection: 'attached',
  otherMaterials: '现场照片',
  evidence: '勘验笔录、测量报告',
  goods: '无',
  goodsSeized: false,
  contact: '赵演示 0878-0000000',
});
/** The police sign for the transfer. */
export const anAcceptance = form({ acceptedAt: '2026-05-26T02:00:00.000Z', receiver: '秦民警' });
export const aPoliceDecline = form({
  decision: 'declined',
  replyNo: '楚公（演）不立字〔2026〕1号',
  repliedOn: '2026-05-28',
  receivedOn: '2026-05-28',
  reason: '没有犯罪事实',
});
export const anAcceptedDecline = form({ reason: '公安机关认定没有犯罪事实，依法作行政处理' });

export const aClaim = form({
  claimant: 'city-forestry',
  claimantName: '楚雄市林业和草原局',
  claimantKind: 'city-dept',
  basis: '森林法第七十三条第一款',
  grounds: '本局认为该林地改变用途案件应当由本局管辖',
  claimantFiled: false,
  foundFirst: 'town',
});
export const aFailedNegotiation = form({
  heldOn: '2026-05-26',
  place: '乡政府会议室',
  townAttendees: [{ name: '褚演示', title: '乡长' }],
  claimantAttendees: [{ name: '秦演示', title: '科员' }],
  minutes: '双方各自说明了管辖的依据，没有达成一致',
  result: 'failed',
  conclusion: '双方各执一词，协商不成',
  signed: true,
});
export const anEscalation = form({
  superior: 'city-gov',
  caseFacts: '马示例擅自改变林地用途案，双方都主张管辖',
  filings: '本乡镇于2026年5月21日立案，对方没有立案',
  negotiation: '2026年5月26日协商不成',
  request: '请指定管辖',
});
export const aDesignation = form({
  winner: 'claimant',
  documentNumber: '楚市政指〔2026〕1号',
  decidedOn: '2026-05-28',
  departs: true,
  departReason: '该案涉及两个乡镇，由市级部门办理更为适宜',
  reason: '便于查清全部事实',
});
export const aHandover = form({
  receivingOrg: 'city-forestry',
  receivingOrgName: '楚雄市林业和草原局',
  reason: '经指定由你局管辖',
  materials: '案卷一册，现场照片十张',
});
