/** The shapes of the one idea: submission → verdict → event → state. */
import { z } from 'zod';
import { Unit } from './definitions/deadlines.ts';
import { FactValue } from './definitions/facts.ts';
import { Style } from './definitions/papers.ts';
import { RuleEffect } from './definitions/rules.ts';
import {
  CaseId,
  Day,
  FactName,
  Hash,
  Instant,
  OrgId,
  PersonId,
  Role,
  Slug,
  SubmissionId,
  TenantId,
  Verification,
} from './ids.ts';

export const Status = z.enum(['satisfied', 'unsatisfied', 'unknown']);
export type Status = z.infer<typeof Status>;

/** A condition as judged: leaves carry the fact's value and the bound it was held against. */
export type JudgedCondition = {
  status: Status;
  fact?: string;
  operator?: string;
  /** Absent when unknown. */
  value?: FactValue | undefined;
  bound?: FactValue | undefined;
  /** Where the bound is another fact (a parameter), its name. */
  boundFact?: string | undefined;
  basis?: string | undefined;
  label?: string | undefined;
  all?: JudgedCondition[];
  any?: JudgedCondition[];
  not?: JudgedCondition;
};
export const JudgedCondition: z.ZodType<JudgedCondition> = z.lazy(() =>
  z.strictObject({
    status: Status,
    fact: z.string().optional(),
    operator: z.string().optional(),
    value: FactValue.optional(),
    bound: FactValue.optional(),
    boundFact: z.string().optional(),
    basis: z.string().optional(),
    label: z.string().optional(),
    all: z.array(JudgedCondition).optional(),
    any: z.array(JudgedCondition).optional(),
    not: JudgedCondition.optional(),
  }),
);

export const JudgedRule = z.strictObject({
  id: Slug,
  ruleSet: Slug,
  title: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  status: z.enum(['satisfied', 'unsatisfied', 'unknown', 'not-in-force']),
  /** The effect was carried out (satisfied, or unknown with the safe side `fire`), unless overridden. */
  fired: z.boolean(),
  /** Unknown, and the verdict waits for it. */
  holds: z.boolean(),
  /** The role that may pass over it with a reason; absent: nobody. */
  overridable: Role.optional(),
  overridden: z.strictObject({ by: PersonId, reason: z.string() }).optional(),
  legalBasis: z.array(z.string()),
  say: z.string(),
  conditions: JudgedCondition,
});
export type JudgedRule = z.infer<typeof JudgedRule>;

/** What the rules said. refused: a rule denied it; unknown: facts are missing that must be known; allowed: neither. */
export const VerdictOutcome = z.enum(['allowed', 'refused', 'unknown']);
export const Verdict = z.strictObject({
  outcome: VerdictOutcome,
  effects: z.array(z.strictObject({ rule: Slug, ruleSet: Slug, effect: RuleEffect })),
  rules: z.array(JudgedRule),
  missingFacts: z.array(FactName),
  /**
   * Rule set or table id → hash of what was run: the definition's own where nothing had to be expanded, otherwise that of
   * the canonical expanded form (docs/decisions/0008).
   */
  ruleSets: z.record(Slug, Hash),
  release: Hash,
  /** Every known fact the rules asked for, derived ones included. */
  facts: z.record(FactName, FactValue),
  /** The two days that decide what was in force. */
  days: z.strictObject({ act: Day.nullable(), decision: Day }),
});
export type Verdict = z.infer<typeof Verdict>;
/** A verdict without the condition trees of its rules: what it said, not why. */
export type BriefVerdict = Omit<Verdict, 'rules'> & { rules: Omit<JudgedRule, 'conditions'>[] };

/** Who let a clock stand still or run longer, under what article, and the paper that told the party. */
const approval = {
  basis: z.string().min(1),
  say: z.string().min(1),
  approvedBy: PersonId,
  approvedAt: Instant,
  notice: z.string().min(1).describe('number of the notice document'),
};
/** Days not counted, from the day after `from` up to and with `to`; null while the clock stands still. */
export const ClockPause = z.strictObject({
  ground: Slug,
  from: Day,
  to: Day.nullable(),
  /** `to` was fixed beforehand; that the ground ended has not been recorded yet. */
  fixed: z.literal(true).optional(),
  ...approval,
});
export type ClockPause = z.infer<typeof ClockPause>;
export const ClockExtension = z.strictObject({
  step: Slug,
  length: z.int().positive(),
  unit: Unit,
  ...approval,
});
export type ClockExtension = z.infer<typeof ClockExtension>;
/** That somebody was told: before the due day, after it, or that the due day was counted again. */
export const ClockAlert = z.strictObject({
  kind: z.enum(['warning', 'overdue', 'recounted']),
  at: Instant,
  /** The due day it was about. */
  due: z.string(),
  say: z.string(),
  /** Queues: `person:<id>`, `role:BUREAU_HEAD`. */
  to: z.array(z.string()),
});
export type ClockAlert = z.infer<typeof ClockAlert>;

/** An earlier run of a clock that was begun again, in which an authority was late. */
export const ClockRun = z.strictObject({
  startedAt: Instant,
  from: z.string(),
  due: z.string(),
  stoppedAt: Instant,
});
export type ClockRun = z.infer<typeof ClockRun>;

/**
 * That an authority was late was found, and then a receipt showed the act had come in time: the finding stays on record, with
 * who put it right, when, and by which record.
 */
export const ClockCorrection = z.strictObject({
  /** The last day, or instant, it was held against. */
  due: z.string(),
  found: Instant.optional().describe('when the lateness was found'),
  /** The day, or instant, of the act. */
  on: z.string(),
  at: Instant,
  by: PersonId,
  /** The event that records the act, and the papers it issued. */
  receipt: z.strictObject({ version: z.int().positive(), papers: z.array(Hash) }),
});
export type ClockCorrection = z.infer<typeof ClockCorrection>;

/** A statutory clock on the case. */
export const ClockState = z.strictObject({
  id: Slug,
  startedAt: Instant,
  /** The day (or, for hours, the instant) counted from. */
  from: z.string(),
  /** The clocks whose last day that is: counted again with them. */
  after: z.array(Slug).optional(),
  /** The earlier last day of those clocks, which an authority's own period runs from; `from` is the later, told the party. */
  countedFrom: Day.optional(),
  due: z.string().describe('day, or instant for hours'),
  provisional: z.boolean(),
  derivation: z.array(z.string()),
  /** So many of its units were told to the person, and they are more than the law's own. */
  told: z.int().positive().optional(),
  stoppedAt: Instant.optional(),
  /** Why it ended though nobody did what it waited for: the case is closed. */
  ended: z.string().min(1).optional(),
  overdue: z.boolean().optional().describe('an authority was late; never deleted without a trace'),
  /** Lateness found and put right, oldest first. */
  corrected: z.array(ClockCorrection).optional(),
  /** Lateness of earlier runs, oldest first: beginning again deletes none. */
  earlier: z.array(ClockRun).optional(),
  /** The period of another field's rules, taken as a measure (参照); no law of this case. */
  reference: z.literal(true).optional(),
  /** Hash of the calendar it was counted by, where that is not the one of the case's release. */
  calendar: Hash.optional(),
  pauses: z.array(ClockPause).optional(),
  extensions: z.array(ClockExtension).optional(),
  alerts: z.array(ClockAlert).optional(),
});
export type ClockState = z.infer<typeof ClockState>;

/** A piece of a paper as it was filled. `text` says it all in plain words, for whoever shows no layout. */
export const PaperLine = z.strictObject({
  label: z.string().optional(),
  text: z.string(),
  style: Style.optional(),
  /** Two of them share a row of a ruled form. */
  half: z.literal(true).optional(),
  table: z
    .strictObject({
      columns: z.array(
        z.strictObject({
          title: z.string(),
          width: z.number().positive(),
          align: z.enum(['left', 'centre', 'right']),
        }),
      ),
      rows: z.array(z.array(z.string())),
    })
    .optional(),
  sign: z
    .strictObject({
      label: z.string(),
      signers: z.array(z.strictObject({ name: z.string(), certificate: z.string().optional() })),
      /** On paper, beside the name; otherwise the recorded act is the signature. */
      hand: z.literal(true).optional(),
      fingerprint: z.literal(true).optional(),
      /** Printed in place of the signature. */
      refused: z.string().optional(),
      /** 2026年5月20日; empty: to be written by hand. */
      day: z.string().optional(),
    })
    .optional(),
  page: z.literal('break').optional(),
});
export type PaperLine = z.infer<typeof PaperLine>;

/** A paper as issued; immutable. */
export const Paper = z.strictObject({
  template: Slug,
  templateHash: Hash,
  title: z.string(),
  number: z.string().nullable(),
  seal: z.enum(['TOWN_GOV', 'NONE', 'OFFICER_SIGN']),
  layout: z.enum(['letter', 'sheet', 'record', 'cover']),
  authority: z.string().describe('the government it is issued by, as on the seal'),
  issuedAt: Instant,
  day: Day,
  lines: z.array(PaperLine),
  attachments: z.array(z.string()),
  copies: z.string().nullable().describe('本文书一式二份，…'),
  everyPageSigned: z.array(z.string()),
  /** Where anybody can check it; null for a paper without the town's seal. */
  checkUrl: z.string().nullable(),
  /** The void paper it takes the place of. */
  supersedes: Hash.optional(),
  /** Over everything else in it. */
  hash: Hash,
});
export type Paper = z.infer<typeof Paper>;

/** The seal was placed on a paper: who, when, on what. `pdf` is the SHA-256 of the sealed document itself. */
export const SealRecord = z.strictObject({
  paper: Hash,
  pdf: Hash,
  by: PersonId,
  role: Role.describe('the one it was authorised under'),
  at: Instant,
});
export type SealRecord = z.infer<typeof SealRecord>;

/** A paper declared void: its number stays taken. */
export const Voided = z.strictObject({ day: Day, reason: z.string().min(1), by: PersonId });

/** A paper in the case's register; its text stands in the event that issued it. */
export const PaperRef = Paper.pick({
  template: true,
  templateHash: true,
  title: true,
  number: true,
  seal: true,
  day: true,
  supersedes: true,
  hash: true,
}).extend({
  version: z.int().positive(),
  /** Absent where no seal stands on it. */
  sealed: SealRecord.omit({ paper: true }).optional(),
  voided: Voided.optional(),
});
export type PaperRef = z.infer<typeof PaperRef>;

/** The closed case in the archive: what its dossier holds does not change any more. */
export const Archived = z.strictObject({
  day: Day,
  by: PersonId,
  /** The dossier is of the case as it stood then. */
  version: z.int().positive(),
  retention: z.strictObject({
    term: z
      .union([z.literal('permanent'), z.int().positive()])
      .nullable()
      .describe('years; null：未确认'),
    until: Day.nullable(),
    basis: z.string(),
    verified: Verification,
  }),
});
export type Archived = z.infer<typeof Archived>;

/** A frozen set of actions and the linked case whose closing lifts it. */
export const Freeze = z.strictObject({ actions: z.array(Slug), by: Slug, until: CaseId, say: z.string() });

/** The complete consequence of an event, recorded so that the state is a fold of events and of nothing else. */
export const Transition = z.strictObject({
  title: z.string().optional(),
  stage: Slug.optional(),
  mark: z.array(Slug).optional(),
  unmark: z.array(Slug).optional(),
  requires: z.array(Slug).optional(),
  /** Needs that a rule now passed over had brought about. */
  unrequire: z.array(Slug).optional(),
  flags: z.array(z.strictObject({ flag: Slug, say: z.string() })).optional(),
  facts: z.record(FactName, FactValue).optional(),
  duties: z.record(Slug, z.array(PersonId)).optional(),
  clocks: z.array(ClockState).optional().describe('started, stopped or changed, whole'),
  papers: z.array(Paper).optional(),
  seals: z.array(SealRecord).optional(),
  voided: z.array(Voided.extend({ paper: Hash })).optional(),
  archived: Archived.optional(),
  published: z
    .strictObject({
      day: Day,
      lines: z.array(PaperLine),
      title: z.string(),
      number: z.string().nullable(),
    })
    .optional(),
  withdrawn: z.strictObject({ day: Day, reason: z.string() }).optional(),
  share: z.array(OrgId).optional(),
  movedTo: OrgId.optional(),
  freeze: z.array(Freeze).optional(),
  unfreeze: z.array(CaseId).optional(),
  links: z
    .array(z.strictObject({ caseId: CaseId, procedure: Slug, relation: z.enum(['child', 'parent']) }))
    .optional(),
  closed: z.string().optional(),
});
export type Transition = z.infer<typeof Transition>;

export const Actor = z.strictObject({ id: PersonId, name: z.string(), org: OrgId, roles: z.array(Role) });
export type Actor = z.infer<typeof Actor>;

/** One link of a case's chain. `hash` covers everything else in it, `prev` included. */
export const CaseEvent = z.strictObject({
  tenant: TenantId,
  caseId: CaseId,
  version: z.int().positive(),
  at: Instant,
  /**
   * submission: somebody filed a form. opened: begun by another case. linked: a linked case did something to this one.
   * deadline: a clock warned or ran out. recounted: a clock was counted again by a newly published calendar.
   * moved: somebody chose to have the case go on under another release, which is the event's own `release`.
   */
  kind: z.enum(['submission', 'opened', 'linked', 'deadline', 'recounted', 'moved']),
  procedure: Slug,
  matter: Slug.nullable(),
  release: Hash,
  actor: Actor,
  submission: z
    .strictObject({
      id: SubmissionId,
      action: Slug,
      form: z.strictObject({ id: Slug, hash: Hash }),
      data: z.unknown(),
      sealed: z.strictObject({ id: z.string(), digest: Hash }).optional(),
    })
    .optional(),
  origin: z.strictObject({ caseId: CaseId, version: z.int().positive(), say: z.string() }).optional(),
  /** From which release to which, by the numbers people know them under, and why. */
  moved: z
    .strictObject({
      from: z.strictObject({ release: Hash, number: z.int().positive() }),
      to: z.strictObject({ release: Hash, number: z.int().positive() }),
      reason: z.string().min(1),
    })
    .optional(),
  /** What happened, where nobody filed a form. */
  says: z.array(z.string()).optional(),
  verdict: Verdict.optional(),
  transition: Transition,
  prev: Hash,
  hash: Hash,
});
export type CaseEvent = z.infer<typeof CaseEvent>;
/** An event whose verdict comes without its condition trees. */
export type BriefEvent = Omit<CaseEvent, 'verdict'> & { verdict?: BriefVerdict | undefined };

/** The fold of a case's events. */
export const CaseState = z.strictObject({
  tenant: TenantId,
  id: CaseId,
  procedure: Slug,
  matter: Slug.nullable(),
  release: Hash,
  /** When it was last moved to another release; absent: it is on the one it began under. */
  movedAt: Instant.optional(),
  version: z.int().nonnegative(),
  hash: Hash,
  openedAt: Instant,
  updatedAt: Instant,
  stage: Slug,
  title: z.string(),
  marks: z.array(Slug),
  requires: z.array(Slug),
  flags: z.array(z.strictObject({ flag: Slug, say: z.string() })),
  facts: z.record(FactName, FactValue),
  /** How often each action was filed. */
  done: z.record(Slug, z.int()),
  duties: z.record(Slug, z.array(PersonId)),
  clocks: z.record(Slug, ClockState),
  papers: z.array(PaperRef),
  published: Transition.shape.published,
  withdrawn: Transition.shape.withdrawn,
  sharedWith: z.array(OrgId),
  custodian: OrgId,
  freezes: z.array(Freeze),
  links: z.array(z.strictObject({ caseId: CaseId, procedure: Slug, relation: z.enum(['child', 'parent']) })),
  closed: z.string().nullable(),
  archived: Archived.optional(),
});
export type CaseState = z.infer<typeof CaseState>;
