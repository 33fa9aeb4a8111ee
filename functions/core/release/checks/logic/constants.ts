import type { Facts } from '../../../../contract/definitions/facts.ts';
import type { Condition, Rule } from '../../../../contract/definitions/rules.ts';
import { sayCondition } from '../../telling/conditions.ts';
import { type Goal, search, type Wish } from './search.ts';
import { type Subject, title } from './subject.ts';

type Constant = 'always' | 'never';
type Place = { condition: Condition; path: string };

/**
 * Conditions that come to the same whatever the facts are: the whole of a rule (it fires always, or never), and the smallest
 * part that makes it so or that changes nothing where it stands. `always` and `never` are over every complete set of facts
 * and whatever parameters and derived facts may be.
 */
export async function checkConstants(subject: Subject): Promise<Set<number>> {
  const constant = new Set<number>();
  for (const [i, rule] of subject.rules.entries()) {
    const root = constantOf(subject, rule.conditions);
    if (root) constant.add(i);
    if (root) await sayWhole(subject, i, rule, root);
    for (const { place, is } of smallest(subject, { condition: rule.conditions, path: '/conditions' }))
      if (!(root === is && place.path === '/conditions')) await sayPart(subject, i, rule, place, is);
    if (rule.mustKnow) await checkScope(subject, i, rule, rule.mustKnow);
  }
  return constant;
}

const goal = (condition: Condition, wish: Wish): Goal => ({ any: [{ condition }], wish });

export function constantOf(subject: Subject, condition: Condition): Constant | null {
  if (search(subject.world, [goal(condition, 'satisfied')]) === 'none') return 'never';
  return search(subject.world, [goal(condition, 'unsatisfied')]) === 'none' ? 'always' : null;
}

const childrenOf = (condition: Condition): [string, Condition[]] => {
  if ('all' in condition) return ['all', condition.all];
  if ('any' in condition) return ['any', condition.any];
  return 'not' in condition ? ['not', [condition.not]] : ['', []];
};

/** Constant conditions without a constant one inside. */
function smallest(subject: Subject, place: Place): { place: Place; is: Constant }[] {
  const [key, children] = childrenOf(place.condition);
  const inside = children.flatMap((condition, i) =>
    smallest(subject, { condition, path: key === 'not' ? `${place.path}/not` : `${place.path}/${key}/${i}` }),
  );
  if (inside.length > 0) return inside;
  const is = constantOf(subject, place.condition);
  return is ? [{ place, is }] : [];
}

/** The facts that come nearest to refuting it: of an `all` that never holds, everything but one part holds. */
function nearest(subject: Subject, condition: Condition, is: Constant): Facts | null {
  const wish = is === 'never' ? 'unsatisfied' : 'satisfied';
  const [key, children] = childrenOf(condition);
  if (key === (is === 'never' ? 'all' : 'any'))
    for (const [i] of children.entries()) {
      const others = children.filter((_, n) => n !== i);
      const contrary = others.map((child) => goal(child, is === 'never' ? 'satisfied' : 'unsatisfied'));
      const found = search(subject.world, [...contrary, goal(condition, wish)]);
      if (typeof found === 'object') return found.facts;
    }
  const found = search(subject.world, [goal(condition, wish)]);
  return typeof found === 'object' ? found.facts : null;
}

async function sayWhole(subject: Subject, i: number, rule: Rule, is: Constant): Promise<void> {
  const facts = nearest(subject, rule.conditions, is);
  const status = is === 'never' ? 'unsatisfied' : 'satisfied';
  const witness = facts && (await subject.witness(facts, (rules) => rules.get(rule.id)?.status === status));
  if (!witness) return;
  const written = sayCondition(rule.conditions, subject.world.dictionary);
  subject.say({
    severity: 'error',
    code: is === 'never' ? 'rule-never-fires' : 'rule-always-fires',
    path: subject.path(i, '/conditions'),
    say:
      is === 'never'
        ? `规则${title(rule)}的条件永远不成立：${written}。请改正条件，或者删去该规则`
        : `规则${title(rule)}的条件永远成立，不论事实如何都会命中：${written}。请写明什么情形下不命中`,
    witness,
  });
}

async function sayPart(subject: Subject, i: number, rule: Rule, place: Place, is: Constant): Promise<void> {
  const facts = nearest(subject, place.condition, is);
  const status = is === 'never' ? 'unsatisfied' : 'satisfied';
  const witness =
    facts && (await subject.witness(facts, (rules) => statusAt(rules.get(rule.id), place.path) === status));
  if (!witness) return;
  const written = sayCondition(place.condition, subject.world.dictionary);
  subject.say({
    severity: 'warning',
    code: is === 'never' ? 'condition-never-holds' : 'condition-always-holds',
    path: subject.path(i, place.path),
    say: `规则${title(rule)}中“${written}”永远${is === 'never' ? '不' : ''}成立，不起作用。请核对界限和选项`,
    witness,
  });
}

type Judged = { status: string; conditions?: Judged; all?: Judged[]; any?: Judged[]; not?: Judged };
/** The status of a condition inside a judged rule, by its pointer. */
function statusAt(rule: Judged | undefined, path: string): string | undefined {
  let at: unknown = rule;
  for (const part of path.split('/').slice(1)) at = (at as Record<string, unknown> | undefined)?.[part];
  return (at as Judged | undefined)?.status;
}

/** A scope that never holds makes the rule wait for nobody; one that rules the condition out makes it wait in vain. */
async function checkScope(subject: Subject, i: number, rule: Rule, scope: Condition): Promise<void> {
  const told = async (say: string, facts: Facts | null): Promise<void> => {
    const witness =
      facts && (await subject.witness(facts, (rules) => rules.get(rule.id)?.status === 'unsatisfied'));
    if (witness)
      subject.say({
        severity: 'warning',
        code: 'must-know',
        path: subject.path(i, '/mustKnow'),
        say,
        witness,
      });
  };
  const whole = nearest(subject, rule.conditions, 'never');
  const is = constantOf(subject, scope);
  if (is === 'never')
    return told(`规则${title(rule)}的 mustKnow 永远不成立：事实不明时该规则从不等待。请核对`, whole);
  const reachable = search(subject.world, [goal(rule.conditions, 'satisfied'), goal(scope, 'satisfied')]);
  if (reachable !== 'none') return;
  const inScope = search(subject.world, [goal(scope, 'satisfied'), goal(rule.conditions, 'unsatisfied')]);
  await told(
    `规则${title(rule)}的 mustKnow 成立时条件不可能成立：等待查明的情形恰恰不会命中。请核对 mustKnow`,
    typeof inScope === 'object' ? inScope.facts : null,
  );
}
