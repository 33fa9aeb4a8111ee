import { Drawer, Grid, Input, Select } from 'antd';
import type { DecisionTable, TableRow } from '../../../../functions/contract/definitions/tables.ts';
import { Labelled } from '../Labelled.tsx';
import { CellEdit } from './CellEdit.tsx';
import { EffectForm } from './EffectForm.tsx';
import { HeadForm, kept, listOf } from './RuleForm.tsx';
import { WHEN_UNKNOWN } from './words.ts';

type Props = { row: TableRow; table: DecisionTable; onChange: (row: TableRow) => void; onClose: () => void };

/** A row whole: its cells, and what a rule has besides conditions. */
export function RowForm({ row, table, onChange, onClose }: Props) {
  const wide = Grid.useBreakpoint().md ?? true;
  const put = (part: Partial<TableRow>) => onChange(kept({ ...row, ...part }));
  return (
    <Drawer title={row.title || '新的一行'} open onClose={onClose} size={wide ? 720 : '100%'}>
      <div className="ru-form">
        <div className="ru-fields">
          <HeadForm value={row} onChange={onChange} />
        </div>
        <h4>条件（一格写明对一个事实的全部要求，不问的写“不限”）</h4>
        <div className="ru-fields">
          {table.columns.map((column, at) => (
            <div key={column.fact} className="ad-field">
              <CellEdit
                column={column}
                cell={row.cells[at] ?? null}
                row={row.title}
                shown
                onChange={(cell) => put({ cells: row.cells.with(at, cell) })}
              />
            </div>
          ))}
        </div>
        <h4>效果</h4>
        <EffectForm effect={row.event} onChange={(event) => put({ event })} />
        <Labelled text="事实不明时（与整张表不同的才写）">
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder="与整张表相同"
              value={row.whenUnknown ?? null}
              options={listOf(WHEN_UNKNOWN)}
              onChange={(next: TableRow['whenUnknown'] | null) => put({ whenUnknown: next ?? undefined })}
            />
          )}
        </Labelled>
        <Labelled text="备注">
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize
              value={row.note ?? ''}
              onChange={(event) => put({ note: event.target.value || undefined })}
            />
          )}
        </Labelled>
      </div>
    </Drawer>
  );
}
