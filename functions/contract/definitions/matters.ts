import { z } from 'zod';
import { MOST_NUMBER } from '../fact-types.ts';
import { Day, Domain, Slug, Verification } from '../ids.ts';

/** Yuan to the fen: the law prints nothing finer, and no sum of money in a case could be held against it. */
const Yuan = z
  .number()
  .min(0)
  .max(MOST_NUMBER / 100)
  .refine((yuan) => Number(yuan.toFixed(2)) === yuan, '金额应精确到分，元之后至多两位小数');
/** So many times its base; less than one for a share of it. */
const Times = z.number().min(0);

const target = z.enum(['any', 'individual', 'org', 'responsible']).or(z.string());
export const Sanction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('warning') }),
  z.strictObject({ kind: z.literal('order'), what: z.string() }),
  z.strictObject({ kind: z.literal('confiscate'), what: z.string() }),
  z.strictObject({
    kind: z.literal('fine'),
    target,
    min: Yuan.nullable(),
    max: Yuan.nullable(),
    may: z.boolean(),
    per: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('fine_multiple'),
    target,
    base: z.string(),
    min_x: Times.nullable(),
    max_x: Times.nullable(),
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
      limitIndividual: Yuan,
      limitOrg: Yuan,
    })
    .nullable()
    .describe('null：当场处罚 does not apply'),
  enforcement: z.enum(['court', 'substitute', 'self_by_law', 'self_demolish']),
  criminalTrigger: Slug.nullable(),
  procedureProfile: z.string().describe('one of the values of the fact matter.profile'),
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
