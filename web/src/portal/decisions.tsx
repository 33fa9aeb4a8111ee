import { useEffect, useState } from 'react';
import type { PublicDecision } from '../../../functions/contract/api.ts';
import { type DecisionList, publicPath, ReadError, read, useRead } from './api.ts';
import { Empty, Heading, Show } from './parts.tsx';
import { Link, useTownship } from './township.tsx';
import { dayText } from './words.ts';

/** 处罚决定公示: newest first as the server gives them; the withdrawn stay, with the reason. */
export function DecisionsPage() {
  const { chosen } = useTownship();
  const loaded = useRead<DecisionList>(publicPath('decisions', { limit: 20, tenant: chosen.id }));
  return (
    <>
      <Heading title="处罚决定公示">{chosen.name}处罚决定公示</Heading>
      <p className="lead">个人信息已经遮盖。被依法撤回的决定保留撤回日期和理由。</p>
      <Show loaded={loaded} missing="还没有公开的处罚决定。">
        {(first) =>
          first.items.length === 0 ? (
            <Empty>{chosen.name}还没有公开的处罚决定。</Empty>
          ) : (
            <Lines key={chosen.id} first={first} tenant={chosen.id} />
          )
        }
      </Show>
    </>
  );
}

function Lines({ first, tenant }: { first: DecisionList; tenant: string }) {
  const [pages, setPages] = useState([first]);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  useEffect(() => setPages([first]), [first]);
  const cursor = pages.at(-1)?.cursor ?? null;
  const more = async (from: string) => {
    setBusy(true);
    setWrong('');
    try {
      const next = await read<DecisionList>(publicPath('decisions', { limit: 20, tenant, cursor: from }));
      setPages((before) => [...before, next]);
    } catch (error) {
      setWrong(error instanceof ReadError ? error.message : '没有读到后面的决定，请重试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ul className="decisions">
        {pages
          .flatMap((page) => page.items)
          .map((decision) => (
            <DecisionLine key={decision.id} decision={decision} />
          ))}
      </ul>
      {wrong === '' ? null : (
        <p className="notice wrong" role="alert">
          {wrong}
        </p>
      )}
      {cursor === null ? null : (
        <button type="button" className="more" disabled={busy} onClick={() => void more(cursor)}>
          {busy ? '正在读取……' : '显示更多'}
        </button>
      )}
    </>
  );
}

function DecisionLine({ decision }: { decision: PublicDecision }) {
  return (
    <li className={decision.withdrawn ? 'withdrawn' : ''}>
      <h2>
        <Link to={`/decisions/${decision.id}`}>{decision.title}</Link>
        {decision.withdrawn ? <span className="badge gone">已撤回</span> : null}
      </h2>
      <p className="meta">
        <span>{decision.number ?? '未编号'}</span>
        <span>公开日期 {dayText(decision.day)}</span>
      </p>
      {decision.withdrawn ? <Withdrawn withdrawn={decision.withdrawn} /> : null}
    </li>
  );
}

/** 处罚法48②: within three working days (85) of the change, the information is withdrawn and the reason published. */
export function Withdrawn({ withdrawn }: { withdrawn: NonNullable<PublicDecision['withdrawn']> }) {
  return (
    <p className="caution">
      已于{dayText(withdrawn.day)}撤回。理由：{withdrawn.reason}
    </p>
  );
}
