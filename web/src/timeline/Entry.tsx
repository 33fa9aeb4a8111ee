import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseView, TimelineEntry } from '../../../functions/contract/api.ts';
import { ROLES } from '../../../functions/contract/ids.ts';
import type { Colleague } from '../api/shapes.ts';
import { PaperList } from '../case/Papers.tsx';
import { Explanation, Outcome } from '../explain/Explanation.tsx';
import { namerOf } from '../text/names.ts';
import { showInstant } from '../text/time.ts';
import type { Labels, Namer } from '../text/values.ts';
import { FiledForm } from './FiledForm.tsx';
import { Sealed } from './Sealed.tsx';

type Props = {
  entry: TimelineEntry;
  view: CaseView;
  labels: Labels;
  people: Colleague[];
  latest: boolean;
};

/** One step: who, when, what it led to, what was filed and why the rules let it pass. */
export function Entry({ entry, view, labels, people, latest }: Props) {
  const { event } = entry;
  const { transition, verdict } = event;
  const stage = view.stages.find((one) => one.id === transition.stage)?.title;
  const name = namerOf(people, view.stages);
  const hashes = new Set(transition.papers?.map((paper) => paper.hash));
  const issued = view.state.papers.filter((paper) => hashes.has(paper.hash));
  return (
    <li className="yz-entry" data-version={event.version}>
      <div className="yz-entry-head">
        <h3>{titleOf(entry, view)}</h3>
        <time dateTime={event.at}>{showInstant(event.at)}</time>
      </div>
      <p className="yz-entry-who">
        {event.actor.name}
        {event.actor.roles.length > 0 && (
          <span className="yz-dim">（{event.actor.roles.map((role) => ROLES[role]).join('、')}）</span>
        )}
        {stage && <span className="yz-entry-stage">进入“{stage}”</span>}
      </p>
      {event.origin && (
        <p className="yz-dim">
          {event.origin.say}（来自
          <Link to={`/cases/${event.origin.caseId}`}>关联案件 {event.origin.caseId}</Link>）
        </p>
      )}
      <Consequences event={event} name={name} />
      {issued.length > 0 && (
        <PaperList papers={issued} all={view.state.papers} caseId={event.caseId} name={name} />
      )}
      <Sealed event={event} state={view.state} />
      {event.submission && (
        <Fold title={entry.formTitle ? `填报内容：${entry.formTitle}` : '填报内容'} initially={false}>
          <FiledForm entry={entry} name={name} />
        </Fold>
      )}
      {verdict && verdict.rules.length > 0 && (
        <Fold title={<Outcome verdict={verdict} />} initially={latest}>
          <Explanation verdict={verdict} words={{ labels, name }} />
        </Fold>
      )}
    </li>
  );
}

/** What nobody filed on this case is named by what it was to it. */
function titleOf({ event, actionTitle }: TimelineEntry, view: CaseView): string {
  if (event.kind === 'opened') return `开立${view.procedureTitle}`;
  return event.kind === 'linked' ? '关联案件的办理结果' : actionTitle;
}

function Consequences({ event, name }: { event: TimelineEntry['event']; name: Namer }) {
  const { transition, origin, verdict } = event;
  const lines: string[] = [];
  for (const { title, overridden } of verdict?.rules ?? []) {
    if (overridden)
      lines.push(`${name(overridden.by) ?? overridden.by}越过规则“${title}”，理由：${overridden.reason}`);
  }
  for (const freeze of transition.freeze ?? []) lines.push(`冻结：${freeze.say}`);
  if (transition.unfreeze && transition.unfreeze.length > 0) lines.push('解除冻结');
  for (const flag of transition.flags ?? []) if (flag.say !== origin?.say) lines.push(flag.say);
  if (transition.published) lines.push(`已公示（${transition.published.day}）`);
  if (transition.withdrawn) lines.push(`公示撤下：${transition.withdrawn.reason}`);
  if (transition.closed) lines.push(`案件结束：${transition.closed}`);
  if (lines.length === 0) return null;
  return (
    <ul className="yz-consequences">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

type FoldProps = { title: React.ReactNode; initially: boolean; children: React.ReactNode };

/** A native disclosure; the content is made only once it is opened. */
function Fold({ title, initially, children }: FoldProps) {
  const [open, setOpen] = useState(initially);
  return (
    <details className="yz-fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <div className="yz-fold-body">{children}</div>}
    </details>
  );
}
