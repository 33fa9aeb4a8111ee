import type { MutationKind } from '../../../contract/coverage.ts';
import type { Condition, Leaf } from '../../../contract/definitions/rules.ts';
import type { PlacedCondition } from '../../decide/compiled.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import { isFactBound } from '../../decide/operators.ts';
import { isLeaf, isScope, placedConditions } from '../telling/conditions.ts';

const twins = (pairs: [string, string][]) =>
  new Map(
    pairs.flatMap(([a, b]) => [
      [a, b],
      [b, a],
    ]),
  );
/** Operators true of exactly what the other is false of. */
const OPPOSITE = twins([
  ['atLeast', 'lessThan'],
  ['moreThan', 'atMost'],
  ['onOrAfter', 'before'],
  ['after', 'onOrBefore'],
  ['notBefore', 'earlierThan'],
  ['laterThan', 'notAfter'],
  ['isOneOf', 'isNoneOf'],
  ['containsAny', 'lacks'],
]);
/** The same side with and without the bound itself: 以上 and 超过, 以下 and 不满 (民法典1259). */
const STRICTNESS = twins([
  ['atLeast', 'moreThan'],
  ['atMost', 'lessThan'],
  ['onOrAfter', 'after'],
  ['onOrBefore', 'before'],
  ['notBefore', 'laterThan'],
  ['notAfter', 'earlierThan'],
]);

/** Whether a leaf asks for a side of a bound, so that the bound itself is the case to look at. */
export const isOrdered = ({ operator }: Leaf): boolean => STRICTNESS.has(operator);

/** One mistake: what stands at `at` becomes `by`. `path` and `said` are what a reader is told of it. */
export type Mutant = {
  rule: number;
  kind: MutationKind;
  at: string;
  by: Condition;
  path: string;
  said: Condition;
};

/** Every single mistake in a rule set, in the order of its conditions. */
export function mutantsOf(set: PinnedRuleSet): Mutant[] {
  return placedConditions(set).flatMap((place) => {
    const { rule, path, condition } = place;
    const here = (kind: MutationKind, by: Condition) => ({ rule, kind, at: path, by, path, said: condition });
    const turned = inverted(condition);
    // `mustKnow` is one leaf: an inversion that needs a `not` around it cannot stand there, and cannot be written either.
    const first = isScope(place) && !isLeaf(turned) ? [] : [here('inverted', turned)];
    if (isLeaf(condition)) {
      const operator = STRICTNESS.get(condition.operator);
      return [
        ...first,
        ...(operator ? [here('bound', { ...condition, operator })] : []),
        ...shorterLists(place),
      ];
    }
    return [...first, ...looserGroups(place)];
  });
}

/** A list bound with one of its members left out. */
function shorterLists({ rule, path, condition }: PlacedCondition): Mutant[] {
  const { value } = condition as Leaf;
  if (!Array.isArray(value) || value.length < 2) return [];
  return value.map((_, i) => ({
    rule,
    kind: 'omitted',
    at: path,
    by: { ...(condition as Leaf), value: value.toSpliced(i, 1) },
    path: `${path}/value/${i}`,
    said: { ...(condition as Leaf), value: [value[i] as string] },
  }));
}

/** A group joined the other way, and with one of its conditions left out. */
function looserGroups({ rule, path, condition }: PlacedCondition): Mutant[] {
  if (isLeaf(condition) || 'not' in condition) return [];
  const [key, children] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
  if (children.length < 2) return [];
  const all = (of: Condition[]): Condition => ({ all: of });
  const any = (of: Condition[]): Condition => ({ any: of });
  const [same, other] = key === 'all' ? [all, any] : [any, all];
  return [
    { rule, kind: 'joined', at: path, by: other(children), path, said: condition },
    ...children.map((said, i): Mutant => {
      const by = same(children.toSpliced(i, 1));
      return { rule, kind: 'omitted', at: path, by, path: `${path}/${key}/${i}`, said };
    }),
  ];
}

/** The condition that holds where this one does not; unknown where it is unknown. As a leaf where there is such a leaf. */
export function inverted(condition: Condition): Condition {
  if ('not' in condition) return condition.not;
  if (!isLeaf(condition)) return { not: condition };
  const { operator, value } = condition;
  if (typeof value === 'boolean') return { ...condition, value: !value };
  const ofOneMember: Record<string, string> = { contains: 'lacks', containsAll: 'lacks', lacks: 'contains' };
  const oneMember = !isFactBound(value) && [value].flat().length === 1;
  const opposite = (oneMember && ofOneMember[operator]) || OPPOSITE.get(operator);
  return opposite ? { ...condition, operator: opposite } : { not: condition };
}
