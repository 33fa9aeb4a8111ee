import type { PublicDecision } from '../../../functions/contract/api.ts';
import { publicPath, useRead } from './api.ts';
import { Withdrawn } from './decisions.tsx';
import { Heading, PageTools, Row, Show } from './parts.tsx';
import { useTownship } from './township.tsx';
import { dayText } from './words.ts';

const LIST = { to: '/decisions', title: '处罚决定公示' };

/** One published decision. A withdrawn one says when and why, and no longer what it said. */
export function DecisionPage({ id }: { id: string }) {
  const { chosen } = useTownship();
  const path = publicPath(`decisions/${encodeURIComponent(id)}`, { tenant: chosen.id });
  const loaded = useRead<PublicDecision>(path);
  return (
    <>
      <PageTools to={LIST.to} back={LIST.title} />
      <Show loaded={loaded} list={LIST} missing="没有这个决定，请核对地址；它也可能属于另一个乡镇。">
        {(decision) => <Whole decision={decision} />}
      </Show>
    </>
  );
}

function Whole({ decision }: { decision: PublicDecision }) {
  const { chosen } = useTownship();
  return (
    <article className="sheet">
      <Heading title={decision.title}>{decision.title}</Heading>
      <p className="meta">
        <span>{decision.number ?? '未编号'}</span>
        {decision.withdrawn ? <span className="badge gone">已撤回</span> : null}
      </p>
      {decision.withdrawn ? <Withdrawn withdrawn={decision.withdrawn} /> : null}
      <dl>
        <Row label="公开机关">{chosen.government}</Row>
        <Row label="公开日期">{dayText(decision.day)}</Row>
        {decision.withdrawn ? null : <Said lines={decision.lines} />}
      </dl>
    </article>
  );
}

function Said({ lines }: { lines: PublicDecision['lines'] }) {
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a published decision never move
    <Row key={at} label={line.label ?? ''}>
      {line.text}
    </Row>
  ));
}
