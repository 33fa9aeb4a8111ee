import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { DueLine } from '../../../functions/contract/api.ts';
import { BOUND_PARTIES } from '../../../functions/contract/definitions/deadlines.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { mayCall } from '../api/may.ts';
import { useMatters, usePeople } from '../api/queries.ts';
import type { Answer } from '../api/shapes.ts';
import { useMe } from '../auth/me.tsx';
import { ClockDue } from '../case/Due.tsx';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, NoPermission, Nothing } from '../shell/Problem.tsx';
import { ShortCaseNumber } from '../text/case-number.tsx';
import { namerOf } from '../text/names.ts';
import { ReferenceTag } from '../text/reference.tsx';
import { dayOf, now } from '../text/time.ts';
import type { Namer } from '../text/values.ts';
import { DueFilters } from './DueFilters.tsx';
import { type DueGroup, groupByDay, weekdayOf } from './days.ts';
import { type Departments, departmentsOf, withDepartment } from './departments.ts';
import { queryOf, readFilter } from './filter.ts';

const PAGE = 50;
type Query = NonNullable<ReturnType<typeof queryOf>>;

/** 到期一览: every period that is running, by day, of a person, a field or the whole township. */
export function DuePage() {
  const me = useMe();
  if (!mayCall(me, 'staff.due')) return <NoPermission what="查看到期一览" />;
  return <DueList />;
}

function DueList() {
  const [search] = useSearchParams();
  const people = usePeople().data ?? [];
  const departments = departmentsOf(useMatters().data ?? []);
  const today = dayOf(now());
  const filter = readFilter(search);
  const query = queryOf(filter, today);
  return (
    <PageFrame
      title="到期一览"
      lead="正在计算的期限，按到期日排列；标有“参照”的不是法定期限。机关逾期的排在最前，记录在案，不会消失"
    >
      <DueFilters filter={filter} today={today} people={people} departments={departments} />
      {query ? (
        <Lines
          key={JSON.stringify(query)}
          query={query}
          today={today}
          name={namerOf(people)}
          departments={departments}
        />
      ) : (
        <Nothing
          text={`请选择${filter.whose === 'domain' ? '领域（主管部门）' : filter.whose === 'officer' ? '人员' : '截止日'}`}
        />
      )}
    </PageFrame>
  );
}

function useDue(filter: Query, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.due(filter, cursor),
    queryFn: () => call('staff.due', { query: { ...filter, limit: PAGE, cursor } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

type LinesProps = { query: Query; today: string; name: Namer; departments: Departments };

function Lines({ query, ...shown }: LinesProps) {
  const pages = usePages();
  return (
    <Awaited query={useDue(query, pages.cursor)}>
      {(page: Answer<'staff.due'>) =>
        page.items.length === 0 ? (
          <Nothing text={query.until ? `${query.until} 以前没有到期的期限` : '没有正在计算的期限'} />
        ) : (
          <>
            {groupByDay(page.items).map((group) => (
              <Group key={group.day} group={group} {...shown} />
            ))}
            <Pager pages={pages} page={page} />
          </>
        )
      }
    </Awaited>
  );
}

type GroupProps = Omit<LinesProps, 'query'> & { group: DueGroup };

function Group({ group, today, name, departments }: GroupProps) {
  const { day, lines } = group;
  const title = day === 'late' ? '已逾期' : `${day} ${weekdayOf(day)}${day === today ? '（今天）' : ''}`;
  return (
    <section className="yz-due-group" aria-label={title}>
      <h2 className={day === 'late' ? 'yz-tone-bad' : undefined}>
        {title} <span className="yz-dim">{lines.length} 项</span>
      </h2>
      <table className="yz-table yz-due-table">
        <thead>
          <tr>
            <th scope="col">案件</th>
            <th scope="col">期限</th>
            <th scope="col">到期</th>
            <th scope="col">承办人</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={`${line.caseId}/${line.clock}`} line={line} name={name} departments={departments} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type LineProps = Pick<LinesProps, 'name' | 'departments'> & { line: DueLine };

function Line({ line, name, departments }: LineProps) {
  return (
    <tr>
      <td>
        <Link to={`/cases/${line.caseId}`} className="yz-strong">
          {line.title}
        </Link>
        <div className="yz-dim">
          {line.procedureTitle} · {line.stageTitle} · <ShortCaseNumber caseId={line.caseId} />
          {line.domain && ` · ${withDepartment(line.domain, departments)}`}
        </div>
      </td>
      <td data-label="期限">
        <div>
          {line.name} {line.reference && <ReferenceTag />}
          {line.right ? <Tag>{BOUND_PARTIES[line.boundParty]}的期限</Tag> : null}
          <div className="yz-dim">{line.basis}</div>
          {line.said && <div className="yz-dim">最近提醒：{line.said}</div>}
        </div>
      </td>
      <td data-label="到期">
        <ClockDue clock={line} />
      </td>
      <td data-label="承办人">
        {line.officers.length > 0 ? (
          line.officers.map((id) => name(id) ?? id).join('、')
        ) : (
          <span className="yz-dim">尚未确定</span>
        )}
      </td>
    </tr>
  );
}
