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
  papers: '文书',
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plain(value: unknown): string {
  if (value === null) return '未确认';
  if (value === true) return '是';
  if (value === false) return '否';
  return String(value);
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
  return (
    <dl>
      {Object.entries(value).map(([key, child]) => (
        <div key={key}>
          <dt>{TITLES[key] ?? key}</dt>
          <dd>
            <Node value={child} depth={depth + 1} />
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
        isRecord(item) ? (
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
