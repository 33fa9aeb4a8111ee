/** What people fill in, one function per form; each takes what the story changes. */
type Fields = Record<string, unknown>;
const OFFICERS = ['officer', 'officer-2'];

export const clue = (): Fields => ({
  source: 'complaint',
  foundOn: '2026-03-02',
  place: '大过口乡××村',
  target: '某建筑公司',
  summary: '施工方把商品林地平整后堆放砂石',
  firstHandler: '热线话务员',
  reporter: { named: false },
});

export const application = (over: Fields = {}): Fields => ({
  officers: OFFICERS,
  cause: '涉嫌擅自改变林地用途案',
  party: {
    kind: 'org',
    name: '某建筑公司',
    representative: '张某',
    minor: false,
    address: '楚雄市大过口乡××村1号',
  },
  act: {
    facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
    day: '2026-02-20',
    continuing: false,
    lifeHealthFinance: false,
    harm: true,
  },
  discoveredOn: '2026-03-02',
  place: { kind: 'land', address: '大过口乡××村', inTownship: true },
  jurisdiction: { otherFiled: false, originalFiled: false },
  filingBasis: '森林法第73条第1款',
  preliminary: true,
  opinion: '建议立案',
  ...over,
});

export const approval = (): Fields => ({
  reason: '同意立案',
  bureauOpinion: '建议立案',
  reviewedBy: 'head',
});

export const siteRecord = (officers = OFFICERS): Fields => ({
  officers,
  onDay: '2026-03-04',
  from: '09:30',
  to: '11:00',
  place: '大过口乡××村',
  certificate: { shown: true, numbers: '演示甲、演示乙' },
  rightsTold: true,
  matter: '林地使用情况',
  scene: '现场林地已平整，堆放砂石约二百立方米，实测 3 亩。',
  av: { recorded: true, number: 'AV-1' },
  partyOpinion: '无异议',
  signature: 'signed',
  witnessed: false,
});

export const screening = (commercialMu: number): Fields => ({
  declaredScope: [],
  manualSuspicion: false,
  obstruct: { violenceOrThreat: false },
  duty: { publicOfficialSuspect: false },
  forest: {
    commercialMu,
    priorCommercialMu: 0,
    publicWelfareMu: 0,
    priorPublicWelfareMu: 0,
    penaltiesWithin2y: 0,
  },
});

const penalty = { kinds: ['fine', 'order'], fine: 20000, confiscatedValue: 0 };

export const report = (): Fields => ({
  process: '现场检查并询问当事人',
  facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
  evidence: '现场笔录、照片',
  evidenceVerified: true,
  basis: '森林法第73条第1款',
  mustNot: [],
  proposal: { ...penalty, text: '限期恢复植被，并处罚款二万元' },
  discretion: { min: 0, max: 60000, tier: 'normal', ground: 'none', reason: '积极配合，未恢复植被' },
  complex: true,
  publicInterest: false,
  socialRisk: false,
  majorIllegal: false,
  concerns: [],
  measures: [],
  crimeOpinion: '未达到移送标准',
});

export const notice = (over: Fields = {}): Fields => ({
  facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
  reasons: '现场笔录、照片证明',
  basis: '森林法第73条第1款',
  ...penalty,
  content: '限期恢复植被，并处罚款二万元',
  statementDays: 5,
  hearingRight: true,
  contact: '大过口乡综合行政执法局',
  ...over,
});

export const service = (document: string, servedOn: string): Fields => ({
  officers: OFFICERS,
  document,
  method: 'direct',
  servedOn,
  place: '某建筑公司',
  recipient: '张某，法定代表人',
});

export const reviewRequest = (): Fields => ({
  facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
  proposal: '罚款二万元',
  basis: '森林法第73条第1款',
  materials: [{ name: '案卷', copies: 1 }],
  concerns: [],
  measures: [],
});

export const opinion = (value: string, receivedOn = '2026-03-20'): Fields => {
  const items = ['subject', 'personnel', 'procedure', 'evidence', 'law', 'power', 'papers', 'crime'];
  const bad = value === 'correct' ? 'papers' : '';
  return {
    receivedOn,
    items: Object.fromEntries(
      items.map((i) => [
        i,
        i === bad ? { conclusion: 'problem', note: '裁量理由过简' } : { conclusion: 'ok' },
      ]),
    ),
    opinion: value,
    text: '审核意见如下。',
  };
};

export const meeting = (): Fields => ({
  heldOn: '2026-03-26',
  time: '09:30—10:30',
  place: '乡政府会议室',
  chair: '乡长',
  chairTitle: '乡长',
  recorder: '记录员',
  headPresent: true,
  attendees: ['乡长', '副乡长'].map((name) => ({ name, title: name, vote: '同意', opinion: '同意' })),
  investigatorReported: true,
  investigatorVoted: false,
  content: '讨论某建筑公司擅自改变林地用途一案的处理。',
  result: 'approve',
  conclusion: '同意拟作出的决定',
});

export const decision = (over: Fields = {}): Fields => ({
  facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
  evidence: '现场笔录、照片、询问笔录',
  statementHandling: '当事人放弃陈述申辩和听证',
  basis: '森林法第73条第1款全文',
  ...penalty,
  content: '限期恢复植被，并处罚款二万元',
  tier: 'normal',
  ground: 'none',
  discretionReason: '积极配合，尚未恢复植被',
  performance: '自收到本决定书之日起十五日内到代收银行缴纳',
  lateFee: true,
  onHearingRecord: false,
  landDemolish: false,
  neBis: { searched: true, fined: false, multipleLaws: false },
  ...over,
});

export const waiver = (): Fields => ({
  officers: OFFICERS,
  madeOn: '2026-03-18',
  manner: 'none',
  waived: true,
  adopted: 'none',
});
export const hearingWaiver = (): Fields => ({ waivedOn: '2026-03-18', by: '张某', statement: '不要求听证' });
export const publicity = (): Fields => ({
  summary: '擅自改变商品林地用途 3 亩',
  exempt: 'none',
  reporterRemoved: true,
});
export const urge = (over: Fields = {}): Fields => ({
  path: 'court',
  part: 'all',
  obligation: '缴纳罚款二万元',
  amount: 20000,
  manner: '到代收银行缴纳',
  ...over,
});
export const courtApplication = (over: Fields = {}): Fields => ({
  court: '楚雄市人民法院',
  part: 'all',
  decisionNumber: '楚大综执罚决〔2026〕1号',
  remedyPending: false,
  partyOpinion: '无',
  urging: '已送达催告书',
  subject: '罚款二万元',
  principalName: '乡长',
  ...over,
});
export const paid = (over: Fields = {}): Fields => ({
  onDay: '2026-04-10',
  channel: 'bank',
  amount: 20000,
  paidTotal: 20000,
  lateFee: 0,
  receiptNumber: '票-1',
  completed: true,
  ...over,
});
export const closing = (over: Fields = {}): Fields => ({
  ground: 'performed',
  performance: '罚款已缴，植被已恢复',
  paidIn: 20000,
  reviewedBy: 'head',
  opinion: '同意结案',
  ...over,
});
/** A demolition carried out in daylight, recorded and witnessed. */
export const demolished = (onDay: string, over: Fields = {}): Fields => ({
  officers: ['officer', 'officer-2'],
  onDay,
  from: '09:00',
  to: '17:00',
  night: false,
  place: '大过口乡××村',
  object: '擅自修建的房屋一处',
  course: '清点物品后拆除房屋，现场清理完毕。',
  belongings: '家具十二件，登记后交当事人',
  recorded: true,
  av: 'AV-9',
  signer: '村民小组长',
  ...over,
});
