import { Tag } from 'antd';
import { Link, Navigate } from 'react-router';
import type { Task } from '../../../functions/contract/api.ts';
import { useInbox } from '../api/queries.ts';
import { handlesCases, useMe } from '../auth/me.tsx';
import { ClockDue } from '../case/Due.tsx';
import { NoDesk } from '../shell/NoDesk.tsx';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { ShortCaseNumber } from '../text/case-number.tsx';
import { ReferenceTag } from '../text/reference.tsx';
import { showInstant } from '../text/time.ts';

/** The home page. 我的待办 of whoever handles cases: every case that waits for them, most urgent first. */
export function InboxPage() {
  const me = useMe();
  if (handlesCases(me)) return <Inbox />;
  return me.faces.includes('admin') ? <Navigate to="/admin" replace /> : <NoDesk />;
}

function Inbox() {
  const pages = usePages();
  const query = useInbox(pages.cursor);
  return (
    <PageFrame title="我的待办" lead="等待您办理的案件，临期和逾期的排在前面">
      <Awaited query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing text="目前没有等待您办理的案件" />
          ) : (
            <>
              <table className="yz-table yz-tasks">
                <thead>
                  <tr>
                    <th scope="col">案件</th>
                    <th scope="col">阶段</th>
                    <th scope="col">期限</th>
                    <th scope="col">等候办理的步骤</th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map((task) => (
                    <TaskRow key={task.caseId} task={task} />
                  ))}
                </tbody>
              </table>
              <Pager pages={pages} page={page} />
            </>
          )
        }
      </Awaited>
    </PageFrame>
  );
}

function TaskRow({ task }: { task: Task }) {
  const address = `/cases/${task.caseId}`;
  return (
    <tr>
      <td>
        <Link to={address} className="yz-strong">
          {task.title}
        </Link>
        <div className="yz-dim">
          {task.procedureTitle} · <ShortCaseNumber caseId={task.caseId} /> ·{' '}
          <span className="yz-nowrap">自 {showInstant(task.since)} 等候</span>
        </div>
      </td>
      <td data-label="阶段">
        <Tag>{task.stageTitle}</Tag>
      </td>
      <td data-label="期限">
        {task.due === null ? (
          <span className="yz-dim">无法定期限</span>
        ) : (
          <div>
            <ClockDue clock={{ ...task, due: task.due, suspended: false }} name={task.dueName} />
            {task.reference && <ReferenceTag />}
          </div>
        )}
      </td>
      <td className="yz-row-actions">
        {task.actions.map((action) => (
          <Link key={action.id} to={`${address}/act/${action.id}`} className="yz-action-link">
            {action.title}
          </Link>
        ))}
      </td>
    </tr>
  );
}
