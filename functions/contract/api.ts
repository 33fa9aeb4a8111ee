/** What the routes of `routes.ts` take and answer. */
import { z } from 'zod';
import {
  Archived,
  CaseEvent,
  CaseState,
  ClockState,
  Paper,
  PaperLine,
  SealRecord,
  Verdict,
  Voided,
} from './case.ts';
import { BoundParty } from './definitions/deadlines.ts';
import { Matter } from './definitions/matters.ts';
import { Draft, Kind, Release } from './definitions/release.ts';
import { CaseId, Day, Hash, Instant, PersonId, Slug, SubmissionId, TenantId } from './ids.ts';

export const FactLabel = z.strictObject({
  label: z.string(),
  type: z.string(),
  valueLabels: z.record(z.string(), z.string()).optional(),
});
export type FactLabel = z.infer<typeof FactLabel>;

export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  errors: z.array(
    z.strictObject({
      path: z.string(),
      say: z.string(),
      code: z.string().optional(),
      basis: z.array(z.string()).optional(),
    }),
  ),
  verdict: Verdict.optional(),
  missingFacts: z.array(z.strictObject({ fact: z.string(), label: z.string() })).optional(),
  currentVersion: z.int().optional(),
  /** Labels of the facts the verdict names. */
  labels: z.record(z.string(), FactLabel).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** A line of an inbox: a case that waits for the signed-in person. */
export const Task = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  procedure: Slug,
  procedureTitle: z.string(),
  stage: Slug,
  stageTitle: z.string(),
  actions: z.array(z.strictObject({ id: Slug, title: z.string() })),
  due: z.string().nullable(),
  dueName: z.string().nullable(),
  since: Instant,
});
export type Task = z.infer<typeof Task>;

export const CaseLine = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  procedure: Slug,
  procedureTitle: z.string(),
  stage: Slug,
  stageTitle: z.string(),
  matter: Slug.nullable(),
  frozen: z.boolean(),
  closed: z.string().nullable(),
  updatedAt: Instant,
  openedAt: Instant,
});
export type CaseLine = z.infer<typeof CaseLine>;

/** A statutory period that is running on a case, as a line of what is due. */
export const DueLine = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  procedure: Slug,
  procedureTitle: z.string(),
  stage: Slug,
  stageTitle: z.string(),
  /** The field of the matter, by which the departments of the city are answered to. */
  domain: z.string().nullable(),
  clock: Slug,
  name: z.string(),
  basis: z.string(),
  boundParty: BoundParty,
  due: z.string().describe('day, or instant for hours'),
  day: Day,
  provisional: z.boolean(),
  suspended: z.boolean(),
  /** An authority is late. */
  overdue: z.boolean(),
  /** Somebody's right or a time to wait through: its end is nobody's lateness. */
  right: z.boolean(),
  officers: z.array(PersonId),
  /** The last thing said about it. */
  said: z.string().nullable(),
});
export type DueLine = z.infer<typeof DueLine>;

/** An action of the case's stage, and whether the reader may take it now; if not, why not. */
export const OpenAction = z.strictObject({
  id: Slug,
  title: z.string(),
  about: z.string().nullable(),
  form: z.strictObject({ id: Slug, hash: Hash }),
  allowed: z.boolean(),
  whyNot: z.string().nullable(),
});
export type OpenAction = z.infer<typeof OpenAction>;

export const CaseView = z.strictObject({
  state: CaseState,
  procedureTitle: z.string(),
  stages: z.array(z.strictObject({ id: Slug, title: z.string(), final: z.boolean() })),
  /** Titles of every action of the procedure: a freeze may name steps of later stages. */
  actionTitles: z.record(Slug, z.string()),
  matterName: z.string().nullable(),
  actions: z.array(OpenAction),
  clocks: z.array(ClockState.extend({ name: z.string(), basis: z.string() })),
  releaseNumber: z.int(),
});
export type CaseView = z.infer<typeof CaseView>;

/** A step of the timeline; fact labels and units let the page write the explanation as sentences. */
export const TimelineEntry = z.strictObject({
  event: CaseEvent,
  actionTitle: z.string(),
  formTitle: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const FormView = z.strictObject({
  id: Slug,
  hash: Hash,
  title: z.string(),
  schema: z.record(z.string(), z.unknown()),
  ui: z.record(z.string(), z.unknown()),
});
export type FormView = z.infer<typeof FormView>;

export const Override = z.strictObject({ rule: Slug, reason: z.string().min(5).max(500) });
export const SubmissionBody = z.strictObject({
  id: SubmissionId,
  action: Slug,
  form: z.strictObject({ id: Slug, hash: Hash }),
  /** The version of the case the person was looking at. */
  expectedVersion: z.int().nonnegative(),
  data: z.record(z.string(), z.unknown()),
  overrides: z.array(Override).max(20).optional(),
});
export type SubmissionBody = z.infer<typeof SubmissionBody>;
export const StartBody = z.strictObject({
  id: SubmissionId,
  procedure: Slug,
  action: Slug,
  matter: Slug.nullable(),
  /** The case this one is about, for a procedure whose subject is `linked`. */
  parent: CaseId.optional(),
  form: z.strictObject({ id: Slug, hash: Hash }),
  data: z.record(z.string(), z.unknown()),
  overrides: z.array(Override).max(20).optional(),
});
export type StartBody = z.infer<typeof StartBody>;
/** What a submission answers; a retry with the same id answers the same. */
export const SubmissionResult = z.strictObject({
  caseId: CaseId,
  version: z.int(),
  hash: Hash,
  stage: Slug,
  verdict: Verdict,
  papers: z.array(Paper),
  links: CaseState.shape.links,
});
export type SubmissionResult = z.infer<typeof SubmissionResult>;

export const PublicMatter = Matter.omit({ suitability: true, source: true, inTownshipList: true }).extend({
  /** 已确认 only where the provincial decision, its day and the publication are all known. */
  status: z.enum(['已确认', '未确认']),
});
export type PublicMatter = z.infer<typeof PublicMatter>;
export const PublicDecision = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  number: z.string().nullable(),
  day: Day,
  lines: z.array(PaperLine),
  withdrawn: z.strictObject({ day: Day, reason: z.string() }).nullable(),
});
export type PublicDecision = z.infer<typeof PublicDecision>;

export const StartOption = z.strictObject({
  procedure: Slug,
  procedureTitle: z.string(),
  action: Slug,
  title: z.string(),
  subject: z.enum(['matter', 'linked']),
  form: FormView,
  allowed: z.boolean(),
});
export type StartOption = z.infer<typeof StartOption>;

export const DefinitionLine = z.strictObject({ kind: Kind, id: Slug, hash: Hash, title: z.string() });
export type DefinitionLine = z.infer<typeof DefinitionLine>;
export const AuditEntry = z.strictObject({
  at: Instant,
  actor: z.string(),
  what: z.string(),
  caseId: z.string().nullable(),
  code: z.string().nullable(),
  detail: z.string(),
  basis: z.array(z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const ReleaseLine = Release.omit({ contents: true }).extend({
  live: z.boolean(),
  definitions: z.int(),
});
/** One sentence of difference between a draft and its base. */
export const DraftView = Draft.extend({
  differences: z.array(z.strictObject({ definition: z.string(), path: z.string(), say: z.string() })),
});
export type DraftView = z.infer<typeof DraftView>;

/** A document as bytes: pages make a Blob of it. */
export const DocumentFile = z.strictObject({
  name: z.string(),
  type: z.string(),
  sha256: Hash,
  base64: z.string(),
});
export type DocumentFile = z.infer<typeof DocumentFile>;

/** A numbered or sealed paper of the township, as its registers show it. */
export const RegisteredPaper = z.strictObject({
  tenant: TenantId,
  caseId: CaseId,
  template: Slug,
  title: z.string(),
  number: z.string().nullable(),
  /** Its place in the numbering: word, year, and the consecutive number. */
  place: z.strictObject({ word: z.string(), year: z.string(), n: z.int() }).nullable(),
  day: Day,
  hash: Hash,
  sealed: SealRecord.omit({ paper: true }).nullable(),
  voided: Voided.nullable(),
  supersedes: Hash.nullable(),
});
export type RegisteredPaper = z.infer<typeof RegisteredPaper>;

/** What anybody may know of a paper: that it was issued, when, and whether it still stands. Nothing of what it says. */
export const PaperCheck = z.strictObject({
  title: z.string(),
  number: z.string().nullable(),
  authority: z.string(),
  day: Day,
  status: z.enum(['有效', '已作废']),
  voidedOn: Day.nullable(),
  /** The hash or check code given is this paper's; null where only the number was given. */
  matches: z.boolean().nullable(),
});
export type PaperCheck = z.infer<typeof PaperCheck>;

/** What filling the form would issue now, and what each paper still lacks. */
export const PaperPreview = z.strictObject({
  papers: z.array(z.strictObject({ template: Slug, title: z.string(), faults: z.array(z.string()) })),
  document: DocumentFile.nullable(),
});
export type PaperPreview = z.infer<typeof PaperPreview>;

export const DossierFile = z.strictObject({
  document: DocumentFile,
  pages: z.int(),
  contents: z.array(
    z.strictObject({ title: z.string(), number: z.string().nullable(), day: Day, page: z.int() }),
  ),
  /** Null: a working copy of a case not yet archived. */
  archived: Archived.nullable(),
});
export type DossierFile = z.infer<typeof DossierFile>;
