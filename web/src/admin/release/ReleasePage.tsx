import { Descriptions, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import type { ReleaseLine, ReleaseView } from '../../../../functions/contract/api.ts';
import { PageFrame, Section } from '../../shell/Page.tsx';
import { Awaited } from '../../shell/Problem.tsx';
import { showInstant } from '../../text/time.ts';
import { useRights, whoText } from '../rights.ts';
import { Contents } from './Contents.tsx';
import { Differences } from './Differences.tsx';
import { useRelease } from './queries.ts';
import { ReleaseActions } from './ReleaseActions.tsx';
import { holdsText, isBackDated, placeOf, RELEASE_STATUS } from './words.ts';

/** One release: how it stands, what it changed, what it was proved on, and all it holds. */
export function ReleasePage() {
  const { number = '' } = useParams();
  const release = useRelease(number);
  return <Awaited query={release}>{(view) => <Whole key={number} view={view} />}</Awaited>;
}

function Whole({ view }: { view: ReleaseView }) {
  const { release, contents, before, differences } = view;
  const titles = new Map<string, string>(
    contents.flatMap(({ kind, items }) => items.map(({ id, title }) => [`${kind}/${id}`, title] as const)),
  );
  const titleOf = (definition: string): string => {
    const { kind, id } = placeOf(definition);
    // examples are called after what they are examples of
    if (kind === 'examples') return titles.get(`ruleset/${id}`) ?? titles.get(`table/${id}`) ?? id;
    return titles.get(definition) ?? id;
  };
  const { text, color } = RELEASE_STATUS[release.status];
  return (
    <PageFrame title={`第 ${release.number} 版`} lead={release.title} side={<Tag color={color}>{text}</Tag>}>
      <ReleaseActions release={release} />
      <Facts release={release} />
      <Section
        title={before === null ? '修改的内容' : `与第 ${before} 版的不同`}
        side={before === null ? null : <Link to={`/admin/releases/${before}`}>查看第 {before} 版</Link>}
      >
        {before === null ? (
          <p className="yz-dim">这是第一个版本，没有可以比较的。</p>
        ) : differences.length === 0 ? (
          <p className="yz-dim">两个版本的内容完全相同。</p>
        ) : (
          <Differences differences={differences} titleOf={titleOf} />
        )}
      </Section>
      <Contents contents={contents} />
    </PageFrame>
  );
}

function Facts({ release }: { release: ReleaseLine }) {
  const rights = useRights();
  const { effective, withdrawn, rollbackOf } = release;
  const items = [
    { label: '施行', children: holdsText(release) },
    ...(isBackDated(release) ? [{ label: '追溯的理由', children: effective.reason ?? '未记载' }] : []),
    ...(withdrawn
      ? [
          {
            label: '撤回',
            children: `${whoText(withdrawn.by, rights)} 于 ${showInstant(withdrawn.at)} 撤回，理由：${withdrawn.reason}`,
          },
        ]
      : []),
    ...(rollbackOf
      ? [{ label: '恢复', children: `恢复第 ${rollbackOf.number} 版的全部内容，理由：${rollbackOf.reason}` }]
      : []),
    { label: '发布时间', children: showInstant(release.publishedAt) },
    { label: '起草', children: whoText(release.author, rights) },
    { label: '批准', children: whoText(release.approver, rights) },
    { label: '发布前重演', children: <Proof release={release} /> },
    { label: '内容摘要', children: <code className="ad-where">{release.hash}</code> },
  ];
  return (
    <section className="yz-card" aria-label="版本情况">
      <Descriptions
        className="rl-about"
        column={1}
        size="small"
        items={items.map((item) => ({ key: item.label, ...item }))}
      />
    </section>
  );
}

/** What was found when its draft was run over the recorded decisions. */
function Proof({ release: { replay, draft } }: { release: ReleaseLine }) {
  if (draft === undefined) return <>随软件提供，没有重演</>;
  if (!replay) return <>没有修改判定所依据的定义，不需要重演</>;
  return (
    <div>
      历次 {replay.decisions} 件判定全部重演，其中 <b>{replay.changed}</b> 件结果改变
      {replay.changed > 0 ? '，批准人已确认' : ''}；<Link to={`/admin/drafts/${draft}`}>逐件查看</Link>
      <div>
        <code className="ad-where">重演结果摘要 {replay.digest}</code>
      </div>
    </div>
  );
}
