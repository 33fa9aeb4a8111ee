import { BOUND_PARTIES, UNITS } from '../../../functions/contract/definitions/deadlines.ts';
import type { FactValue } from '../../../functions/contract/definitions/facts.ts';
import { ROLES } from '../../../functions/contract/ids.ts';
import { asked, EFFECTS, SEVERITY } from '../explain/sentences.ts';
import { VERIFIED } from '../portal/words.ts';

/** A definition as nested lists: enough to read a rule or a procedure without reading JSON. */
const TITLES: Record<string, string> = {
  id: '编号',
  title: '标题',
  label: '名称',
  name: '名称',
  basis: '依据',
  legalBasis: '依据',
  rules: '规则',
  stages: '阶段',
  actions: '步骤',
  conditions: '条件',
  all: '全部满足',
  any: '满足其一',
  not: '不满足',
  fact: '事实',
  operator: '比较',
  value: '值',
  severity: '强度',
  effective: '施行期间',
  from: '自',
  to: '至',
  say: '说明',
  about: '说明',
  form: '表单',
  roles: '岗位',
  facts: '事实',
  type: '类型',
  source: '来源',
  verified: '核对情况',
  parameters: '参数',
  examples: '样例',
  given: '已知事实',
  expect: '应得结果',
  deadlines: '期限',
  clocks: '期限',
  asOf: '适用法条的时点',
  event: '效果',
  params: '内容',
  overridable: '可否越过',
  mustKnow: '只在此时必须查明',
  whenUnknown: '事实不明时',
  in: '所在阶段',
  who: '办理人',
  mark: '达成',
  blocks: '文书内容',
  field: '取自栏目',
  stage: '进入阶段',
  leadsTo: '结果',
  required: '必备',
  values: '可取的值',
  valueLabels: '值的名称',
  note: '备注',
  law: '法律',
  article: '条',
  unit: '单位',
  length: '长度',
  need: '需要',
  flag: '提示',
  seal: '用印',
  repeatable: '可重复',
  sealed: '密存内容',
  papers: '文书',
  timezone: '时区',
  years: '年度',
  status: '状态',
  notice: '通知',
  offDays: '放假日',
  makeUpWorkdays: '调休上班日',
  statutory: '法定节假日',
  unconfirmed: '没有公布的',
  date: '日期',
  days: '日数',
  monthDay: '月日',
  fixed: '每年固定的放假日',
  local: '本地放假日',
  holidays: '节日',
  region: '地区',
  subject: '对象',
  takesOver: '承接原案的内容',
  marks: '节点',
  opensAt: '起始阶段',
  final: '最后阶段',
  duty: '职责',
  officersAt: '执法人员所在栏目',
  officersOn: '执法人员以哪一天为准',
  start: '开始计算',
  stop: '停止计算',
  suspend: '停止计算（中止）',
  resume: '恢复计算',
  extend: '延长',
  if: '只在',
  close: '结案事由',
  parent: '原案件',
  freeze: '冻结的步骤',
  unfreeze: '恢复的步骤',
  unmark: '取消的节点',
  share: '移送单位',
  shareAt: '移送单位所在栏目',
  task: '列入待办',
  publish: '公示',
  withdraw: '撤回公示',
  penalty: '作出处罚决定',
  void: '作废文书',
  archive: '归档',
  afterArchive: '归档后仍可办理',
  moveTo: '移交去向',
  ground: '理由',
  paper: '通知文书',
  clock: '期限',
  reason: '理由',
  latest: '最迟之日',
  report: '举报人信息',
  kind: '种类',
  direction: '计算方向',
  roll: '期满遇放假日',
  purpose: '性质',
  unitBasis: '单位的依据',
  condition: '适用情形',
  startEvent: '起算',
  endEvent: '终止',
  boundParty: '受约束者',
  extension: '延长',
  exclusion: '扣除',
  onOverdue: '逾期后果',
  watch: '提醒',
  warn: '届满前几日提醒',
  escalate: '逾期督办',
  role: '岗位',
  profiles: '适用领域',
  steps: '延长办法',
  approver: '批准人',
  times: '次数',
  grounds: '事由',
};

/** Words for the closed lists of the definitions, by the name they stand under. */
const VALUES: Record<string, Record<string, string>> = {
  severity: SEVERITY,
  verified: VERIFIED,
  type: EFFECTS,
  whenUnknown: { hold: '等待查明', fire: '按成立处理', pass: '不影响办理' },
  asOf: { act: '违法行为发生日', decision: '作出决定日' },
  timezone: { 'Asia/Shanghai': '北京时间' },
  status: { published: '已公布', unpublished: '尚未公布' },
  subject: { matter: '执法事项', linked: '关联的原案件', none: '没有' },
  facts: { all: '全部' },
  roles: ROLES,
  role: ROLES,
  approver: ROLES,
  boundParty: BOUND_PARTIES,
  unit: UNITS,
  direction: { after: '向后', before: '向前' },
  roll: { none: '不顺延', next_workday: '顺延至下一工作日' },
  purpose: { limit: '期限', wait: '等候' },
};
const inWords = (key: string, value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((one) => inWords(key, one))
    : typeof value === 'string'
      ? (VALUES[key]?.[value] ?? value)
      : value;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plain(value: unknown): string {
  if (value === null) return '未确认';
  if (value === true) return '是';
  if (value === false) return '否';
  return String(value);
}

/** A condition of a rule as a phrase; its label is there where the rule says more than the fact. */
function leafText(leaf: Record<string, unknown>): string {
  const words = { labels: {}, name: () => undefined };
  const { fact, operator, value, label, basis } = leaf;
  const bound = isRecord(value) ? { boundFact: String(value.fact) } : { bound: value as FactValue };
  const asks = asked({ status: 'unknown', fact: String(fact), operator: String(operator), ...bound }, words);
  const said = typeof label === 'string' ? `${label}（${fact} ${asks}）` : `${fact} ${asks}`;
  return typeof basis === 'string' ? `${said}，${basis}` : said;
}

/** A name for a list's item: what a reader would call it. */
export function itemTitle(item: Record<string, unknown>, at: number): string {
  const name = item.title ?? item.name ?? item.label ?? item.id;
  if (typeof name !== 'string') return `第 ${at + 1} 项`;
  // the days of one holiday all carry its name
  return typeof item.date === 'string' ? `${item.date} ${name}` : name;
}

export function Outline({ value }: { value: unknown }) {
  return (
    <div className="yz-card ad-outline">
      <Node value={value} depth={0} />
    </div>
  );
}

function Node({ value, depth }: { value: unknown; depth: number }) {
  if (Array.isArray(value)) return <Items items={value} depth={depth} />;
  if (!isRecord(value)) return <>{plain(value)}</>;
  if ('fact' in value && 'operator' in value) return <>{leafText(value)}</>;
  return (
    <dl>
      {Object.entries(value).map(([key, child]) => (
        <div key={key}>
          <dt>{TITLES[key] ?? key}</dt>
          <dd>
            <Node value={inWords(key, child)} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ items, depth }: { items: unknown[]; depth: number }) {
  if (items.length === 0) return <>无</>;
  if (items.every((item) => !isRecord(item) && !Array.isArray(item)))
    return <>{items.map(plain).join('、')}</>;
  return (
    <>
      {items.map((item, at) =>
        isRecord(item) && 'operator' in item ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the outline is only read
          <div key={at}>{leafText(item)}</div>
        ) : isRecord(item) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the outline is only read
          <details key={at} open={depth < 1 && items.length < 4}>
            <summary>{itemTitle(item, at)}</summary>
            <Node value={item} depth={depth + 1} />
          </details>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the outline is only read
          <Node key={at} value={item} depth={depth + 1} />
        ),
      )}
    </>
  );
}
