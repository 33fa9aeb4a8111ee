import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ReleaseLine } from '../../../functions/contract/api.ts';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import { useReleases } from './queries.ts';
import { ImportDialog } from './release/ImportDialog.tsx';
import { ReleaseOn } from './release/ReleaseOn.tsx';
import { holdsText, isBackDated, RELEASE_STATUS } from './release/words.ts';
import { useRights, whoText } from './rights.ts';

/** 发布版本: every release ever approved, from when it holds, and which one a day falls under. */
export function ReleasesPage() {
  const pages = usePages();
  const releases = useReleases(pages.cursor);
  const { write } = useRights();
  const [importing, setImporting] = useState(false);
  return (
    <PageFrame
      title="发布版本"
      lead="版本一经发布不再改变。案件按立案时的版本办理，改用别的版本须写明理由。"
      side={write ? <Button onClick={() => setImporting(true)}>导入发布文件</Button> : null}
    >
      {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
      <ReleaseOn />
      <Awaited query={releases}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing text="还没有发布过版本" />
          ) : (
            <>
              <ol className="ad-releases">
                {page.items.map((release) => (
                  <OneRelease key={release.number} release={release} />
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

function OneRelease({ release }: { release: ReleaseLine }) {
  const rights = useRights();
  const { text, color } = RELEASE_STATUS[release.status];
  return (
    <li className="yz-card">
      <h2>
        <Link to={`/admin/releases/${release.number}`}>第 {release.number} 版</Link>{' '}
        <Tag color={color}>{text}</Tag>
        {release.rollbackOf ? <Tag color="blue">恢复第 {release.rollbackOf.number} 版</Tag> : null}
        {isBackDated(release) ? <Tag className="ad-unsure">追溯生效</Tag> : null}
      </h2>
      <p>{release.title}</p>
      <p>{holdsText(release)}</p>
      <p className="yz-dim">
        {showInstant(release.publishedAt)} 发布；起草 {whoText(release.author, rights)}，批准{' '}
        {whoText(release.approver, rights)}；共 {release.definitions} 项定义
      </p>
    </li>
  );
}
