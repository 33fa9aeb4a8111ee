import { App, Button } from 'antd';
import { Fragment, useState } from 'react';
import type { RuleSetCoverage } from '../../../../functions/contract/coverage.ts';
import type { DecisionTable, TableRow } from '../../../../functions/contract/definitions/tables.ts';
import { CellEdit, readable } from './CellEdit.tsx';
import { FindingList } from './Findings.tsx';
import { Proof } from './Proof.tsx';
import { findingsAt, useStudio } from './studio.ts';
import { labelOf, sayEffect, sayWindow, WHEN_UNKNOWN } from './words.ts';

type Props = {
  table: DecisionTable;
  coverage: RuleSetCoverage | undefined;
  onRows: (rows: TableRow[]) => void;
  onOpen: (at: number) => void;
};

/** One row is one rule: it fires where every cell holds. On a narrow screen each row stands as a card. */
export function TableGrid({ table, coverage, onRows, onOpen }: Props) {
  const { world, findings } = useStudio();
  const width = table.columns.length + 2;
  return (
    <div className="ru-scroll yz-card">
      <table className="ru-table">
        <thead>
          <tr>
            <th scope="col">规则</th>
            {table.columns.map(({ fact, label }) => (
              <th key={fact} scope="col">
                {label ?? labelOf(fact, world)}
              </th>
            ))}
            <th scope="col">效果和依据</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the id is what is being typed
            <Fragment key={at}>
              <Row
                row={row}
                table={table}
                coverage={coverage}
                onChange={(next) => onRows(table.rows.with(at, next))}
                onRemove={table.rows.length > 1 ? () => onRows(table.rows.toSpliced(at, 1)) : undefined}
                onOpen={() => onOpen(at)}
              />
              <Found findings={findingsAt(findings, table.id, at, row.id)} width={width} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Found({ findings, width }: { findings: ReturnType<typeof findingsAt>; width: number }) {
  return findings.length === 0 ? null : (
    <tr className="ru-found">
      <td colSpan={width}>
        <FindingList findings={findings} placed />
      </td>
    </tr>
  );
}

type RowProps = {
  row: TableRow;
  table: DecisionTable;
  coverage: RuleSetCoverage | undefined;
  onChange: (row: TableRow) => void;
  onRemove: (() => void) | undefined;
  onOpen: () => void;
};

function Row({ row, table, coverage, onChange, onRemove, onOpen }: RowProps) {
  const { world, readOnly, tryOut } = useStudio();
  const { modal } = App.useApp();
  const remove = () =>
    modal.confirm({
      title: `删去“${row.title}”这一行？`,
      okText: '删去',
      okButtonProps: { danger: true },
      cancelText: '取消',
      ...(onRemove && { onOk: onRemove }),
    });
  return (
    <tr>
      <th scope="row">
        {row.title || '新的一行'}
        <code className="ad-where">{row.id}</code>
        <div className="ru-actions">
          <Button type="link" size="small" onClick={() => tryOut({ rule: row.id })}>
            试判
          </Button>
          {readOnly ? null : (
            <Button type="link" size="small" onClick={onOpen}>
              修改
            </Button>
          )}
          {readOnly || !onRemove ? null : (
            <Button type="link" size="small" danger onClick={remove}>
              删去
            </Button>
          )}
        </div>
      </th>
      {table.columns.map((column, at) => (
        <td key={column.fact} data-label={column.label ?? labelOf(column.fact, world)}>
          <CellShown
            column={column}
            cell={row.cells[at] ?? null}
            row={row.title}
            onChange={(cell) => onChange({ ...row, cells: row.cells.with(at, cell) })}
          />
        </td>
      ))}
      <td className="ru-effect">
        <strong>{sayEffect(row.event, world)}</strong>
        <p>{row.event.params.say}</p>
        <p className="yz-dim">
          {row.legalBasis.join('；')}
          {row.effective ? `；${sayWindow(row.effective)}` : ''}
          {row.whenUnknown ? `；事实不明时${WHEN_UNKNOWN[row.whenUnknown]}` : ''}
        </p>
        {coverage ? (
          <details className="yz-details">
            <summary>样例证明</summary>
            <Proof coverage={coverage} rule={row.id} set={table.id} />
          </details>
        ) : null}
      </td>
    </tr>
  );
}

type CellProps = Pick<Parameters<typeof CellEdit>[0], 'column' | 'cell' | 'row' | 'onChange'>;

/** A cell as it reads; pressed, it becomes a field. */
function CellShown(props: CellProps) {
  const { world, readOnly } = useStudio();
  const [editing, setEditing] = useState(false);
  const text = readable(props.cell, props.column, world);
  const any = props.cell === null ? 'yz-dim' : '';
  if (readOnly) return <span className={any}>{text}</span>;
  if (editing) return <CellEdit {...props} onDone={() => setEditing(false)} />;
  const name = props.column.label ?? labelOf(props.column.fact, world);
  return (
    <button
      type="button"
      className={`ru-cell ${any}`}
      aria-label={`修改 ${props.row}：${name}，现为 ${text}`}
      onClick={() => setEditing(true)}
    >
      {text}
    </button>
  );
}
