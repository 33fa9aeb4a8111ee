import { z } from 'zod';
import { Slug } from './ids.ts';

/** Where a bound has examples: below it, exactly at it, above it. */
export const Side = z.enum(['below', 'at', 'above']);
export type Side = z.infer<typeof Side>;

export const ConditionCoverage = z.strictObject({
  path: z
    .string()
    .describe('JSON pointer in the rule set as it is run: /rules/3/conditions/any/0, /rules/3/mustKnow'),
  say: z.string().describe('the condition in Chinese'),
  satisfied: z.boolean().describe('an example meets it'),
  unsatisfied: z.boolean().describe('an example fails it'),
  /** The sides of the bound no example stands on; null where the operator knows no order. */
  missingSides: z.array(Side).nullable(),
});
export type ConditionCoverage = z.infer<typeof ConditionCoverage>;

/** How often the examples show a rule each way, and its single conditions. `covered` of `total` things to show. */
export const RuleCoverage = z.strictObject({
  id: Slug,
  title: z.string(),
  firing: z.int(),
  quiet: z.int(),
  unknown: z.int(),
  notInForce: z.int(),
  conditions: z.array(ConditionCoverage),
  covered: z.int(),
  total: z.int(),
});
export type RuleCoverage = z.infer<typeof RuleCoverage>;

/** One mistake: turned round; its bound taken in or left out; 并且 written for 或者 or the other way; left out. */
export const MutationKind = z.enum(['inverted', 'bound', 'joined', 'omitted']);
export type MutationKind = z.infer<typeof MutationKind>;

/** A mistake no example notices. */
export const Survivor = z.strictObject({
  rule: Slug,
  path: z.string().describe('JSON pointer in the rule set as it is run; of a list, its member: …/value/2'),
  kind: MutationKind,
  say: z.string().describe('the condition in Chinese'),
  instead: z.string().nullable().describe('what it was turned into; null: it was left out'),
});
export type Survivor = z.infer<typeof Survivor>;

/** How well the examples of one rule set hold its rules. */
export const RuleSetCoverage = z.strictObject({
  id: Slug,
  title: z.string(),
  examples: z.int(),
  rules: z.array(RuleCoverage),
  covered: z.int(),
  total: z.int(),
  share: z.number().describe('covered / total, 0 to 1'),
  mutants: z.int().describe('how many single mistakes were tried'),
  untried: z.int().describe('how many more there are that were not: the check has a budget'),
  survivors: z.array(Survivor),
});
export type RuleSetCoverage = z.infer<typeof RuleSetCoverage>;
