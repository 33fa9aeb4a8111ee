import type { Rule } from '../../../../contract/definitions/rules.ts';
import { type Goal, search } from './search.ts';
import { inForce, type Subject, title } from './subject.ts';

/** Rules no day reaches, and refusals that together let nothing through. */
export async function checkReach(subject: Subject, constant: Set<number>): Promise<void> {
  for (const [i, rule] of subject.rules.entries()) if (!constant.has(i)) await checkExpired(subject, i, rule);
  if (constant.size === 0) await checkWayThrough(subject);
}

/** Where the day of decision counts, a rule whose last day has passed is never asked again; acts of the past still are. */
async function checkExpired(subject: Subject, i: number, rule: Rule): Promise<void> {
  const { day } = subject.world;
  const to = rule.effective?.to;
  if (subject.set.ruleSet.asOf !== 'decision' || to === undefined || to >= day) return;
  const found = search(subject.world, [{ any: [{ condition: rule.conditions }], wish: 'satisfied' }]);
  if (typeof found !== 'object') return;
  const witness = await subject.witness(
    found.facts,
    (rules) => rules.get(rule.id)?.status === 'not-in-force',
  );
  if (witness)
    subject.say({
      severity: 'warning',
      code: 'rule-unreachable',
      path: subject.path(i, '/effective/to'),
      say: `规则${title(rule)}自 ${to} 之后失效，在 ${day} 已不再适用：条件成立也不命中。请删去，或者核对失效日`,
      witness,
    });
}

/** A set whose refusals leave no complete set of facts: whatever is filed, it is refused. */
async function checkWayThrough(subject: Subject): Promise<void> {
  const refusals = subject.rules.filter((rule) => rule.event.type === 'deny' && inForce(subject, rule));
  if (refusals.length < 2) return;
  const quiet = (rules: Rule[]): Goal[] =>
    rules.map(({ conditions }) => ({ any: [{ condition: conditions }], wish: 'unsatisfied' }));
  if (search(subject.world, quiet(refusals)) !== 'none') return;
  for (const last of refusals) {
    const found = search(subject.world, [
      { any: [{ condition: last.conditions }], wish: 'satisfied' },
      ...quiet(refusals.filter((rule) => rule !== last)),
    ]);
    if (typeof found !== 'object') continue;
    const witness = await subject.witness(
      found.facts,
      (rules, { outcome }) =>
        outcome === 'refused' &&
        refusals.every(({ id }) => (rules.get(id)?.status === 'satisfied') === (id === last.id)),
    );
    if (!witness) continue;
    subject.say({
      severity: 'error',
      code: 'never-allowed',
      path: '/rules',
      say: `不予放行的规则合在一起没有留下任何可以放行的情形：即使只剩${title(last)}一条，也总有一条命中。请核对这些规则的条件`,
      witness,
    });
    return;
  }
}
