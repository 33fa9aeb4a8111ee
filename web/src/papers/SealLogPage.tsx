import { DatePicker, Tag } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { ROLES } from '../../../functions/contract/ids.ts';
import { mayCall } from '../api/may.ts';
import type { Answer } from '../api/shapes.ts';
import { useMe } from '../auth/me.tsx';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, NoPermission, Nothing } from '../shell/Problem.tsx';
import { dayOf, isDay, now, showInstant } from '../text/time.ts';
import { useSealLog } from './queries.ts';
import { CaseOf, NumberOf } from './Registered.tsx';

type Sealing = Answer<'staff.seal-log'>['items'][number];

/** 用印登记簿: who placed the township's seal on which paper, of one day. */
export function SealLogPage() {
  return mayCall(useMe(), 'staff.seal-log') ? <SealLog /> : <NoPermission what="查看用印登记簿" />;
}

function SealLog() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day') ?? '';
  const day = isDay(asked) ? asked : dayOf(now());
  return (
    <PageFrame
      title="用印登记簿"
      lead="乡镇人民政府印章的每一次使用：谁、何时、以什么岗位、盖在哪份文书上"
      side={
        <DatePicker
          aria-label="用印日"
          allowClear={false}
          value={dayjs(day)}
          onChange={(chosen) => chosen && setSearch({ day: chosen.format('YYYY-MM-DD') }, { replace: true })}
        />
      }
    >
      <Sealings key={day} day={day} />
    </PageFrame>
  );
}

function Sealings({ day }: { day: string }) {
  const pages = usePages();
  return (
    <Awaited query={useSealLog(day, pages.cursor)}>
      {(page) =>
        page.items.length === 0 ? (
          <Nothing text={`${day} 没有用印`} />
        ) : (
          <>
            <table className="yz-table yz-seals">
              <thead>
                <tr>
                  <th scope="col">文书</th>
                  <th scope="col">用印时间</th>
                  <th scope="col">授权人</th>
                  <th scope="col">盖章文件 SHA-256</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((sealing) => (
                  <Line key={sealing.hash} sealing={sealing} />
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

function Line({ sealing }: { sealing: Sealing }) {
  const { sealed, voided } = sealing;
  return (
    <tr className={voided ? 'yz-void' : undefined}>
      <td>
        <NumberOf paper={sealing} /> {voided && <Tag color="error">已作废</Tag>}
        <div>{sealing.title}</div>
        <CaseOf caseId={sealing.caseId} />
      </td>
      <td data-label="用印时间">{sealed && showInstant(sealed.at)}</td>
      <td data-label="授权人">
        <div>
          {sealing.sealedBy}
          {sealed && <span className="yz-dim"> {ROLES[sealed.role]}</span>}
        </div>
      </td>
      <td data-label="SHA-256">
        <span className="yz-mono">{sealed?.pdf}</span>
      </td>
    </tr>
  );
}
