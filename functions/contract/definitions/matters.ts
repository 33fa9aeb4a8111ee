import { z } from 'zod';
import { Day, Domain, Slug, Verification } from '../ids.ts';

const target = z.enum(['any', 'individual', 'org', 'responsible']).or(z.string());
export const Sanction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('warning') }),
  z.strictObject({ kind: z.literal('order'), what: z.string() }),
  z.strictObject({ kind: z.literal('confiscate'), what: z.string() }),
  z.strictObject({
    kind: z.literal('fine'),
    target,
    min: z.number().nullable(),
    max: z.number().nullable(),
    may: z.boolean(),
    per: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('fine_multiple'),
    target,
    base: z.string(),
    min_x: z.number().nullable(),
    max_x: z.number().nullable(),
    may: z.boolean(),
  }),
]);

/** One enforceable item. Amounts are yuan as the law prints them. `null` is unconfirmed and shown so. */
export const Matter = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  type: z.enum(['行政处罚', '行政强制', '行政命令', '行政检查', '法定职权', '调查措施']),
  domain: Domain,
  legalBasis: z
    .array(
      z.strictObject({ law: z.string(), rank: z.string(), article: z.int(), clause: z.string().nullable() }),
    )
    .min(1),
  originalDepartment: z.string().nullable(),
  stages: z.array(z.strictObject({ condition: z.string().nullable(), sanctions: z.array(Sanction) })),
  summaryProcedure: z
    .strictObject({
      individualPossible: z.boolean(),
      orgPossible: z.boolean(),
      limitIndividual: z.number(),
      limitOrg: z.number(),
    })
    .nullable()
    .describe('null：当场处罚 does not apply'),
  enforcement: z.enum(['court', 'substitute', 'self_by_law', 'self_demolish']),
  criminalTrigger: Slug.nullable(),
  procedureProfile: z.string(),
  suitability: z.enum(['low', 'medium', 'high']),
  /**
   * 赋权 (处罚法24): the provincial decision, the level it was made at, and where the list was published.
   * All null until the township confirms it: nothing may be filed on an unconfirmed matter.
   */
  empowerment: z.strictObject({
    decision: z.string().nullable(),
    level: z.enum(['province', 'prefecture', 'city']).nullable(),
    publishedAt: z.string().nullable().describe('address or notice of publication'),
    from: Day.nullable(),
    to: Day.nullable().describe('first day it no longer holds'),
  }),
  /** When the legal text above is in force. null: not confirmed. */
  effective: z.strictObject({ from: Day.nullable(), to: Day.nullable() }),
  inTownshipList: z.boolean().nullable(),
  verified: Verification,
  source: z.string().nullable(),
  note: z.string().nullable(),
});
export type Matter = z.infer<typeof Matter>;
