import { Descriptions } from 'antd';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { DefinitionLine, ReleaseLine } from '../../../functions/contract/api.ts';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { PageFrame, Section } from '../shell/Page.tsx';
import { Awaited } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import { useDefinitions, useDrafts } from './queries.ts';
import { useRights, whoText } from './rights.ts';

const ABOUT: Record<Kind, string> = {
  matter: '可以执法的每一事项：法律依据、处罚幅度、赋权情况',
  form: '每一步骤要填写的内容',
  facts: '规则能够判断的事实及其类型',
  ruleset: '每一步骤由哪些规则判断，依据哪一条',
  conditions: '多条规则共用的条件，按名称引用',
  table: '以表格写成的规则，可导出为 Excel 修改后导入',
  examples: '证明规则判断正确的样例',
  params: '随地方、年度变化的数额和标准',
  procedure: '案件经过的阶段和步骤',
  template: '文书的版式和必备内容',
  deadlines: '法定期限及其起算、中止、届满',
  calendar: '法定节假日和调休上班日',
  remedies: '文书中的救济告知及其依据',
  service: '送达方式及送达之日的计算',
  statutes: '已经废止、替代或者尚未施行的法律，据以检查各处引用的条文',
};

/** 定义总览: the live release and how much of each kind it holds. */
export function OverviewPage() {
  const definitions = useDefinitions();
  return (
    <PageFrame
      title="定义总览"
      lead="事项、表单和规则都是可以修改的定义。修改先进入草案，由另一人批准后发布为新版本，已经办理中的案件仍按立案时的版本办理。"
    >
      <Awaited query={definitions}>
        {({ release, items }) => (
          <>
            <LiveRelease release={release} />
            <Waiting />
            <Section title="现行定义">
              <ul className="ad-kinds">
                {(Object.keys(KIND_LABELS) as Kind[]).map((kind) => (
                  <KindLine key={kind} kind={kind} count={countOf(items, kind)} />
                ))}
              </ul>
            </Section>
          </>
        )}
      </Awaited>
    </PageFrame>
  );
}

const countOf = (items: DefinitionLine[], kind: Kind): number =>
  items.filter((item) => item.kind === kind).length;

function KindLine({ kind, count }: { kind: Kind; count: number }) {
  return (
    <li>
      <Link to={kind === 'matter' ? '/admin/matters' : `/admin/definitions/${kind}`}>
        <strong>{KIND_LABELS[kind]}</strong>
        <b>{count}</b>
        <span className="yz-dim">{ABOUT[kind]}</span>
      </Link>
    </li>
  );
}

function LiveRelease({ release }: { release: z.infer<typeof ReleaseLine> }) {
  const rights = useRights();
  return (
    <Section title={`现行版本：第 ${release.number} 版`} side={<Link to="/admin/releases">全部版本</Link>}>
      <Descriptions
        column={{ xs: 1, sm: 2, lg: 4 }}
        items={[
          { key: 'title', label: '标题', children: release.title },
          { key: 'at', label: '发布时间', children: showInstant(release.publishedAt) },
          { key: 'by', label: '起草', children: whoText(release.author, rights) },
          { key: 'ok', label: '批准', children: whoText(release.approver, rights) },
        ]}
      />
    </Section>
  );
}

/** Drafts that wait for a second person. */
function Waiting() {
  const drafts = useDrafts();
  const rights = useRights();
  const waiting = drafts.data?.items.filter((draft) => draft.status === 'submitted') ?? [];
  if (waiting.length === 0) return null;
  return (
    <Section title="等待复核的草案">
      <ul className="ad-lines">
        {waiting.map((draft) => (
          <li key={draft.id}>
            <Link to={`/admin/drafts/${draft.id}`}>{draft.title}</Link>
            <span className="yz-dim">
              {draft.author === rights.id ? '须由另一人批准' : `由 ${whoText(draft.author, rights)} 提交`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
