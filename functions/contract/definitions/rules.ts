import { z } from 'zod';
import { Day, FactName, Role, Slug, Verification } from '../ids.ts';
import { FactValue } from './facts.ts';

/**
 * Operators per fact type. 「以上、以内」 are atLeast/atMost (含本数); 「超过、不满」 are moreThan/lessThan
 * (不含), 民法典1259.
 */
export const OPERATORS = {
  number: ['atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'],
  boolean: ['is'],
  date: ['onOrAfter', 'after', 'onOrBefore', 'before', 'sameDay'],
  instant: ['notBefore', 'laterThan', 'notAfter', 'earlierThan'],
  enum: ['isOneOf', 'isNoneOf'],
  set: ['contains', 'lacks', 'containsAny', 'containsAll', 'within'],
} as const;
export const Operator = z.enum(Object.values(OPERATORS).flat() as [string, ...string[]]);

/**
 * The bound: a literal, or another fact (json-rules-engine's own `value: {fact}`; parameters are facts too). A list names at
 * least one member: what "contains none of nothing" comes to is nothing anybody means.
 */
export const Bound = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.array(z.string()).min(1),
  z.strictObject({ fact: FactName }),
]);

export type Leaf = {
  fact: string;
  operator: string;
  value: z.infer<typeof Bound>;
  basis?: string | undefined;
  label?: string | undefined;
};
export type Condition =
  | Leaf
  | { all: Condition[]; basis?: string | undefined; label?: string | undefined }
  | { any: Condition[]; basis?: string | undefined; label?: string | undefined }
  | { not: Condition; basis?: string | undefined; label?: string | undefined };

const words = { basis: z.string().optional(), label: z.string().optional() };
export const Leaf = z.strictObject({ fact: FactName, operator: Operator, value: Bound, ...words });
/** A condition as it is run: no names. An empty `all` or `any` would fire in the library; it cannot be written here. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    Leaf,
    z.strictObject({ all: z.array(Condition).min(1), ...words }),
    z.strictObject({ any: z.array(Condition).min(1), ...words }),
    z.strictObject({ not: Condition, ...words }),
  ]),
);
const RootCondition = z.union([
  z.strictObject({ all: z.array(Condition).min(1), ...words }),
  z.strictObject({ any: z.array(Condition).min(1), ...words }),
  z.strictObject({ not: Condition, ...words }),
]);

/** A condition under its name, json-rules-engine's own `{ "condition": "<name>" }` (docs/decisions/0008). */
export const ConditionReference = z.strictObject({
  condition: Slug.describe('a name of a `conditions` definition'),
});
export type ConditionReference = z.infer<typeof ConditionReference>;

/** A condition as people write it: a name may stand wherever a condition may. */
export type WrittenCondition =
  | Leaf
  | ConditionReference
  | { all: WrittenCondition[]; basis?: string | undefined; label?: string | undefined }
  | { any: WrittenCondition[]; basis?: string | undefined; label?: string | undefined }
  | { not: WrittenCondition; basis?: string | undefined; label?: string | undefined };
export const WrittenCondition: z.ZodType<WrittenCondition> = z.lazy(() =>
  z.union([Leaf, WrittenRoot] as const),
);
const WrittenRoot = z.union([
  ConditionReference,
  z.strictObject({ all: z.array(WrittenCondition).min(1), ...words }),
  z.strictObject({ any: z.array(WrittenCondition).min(1), ...words }),
  z.strictObject({ not: WrittenCondition, ...words }),
]);

/** Conditions used by more than one rule, under names every pack may use; a name stands once in a release. */
export const NamedConditions = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  conditions: z.record(
    Slug,
    z.strictObject({
      label: z.string().min(1).describe('what the explanation of a verdict calls it'),
      basis: z.string().min(1).optional(),
      /** `all`, `any`, `not` or another name, as the library wants it of a named condition. */
      is: WrittenRoot,
    }),
  ),
});
export type NamedConditions = z.infer<typeof NamedConditions>;

const say = z.string().min(1).describe('the sentence a person reads');
/** What a rule that fires does. A closed list: a new one is a change of the kernel (docs/decisions/). */
export const RuleEffect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('deny'), params: z.strictObject({ say }) }),
  z.strictObject({
    type: z.literal('require'),
    params: z.strictObject({ need: Slug.describe('joins case.requires'), say }),
  }),
  z.strictObject({
    type: z.literal('freeze'),
    params: z.strictObject({
      actions: z.array(Slug).min(1).describe('actions of the procedure that wait'),
      open: Slug.describe('the procedure of the linked case whose closing lifts the freeze'),
      say,
    }),
  }),
  z.strictObject({ type: z.literal('open'), params: z.strictObject({ open: Slug, say }) }),
  z.strictObject({ type: z.literal('flag'), params: z.strictObject({ flag: Slug, say }) }),
  z.strictObject({ type: z.literal('notify'), params: z.strictObject({ role: Role, say }) }),
]);
export type RuleEffect = z.infer<typeof RuleEffect>;

export const Rule = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  severity: z.enum(['block', 'warn', 'info']),
  overridable: z.union([z.literal(false), z.strictObject({ role: Role, reasonRequired: z.literal(true) })]),
  legalBasis: z.array(z.string().min(1)).min(1),
  verified: Verification,
  effective: z.strictObject({ from: Day, to: Day.optional() }).optional(),
  conditions: RootCondition,
  /**
   * What an unknown result means. `hold` (the default of block): the verdict waits for the facts. `fire`: the declared
   * safe side, the effect is carried out. `pass` (the default of warn and info): nothing.
   */
  whenUnknown: z.enum(['hold', 'fire', 'pass']).optional(),
  /** Only where this holds, or is itself unknown, does an unknown result hold up the verdict. */
  mustKnow: Leaf.optional(),
  event: RuleEffect,
  note: z.string().optional(),
});
export type Rule = z.infer<typeof Rule>;

/** The rule sets as they are run, named conditions replaced by what they mean (`Bundle.ruleSet`). */
export const RuleSet = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  about: z.string(),
  /** Which day decides which rules are in force: the day of the act, or the day of decision (从旧兼从轻 is asked elsewhere). */
  asOf: z.enum(['act', 'decision']),
  rules: z.array(Rule).min(1),
});
export type RuleSet = z.infer<typeof RuleSet>;

/** The same as they are written and stored: kind `ruleset`. */
export const WrittenRule = Rule.extend({ conditions: WrittenRoot });
export type WrittenRule = z.infer<typeof WrittenRule>;
export const WrittenRuleSet = RuleSet.extend({ rules: z.array(WrittenRule).min(1) });
export type WrittenRuleSet = z.infer<typeof WrittenRuleSet>;

/** An effect as an example states it: what is done, without the sentence it is told in. */
export const ExpectedEffect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('deny') }),
  z.strictObject({ type: z.literal('require'), need: Slug }),
  z.strictObject({ type: z.literal('freeze'), actions: z.array(Slug).min(1), open: Slug }),
  z.strictObject({ type: z.literal('open'), open: Slug }),
  z.strictObject({ type: z.literal('flag'), flag: Slug }),
  z.strictObject({ type: z.literal('notify'), role: Role }),
]);
export type ExpectedEffect = z.infer<typeof ExpectedEffect>;

/**
 * A worked example beside a rule set or a decision table. `status` may name only the rules it is about; `fired` is the exact
 * set, `effects` everything that is carried out, in any order.
 */
export const Example = z.strictObject({
  name: z.string().min(1),
  asOf: Day,
  facts: z.record(FactName, FactValue),
  expect: z.strictObject({
    outcome: z.enum(['allowed', 'refused', 'unknown']).optional(),
    fired: z.array(Slug).optional(),
    effects: z.array(ExpectedEffect).optional(),
    status: z.record(Slug, z.enum(['satisfied', 'unsatisfied', 'unknown', 'not-in-force'])).optional(),
    missing: z.array(FactName).optional(),
  }),
  because: z.string().min(1),
});
export const ExampleFile = z.strictObject({ ruleSet: Slug, examples: z.array(Example).min(1) });
export type Example = z.infer<typeof Example>;
export type ExampleFile = z.infer<typeof ExampleFile>;
