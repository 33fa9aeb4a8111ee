import { Select, Tag } from 'antd';
import { useSearchParams } from 'react-router';
import type { RegisteredPaper } from '../../../functions/contract/api.ts';
import { mayCall } from '../api/may.ts';
import { useMe } from '../auth/me.tsx';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, NoPermission, Nothing } from '../shell/Problem.tsx';
import { dayOf, now, showInstant } from '../text/time.ts';
import { usePaperRegister } from './queries.ts';
import { CaseOf, NumberOf } from './Registered.tsx';

/** The platform began to number papers in 2026. */
const FIRST_YEAR = 2026;

/** 文号登记簿: every number taken in a year, void ones among them. */
export function PaperRegisterPage() {
  return mayCall(useMe(), 'staff.paper-register') ? <Register /> : <NoPermission what="查看文号登记簿" />;
}

function Register() {
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(dayOf(now()).slice(0, 4));
  const asked = search.get('year') ?? '';
  const year = /^\d{4}$/.test(asked) ? asked : String(thisYear);
  const years = new Set([Number(year)]);
  for (let one = thisYear; one >= FIRST_YEAR; one -= 1) years.add(one);
  return (
    <PageFrame
      title="文号登记簿"
      lead="按年度、字号和顺序号登记；作废的文号保留，不再使用"
      side={
        <Select
          aria-label="年度"
          value={year}
          onChange={(chosen: string) => setSearch({ year: chosen }, { replace: true })}
          options={[...years]
            .sort((a, b) => b - a)
            .map((one) => ({ value: String(one), label: `${one} 年` }))}
        />
      }
    >
      <Numbers key={year} year={year} />
    </PageFrame>
  );
}

function Numbers({ year }: { year: string }) {
  const pages = usePages();
  return (
    <Awaited query={usePaperRegister(year, pages.cursor)}>
      {(page) =>
        page.items.length === 0 ? (
          <Nothing text={`${year} 年还没有编号的文书`} />
        ) : (
          <>
            <table className="yz-table yz-numbers">
              <thead>
                <tr>
                  <th scope="col">文号</th>
                  <th scope="col">文书</th>
                  <th scope="col">日期</th>
                  <th scope="col">用印</th>
                  <th scope="col">状态</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((paper) => (
                  <Line key={paper.hash} paper={paper} />
                ))}
              </tbody>
            </table>
            <Pager pages={pages} page={page} />
          </>
        )
      }
    </Awaited>
  );
}

function Line({ paper }: { paper: RegisteredPaper }) {
  const { voided, sealed } = paper;
  return (
    <tr className={voided ? 'yz-void' : undefined}>
      <td>
        <NumberOf paper={paper} />
      </td>
      <td data-label="文书">
        <div>
          {paper.title}
          <CaseOf caseId={paper.caseId} />
        </div>
      </td>
      <td data-label="日期">{paper.day}</td>
      <td data-label="用印">{sealed ? showInstant(sealed.at) : <span className="yz-dim">不用印</span>}</td>
      <td data-label="状态">
        {voided ? (
          <div>
            <Tag color="error">已作废</Tag>
            <div className="yz-dim">
              {voided.day}：{voided.reason}
            </div>
          </div>
        ) : (
          <div>
            <Tag color="success">有效</Tag>
            {paper.supersedes && <div className="yz-dim">取代一份作废的同名文书</div>}
          </div>
        )}
      </td>
    </tr>
  );
}
