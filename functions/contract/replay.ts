/** What a draft would have made of every recorded decision: progress, groups by cause, and one decision opened. */
import { z } from 'zod';
import { FactLabel } from './api.ts';
import { JudgedRule, VerdictOutcome } from './case.ts';
import { CaseId, FactName, Hash, Instant, Slug } from './ids.ts';

/** `absent`: the draft's procedure knows the action no longer (or the rules in force did not know it yet). */
export const ReplayOutcome = z.enum([...VerdictOutcome.options, 'absent']);
export type ReplayOutcome = z.infer<typeof ReplayOutcome>;

/** Which definition of the draft made the difference, and in which rule. */
export const ReplayCause = z.strictObject({
  kind: z.enum([
    'rule-changed',
    'rule-added',
    'rule-removed',
    'condition-changed',
    'param-changed',
    'fact-changed',
    'rules-list-changed',
    'action-gone',
    'action-added',
    'matter-changed',
    'matter-removed',
    'matter-added',
    'form-changed',
  ]),
  /** kind/id of the definition. */
  definition: z.string(),
  rule: Slug.optional(),
  /** The parameter's or derived fact's name. */
  fact: FactName.optional(),
  say: z.string(),
});
export type ReplayCause = z.infer<typeof ReplayCause>;

/** What a rule did to the decision: nothing, held it up, or the type of its effect. */
export const Standing = z.enum([
  'nothing',
  'held',
  'deny',
  'require',
  'freeze',
  'open',
  'flag',
  'notify',
  'absent',
]);
export type Standing = z.infer<typeof Standing>;

export const ReplayExample = z.strictObject({
  caseId: CaseId,
  version: z.int().positive(),
  action: Slug,
  before: ReplayOutcome,
  after: ReplayOutcome,
});
export type ReplayExample = z.infer<typeof ReplayExample>;

/** Decisions in which one cause made rules go from one standing to another. */
export const ReplayGroup = z.strictObject({
  id: z.string(),
  cause: ReplayCause,
  from: Standing,
  to: Standing,
  say: z.string(),
  count: z.int().positive(),
  /** The first of them. */
  examples: z.array(ReplayExample),
});
export type ReplayGroup = z.infer<typeof ReplayGroup>;

export const ReplayProgress = z.strictObject({
  /** stale: the draft, or the release it builds on, has changed since, or it is more than a day old; none: not begun. */
  state: z.enum(['none', 'running', 'done', 'stale']),
  cases: z.int().nonnegative(),
  decisions: z.int().nonnegative(),
  /** Decisions with another outcome, other effects, or another rule holding them up. */
  changed: z.int().nonnegative(),
  /** Decisions in which a rule is judged otherwise and nothing follows from it. */
  restated: z.int().nonnegative(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  groups: z.array(ReplayGroup),
  /** Of the finished replay: what it was of, and everything it found. Publishing names it. */
  digest: Hash.nullable(),
});
export type ReplayProgress = z.infer<typeof ReplayProgress>;

/** A rule as judged, without the reason somebody gave for passing over it: that is about the case. */
const ReplayedRule = JudgedRule.omit({ overridden: true }).extend({ overridden: z.boolean() });
export type ReplayedRule = z.infer<typeof ReplayedRule>;

/**
 * One decision before and after, as far as rules were judged otherwise. Nothing else of the case. Who may not see the case
 * is told how each condition came out without the value it found: such a leaf has a status that is known and no value.
 */
export const ReplayedDecision = z.strictObject({
  caseId: CaseId,
  version: z.int().positive(),
  at: Instant,
  procedure: Slug,
  procedureTitle: z.string(),
  action: Slug,
  actionTitle: z.string(),
  before: ReplayOutcome,
  after: ReplayOutcome,
  /** False: the decision was made under an earlier release; `before` is what the rules in force say of the same facts. */
  asRecorded: z.boolean(),
  causes: z.array(ReplayCause),
  rules: z.array(
    z.strictObject({ id: Slug, before: ReplayedRule.nullable(), after: ReplayedRule.nullable() }),
  ),
  /** Facts the draft's rules ask for that nobody wrote down at the time: taken as unknown. */
  unrecorded: z.array(FactName),
  labels: z.record(z.string(), FactLabel),
});
export type ReplayedDecision = z.infer<typeof ReplayedDecision>;
