import type { CaseView, TimelineEntry } from '../../../functions/contract/api.ts';

/**
 * The stages of the procedure; those the case has been through are told from those it has not (yet). Of the possible ends
 * a closed case shows only its own.
 */
export function Stages({ view, entries }: { view: CaseView; entries: TimelineEntry[] }) {
  const been = new Set(entries.map((entry) => entry.event.transition.stage));
  const stages = view.stages.filter(
    (stage) => !stage.final || view.state.closed === null || stage.id === view.state.stage,
  );
  return (
    <ol className="yz-stages" aria-label="办理阶段">
      {stages.map((stage) => {
        const current = stage.id === view.state.stage;
        const kind = current ? 'now' : been.has(stage.id) ? 'been' : 'ahead';
        return (
          <li
            key={stage.id}
            className={`yz-stage yz-stage-${kind}`}
            aria-current={current ? 'step' : undefined}
          >
            {stage.title}
            <span className="yz-hidden">{current ? '（当前）' : kind === 'been' ? '（已经过）' : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}
