import { z } from 'zod';
import { FactName, Slug } from '../ids.ts';
import { Bound, Operator, Rule } from './rules.ts';

/** One test of a cell; the column names the fact. */
export const CellTest = z.strictObject({ operator: Operator, value: Bound });
export type CellTest = z.infer<typeof CellTest>;

/** All of a cell's tests have to hold; null: whatever the fact is, known or not (不限). */
export const Cell = z.array(CellTest).min(1).nullable();
export type Cell = z.infer<typeof Cell>;

/** One row is one rule: it fires where every cell of it holds. */
export const TableRow = z.strictObject({
  id: Slug.describe('the rule id'),
  title: z.string().min(1),
  cells: z.array(Cell).describe('one for each column, in their order'),
  legalBasis: Rule.shape.legalBasis,
  verified: Rule.shape.verified,
  effective: Rule.shape.effective,
  /** Where it differs from the table's. */
  whenUnknown: Rule.shape.whenUnknown,
  event: Rule.shape.event,
  note: Rule.shape.note,
});
export type TableRow = z.infer<typeof TableRow>;

/**
 * What the rows together have to leave no gap in. Of a number, a day or an instant: everything from `from` to `to`, both
 * included unless the end is said to be open; without `to`, everything upwards. Of an enum or a boolean: `every` value.
 * Several covers: every combination of them. `beside`: a column that only narrows when rows speak; what it leaves out is
 * meant, and no gap.
 */
export const Cover = z.union([
  z.strictObject({ fact: FactName, every: z.literal(true), basis: z.string().optional() }),
  z.strictObject({ fact: FactName, beside: z.literal(true), basis: z.string().optional() }),
  z.strictObject({
    fact: FactName,
    from: z.union([z.number(), z.string()]),
    fromOpen: z.literal(true).optional().describe('超过：`from` itself is not part of the range'),
    to: z.union([z.number(), z.string()]).optional(),
    toOpen: z.literal(true).optional().describe('不满：`to` itself is not part of the range'),
    basis: z.string().optional(),
  }),
]);
export type Cover = z.infer<typeof Cover>;

/**
 * A decision table: a second way to write a rule set, and the same thing once expanded (`Bundle.ruleSet`). Tables and rule
 * sets share one namespace of ids; examples stand under the table's id.
 */
export const DecisionTable = z
  .strictObject({
    id: Slug,
    title: z.string().min(1),
    about: z.string(),
    asOf: z.enum(['act', 'decision']),
    /** These four hold for every row; a row may say otherwise of what is unknown. */
    severity: Rule.shape.severity,
    overridable: Rule.shape.overridable,
    whenUnknown: Rule.shape.whenUnknown,
    mustKnow: Rule.shape.mustKnow,
    /** unique: at most one row may hold at a time; collect: any number of rows. */
    hit: z.enum(['unique', 'collect']),
    covers: z.array(Cover).min(1).optional(),
    columns: z.array(z.strictObject({ fact: FactName, label: z.string().min(1).optional() })).min(1),
    rows: z.array(TableRow).min(1),
  })
  .superRefine(({ columns, rows }, ctx) => {
    for (const [i, { cells }] of rows.entries()) {
      const path = ['rows', i, 'cells'];
      const wrong = (message: string) => ctx.addIssue({ code: 'custom', path, message });
      if (cells.length !== columns.length)
        wrong(`应有 ${columns.length} 格，与列数相同，现有 ${cells.length} 格`);
      else if (cells.every((cell) => cell === null)) wrong('每一行至少有一格写明条件，不能全为不限');
    }
  });
export type DecisionTable = z.infer<typeof DecisionTable>;
