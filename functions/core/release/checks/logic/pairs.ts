import type { Rule } from '../../../../contract/definitions/rules.ts';
import { canonicalJson } from '../../../hash.ts';
import { apart, type Box, boxOf } from './boxes.ts';
import { crossing } from './crossing.ts';
import { search } from './search.ts';
import { factsIn, type Subject, title } from './subject.ts';

/**
 * What two rules of one set can be to each other:
 *
 * - duplicate (error): same effect (type and parameters; the sentence may differ), same days in force, and neither can be
 *   satisfied without the other, also where facts are missing.
 * - subsumed (warning): same effect, and whenever the one is satisfied the other is too, for at least as long, at least as
 *   strictly (no override the other lacks, no laxer with unknown facts).
 * - contradiction (error), where both fire on the same facts and cannot both be meant:
 *   1. an override promised in vain: whenever an overridable refusal fires, one nobody can pass fires as well;
 *   2. an effect that is never carried out: whenever a rule that requires, freezes, opens, flags or notifies fires, a
 *      refusal nobody can pass fires as well, and nothing of a refused submission is recorded;
 *   3. limits that cross: one refuses all above a bound, the other all below a higher one, so that under the same other
 *      facts no value of that fact is let through (`crossing.ts`).
 *
 * Rules whose limits lie apart never fire together and are not compared.
 *
 * Two different requirements, flags or freezes at once are not a contradiction: each is carried out. Neither is a refusal
 * beside another effect that also occurs without it.
 */
export async function checkPairs(subject: Subject, constant: Set<number>): Promise<void> {
  const reads = subject.rules.map((rule) => factsIn(rule.conditions));
  const boxes = subject.rules.map((rule) => boxOf(rule.conditions));
  const { effort } = subject.world;
  for (const [j, later] of subject.rules.entries())
    for (let i = 0; i < j; i++) {
      const earlier = subject.rules[i] as Rule;
      if (effort.left <= 0) effort.unasked += 1;
      if (effort.left <= 0 || constant.has(i) || constant.has(j) || apart(boxes[i] as Box, boxes[j] as Box))
        continue;
      const shared = [...(reads[i] as Set<string>)].filter((fact) => reads[j]?.has(fact));
      if (shared.length === 0 || !overlap(earlier, later)) continue;
      await checkPair(subject, i, j, shared);
    }
}

async function checkPair(subject: Subject, i: number, j: number, shared: string[]): Promise<void> {
  const earlier = subject.rules[i] as Rule;
  const later = subject.rules[j] as Rule;
  const deny = [earlier, later].filter((rule) => rule.event.type === 'deny').length;
  const alike = sameEffect(earlier, later);
  if (!alike && deny === 0) return;
  if (
    alike &&
    sameDays(earlier, later) &&
    implies(subject, later, earlier) &&
    implies(subject, earlier, later)
  ) {
    if (stricter(earlier, later) && stricter(later, earlier)) return duplicate(subject, i, j);
  }
  for (const [a, b] of [
    [j, i],
    [i, j],
  ] as const)
    if (await oneWay(subject, a, b)) return;
  if (deny === 2) await crossing(subject, i, j, shared);
}

/** Is rule a idle beside b: said, and true, when something was. */
async function oneWay(subject: Subject, a: number, b: number): Promise<boolean> {
  const rule = subject.rules[a] as Rule;
  const other = subject.rules[b] as Rule;
  const firm = other.event.type === 'deny' && other.overridable === false;
  const vain = rule.event.type === 'deny' && firm && rule.overridable !== false;
  const lost = rule.event.type !== 'deny' && firm;
  const idle = sameEffect(rule, other) && stricter(other, rule);
  if (!(vain || lost || idle) || !withinDays(rule, other) || !implies(subject, rule, other)) return false;
  const say = vain
    ? `规则${title(rule)}允许越过，但它命中时不可越过的${title(other)}总是同时命中：越过没有意义，两者矛盾`
    : lost
      ? `规则${title(rule)}命中时，不予放行的${title(other)}总是同时命中：它的后果从不执行，两者矛盾`
      : `规则${title(rule)}命中时${title(other)}总是同时命中，后果相同：${title(rule)}${adds(rule, other)}。请删去、并入或者改写`;
  await report(
    subject,
    a,
    b,
    vain || lost ? 'error' : 'warning',
    vain || lost ? 'rule-contradiction' : 'rule-subsumed',
    say,
  );
  return true;
}

const adds = (rule: Rule, other: Rule): string => {
  const own = rule.legalBasis.filter((article) => !other.legalBasis.includes(article));
  return own.length > 0 ? `只多出依据（${own.join('、')}），可以并入` : '多余';
};

async function duplicate(subject: Subject, i: number, j: number): Promise<void> {
  const [first, second] = [subject.rules[i] as Rule, subject.rules[j] as Rule];
  const say = `规则${title(second)}与${title(first)}条件等价、后果相同。请删去一条，或者写明两者的区别`;
  await report(subject, j, i, 'error', 'rule-duplicate', say);
}

async function report(
  subject: Subject,
  at: number,
  other: number,
  severity: 'error' | 'warning',
  code: string,
  say: string,
): Promise<void> {
  const rules = [subject.rules[at] as Rule, subject.rules[other] as Rule];
  const found = search(
    subject.world,
    rules.map(({ conditions }) => ({ any: [{ condition: conditions }], wish: 'satisfied' })),
  );
  if (typeof found !== 'object') return;
  const witness = await subject.witness(found.facts, (statuses) =>
    rules.every(({ id }) => statuses.get(id)?.status === 'satisfied'),
  );
  if (witness) subject.say({ severity, code, path: subject.path(at), say, witness });
}

/** Proved: no facts, complete or not, satisfy the one and leave the other short of it. */
const implies = ({ world }: Subject, rule: Rule, other: Rule): boolean =>
  search(world, [
    { any: [{ condition: rule.conditions }], wish: 'satisfied' },
    { any: [{ condition: other.conditions }], wish: 'not satisfied' },
  ]) === 'none';

function sameEffect(a: Rule, b: Rule): boolean {
  const effect = ({ event: { type, params } }: Rule) => canonicalJson({ type, ...params, say: '' });
  return effect(a) === effect(b);
}

const CARE = { pass: 0, hold: 1, fire: 2 };
const care = ({ whenUnknown, severity }: Rule): number =>
  CARE[whenUnknown ?? (severity === 'block' ? 'hold' : 'pass')];
/** Does the first leave nothing out that the second demands: override, unknown facts, severity? */
function stricter(a: Rule, b: Rule): boolean {
  const firm = a.overridable === false || canonicalJson(a.overridable) === canonicalJson(b.overridable);
  const scope = a.mustKnow === undefined || canonicalJson(a.mustKnow) === canonicalJson(b.mustKnow ?? null);
  return firm && scope && care(a) >= care(b) && (a.severity === b.severity || a.severity === 'block');
}

const FIRST = '0000-01-01';
const LAST = '9999-12-31';
const days = ({ effective }: Rule) => ({ from: effective?.from ?? FIRST, to: effective?.to ?? LAST });
const sameDays = (a: Rule, b: Rule): boolean => canonicalJson(days(a)) === canonicalJson(days(b));
const withinDays = (a: Rule, b: Rule): boolean => days(b).from <= days(a).from && days(a).to <= days(b).to;
const overlap = (a: Rule, b: Rule): boolean => days(a).from <= days(b).to && days(b).from <= days(a).to;
