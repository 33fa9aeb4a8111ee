import type { FactValue } from '../../../functions/contract/definitions/facts.ts';
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
};

/** Words for the closed lists of the definitions, by the name they stand under. */
const VALUES: Record<string, Record<string, string>> = {
  severity: SEVERITY,
  verified: VERIFIED,
  type: EFFECTS,
  whenUnknown: { hold: '等待查明', fire: '按成立处理', pass: '不影响办理' },
  asOf: { act: '违法行为发生日', decision: '作出决定日' },
};
const inWords = (key: string, value: unknown): unknown =>
  typeof value === 'string' ? (VALUES[key]?.[value] ?? value) : value;

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
function itemTitle(item: Record<string, unknown>, at: number): string {
  const name = item.title ?? item.name ?? item.label ?? item.id;
  return typeof name === 'string' ? name : `第 ${at + 1} 项`;
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
