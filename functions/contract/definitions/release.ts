import { z } from 'zod';
import { Day, FactName, Hash, Instant, PersonId, Slug, written } from '../ids.ts';
import { Calendar, DeadlineTable } from './deadlines.ts';
import { FactDictionary, FactValue, ParameterTable } from './facts.ts';
import { FormDefinition } from './forms.ts';
import { Matter } from './matters.ts';
import { RemedyTable, ServiceTable, Template } from './papers.ts';
import { Procedure } from './procedures.ts';
import { ExampleFile, NamedConditions, WrittenRuleSet } from './rules.ts';
import { StatuteTable } from './statutes.ts';
import { DecisionTable } from './tables.ts';

/** Every kind of definition a release holds, with its shape. */
export const KINDS = {
  matter: Matter,
  form: FormDefinition,
  facts: FactDictionary,
  ruleset: WrittenRuleSet,
  conditions: NamedConditions,
  table: DecisionTable,
  examples: ExampleFile,
  params: ParameterTable,
  procedure: Procedure,
  template: Template,
  deadlines: DeadlineTable,
  calendar: Calendar,
  remedies: RemedyTable,
  service: ServiceTable,
  statutes: StatuteTable,
} as const;
export const KIND_LABELS = {
  matter: '事项',
  form: '表单',
  facts: '事实词典',
  ruleset: '规则集',
  conditions: '常用条件',
  table: '决策表',
  examples: '样例',
  params: '参数',
  procedure: '程序',
  template: '文书模板',
  deadlines: '期限',
  calendar: '工作日历',
  remedies: '救济告知',
  service: '送达方式',
  statutes: '法律效力',
} as const satisfies Record<keyof typeof KINDS, string>;
export const Kind = z.enum(Object.keys(KINDS) as [keyof typeof KINDS, ...(keyof typeof KINDS)[]]);
export type Kind = z.infer<typeof Kind>;
export type DefinitionOf<K extends Kind> = z.infer<(typeof KINDS)[K]>;

/** `matter/LC-001`, `form/site-record`; an example file is keyed by its rule set or table. */
export const DefinitionKey = written(
  /^[a-z]+\/[A-Za-z][A-Za-z0-9._-]{0,79}$/,
  '定义的种类和编号，如 matter/LC-001',
);

/** Why somebody did what the record keeps for ever. */
export const Reason = z.string().trim().min(5).max(500);

/** The first Shanghai day a release holds. A day before that of its publication needs a reason. */
export const Effective = z.strictObject({ from: Day, reason: Reason.optional() });
export type Effective = z.infer<typeof Effective>;

/** The release whose contents are put back, whole, and why. */
export const RollbackOf = z.strictObject({ number: z.int().positive(), reason: Reason });

/**
 * An immutable, closed, content-hashed set of definitions. `hash` is over the sorted contents alone: two numbers have one
 * hash where the same contents were published twice.
 */
export const Release = z.strictObject({
  hash: Hash,
  number: z.int().positive(),
  title: z.string().min(1),
  contents: z.record(DefinitionKey, Hash),
  author: PersonId,
  approver: PersonId,
  publishedAt: Instant,
  /** The contents that held when it was published. */
  base: Hash.nullable(),
  effective: Effective,
  /** Absent for what came with the software. */
  draft: Slug.optional(),
  rollbackOf: RollbackOf.optional(),
  /** What its draft made of the recorded decisions, as the approver acknowledged it. */
  replay: z
    .strictObject({ decisions: z.int().nonnegative(), changed: z.int().nonnegative(), digest: Hash })
    .optional(),
  /** Taken back before it took force: it never held. */
  withdrawn: z.strictObject({ at: Instant, by: PersonId, reason: Reason }).optional(),
});
export type Release = z.infer<typeof Release>;

/** A release without its contents, as the history keeps it. */
export const ReleaseEntry = Release.omit({ contents: true }).extend({ definitions: z.int().nonnegative() });
export type ReleaseEntry = z.infer<typeof ReleaseEntry>;

/** Facts that show a finding: what `yizhi decide --rule-set <ruleSet> --as-of <asOf>` is given. */
export const Witness = z.strictObject({ ruleSet: Slug, asOf: Day, facts: z.record(FactName, FactValue) });
export type Witness = z.infer<typeof Witness>;

export const Finding = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  definition: z.string().describe('kind/id'),
  path: z.string().describe('JSON pointer inside the definition'),
  say: z.string().describe('what is wrong and what would be right'),
  witness: Witness.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** A proposed change of the live release: whole definitions by key, null to take one out. */
export const Draft = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(200),
  base: Hash,
  changes: z.record(DefinitionKey, z.unknown()),
  author: PersonId,
  status: z.enum(['open', 'submitted', 'published', 'dropped']),
  version: z.int().nonnegative(),
  createdAt: Instant,
  findings: z.array(Finding),
  /** Absent: from the day it is published. */
  effective: Effective.optional(),
  /** Its changes are whatever leads back to that release, worked out again on submission. */
  rollbackOf: RollbackOf.optional(),
  publishedAs: Hash.optional(),
});
export type Draft = z.infer<typeof Draft>;

/** A draft as a file: what the API gives of one, or its changes alone. Keys and bodies of the changes are read one by one. */
export const DraftFile = Draft.partial().extend({
  changes: z
    .record(z.string(), z.unknown())
    .refine((changes) => Object.keys(changes).length > 0, '没有任何改动：至少写一项“种类/编号”'),
});
