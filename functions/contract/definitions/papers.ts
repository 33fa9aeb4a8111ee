import { z } from 'zod';
import { FactName, Pointer, Slug } from '../ids.ts';

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
