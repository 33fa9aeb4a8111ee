import { App, Button, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Draft } from '../../../functions/contract/definitions/release.ts';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { showDayLong, showInstant } from '../text/time.ts';
import { useDrafts } from './queries.ts';
import { useRights, whoText } from './rights.ts';
import { useNewDraft } from './WorkingDraft.tsx';

export const STATUS: Record<Draft['status'], { text: string; color: string }> = {
  open: { text: '修改中', color: 'blue' },
  submitted: { text: '等待复核', color: 'gold' },
  published: { text: '已发布', color: 'green' },
  dropped: { text: '已放弃', color: 'default' },
};

/** 草案: proposed changes, on their way to a release. */
export function DraftsPage() {
  const pages = usePages();
  const drafts = useDrafts(pages.cursor);
  const rights = useRights();
  const newDraft = useNewDraft();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const create = async () => {
    try {
      const draft = await newDraft();
      if (draft) await navigate(`/admin/drafts/${draft.id}`);
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <PageFrame
      title="草案"
      lead="修改写进草案，检查、对历次判定重演，由另一人批准后发布。"
      side={
        rights.write ? (
          <Button type="primary" onClick={() => void create()}>
            新建草案
          </Button>
        ) : null
      }
    >
      <Awaited query={drafts}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing text="还没有草案。在事项或表单页面修改并保存，就会建立草案。" />
          ) : (
            <>
              <ul className="ad-lines yz-card">
                {page.items.map((draft) => (
                  <li key={draft.id}>
                    <Link to={`/admin/drafts/${draft.id}`}>{draft.title}</Link>
                    <Tag color={STATUS[draft.status].color}>{STATUS[draft.status].text}</Tag>
                    {draft.rollbackOf ? <Tag color="blue">恢复第 {draft.rollbackOf.number} 版</Tag> : null}
                    <span className="yz-dim">
                      {whoText(draft.author, rights)} 建立于 {showInstant(draft.createdAt)}
                      {draft.effective ? `，自${showDayLong(draft.effective.from)}起施行` : ''}
                    </span>
                  </li>
                ))}
              </ul>
              <Pager pages={pages} page={page} />
            </>
          )
        }
      </Awaited>
    </PageFrame>
  );
}
