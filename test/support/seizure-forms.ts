import type { Data } from './scenario-forms.ts';

/** What people write into the forms of sealing and seizing, valid as it stands; clause, names and goods are test data. */
const OFFICERS = ['officer', 'officer-2'];
const GOODS = [{ name: '挖掘机', spec: '演示型', quantity: '1台', state: '完好', keeping: '乡政府仓库封存' }];
const grounds = {
  kind: 'detain',
  purpose: 'stop',
  reason: '责令停止后仍在夜间施工，不扣押挖掘机不能制止',
  clauses: ['《演示单行法》第六十七条第一款第（三）项（测试数据）'],
  rank: 'law',
};
const limits = {
  related: true,
  necessities: false,
  sealedElsewhere: false,
  seizedBefore: false,
  milderEnough: false,
};
const scene = (onDay: string) => ({
  officers: OFFICERS,
  onDay,
  from: '14:30',
  to: '15:40',
  scenePlace: '大过口乡示例村后山',
  certificate: { shown: true, numbers: '演示甲、演示乙' },
  called: true,
  present: true,
  told: ['reason', 'basis', 'rights', 'remedies'],
  heard: true,
  statement: '没有提出',
  scene: '当事人到场，出示证件并告知后清点挖掘机一台，拖至乡政府仓库封存。',
  goods: GOODS,
  place: '乡政府仓库',
  signature: 'signed',
  witnessed: false,
  delivery: 'handed',
  av: { recorded: true, number: '记录仪-01' },
});

export const aSeizureRequest = (over: Data = {}): Data => ({
  ...grounds,
  goods: '挖掘机1台',
  ...limits,
  opinion: '建议扣押',
  ...over,
});
export const aSeizureApproval = (over: Data = {}): Data => ({
  decision: 'approve',
  conferral: 'confirmed',
  opinion: '经核对条款，同意扣押',
  ...over,
});
export const aSeizure = (onDay: string, over: Data = {}): Data => ({
  kind: 'detain',
  source: 'on-site',
  withinApproval: true,
  ...scene(onDay),
  ...over,
});
export const aSeizureAtOnce = (onDay: string, over: Data = {}): Data => ({
  urgent: true,
  ...grounds,
  ...limits,
  ...scene(onDay),
  ...over,
});
export const aRatification = (over: Data = {}): Data => ({
  decision: 'approve',
  conferral: 'confirmed',
  reported: '执法人员当面报告当场扣押的情况',
  opinion: '同意补办批准',
  ...over,
});
export const aSeizureExtension = (over: Data = {}): Data => ({
  complex: true,
  reason: '涉及多处现场，需要逐一核对',
  notice: '延长决定书当面送达（测试数据）',
  ...over,
});
export const aLift = (liftedOn: string, over: Data = {}): Data => ({
  officers: OFFICERS,
  ground: 'other',
  reason: '当事人已停止违法行为，不再需要扣押',
  scope: 'all',
  liftedOn,
  goods: GOODS,
  returned: true,
  ...over,
});
export const anAppraisal = (from: string, to: string, over: Data = {}): Data => ({
  institution: '某检测公司',
  subject: '鉴定挖掘机的作业记录',
  samples: [{ name: '挖掘机', quantity: '1台' }],
  requirement: '写明鉴定方法和结论',
  from,
  to,
  seized: true,
  ground: 'examination',
  notice: '期间告知书当面送达（测试数据）',
  contact: '综合执法局',
  ...over,
});
export const anAppraisalResult = (returnedOn: string, over: Data = {}): Data => ({
  seized: true,
  returnedOn,
  conclusion: '作业记录与现场一致',
  ...over,
});
export const aDisposal = (onDay: string, over: Data = {}): Data => ({
  result: 'confiscated',
  basis: '行政处罚决定书',
  goods: '挖掘机1台',
  onDay,
  course: '移交罚没物资仓库',
  ...over,
});
export const aGoodsHandover = (handedOn: string, over: Data = {}): Data => ({
  receiver: '楚雄市公安局（接收人：演示丙）',
  goods: '挖掘机1台',
  whole: true,
  handedOn,
  partyTold: true,
  notice: '财物移送告知书当面送达（测试数据）',
  ...over,
});
