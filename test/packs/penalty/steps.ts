import * as fill from './data.ts';
import type { Answer, Walk } from './driver.ts';

export const noon = (day: string) => `${day}T04:00:00.000Z`;
export type Step = [who: string, action: string, data: unknown, day: string];

/** Files the steps one after another; each must be done. */
export async function go(walk: Walk, steps: Step[]): Promise<Walk> {
  for (const [who, action, data, day] of steps) {
    const answer = await walk.file(who, action, data, noon(day));
    if (answer.kind !== 'done') throw new Error(`${action}: ${JSON.stringify(answer)}`);
  }
  return walk;
}
export const denied = (answer: Answer) => (answer.kind === 'refused' ? answer.rules : answer);

export const reported: Step[] = [['hotline', 'register-clue', fill.clue(), '2026-03-02']];
export const filed: Step[] = [
  ...reported,
  ['officer', 'apply-filing', fill.application(), '2026-03-03'],
  ['leader', 'approve-filing', { reason: '同意立案' }, '2026-03-03'],
];
export const investigated: Step[] = [
  ...filed,
  ['officer', 'site-record', fill.siteRecord(), '2026-03-04'],
  ['officer', 'screen-crime', fill.screening(3), '2026-03-05'],
  ['officer', 'conclude-investigation', fill.report(), '2026-03-12'],
];
export const served: Step[] = [
  ...investigated,
  ['leader', 'prior-notice', fill.notice(), '2026-03-16'],
  ['officer', 'serve-notice', fill.service('notice', '2026-03-17'), '2026-03-17'],
];
export const waived: Step[] = [
  ...served,
  ['officer', 'record-statement', fill.waiver(), '2026-03-18'],
  ['officer', 'waive-hearing', fill.hearingWaiver(), '2026-03-18'],
];
export const decidedAfter = (steps: Step[], over = {}): Step[] => [
  ...steps,
  ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
  ['leader', 'decide', fill.decision(over), '2026-03-27'],
];
export const reviewed: Step[] = [
  ...waived,
  ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
  ['reviewer', 'give-legal-opinion', fill.opinion('pass'), '2026-03-24'],
];
export const decided = decidedAfter(reviewed);
export const servedDecision: Step[] = [
  ...decided,
  ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
];
/** The demand before the court is asked, signed and served on one day. */
export const urgedOn = (day: string): Step[] => [
  ['leader', 'urge', fill.urge(), day],
  ['officer', 'serve-enforcement', fill.service('urge-court', day), day],
];
