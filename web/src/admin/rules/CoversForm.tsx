import { Button, Checkbox, Select } from 'antd';
import type { FactDefinition, FactValue } from '../../../../functions/contract/definitions/facts.ts';
import type { Cover, DecisionTable } from '../../../../functions/contract/definitions/tables.ts';
import { family } from '../../../../functions/contract/fact-types.ts';
import { showValue } from '../../text/values.ts';
import { FactInput } from './FactInput.tsx';
import { useStudio } from './studio.ts';
import type { World } from './world.ts';

type Range = Extract<Cover, { from: unknown }>;
const isRange = (cover: Cover): cover is Range => 'from' in cover;

/** A cover in one phrase: 各行须覆盖“罚款”0元以上. */
export function sayCover(cover: Cover, world: World): string {
  const fact = world.facts.get(cover.fact) ?? { type: 'text' as const, label: cover.fact };
  if (!isRange(cover)) return `各行须覆盖“${fact.label}”的每个值`;
  const low = `${cover.fromOpen ? '超过' : ''} ${showValue(cover.from, fact)}${cover.fromOpen ? '' : ' 以上'}`;
  const high =
    cover.to === undefined
      ? ''
      : `、${cover.toOpen ? '不满' : ''} ${showValue(cover.to, fact)}${cover.toOpen ? '' : ' 以下'}`;
  return `各行须覆盖“${fact.label}”${low}${high}`;
}

/** What the rows together must leave no gap in; the check before publishing names every gap it finds. */
export function CoversForm({
  table,
  onChange,
}: {
  table: DecisionTable;
  onChange: (covers: Cover[] | undefined) => void;
}) {
  const { world } = useStudio();
  const covers = table.covers ?? [];
  const put = (next: Cover[]) => onChange(next.length === 0 ? undefined : next);
  const open = table.columns.flatMap(({ fact: name }) => {
    const fact = world.facts.get(name);
    const fit = fact && ['number', 'date', 'instant', 'enum', 'boolean'].includes(family(fact.type) ?? '');
    return fit && !covers.some((cover) => cover.fact === name) ? [{ value: name, label: fact.label }] : [];
  });
  return (
    <fieldset className="ad-field ru-covers">
      <legend className="ru-label">不能留下空隙的范围</legend>
      {covers.map((cover, at) => (
        <OneCover
          key={cover.fact}
          cover={cover}
          fact={world.facts.get(cover.fact)}
          onChange={(next) => put(covers.with(at, next))}
          onRemove={() => put(covers.toSpliced(at, 1))}
        />
      ))}
      {open.length === 0 ? null : (
        <Select
          aria-label="加一个范围"
          className="ru-wide"
          value={null}
          placeholder="加一个范围：选择一列"
          options={open}
          onChange={(name: string | null) => name && put([...covers, begun(name, world.facts.get(name))])}
        />
      )}
    </fieldset>
  );
}

function begun(name: string, fact: FactDefinition | undefined): Cover {
  const kind = fact ? family(fact.type) : null;
  if (kind === 'enum' || kind === 'boolean') return { fact: name, every: true };
  return { fact: name, from: kind === 'number' ? 0 : '' };
}

type OneProps = {
  cover: Cover;
  fact: FactDefinition | undefined;
  onChange: (cover: Cover) => void;
  onRemove: () => void;
};

function OneCover({ cover, fact, onChange, onRemove }: OneProps) {
  const remove = (
    <Button type="link" danger size="small" onClick={onRemove}>
      删去
    </Button>
  );
  const label = fact?.label ?? cover.fact;
  if (!fact || !isRange(cover))
    return (
      <p>
        {label}：每个值 {remove}
      </p>
    );
  const put = (part: Partial<Range>) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...cover, ...part }).filter(([, value]) => value !== undefined),
      ) as Range,
    );
  return (
    <div className="ru-fields">
      <span>
        {label} {remove}
      </span>
      <div>
        <FactInput
          label={`${label}自`}
          fact={fact}
          value={cover.from as FactValue}
          onChange={(from) => put({ from: (from ?? '') as Range['from'] })}
        />
        <Checkbox
          checked={cover.fromOpen ?? false}
          onChange={(e) => put({ fromOpen: e.target.checked || undefined })}
        >
          不含
        </Checkbox>
      </div>
      <div>
        <FactInput
          label={`${label}至`}
          empty="没有上限"
          fact={fact}
          value={cover.to as FactValue | undefined}
          onChange={(to) => put({ to: to as Range['to'] })}
        />
        <Checkbox
          checked={cover.toOpen ?? false}
          onChange={(e) => put({ toOpen: e.target.checked || undefined })}
        >
          不含
        </Checkbox>
      </div>
    </div>
  );
}
