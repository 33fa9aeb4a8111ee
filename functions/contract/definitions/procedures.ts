import { z } from 'zod';
import { FactName, OrgId, Pointer, Role, Slug } from '../ids.ts';

const some = z.array(z.string()).min(1);
/**
 * Only where the case has this milestone, this outcome's own included; or only where it has not (a list: none of them). And
 * only where a set among its facts has nothing beyond these members, or has something beyond them: a decision that fines and
 * does more than fine has two periods where one that fines has one.
 */
const onlyWhere = {
  mark: Slug.optional(),
  unmark: z.union([Slug, z.array(Slug).min(1)]).optional(),
  where: z
    .union([
      z.strictObject({ fact: FactName, within: some }),
      z.strictObject({ fact: FactName, beyond: some }),
    ])
    .optional(),
};
const Where = z.strictObject(onlyWhere);
export type Where = z.infer<typeof Where>;
/** A day: the last one of a clock of the case, one that stands in the form, or that of a fact. */
const DayOf = z.union([
  z.strictObject({ clock: Slug, ...onlyWhere }),
  z.strictObject({ from: Pointer, ...onlyWhere }),
  z.strictObject({ fact: FactName, ...onlyWhere }),
]);
/** The day or instant it runs from: as it stands in the form, or a fact; absent: the moment of filing. */
const origin = { from: Pointer.optional(), fact: FactName.optional() };

/**
 * Start a clock at the moment of filing, at the day or instant that stands in the form (`at`: the time of that day, 09:30,
 * for a period in hours), or at that of a fact (the day of service as the law counts it, `service.effectiveOn`). `firstOf`:
 * the one that is the law of the matter's field, or else the last, as a reference. `latest`: the latest of the days that are
 * known (the end of the later of two periods, 强制法53).
 */
export const ClockStart = z.union([
  Slug,
  z.strictObject({
    id: Slug,
    ...origin,
    /** With `from`: the time of that day, 09:30, for a period in hours. */
    at: Pointer.optional(),
    /** In place of both: the latest of these days. */
    latest: z.array(DayOf).min(1).optional(),
    /** A fact: how many of its units the paper told the person. The longer of these and of the law's own goes. */
    told: FactName.optional(),
    ...onlyWhere,
    /** Only where it is the law of the matter's field; nowhere as a reference. */
    ownField: z.literal(true).optional(),
  }),
  z.strictObject({ firstOf: z.array(Slug).min(2), ...origin }),
]);
export type ClockStart = z.infer<typeof ClockStart>;

/**
 * Ends with the filing; or, where the act came before its record, on the day or at the instant the fact tells: late is who
 * acted late. A clock that the same outcome starts is started first: begun and ended in one record; with `again` it is the run
 * before that ends, on that day, and the clock begins anew.
 */
const ClockStop = z.union([
  Slug,
  z.strictObject({ id: Slug, fact: FactName.optional(), again: z.literal(true).optional(), ...onlyWhere }),
]);
export type ClockStop = z.infer<typeof ClockStop>;

/** The paper that tells the party: one the outcome itself issues, or the number of a standing paper of the case in the form. */
const notice = { paper: Slug.optional(), notice: Pointer.optional() };

/**
 * Let a clock stand still, run again, or run longer. Whoever files the action approves it; the engine refuses what the
 * deadline's own data does not allow, and anything without a standing, numbered paper that tells the party. A suspension
 * with `to` is for a period fixed and told beforehand (强制法25③): it ends on that day by itself, and a resumption can only
 * shorten it.
 */
const ClockSuspension = z.strictObject({
  id: Slug,
  ground: Pointer,
  from: Pointer,
  to: Pointer.optional(),
  ...notice,
});
const ClockResumption = z.strictObject({ id: Slug, to: Pointer });
const ClockExtending = z.strictObject({ id: Slug, ...notice });
export type ClockNotice = { paper?: string | undefined; notice?: string | undefined };

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
  /** A duty given to the people whose ids stand in the form (`recused`: whoever was found to have to withdraw). */
  gives: z.strictObject({ duty: Slug, at: Pointer }).optional(),
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
  /**
   * What a linked case takes over of the case it is about: facts by name, or all of them, and the milestones its rules may
   * ask for as `parent.marks`. Absent: nothing. Whoever the linked case is shared with sees it.
   */
  takesOver: z
    .strictObject({ facts: z.union([z.literal('all'), z.array(FactName)]), marks: z.array(Slug) })
    .optional(),
  /** Where a linked case begins. */
  opensAt: Slug.optional(),
  stages: z.array(z.strictObject({ id: Slug, title: z.string(), final: z.literal(true).optional() })).min(2),
  /** Rule sets judged at every step, before its own: who had to withdraw acts in none (处罚法43). */
  rules: z.array(Slug).optional(),
  actions: z.record(Slug, Action),
});
export type Procedure = z.infer<typeof Procedure>;
