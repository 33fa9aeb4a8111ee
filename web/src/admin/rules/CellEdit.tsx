import { Input } from 'antd';
import { useState } from 'react';
import { cellOfText, cellText } from '../../../../functions/contract/cells/cells.ts';
import type { Cell, DecisionTable } from '../../../../functions/contract/definitions/tables.ts';
import { useStudio } from './studio.ts';
import { labelOf } from './words.ts';
import type { World } from './world.ts';

type Column = DecisionTable['columns'][number];

/** A cell in the grammar of docs/rules.md; facts held against are named in brackets. */
export function textOf(cell: Cell, column: Column, world: World): string {
  const fact = world.facts.get(column.fact);
  return fact ? cellText(cell, fact) : '事实词典中没有这一列的事实';
}

/** The same with the names of facts in brackets, for reading. */
export const readable = (cell: Cell, column: Column, world: World): string =>
  textOf(cell, column, world).replaceAll(/\[([^[\]]+)\]/g, (whole, name: string) =>
    world.facts.has(name) ? `「${labelOf(name, world)}」` : whole,
  );

type Props = {
  column: Column;
  cell: Cell;
  /** Title of the row, for the control's name. */
  row: string;
  /** With its column's name above it. */
  shown?: boolean;
  onChange: (cell: Cell) => void;
  onDone?: () => void;
};

/** One cell as text, taken over when the field is left; what cannot be read stays, with what would be right. */
export function CellEdit({ column, cell, row, shown = false, onChange, onDone }: Props) {
  const { world } = useStudio();
  const fact = world.facts.get(column.fact);
  const before = textOf(cell, column, world);
  const [text, setText] = useState(before);
  const [fault, setFault] = useState<string | null>(null);
  const take = () => {
    if (!fact || text === before) return onDone?.();
    const read = cellOfText(text, fact, world.facts);
    if ('say' in read) return setFault(read.say);
    setFault(null);
    onChange(read.value);
    onDone?.();
  };
  return (
    <>
      {shown ? <span className="ru-label">{column.label ?? labelOf(column.fact, world)}</span> : null}
      <Input
        aria-label={`${row}：${column.label ?? labelOf(column.fact, world)}`}
        autoFocus={!shown}
        disabled={!fact}
        status={fault ? 'error' : ''}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || shown) return;
          setText(before);
          onDone?.();
        }}
      />
      {fault ? (
        <small role="alert" className="yz-tone-bad">
          {fault}
        </small>
      ) : null}
    </>
  );
}
