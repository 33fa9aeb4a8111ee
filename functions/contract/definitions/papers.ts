import { z } from 'zod';
import { FactName, Pointer, Slug, Verification } from '../ids.ts';

/** Where a part of a paper comes from; `mask` is how it is shown to the public (roles.md §5). */
export const Part = z.union([
  z.string(),
  z.strictObject({ fact: FactName, mask: z.enum(['name', 'address', 'hide', 'plate', 'none']).optional() }),
  z.strictObject({ field: Pointer, mask: z.enum(['name', 'address', 'hide', 'plate', 'none']).optional() }),
  z.strictObject({
    kernel: z.enum(['number', 'day', 'town', 'matter.name', 'matter.basis', 'remedy', 'actor']),
  }),
]);
export type Part = z.infer<typeof Part>;

/** An official paper (documents.md). */
export const Template = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  basis: z.string(),
  seal: z.enum(['TOWN_GOV', 'NONE', 'OFFICER_SIGN']),
  /** The word in the number, 罚决 in 楚大综执罚决〔2026〕1号; absent: not numbered. */
  numberWord: z.string().optional(),
  /** The decision itself: its publication carries its number. */
  decision: z.literal(true).optional(),
  remedy: z.enum(['GENERAL', 'SUMMARY_PENALTY', 'LAND_DEMOLISH', 'COERCIVE']).optional(),
  /** A paper lacking any of these cannot be issued. */
  required: z.array(z.strictObject({ from: Part, label: z.string() })),
  /** Label and content lines in order. */
  blocks: z.array(z.strictObject({ label: z.string().optional(), parts: z.array(Part).min(1) })).min(1),
});
export type Template = z.infer<typeof Template>;

/** A statutory period (deadlines.json). */
export const DeadlineDefinition = z.strictObject({
  id: Slug,
  name: z.string(),
  law: z.string(),
  article: z.string(),
  length: z.int().positive(),
  unit: z.enum(['workday', 'calendar_day', 'day_undefined', 'hour', 'month', 'year']),
  direction: z.enum(['after', 'before']),
  boundParty: z.string(),
  roll: z.enum(['none', 'next_workday']),
  onOverdue: z.string().nullable(),
  verified: Verification,
  note: z.string().nullable(),
});
export type DeadlineDefinition = z.infer<typeof DeadlineDefinition>;

export const DeadlineTable = z.strictObject({
  id: Slug,
  title: z.string(),
  deadlines: z.array(DeadlineDefinition).min(1),
});
export type DeadlineTable = z.infer<typeof DeadlineTable>;

/** National days off and make-up workdays; a year that is not `published` makes every count through it provisional. */
export const Calendar = z.strictObject({
  id: Slug,
  title: z.string(),
  timezone: z.literal('Asia/Shanghai'),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({
      status: z.literal('published'),
      notice: z.string().nullable(),
      offDays: z.array(z.strictObject({ date: z.iso.date(), name: z.string(), statutory: z.boolean() })),
      makeUpWorkdays: z.array(z.iso.date()),
    }),
  ),
});
export type Calendar = z.infer<typeof Calendar>;
