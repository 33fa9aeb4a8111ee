import { Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { FactDefinition } from '../../../../functions/contract/definitions/facts.ts';
import type { Leaf } from '../../../../functions/contract/definitions/rules.ts';
import { family, isFactBound } from '../../../../functions/contract/fact-types.ts';
import { FactInput } from './FactInput.tsx';
import { FactSelect } from './FactSelect.tsx';
import { aboutFact, listsMembers, operatorsOf } from './operators.ts';
import { useStudio } from './studio.ts';

type Props = { leaf: Leaf; onChange: (leaf: Leaf) => void; onRemove?: (() => void) | undefined };

/** One question: which fact, how it is compared, with what; and, where wanted, its article and its own words. */
export function LeafForm({ leaf, onChange, onRemove }: Props) {
  const { world } = useStudio();
  const [more, setMore] = useState(leaf.basis !== undefined || leaf.label !== undefined);
  const fact = world.facts.get(leaf.fact);
  const choose = (name: string) => {
    const next = world.facts.get(name) as FactDefinition;
    onChange(aboutFact(leaf, name, fact ? family(fact.type) : null, next, fact?.type === next.type));
  };
  return (
    <fieldset className="ru-leaf" aria-label={fact?.label ?? '新的条件'}>
      <FactSelect
        label="事实"
        value={fact ? leaf.fact : null}
        fits={(one) => family(one.type) !== null}
        wrong={!fact}
        onChange={choose}
      />
      <Select
        aria-label="比较"
        className="ru-wide"
        popupMatchSelectWidth={false}
        disabled={!fact}
        value={leaf.operator || null}
        options={operatorsOf(fact)}
        onChange={(operator) => onChange({ ...leaf, operator })}
      />
      {fact ? <BoundForm leaf={leaf} fact={fact} onChange={onChange} /> : <span />}
      <Space size={4}>
        {more ? null : (
          <Button type="text" onClick={() => setMore(true)}>
            依据
          </Button>
        )}
        {onRemove ? (
          <Button type="text" danger onClick={onRemove}>
            删去
          </Button>
        ) : null}
      </Space>
      {more ? <Notes value={leaf} onChange={(notes) => onChange({ ...leaf, ...notes })} /> : null}
    </fieldset>
  );
}

/** A fixed value, or another fact of the same type: parameters are facts too. */
function BoundForm({
  leaf,
  fact,
  onChange,
}: {
  leaf: Leaf;
  fact: FactDefinition;
  onChange: (leaf: Leaf) => void;
}) {
  const other = isFactBound(leaf.value);
  const [asFact, setAsFact] = useState(other);
  const put = (value: Leaf['value']) => onChange({ ...leaf, value });
  return (
    <div className="ru-bound">
      <Select
        aria-label="界限的种类"
        className="ru-bound-kind"
        value={asFact}
        options={[
          { value: false, label: '固定值' },
          { value: true, label: '另一事实' },
        ]}
        onChange={(next) => {
          setAsFact(next);
          onChange({ ...leaf, value: undefined as unknown as Leaf['value'] });
        }}
      />
      {asFact ? (
        <FactSelect
          label="作为界限的事实或参数"
          value={isFactBound(leaf.value) ? leaf.value.fact : null}
          fits={(one, name) => one.type === fact.type && name !== leaf.fact}
          placeholder="同一类型的事实或参数"
          wrong={!other}
          onChange={(name) => put({ fact: name })}
        />
      ) : (
        <FactInput
          label="界限"
          fact={fact}
          many={listsMembers(fact)}
          value={isFactBound(leaf.value) ? undefined : leaf.value}
          wrong={leaf.value === undefined}
          onChange={(value) => put(value as Leaf['value'])}
        />
      )}
    </div>
  );
}

type Notes = { basis?: string | undefined; label?: string | undefined };

/** The article a part of a rule rests on, and what the explanation calls it. What is left empty is left out. */
export function Notes({ value, onChange }: { value: Notes; onChange: (notes: Notes) => void }) {
  const text = (typed: string) => (typed === '' ? undefined : typed);
  return (
    <div className="ru-notes">
      <Input
        aria-label="依据"
        addonBefore="依据"
        value={value.basis ?? ''}
        placeholder="如：法释〔2023〕8号第1条"
        onChange={(event) => onChange({ basis: text(event.target.value) })}
      />
      <Input
        aria-label="说明里的称呼"
        addonBefore="称呼"
        value={value.label ?? ''}
        placeholder="说明里怎么称呼，可以不写"
        onChange={(event) => onChange({ label: text(event.target.value) })}
      />
    </div>
  );
}
