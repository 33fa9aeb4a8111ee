import { Tag } from 'antd';
import { Link } from 'react-router';
import type { CaseLine } from '../../../functions/contract/api.ts';
import { useBeginnings, useCases } from '../api/queries.ts';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { ShortCaseNumber } from '../text/case-number.tsx';
import { dayOf, showInstant } from '../text/time.ts';

/** 案件登记簿: every case the person's office may see, the latest first. */
export function RegisterPage() {
  const pages = usePages();
  const query = useCases(pages.cursor);
  const start = useBeginnings();
  return (
    <PageFrame title="案件登记簿" lead="本机关办理和共享给本机关的全部案件">
      <Awaited query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing text="登记簿中还没有案件">
              {start.options.length > 0 && <Link to="/start">{start.title}</Link>}
            </Nothing>
          ) : (
            <>
              <table className="yz-table yz-register">
                <thead>
                  <tr>
                    <th scope="col">案件</th>
                    <th scope="col">程序</th>
                    <th scope="col">阶段</th>
                    <th scope="col">登记日</th>
                    <th scope="col">最近办理</th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map((line) => (
                    <Line key={line.caseId} line={line} />
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

export function CaseStatus({ closed, frozen }: { closed: string | null; frozen: boolean }) {
  // Where nothing more is to be said than that it is closed, the stage says it.
  if (closed !== null) return closed === '结案' ? null : <Tag>已结：{closed}</Tag>;
  return frozen ? <Tag color="gold">部分步骤冻结</Tag> : null;
}

function Line({ line }: { line: CaseLine }) {
  return (
    <tr>
      <td>
        <Link to={`/cases/${line.caseId}`} className="yz-strong">
          {line.title}
        </Link>
        <div className="yz-dim">
          {line.matter ? `事项 ${line.matter} · ` : ''}
          <ShortCaseNumber caseId={line.caseId} />
        </div>
      </td>
      <td data-label="程序">{line.procedureTitle}</td>
      <td data-label="阶段">
        <span>
          {line.stageTitle} <CaseStatus closed={line.closed} frozen={line.frozen} />
        </span>
      </td>
      <td data-label="登记日">{dayOf(line.openedAt)}</td>
      <td data-label="最近办理">{showInstant(line.updatedAt)}</td>
    </tr>
  );
}
