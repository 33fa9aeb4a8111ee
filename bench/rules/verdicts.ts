import { Engine, type RuleProperties } from 'json-rules-engine';
import type { Facts, FactValue } from '../../functions/contract/definitions/facts.ts';
import { compile, decideCompiled, SATISFIED } from '../../functions/core/decide/compiled.ts';
import { decide, type PinnedRuleSet } from '../../functions/core/decide/decide.ts';
import { TESTS } from '../../functions/core/decide/operators.ts';
import type { Bundle } from '../../functions/core/release/bundle.ts';
import { DAYS, randomFrom, screeningRules, someFacts } from './shipped.ts';
import { type ZenForm, zenContext, zenDecision, zenFired } from './zen.ts';

/** Microseconds of one verdict on thirty rules, by who gave it. */
export type Timings = Record<Contender, number>;
export type Contender =
  | 'compiled'
  | 'compiled, a third unknown'
  | 'compiled, statuses only'
  | 'json-rules-engine'
  | 'live'
  | 'live, a third unknown'
  | 'zen expressions'
  | 'zen table';

const BAGS = 128;

/**
 * Every contender on the same facts, turn and turn about; the quickest turn of each counts, which is what other work on the
 * machine disturbs least.
 */
export async function timeVerdicts(release: Bundle, rounds: number): Promise<Timings> {
  const set = screeningRules(release);
  const names = compile(set.ruleSet, set.hash).facts;
  const random = randomFrom(30);
  const bags = Array.from({ length: BAGS }, () =>
    recorded(Object.entries(someFacts(release.dictionary, names, random))),
  );
  const holed = bags.map((bag) => Object.fromEntries(Object.entries(bag).filter(() => random() > 1 / 3)));
  const contenders = contendersOf(set, release.hash, bags, holed);
  await sameAnswers(set, bags);
  const took = Object.fromEntries(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round++)
    for (const { name, times, once } of contenders) {
      const from = performance.now();
      for (let i = 0; i < times; i++) {
        const pending = once((i + round + 1) % BAGS);
        if (pending instanceof Promise) await pending;
      }
      // The first round warms up.
      if (round >= 0) took[name]?.push(((performance.now() - from) / times) * 1000);
    }
  return Object.fromEntries(Object.entries(took).map(([name, all]) => [name, Math.min(...all)])) as Timings;
}

/** As facts come out of a record: parsed. */
const recorded = (facts: [string, FactValue][]) =>
  JSON.parse(JSON.stringify(Object.fromEntries(facts))) as Facts;

type Turn = { name: Contender; times: number; once: (bag: number) => unknown };

function contendersOf(set: PinnedRuleSet, release: string, bags: Facts[], holed: Facts[]): Turn[] {
  const at = (list: Facts[], i: number) => list[i] as Facts;
  const compiled = compile(set.ruleSet, set.hash);
  const engine = plainEngine(set);
  const contexts = bags.map(zenContext);
  const zen = (form: ZenForm) => {
    const decision = zenDecision(set.ruleSet, form);
    return (i: number) => decision.evaluate(contexts[i], { trace: true });
  };
  return [
    { name: 'compiled', times: 150, once: (i) => decideCompiled([set], at(bags, i), DAYS, release) },
    {
      name: 'compiled, a third unknown',
      times: 150,
      once: (i) => decideCompiled([set], at(holed, i), DAYS, release),
    },
    { name: 'compiled, statuses only', times: 150, once: (i) => compiled.statuses(at(bags, i), DAYS) },
    { name: 'json-rules-engine', times: 3, once: (i) => engine.run(at(bags, i)) },
    { name: 'live', times: 3, once: (i) => decide([set], at(bags, i), DAYS, release) },
    { name: 'live, a third unknown', times: 3, once: (i) => decide([set], at(holed, i), DAYS, release) },
    { name: 'zen expressions', times: 4, once: zen('expressions') },
    { name: 'zen table', times: 4, once: zen('table') },
  ];
}

/** The library as its documentation shows it: one engine, built once, run again and again. */
function plainEngine({ ruleSet }: PinnedRuleSet): Engine {
  const engine = new Engine();
  for (const [name, test] of Object.entries(TESTS)) engine.addOperator(name, test as never);
  for (const { id, conditions, event } of ruleSet.rules)
    engine.addRule({ name: id, conditions, event } as RuleProperties);
  return engine;
}

/** @throws Error where two of them do not fire the same rules on the same facts */
async function sameAnswers(set: PinnedRuleSet, bags: Facts[]): Promise<void> {
  const { ruleSet, hash } = set;
  const engine = plainEngine(set);
  const forms = (['expressions', 'table'] as const).map((form) => ({
    form,
    decision: zenDecision(ruleSet, form),
  }));
  let total = 0;
  for (const bag of bags) {
    const statuses = compile(ruleSet, hash).statuses(bag, DAYS);
    const ours = ruleSet.rules.filter((_, i) => statuses[i] === SATISFIED).map((r) => r.id);
    total += ours.length;
    const library = new Set((await engine.run(bag)).results.map((r) => r.name as string));
    const inOrder = ruleSet.rules.filter((r) => library.has(r.id)).map((r) => r.id);
    agree('json-rules-engine', inOrder, ours);
    for (const { form, decision } of forms) {
      const { result } = await decision.evaluate(zenContext(bag), { trace: true });
      agree(`zen ${form}`, zenFired(ruleSet, form, result), ours);
    }
  }
  if (total === 0) throw new Error('no rule ever fired: nothing was compared');
}

function agree(who: string, theirs: string[], ours: string[]): void {
  if (theirs.join() !== ours.join()) throw new Error(`${who} fired ${theirs} where we fired ${ours}`);
}
