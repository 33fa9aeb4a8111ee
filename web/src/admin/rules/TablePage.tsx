import { Button, Checkbox, Input, Select, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import type { DecisionTable, TableRow } from '../../../../functions/contract/definitions/tables.ts';
import { family } from '../../../../functions/contract/fact-types.ts';
import { SEVERITY } from '../../explain/sentences.ts';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { Labelled } from '../Labelled.tsx';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { CoversForm, sayCover } from './CoversForm.tsx';
import { FactSelect } from './FactSelect.tsx';
import { SetProof } from './Proof.tsx';
import { useCoverage } from './queries.ts';
import { RowForm } from './RowForm.tsx';
import { Force, kept, listOf, MustKnow } from './RuleForm.tsx';
import { AS_OF } from './RuleSetPage.tsx';
import { askedByTable } from './rules-of.ts';
import { Studio } from './Studio.tsx';
import { findingsAt, useStudio } from './studio.ts';
import { TableGrid } from './TableGrid.tsx';
import { TableSheet } from './TableSheet.tsx';
import { sayLeaf, sayOverridable, WHEN_UNKNOWN, whenUnknownOf } from './words.ts';

const HIT = { unique: '至多命中一行', collect: '可以命中多行' } as const;

/** A decision table: read as a table, changed cell by cell or in Excel. */
export function TablePage() {
  const { id = '' } = useParams();
  return (
    <Editor
      key={id}
      kind="table"
      id={id}
      head={(value) => {
        const { title, about } = value as DecisionTable;
        return { title: `决策表：${title}`, lead: about };
      }}
    >
      {(editing) => <Whole editing={editing} id={id} />}
    </Editor>
  );
}

function Whole({ editing, id }: { editing: Editing; id: string }) {
  const table = editing.value as DecisionTable;
  return (
    <Studio
      editing={editing}
      ruleSet={id}
      rulesKind="table"
      rules={() => askedByTable(table)}
      shows={(finding) => table.rows.some((row, at) => findingsAt([finding], id, at, row.id).length > 0)}
    >
      <Tabs
        items={[
          { key: 'table', label: '表格', children: <Rows table={table} editing={editing} /> },
          {
            key: 'data',
            label: '数据视图',
            children: <JsonEditor value={table} readOnly={editing.readOnly} onApply={editing.change} />,
          },
        ]}
      />
    </Studio>
  );
}

const newRow = (table: DecisionTable): TableRow => ({
  id: '',
  title: '',
  cells: table.columns.map(() => null),
  legalBasis: [''],
  verified: 'unconfirmed',
  event: { type: 'deny', params: { say: '' } },
});

function Rows({ table, editing }: { table: DecisionTable; editing: Editing }) {
  const { draft } = useWorkingDraft();
  const { readOnly } = useStudio();
  const saved = editing.live !== undefined || draft?.changes[`table/${table.id}`] !== undefined;
  const coverage = useCoverage(table.id, draft, saved);
  const [open, setOpen] = useState<number | null>(null);
  useEffect(() => {
    if (!editing.dirty) setOpen(null);
  }, [editing.dirty]);
  const put = (rows: TableRow[]) => editing.change({ ...table, rows });
  const row = open === null ? undefined : table.rows[open];
  return (
    <>
      <Settings table={table} editing={editing} />
      <div className="ru-bar">
        {coverage.data ? (
          <SetProof coverage={coverage.data} />
        ) : (
          <p className="yz-dim">
            {coverage.error
              ? `样例覆盖没有算出来：${coverage.error.message}`
              : saved
                ? '正在计算样例覆盖…'
                : '保存到草案后计算样例覆盖。'}
          </p>
        )}
        <TableSheet id={table.id} editing={editing} />
      </div>
      <TableGrid table={table} coverage={coverage.data} onRows={put} onOpen={setOpen} />
      {readOnly ? null : (
        <Button
          type="dashed"
          block
          onClick={() => {
            put([...table.rows, newRow(table)]);
            setOpen(table.rows.length);
          }}
        >
          加一行
        </Button>
      )}
      {open === null || !row ? null : (
        <RowForm
          row={row}
          table={table}
          onChange={(next) => put(table.rows.with(open, next))}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** What holds for every row, and the columns. */
function Settings({ table, editing }: { table: DecisionTable; editing: Editing }) {
  const { world, readOnly } = useStudio();
  const put = (part: Partial<DecisionTable>) => editing.change(kept({ ...table, ...part }));
  const said = [
    SEVERITY[table.severity],
    sayOverridable(table),
    `事实不明时${WHEN_UNKNOWN[whenUnknownOf(table)]}`,
    HIT[table.hit],
    `适用${AS_OF[table.asOf]}的法条`,
    ...(table.mustKnow ? [`只在“${sayLeaf(table.mustKnow, world)}”或者不明时才须查明`] : []),
    ...(table.covers ?? []).map((cover) => sayCover(cover, world)),
  ].join(' · ');
  if (readOnly) return <p className="yz-dim">{said}</p>;
  const withColumn = (fact: string) =>
    put({
      columns: [...table.columns, { fact }],
      rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, null] })),
    });
  return (
    <details className="yz-card ru-settings" open={table.columns.length === 0}>
      <summary>{said}</summary>
      <div className="ru-fields">
        <Labelled text="名称">
          {(id) => (
            <Input id={id} value={table.title} onChange={(event) => put({ title: event.target.value })} />
          )}
        </Labelled>
        <Labelled text="命中几行">
          {(id) => (
            <Select id={id} value={table.hit} options={listOf(HIT)} onChange={(hit) => put({ hit })} />
          )}
        </Labelled>
        <div className="ru-all">
          <Labelled text="说明">
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize
                value={table.about}
                onChange={(event) => put({ about: event.target.value })}
              />
            )}
          </Labelled>
        </div>
        <Labelled text="适用哪一天的法条">
          {(id) => (
            <Select id={id} value={table.asOf} options={listOf(AS_OF)} onChange={(asOf) => put({ asOf })} />
          )}
        </Labelled>
        <Force value={table} onChange={put} />
        <div className="ad-field">
          <span className="ru-label">列（一列一个事实）</span>
          {table.columns.map(({ fact }, at) => (
            <Checkbox
              key={fact}
              checked
              disabled={table.columns.length < 2}
              onChange={() =>
                put({
                  columns: table.columns.toSpliced(at, 1),
                  rows: table.rows.map((row) => ({ ...row, cells: row.cells.toSpliced(at, 1) })),
                })
              }
            >
              {world.facts.get(fact)?.label ?? fact}
            </Checkbox>
          ))}
          <FactSelect
            label="加一列"
            value={null}
            placeholder="加一列：输入事实名称查找"
            fits={(fact, name) => family(fact.type) !== null && !table.columns.some((c) => c.fact === name)}
            onChange={withColumn}
          />
        </div>
      </div>
      <MustKnow value={table.mustKnow} onChange={(mustKnow) => put({ mustKnow })} />
      <CoversForm table={table} onChange={(covers) => put({ covers })} />
    </details>
  );
}
