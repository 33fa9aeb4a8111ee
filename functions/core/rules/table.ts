import type { Leaf, Rule, RuleSet } from '../../contract/definitions/rules.ts';
import type { DecisionTable, TableRow } from '../../contract/definitions/tables.ts';

/** The rule set a decision table stands for: one rule for each row, in their order. */
export function ruleSetOfTable(table: DecisionTable): RuleSet {
  const { id, title, about, asOf } = table;
  return { id, title, about, asOf, rules: table.rows.map((row) => ruleOfRow(table, row)) };
}

function ruleOfRow(table: DecisionTable, row: TableRow): Rule {
  const { cells, ...rest } = row;
  const { severity, overridable, mustKnow } = table;
  const whenUnknown = row.whenUnknown ?? table.whenUnknown;
  const all = cells.flatMap((cell, i) => (cell ?? []).map((test) => leafOf(table.columns[i], test)));
  return {
    ...rest,
    severity,
    overridable,
    ...(whenUnknown === undefined ? {} : { whenUnknown }),
    ...(mustKnow === undefined ? {} : { mustKnow }),
    conditions: { all },
  };
}

function leafOf(
  column: DecisionTable['columns'][number] | undefined,
  test: { operator: string; value: Leaf['value'] },
): Leaf {
  const { fact, label } = column as DecisionTable['columns'][number];
  return { fact, ...test, ...(label === undefined ? {} : { label }) };
}
