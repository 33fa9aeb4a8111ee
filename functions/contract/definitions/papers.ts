import { z } from 'zod';
import { Day, FactName, PersonId, Pointer, Slug, Verification } from '../ids.ts';
import { FactValue } from './facts.ts';

/** How a part is shown to the public (roles.md §5). */
export const Mask = z.enum(['name', 'address', 'hide', 'plate', 'none']);

/**
 * How a value is written. Without it: fen as `5000元`, a day as `2026年5月20日`, an instant as `2026年5月20日9时30分`, a
 * boolean as 是/否 (or its title in the form), members by their labels.
 * formal-day: 二〇二六年五月二十日. yuan, yuan-words: a form's yuan as `5000元`, `人民币伍仟元整` (a fact's fen too).
 * count: how many there are. lines: each member on a line of its own, numbered.
 */
export const Written = z.enum(['formal-day', 'yuan', 'yuan-words', 'count', 'lines']);

const shown = { as: Written.optional(), mask: Mask.optional() };

/** Where a piece of a paper's text comes from. */
export const Part = z.union([
  z.string(),
  /** A fact of the case, derived ones included. */
  z.strictObject({ fact: FactName, ...shown }),
  /** A value in the form of the action that issues the paper. */
  z.strictObject({ field: Pointer, ...shown }),
  /** Inside a table or list: a value of the row; `""` is the row itself. */
  z.strictObject({ item: z.union([z.literal(''), Pointer]), ...shown }),
  z.strictObject({
    kernel: z.enum([
      'number',
      'day',
      'formal-day',
      'town',
      'matter.name',
      'matter.basis',
      'remedy',
      'actor',
      'case.id',
    ]),
  }),
  /** The person ids at the pointer, as names; `certificate`: 张三(执法证号:…); `title`: 张三(副乡长). */
  z.strictObject({ people: Pointer, as: z.enum(['certificate', 'title']).optional() }),
  /** Whoever has the duty in the case (`investigator` 承办人). */
  z.strictObject({ duty: Slug, as: z.enum(['certificate', 'title']).optional() }),
  /** The latest valid paper of another template in the same case. */
  z.strictObject({ paper: Slug, read: z.enum(['number', 'day', 'title']) }),
  /** A dated parameter (a court, a bank); unconfigured: `otherwise`, else （未确认）. */
  z.strictObject({ param: Slug, otherwise: z.string().min(1).optional() }),
  /** The last day of a clock of the case, those started with this paper included. */
  z.strictObject({ clock: Slug }),
  /** What the hard rules of a set, judged with this step, found: each rule's title with 是, 否 or 待查明, and the articles. */
  z.strictObject({ verdict: Slug }),
]);
export type Part = z.infer<typeof Part>;

/** When a block stands on the paper. Closed: data only. An absent value never equals anything. */
export type When =
  | { all: When[] }
  | { any: When[] }
  | { not: When }
  | { mark: string }
  | { requires: string }
  | { known: Part }
  | { fact: string; is: string | number | boolean }
  | { field: string; is: string | number | boolean }
  | { fact: string; has: string }
  | { field: string; has: string };
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export const When: z.ZodType<When> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(When).min(1) }),
    z.strictObject({ any: z.array(When).min(1) }),
    z.strictObject({ not: When }),
    /** A milestone of the case. */
    z.strictObject({ mark: Slug }),
    /** A need the rules laid on the case (`legal-review`). */
    z.strictObject({ requires: Slug }),
    /** The part is not empty. */
    z.strictObject({ known: Part }),
    z.strictObject({ fact: FactName, is: Scalar }),
    z.strictObject({ field: Pointer, is: Scalar }),
    /** A set or array holds the member. */
    z.strictObject({ fact: FactName, has: z.string() }),
    z.strictObject({ field: Pointer, has: z.string() }),
  ]),
);

/** How a paragraph is set. Absent: body text, first line indented by two characters. */
export const Style = z.enum([
  /** 抬头: flush left, with a colon of its own in the text. */
  'addressee',
  /** 小标题, bold. */
  'heading',
  'centre',
  'right',
  /** Quoted articles and small print. */
  'note',
]);
const Line = {
  label: z.string().optional(),
  parts: z.array(Part).min(1),
  style: Style.optional(),
};
const optionally = { when: When.optional() };

/** Who signs, and whether by the recorded electronic act or by hand on the printed paper. */
export const Signature = z.strictObject({
  label: z.string().min(1).describe('执法人员，当事人，见证人，审核人，负责人'),
  by: z.union([
    /** The officers named at the action's `officersAt`. */
    z.strictObject({ officers: z.literal(true) }),
    z.strictObject({ people: Pointer }),
    z.strictObject({ duty: Slug }),
    /** Whoever files the form. */
    z.strictObject({ actor: z.literal(true) }),
    /** Names as text: the party, a witness. Several are parted by 、. */
    z.strictObject({ names: Part }),
    /** Everybody in an array of the form, each row with a name: the members of a meeting. A row without one is refused. */
    z.strictObject({ rows: Pointer, name: Pointer }),
    /** Nobody is named: so many empty lines. */
    z.strictObject({ blank: z.int().min(1).max(20) }),
  ]),
  /** Fewer names than this and the paper is not issued. Absent: 1; `blank` is never counted. */
  min: z.int().min(0).max(20).optional(),
  /** Signs by hand: the name is followed by a line to sign on. Absent: the recorded act is the signature. */
  hand: z.literal(true).optional(),
  certificates: z
    .literal(true)
    .optional()
    .describe('with 执法证号 under each name; a person without one is refused'),
  /** (签名或者按指印). */
  fingerprint: z.literal(true).optional(),
  /** What is printed in place of the signature where it was refused; the witness is a block of its own. */
  refused: z.strictObject({ when: When, note: z.array(Part).min(1) }).optional(),
  /** A line for the date beside it (the day of the act, or empty where signed by hand). */
  day: z.literal(true).optional(),
});
export type Signature = z.infer<typeof Signature>;

/** A piece of a paper, in order. */
export const Block = z.union([
  /** A paragraph; in the sheet layout a labelled one is a cell, and two `half` ones share a row. */
  z.strictObject({ ...Line, half: z.literal(true).optional(), ...optionally }),
  /** A list of things from an array in the form. */
  z.strictObject({
    label: z.string().optional(),
    table: z.strictObject({
      rows: Pointer,
      columns: z
        .array(
          z.strictObject({
            title: z.string().min(1),
            parts: z.array(Part).min(1),
            /** Share of the width beside the other columns'; absent: 1. */
            width: z.number().positive().optional(),
            align: z.enum(['left', 'centre', 'right']).optional(),
          }),
        )
        .min(1)
        .max(12),
      /** A first column 序号. */
      numbered: z.literal(true).optional(),
      /** Printed where there is no row; absent: the whole table is left out. */
      empty: z.string().optional(),
      /** Fewer rows and the paper is not issued. */
      min: z.int().positive().optional(),
    }),
    ...optionally,
  }),
  /** Paragraphs for each row: questions and answers, everybody's opinion. */
  z.strictObject({
    label: z.string().optional(),
    each: z.strictObject({ rows: Pointer, lines: z.array(z.strictObject(Line)).min(1) }),
    ...optionally,
  }),
  z.strictObject({ sign: Signature, ...optionally }),
  /** What follows begins a new page (通知书 and its 清单). */
  z.strictObject({ page: z.literal('break'), ...optionally }),
]);
export type Block = z.infer<typeof Block>;

/** How long a dossier that holds the paper is kept. */
export const Retention = z.strictObject({
  term: z.union([z.literal('permanent'), z.int().positive().describe('years')]),
  basis: z.string().min(1),
  verified: Verification,
});

/** An official paper (documents.md). */
export const Template = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  basis: z.string(),
  seal: z.enum(['TOWN_GOV', 'NONE', 'OFFICER_SIGN']),
  /**
   * letter 对外文书: number on the right, body text, authority, day and seal at the end. sheet 审批表、登记表: a ruled form.
   * record 笔录: labelled lines. cover 案卷封面. Absent: letter under the town's seal, record under signatures, else sheet.
   */
  layout: z.enum(['letter', 'sheet', 'record', 'cover']).optional(),
  /** The word in the number, 罚决 in 楚大综执罚决〔2026〕1号; absent: not numbered. */
  numberWord: z.string().optional(),
  /** The decision itself: its publication carries its number. */
  decision: z.literal(true).optional(),
  /** 救济告知: a profile of a remedy table. */
  remedy: Slug.optional(),
  /** A paper lacking any of these cannot be issued. */
  required: z.array(z.strictObject({ from: Part, label: z.string(), ...optionally })),
  /** What must hold before it may be sealed: `{when: {requires: 'legal-review'}, holds: {mark: 'legal-review-passed'}}`. */
  gates: z
    .array(
      z.strictObject({
        label: z.string().min(1).describe('said when it does not hold：“法制审核通过”'),
        basis: z.string().min(1),
        when: When.optional(),
        holds: When,
      }),
    )
    .optional(),
  blocks: z.array(Block).min(1),
  /** 附件, listed after the text. */
  attachments: z.array(z.strictObject({ parts: z.array(Part).min(1), ...optionally })).optional(),
  /** 本文书一式二份. */
  copies: z.strictObject({ count: z.int().min(1).max(20), to: z.array(z.string().min(1)).min(1) }).optional(),
  /** Every page has lines at its foot for these to sign (当事人逐页签名). */
  everyPageSigned: z.array(z.string().min(1)).min(1).max(4).optional(),
  retention: Retention.optional(),
});
export type Template = z.infer<typeof Template>;

/** 救济告知 by profile (rules/remedies/): what a paper tells about reconsideration and suit, with its articles. */
export const RemedyTable = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  profiles: z
    .array(
      z.strictObject({
        id: Slug,
        title: z.string().min(1),
        parts: z.array(Part).min(1),
        basis: z.array(z.string().min(1)).min(1),
        verified: Verification,
      }),
    )
    .min(1),
});
export type RemedyTable = z.infer<typeof RemedyTable>;

/** A case in which a template is issued: forms/templates/examples/<template>.json, rendered and looked at by tests. */
export const TemplateExample = z.strictObject({
  template: Slug,
  name: z.string().min(1),
  /** The moment of issue. */
  instant: z.iso.datetime({ precision: 3 }),
  /** The form of the issuing action; its `data` are held against the schema. */
  form: Slug.optional(),
  data: z.record(z.string(), z.unknown()),
  facts: z.record(FactName, FactValue),
  matter: Slug.optional(),
  /** The consecutive number, for a numbered paper. */
  number: z.int().positive().optional(),
  marks: z.array(Slug).optional(),
  requires: z.array(Slug).optional(),
  /** Everybody named by id in data and duties; `actor` files the form. */
  people: z.record(
    PersonId,
    z.strictObject({ name: z.string(), title: z.string(), certificate: z.string().nullable() }),
  ),
  actor: PersonId,
  /** Ids named at the action's `officersAt`. */
  officers: z.array(PersonId).optional(),
  duties: z.record(Slug, z.array(PersonId)).optional(),
  /** Papers issued before in the same case. */
  papers: z
    .array(z.strictObject({ template: Slug, title: z.string(), number: z.string().nullable(), day: Day }))
    .optional(),
  /** Last days of clocks. */
  clocks: z.record(Slug, z.string()).optional(),
  /** What the rules judged with the step found, by rule set: title, outcome and articles of each rule. */
  verdict: z
    .record(
      Slug,
      z.array(
        z.strictObject({
          title: z.string(),
          status: z.enum(['satisfied', 'unsatisfied', 'unknown']),
          legalBasis: z.array(z.string()),
        }),
      ),
    )
    .optional(),
  /** Sentences that must stand on the paper. */
  contains: z.array(z.string().min(1)).min(1),
});
export type TemplateExample = z.infer<typeof TemplateExample>;

/**
 * How a paper reaches somebody and which day counts as the day of service (rules/service/). The form's `service.servedOn`
 * is the day the method names: signed, left, on the return receipt, arrived, notice given.
 */
export const ServiceTable = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  methods: z
    .array(
      z.strictObject({
        /** A member of the fact `service.method`. */
        id: Slug,
        title: z.string().min(1),
        law: z.string().min(1),
        article: z.string().min(1),
        verified: Verification,
        /** What `service.servedOn` is with this method: 签收之日, 公告之日. */
        counts: z.string().min(1),
        /**
         * Served once a period has passed (公告): the deadline by id, the first whose `profile` is the matter’s (absent: any). The day of
         * service is the day after the period's last day, as it must have passed. Absent: served on the very day.
         */
        after: z
          .array(z.strictObject({ deadline: Slug, profile: z.string().optional() }))
          .min(1)
          .optional(),
      }),
    )
    .min(1),
});
export type ServiceTable = z.infer<typeof ServiceTable>;
