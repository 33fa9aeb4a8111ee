import { Engine, type RuleProperties, type RuleResult } from 'json-rules-engine';
import type { FactValue } from '../../contract/definitions/facts.ts';
import type { Condition, RuleSet } from '../../contract/definitions/rules.ts';
import { Keeper } from '../keeper.ts';
import { TESTS } from './operators.ts';

/** Which side an unknown leaf is taken to lie on: the result's lower or upper bound. */
export type Side = 'lower' | 'upper';

/** A condition of json-rules-engine after a run: the same tree with a `result` on each node. */
export type RunNode = { result?: boolean; all?: RunNode[]; any?: RunNode[]; not?: RunNode };

/**
 * json-rules-engine is two-valued. Run once with every unknown leaf pulling its rule towards false and once towards true,
 * it gives the bounds of Kleene's three values: equal bounds are known, unequal ones unknown (docs/decisions/0002). Under
 * an odd number of `not`s the pull turns round, so such leaves use the operator's `~` twin.
 */
function buildEngine(ruleSet: RuleSet, side: Side): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [name, test] of Object.entries(TESTS)) {
    const known = (value: FactValue | undefined, bound: FactValue | undefined, otherwise: boolean) =>
      value === undefined || bound === undefined ? otherwise : test(value as never, bound as never);
    engine.addOperator<FactValue, FactValue>(name, (v, b) => known(v, b, side === 'upper'));
    engine.addOperator<FactValue, FactValue>(`${name}~`, (v, b) => known(v, b, side === 'lower'));
  }
  for (const rule of ruleSet.rules) {
    engine.addRule({
      name: rule.id,
      conditions: withPolarity(rule.conditions, false) as RuleProperties['conditions'],
      event: { type: rule.event.type },
    });
  }
  return engine;
}

function withPolarity(condition: Condition, negated: boolean): unknown {
  if ('all' in condition) return { all: condition.all.map((c) => withPolarity(c, negated)) };
  if ('any' in condition) return { any: condition.any.map((c) => withPolarity(c, negated)) };
  if ('not' in condition) return { not: withPolarity(condition.not, !negated) };
  return {
    fact: condition.fact,
    operator: negated ? `${condition.operator}~` : condition.operator,
    value: condition.value,
  };
}

/**
 * Engines are kept by rule-set hash: building one costs more than running it. An engine's running state is shared by
 * concurrent runs (a run that ends makes the others skip their rules), so each run takes one out and puts it back.
 */
const idle = new Keeper<Engine[]>(400);

/** One two-valued run; the condition trees by rule id. Throws if the library left a rule out. */
export async function runEngine(
  ruleSet: RuleSet,
  hash: string,
  side: Side,
  facts: Record<string, FactValue>,
): Promise<Map<string, RunNode>> {
  const key = `${hash}:${side}`;
  const pool = idle.keep(key, () => []);
  const engine = pool.pop() ?? buildEngine(ruleSet, side);
  try {
    const { results, failureResults } = await engine.run(facts);
    const trees = new Map<string, RunNode>();
    for (const result of [...results, ...failureResults] as RuleResult[]) {
      // the library puts the root's result on the rule, the others' on their conditions
      trees.set(result.name as string, {
        ...(result.conditions as unknown as RunNode),
        result: result.result === true,
      });
    }
    if (trees.size !== ruleSet.rules.length)
      throw new Error(`rule set ${ruleSet.id}: ${trees.size} of ${ruleSet.rules.length} rules ran`);
    return trees;
  } finally {
    pool.push(engine);
  }
}
