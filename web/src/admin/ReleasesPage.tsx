import { Tag } from 'antd';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import { useReleases } from './queries.ts';
import { useRights, whoText } from './rights.ts';

/** 发布版本: every release ever made live; none is ever changed. */
export function ReleasesPage() {
  const pages = usePages();
  const releases = useReleases(pages.cursor);
  const rights = useRights();
  return (
    <PageFrame title="发布版本" lead="版本一经发布不再改变。案件始终按立案时的版本办理。">
      <Awaited query={releases}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing text="还没有发布过版本" />
          ) : (
            <>
              <ol className="ad-releases">
                {page.items.map((release) => (
                  <li key={release.hash} className="yz-card">
                    <h2>
                      第 {release.number} 版 {release.live ? <Tag color="green">现行</Tag> : null}
                    </h2>
                    <p>{release.title}</p>
                    <p className="yz-dim">
                      {showInstant(release.publishedAt)} 发布；起草 {whoText(release.author, rights)}，批准{' '}
                      {whoText(release.approver, rights)}；共 {release.definitions} 项定义
                    </p>
                    <code className="ad-where" title={release.hash}>
                      内容摘要 {release.hash.slice(0, 16)}
                    </code>
                  </li>
                ))}
              </ol>
              <Pager pages={pages} page={page} />
            </>
          )
        }
      </Awaited>
    </PageFrame>
  );
}
