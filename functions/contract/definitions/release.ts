import { z } from 'zod';
import { Hash, Instant, PersonId, Slug } from '../ids.ts';
import { Calendar, DeadlineTable } from './deadlines.ts';
import { FactDictionary, ParameterTable } from './facts.ts';
import { FormDefinition } from './forms.ts';
import { Matter } from './matters.ts';
import { RemedyTable, ServiceTable, Template } from './papers.ts';
import { Procedure } from './procedures.ts';
import { ExampleFile, RuleSet } from './rules.ts';

/** Every kind of definition a release holds, with its shape. */
export const KINDS = {
  matter: Matter,
  form: FormDefinition,
  facts: FactDictionary,
  ruleset: RuleSet,
  examples: ExampleFile,
  params: ParameterTable,
  procedure: Procedure,
  template: Template,
  deadlines: DeadlineTable,
  calendar: Calendar,
  remedies: RemedyTable,
  service: ServiceTable,
} as const;
export const KIND_LABELS = {
  matter: '事项',
  form: '表单',
  facts: '事实词典',
  ruleset: '规则集',
  examples: '样例',
  params: '参数',
  procedure: '程序',
  template: '文书模板',
  deadlines: '期限',
  calendar: '工作日历',
  remedies: '救济告知',
  service: '送达方式',
} as const satisfies Record<keyof typeof KINDS, string>;
export const Kind = z.enum(Object.keys(KINDS) as [keyof typeof KINDS, ...(keyof typeof KINDS)[]]);
export type Kind = z.infer<typeof Kind>;
export type DefinitionOf<K extends Kind> = z.infer<(typeof KINDS)[K]>;

/** `matter/LC-001`, `form/site-record`; an example file is keyed by its rule set. */
export const DefinitionKey = z.string().regex(/^[a-z]+\/[A-Za-z][A-Za-z0-9._-]{0,79}$/);

/** An immutable, closed, content-hashed set of definitions. `hash` is over the sorted contents alone. */
export const Release = z.strictObject({
  hash: Hash,
  number: z.int().positive(),
  title: z.string().min(1),
  contents: z.record(DefinitionKey, Hash),
  author: PersonId,
  approver: PersonId,
  publishedAt: Instant,
  base: Hash.nullable(),
});
export type Release = z.infer<typeof Release>;

export const Finding = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  definition: z.string().describe('kind/id'),
  path: z.string().describe('JSON pointer inside the definition'),
  say: z.string().describe('what is wrong and what would be right'),
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
  publishedAs: Hash.optional(),
});
export type Draft = z.infer<typeof Draft>;
