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
import { FactValue } from './definitions/facts.ts';
import { Matter } from './definitions/matters.ts';
import { Draft, Finding, Kind, Reason, ReleaseEntry } from './definitions/release.ts';
import {
  CaseId,
  Day,
  FactName,
  Hash,
  Instant,
  PersonId,
  PublicId,
  Slug,
  SubmissionId,
  TenantId,
} from './ids.ts';

export const FactLabel = z.strictObject({
  label: z.string(),
  type: z.string(),
  valueLabels: z.record(z.string(), z.string()).optional(),
  /** Of a derived fact: the facts behind it that somebody can go and find out. */
  behind: z.array(z.string()).optional(),
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
  /** How that period stands, as in a `DueLine`; all false where there is none. */
  provisional: z.boolean(),
  overdue: z.boolean().describe('an authority is late'),
  right: z.boolean().describe('a right or a time to wait through: its end is no lateness'),
  reference: z.literal(true).optional().describe('the rule of another field, taken as a measure （参照）'),
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
  /** The rule of another field, taken as a measure (参照): no statutory period of this case. */
  reference: z.literal(true).optional(),
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
  /** Whether it can issue or publish a paper, so that there is something to preview. */
  papers: z.boolean(),
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
/** Have a case go on under the release in force now. */
export const MoveBody = z.strictObject({
  /** The version of the case the person was looking at. */
  expectedVersion: z.int().positive(),
  reason: Reason,
});
export type MoveBody = z.infer<typeof MoveBody>;
export const MoveResult = z.strictObject({
  caseId: CaseId,
  version: z.int(),
  hash: Hash,
  from: z.int().positive().describe('number of the release it was on'),
  to: z.int().positive().describe('number of the release it is on now'),
  says: z.array(z.string()).describe('what differs for this case'),
});
export type MoveResult = z.infer<typeof MoveResult>;
const Lighter = z.enum(['old', 'new', 'same', 'undetermined']);
/** What the law of one day makes of a case: one whole, never to be mixed with that of the other day. */
export const LegalResult = z.strictObject({
  /** The day whose law it is. */
  day: Day,
  /** The release its definitions are read from. */
  release: z.strictObject({ number: z.int().positive(), hash: Hash }),
  /** No release held on that day: the first one stands in for it. */
  standIn: z.literal(true).optional(),
  matter: z.strictObject({ id: Slug, name: z.string(), stages: Matter.shape.stages }).nullable(),
  /** Was the text of the matter in force on that day? unconfirmed: nobody has said. */
  text: z.enum(['in-force', 'not-in-force', 'unconfirmed', 'absent']),
  /** Without the rules of how the case was conducted, which follow the law of their own day. */
  verdict: Verdict,
});
export type LegalResult = z.infer<typeof LegalResult>;
/** 从旧兼从轻: both results whole, and which of them is lighter in every respect, if one is. */
export const LenityView = z.strictObject({
  caseId: CaseId,
  basis: z.string(),
  /** Null while nobody has found out. */
  act: Day.nullable(),
  decision: Day.describe('the recorded day of decision, otherwise today'),
  old: LegalResult.nullable(),
  new: LegalResult,
  respects: z.array(z.strictObject({ what: z.string(), old: z.string(), new: z.string(), lighter: Lighter })),
  lighter: Lighter,
  /** The law to be applied; null: a person decides. */
  applies: z.enum(['old', 'new']).nullable(),
  why: z.array(z.string()),
  labels: z.record(z.string(), FactLabel),
});
export type LenityView = z.infer<typeof LenityView>;
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
  id: PublicId,
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
/** A release and how it stands today. */
export const ReleaseLine = ReleaseEntry.extend({
  status: z
    .enum(['live', 'pending', 'superseded', 'withdrawn'])
    .describe('holds today; approved and still to take force; replaced; taken back before it held'),
  until: Day.nullable().describe('first day it no longer holds; null: no end is known, or it never held'),
});
export type ReleaseLine = z.infer<typeof ReleaseLine>;
/** One difference told as a sentence; the path is for programs. */
export const DefinitionDifference = z.strictObject({
  definition: z.string().describe('kind/id'),
  path: z.string().describe('JSON pointer inside the definition; elements with an id stand under it'),
  say: z.string(),
});
export type DefinitionDifference = z.infer<typeof DefinitionDifference>;
/** A release whole, and what it changed of the one before it. */
export const ReleaseView = z.strictObject({
  release: ReleaseLine,
  contents: z.array(
    z.strictObject({
      kind: Kind,
      label: z.string(),
      items: z.array(z.strictObject({ id: Slug, hash: Hash, title: z.string() })),
    }),
  ),
  /** The number of the release it took the place of; null for the first. */
  before: z.int().positive().nullable(),
  differences: z.array(DefinitionDifference),
});
export type ReleaseView = z.infer<typeof ReleaseView>;
/** A draft with what it changes of its base. */
export const DraftView = Draft.extend({
  differences: z.array(DefinitionDifference),
  /** Its changes touch what recorded decisions rest on: it is replayed before it is published. */
  needsReplay: z.boolean(),
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

/** Some 4 MB of a file as base64: with the rest of the request below what one call takes. */
const FileBase64 = z.base64().max(5_700_000);
export const ImportBody = z.strictObject({
  base64: FileBase64,
  /** Absent: from where and which release it is. */
  title: z.string().trim().min(1).max(200).optional(),
});
export const SheetFormat = z.enum(['xlsx', 'csv']);
export type SheetFormat = z.infer<typeof SheetFormat>;
export const MattersSheetBody = z.strictObject({
  version: z.int().describe('of the draft'),
  format: SheetFormat,
  base64: FileBase64,
  apply: z.boolean().describe('false: only show what the sheet would change'),
});
export type MattersSheetBody = z.infer<typeof MattersSheetBody>;
/** What a sheet of matters changes in a draft, or has changed. */
export const MattersSheetAnswer = z.strictObject({
  differences: z.array(DefinitionDifference),
  unchanged: z.int().nonnegative().describe('matters of the sheet that stay as they are'),
  draft: DraftView,
});
export type MattersSheetAnswer = z.infer<typeof MattersSheetAnswer>;
export const TableSheetBody = MattersSheetBody.omit({ format: true });
export type TableSheetBody = z.infer<typeof TableSheetBody>;
/** What a sheet changes of a decision table in a draft, or has changed. */
export const TableSheetAnswer = MattersSheetAnswer.omit({ unchanged: true });
export type TableSheetAnswer = z.infer<typeof TableSheetAnswer>;

/** What every check finds of a draft as it stands; nothing is submitted. */
export const DraftFindings = z.strictObject({ findings: z.array(Finding) });
export type DraftFindings = z.infer<typeof DraftFindings>;

/** Facts to try a rule set on. */
export const TrialBody = z.strictObject({
  /** As this draft would have it; absent: as it holds. */
  draft: Slug.optional(),
  facts: z.record(FactName, FactValue),
  asOf: Day.optional().describe('the day of the act and of decision; absent: today'),
});
export type TrialBody = z.infer<typeof TrialBody>;
export const TrialAnswer = z.strictObject({ verdict: Verdict, labels: z.record(z.string(), FactLabel) });
export type TrialAnswer = z.infer<typeof TrialAnswer>;

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
