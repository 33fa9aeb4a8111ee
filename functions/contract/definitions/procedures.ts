import { z } from 'zod';
import { FactName, OrgId, Pointer, Role, Slug } from '../ids.ts';

/** Only where the case has this milestone, this outcome's own included; or only where it has not. */
const onlyWhere = { mark: Slug.optional(), unmark: Slug.optional() };
/** A day: the last one of a clock of the case, one that stands in the form, or that of a fact. */
const DayOf = z.union([
  z.strictObject({ clock: Slug }),
  z.strictObject({ from: Pointer }),
  z.strictObject({ fact: FactName }),
]);

/**
 * Start a clock at the moment of filing, at the day or instant that stands in the form (`at`: the time of that day, 09:30,
 * for a period in hours), or at that of a fact (the day of service as the law counts it, `service.effectiveOn`). `latest`: the
 * latest of the days that are known (the end of the later of two periods, 强制法53). `firstOf`: the one that is the law of the
 * matter's field, or else the last, as a reference.
 */
export const ClockStart = z.union([
  Slug,
  z.strictObject({ id: Slug, from: Pointer, at: Pointer.optional(), ...onlyWhere }),
  z.strictObject({ id: Slug, fact: FactName, ...onlyWhere }),
  z.strictObject({ id: Slug, latest: z.array(DayOf).min(1), ...onlyWhere }),
  z.strictObject({ firstOf: z.array(Slug).min(2) }),
]);
export type ClockStart = z.infer<typeof ClockStart>;

/** Ends with the filing; or, where the act came before its record, on the day the fact tells: late is who acted late. */
const ClockStop = z.union([Slug, z.strictObject({ id: Slug, fact: FactName })]);
export type ClockStop = z.infer<typeof ClockStop>;

/**
 * Let a clock stand still, run again, or run longer. Whoever files the action approves it; the engine refuses what the
 * deadline's own data does not allow, and anything without the number of the notice document. A suspension with `to` is for
 * a period fixed and told beforehand (强制法25③): it ends on that day by itself, and a resumption can only shorten it.
 */
const ClockSuspension = z.strictObject({
  id: Slug,
  ground: Pointer,
  from: Pointer,
  to: Pointer.optional(),
  notice: Pointer,
});
const ClockResumption = z.strictObject({ id: Slug, to: Pointer });
const ClockExtending = z.strictObject({ id: Slug, notice: Pointer });

/** What an action leads to. The first outcome whose `if` holds is carried out, whole, in the one transaction. */
export const Outcome = z.strictObject({
  /** Form value at each pointer equals. Absent: always. */
  if: z.record(Pointer, z.union([z.string(), z.boolean(), z.number()])).optional(),
  stage: Slug.optional(),
  /** Milestones that rules read as the set `case.marks`. */
  mark: z.array(Slug).optional(),
  unmark: z.array(Slug).optional(),
  clocks: z
    .strictObject({
      start: z.array(ClockStart).optional(),
      stop: z.array(ClockStop).optional(),
      suspend: z.array(ClockSuspension).optional(),
      resume: z.array(ClockResumption).optional(),
      extend: z.array(ClockExtending).optional(),
    })
    .optional(),
  /** Papers issued: numbered where the template says so, sealed as it says. */
  papers: z.array(Slug).optional(),
  /**
   * Declares a paper of the case void (作废): its number or hash, and the reason, as they stand in the form. The number
   * stays taken, the register shows 作废, and the next paper of the same template supersedes it.
   */
  void: z.strictObject({ paper: Pointer, reason: Pointer }).optional(),
  /** Puts the closed case into the archive: its dossier is fixed as it stands, and nobody edits it any more. */
  archive: z.literal(true).optional(),
  /** Publish the masked record made by this template; withdraw takes it down for the reason at the pointer. */
  publish: Slug.optional(),
  withdraw: Pointer.optional(),
  /** Offices that from now on see the case in the partner face. */
  share: z.array(OrgId).optional(),
  shareAt: Pointer.optional(),
  /** The file moves, with its history, to the office named in the form: nobody here may act on it any more. */
  moveTo: Pointer.optional(),
  /** Open a linked case of this procedure; the actions listed wait until it closes. */
  open: z.strictObject({ procedure: Slug, freeze: z.array(Slug).optional() }).optional(),
  /** Ends the case, with the reason a register shows. */
  close: z.string().min(1).optional(),
  /** What it does to the case this one was opened from, in the same transaction. */
  parent: z
    .strictObject({
      unfreeze: z.literal(true).optional(),
      freeze: z.array(Slug).optional(),
      stage: Slug.optional(),
      mark: z.array(Slug).optional(),
      unmark: z.array(Slug).optional(),
      moveTo: Pointer.optional(),
      close: z.string().min(1).optional(),
      say: z.string().min(1),
    })
    .optional(),
});
export type Outcome = z.infer<typeof Outcome>;

export const Action = z.strictObject({
  title: z.string().min(1),
  about: z.string().optional().describe('one line under the title, for the person acting'),
  /** Stages it is open in; `start` begins a case. */
  in: z.array(Slug).optional(),
  start: z.literal(true).optional(),
  form: Slug,
  /** Rule sets judged, in order. */
  rules: z.array(Slug),
  who: z.strictObject({
    roles: z.array(Role).min(1),
    /** Only somebody who already has this duty in the case (办案人 is `investigator`). */
    duty: Slug.optional(),
  }),
  /** The duty it gives the actor, which rules read as `actor.duties` (职责分离). */
  duty: Slug.optional(),
  /** Array of person ids in the form: the officers present. They get the duty too. */
  officersAt: Pointer.optional(),
  /** The day they acted, where the form names it: certificates must hold on that day, not on the day of filing. */
  officersOn: Pointer.optional(),
  /** May be filed more than once. */
  repeatable: z.literal(true).optional(),
  /** Open on an archived case too: what the law asks for afterwards (处罚法48②). Never touches the dossier. */
  afterArchive: z.literal(true).optional(),
  /** The decision on a penalty: the law of the day of the act and that of its own day are compared here (处罚法37). */
  penalty: z.literal(true).optional(),
  /** Shown as a to-do of its roles; `false` for what is always possible but never due. */
  task: z.boolean().optional(),
  leadsTo: z.array(Outcome).min(1),
});
export type Action = z.infer<typeof Action>;

export const Procedure = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  about: z.string(),
  legalBasis: z.array(z.string()).min(1),
  /** A case of its own on a matter, or one opened from another case. */
  subject: z.enum(['matter', 'linked']),
  /** Where a linked case begins. */
  opensAt: Slug.optional(),
  stages: z.array(z.strictObject({ id: Slug, title: z.string(), final: z.literal(true).optional() })).min(2),
  actions: z.record(Slug, Action),
});
export type Procedure = z.infer<typeof Procedure>;
