/** How the form of a matter looks; its fields come from the JSON Schema the API gives. */
import type { UiSchema } from '@rjsf/utils';
import { ENFORCEMENT, LEVELS, VERIFIED } from '../../portal/words.ts';

export const SANCTION_KINDS: Record<string, string> = {
  warning: '警告',
  order: '责令',
  confiscate: '没收',
  fine: '罚款（定额）',
  fine_multiple: '罚款（倍数或比例）',
};
const TRIGGER = '达到标准须移送公安机关的刑事立案追诉规则编号；没有的留空';
const TARGETS: Record<string, string> = {
  any: '不区分',
  individual: '个人',
  org: '单位',
  responsible: '直接责任人员',
};
/** A repeated part is numbered already; its group needs no legend. */
const bare: UiSchema = { 'ui:options': { label: false } };
const title = (text: string, rest: UiSchema = {}): UiSchema => ({ 'ui:title': text, ...rest });
const hint = (text: string): UiSchema => ({ 'ui:help': text });
const names = (labels: Record<string, string>, order: readonly string[]): UiSchema => ({
  'ui:enumNames': order.map((value) => labels[value] ?? value),
});
const DAY = { 'ui:placeholder': '未确认' };
const sanction: UiSchema = {
  ...bare,
  kind: { 'ui:widget': 'hidden' },
  what: title('内容', hint('如：限期改正、违法所得')),
  target: title('对象', names(TARGETS, Object.keys(TARGETS))),
  min: title('下限（元）', hint('法律未定数额的留空')),
  max: title('上限（元）'),
  min_x: title('倍数下限', hint('百分之五写 0.05')),
  max_x: title('倍数上限'),
  base: title('计算基数', hint('如：违法所得、货值金额')),
  per: title('按每', hint('如：平方米、人；不按数量计算的留空')),
  may: title('是否由机关裁量（可以处）', { 'ui:widget': 'radio' }),
};
/** One shape for each kind; the choice among them is the field itself. */
const sanctions: UiSchema = { 'ui:title': '种类', oneOf: Object.keys(SANCTION_KINDS).map(() => sanction) };

export const matterUi: UiSchema = {
  'ui:order': [
    'empowerment',
    'legalBasis',
    'stages',
    'effective',
    'name',
    'type',
    'domain',
    'originalDepartment',
    'summaryProcedure',
    'enforcement',
    'criminalTrigger',
    'note',
    'verified',
    'source',
    '*',
  ],
  empowerment: title('赋权', {
    decision: title('赋权决定', hint('省、自治区、直辖市的决定，写明名称和文号')),
    level: title('决定层级', {
      'ui:placeholder': '未确认',
      ...names(LEVELS, ['province', 'prefecture', 'city']),
    }),
    publishedAt: title('公布情况', hint('公布的网址或公告名称')),
    from: title('承接日期', { ...DAY, 'ui:help': '自这一天起可以据此立案' }),
    to: title('终止日期', { ...DAY, 'ui:help': '不再有效的第一天；没有终止的留空' }),
  }),
  legalBasis: title('法律依据', {
    items: {
      ...bare,
      law: title('法律、法规、规章'),
      rank: title('效力位阶'),
      article: title('条（数字）'),
      clause: title('款、项'),
    },
  }),
  stages: title('处罚种类和幅度', {
    items: {
      ...bare,
      condition: title('情形', hint('如：首次、逾期不改正、情节严重；不分情形的留空')),
      sanctions: title('处罚', { items: sanctions }),
    },
  }),
  effective: title('条文施行期间', {
    from: title('施行日期', DAY),
    to: title('失效日期', { ...DAY, 'ui:help': '不再有效的第一天' }),
  }),
  id: title('编号', { 'ui:readonly': true }),
  name: title('事项名称'),
  type: title('权力类型'),
  domain: title('领域'),
  originalDepartment: title('原实施部门'),
  summaryProcedure: title('当场处罚（《行政处罚法》第51条）', {
    individualPossible: title('对个人可以当场处罚'),
    orgPossible: title('对单位可以当场处罚'),
    limitIndividual: title('个人限额（元）'),
    limitOrg: title('单位限额（元）'),
  }),
  enforcement: title('强制执行', names(ENFORCEMENT, Object.keys(ENFORCEMENT))),
  criminalTrigger: title('刑事移送标准', hint(TRIGGER)),
  procedureProfile: title('程序特别规定'),
  suitability: title(
    '乡镇承接能力',
    names({ low: '低', medium: '中', high: '高' }, ['low', 'medium', 'high']),
  ),
  inTownshipList: title('见于其他乡镇清单'),
  verified: title('条文核对情况', names(VERIFIED, Object.keys(VERIFIED))),
  source: title('来源'),
  note: title('备注', { 'ui:widget': 'textarea' }),
};
