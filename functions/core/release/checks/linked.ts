import type { Procedure } from '../../../contract/definitions/procedures.ts';
import { PARTNER_ROLES } from '../../../contract/routes.ts';
import { leavesOf } from '../../decide/referenced.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/**
 * What a linked procedure takes over of the original case: facts there are, the milestones its rules ask for, and not
 * everything where another authority may begin it.
 */
export function checkTakesOver(bundle: Bundle, procedure: Procedure, say: Report): void {
  const { title, subject, takesOver } = procedure;
  if (subject !== 'linked') {
    if (takesOver) say('/takesOver', 'nothing-to-take-over', `“${title}”不针对另一个案件，没有原案可以承接`);
    return;
  }
  const facts = takesOver?.facts ?? [];
  if (facts === 'all') {
    if (begunElsewhere(procedure))
      say(
        '/takesOver/facts',
        'takes-over-all',
        `“${title}”可以由其他机关发起，不得承接原案的全部事实，应逐项写明所需的事实`,
      );
  } else
    for (const [i, fact] of facts.entries())
      if (!bundle.dictionary.has(fact))
        say(`/takesOver/facts/${i}`, 'unknown-fact', `事实词典中没有“${fact}”`);
  for (const mark of marksAskedFor(bundle, procedure))
    if (!takesOver?.marks.includes(mark))
      say(
        '/takesOver/marks',
        'mark-not-taken-over',
        `规则要问原案的节点“${mark}”，应写明承接它，否则会被当作没有`,
      );
}

const begunElsewhere = ({ actions }: Procedure): boolean =>
  Object.values(actions).some(
    ({ start, who }) => start && who.roles.some((r) => (PARTNER_ROLES as readonly string[]).includes(r)),
  );

/** The milestones of the original case that the rules of a procedure name. */
function marksAskedFor(bundle: Bundle, { actions }: Procedure): Set<string> {
  const sets = Object.values(actions).flatMap(({ rules }) => rules.flatMap((id) => bundle.ruleSet(id) ?? []));
  const leaves = sets.flatMap(({ ruleSet }) => ruleSet.rules.flatMap((rule) => leavesOf(rule.conditions)));
  const asked = leaves.filter(({ fact }) => fact === 'parent.marks').flatMap(({ value }) => value);
  return new Set(asked.filter((mark) => typeof mark === 'string'));
}
