import { Button, Select, Space } from 'antd';
import type { Leaf, WrittenCondition } from '../../../../functions/contract/definitions/rules.ts';
import { LeafForm, Notes } from './LeafForm.tsx';
import { blankLeaf } from './operators.ts';
import { useStudio } from './studio.ts';
import { childrenOf, GROUPS, type Group, groupOf } from './words.ts';

type Props = {
  condition: WrittenCondition;
  onChange: (condition: WrittenCondition) => void;
  /** Absent at the root, which is always a group or a name. */
  onRemove?: () => void;
};

/** A condition with form controls: groups, single questions and named conditions, as deep as the rule is. */
export function ConditionForm({ condition, onChange, onRemove }: Props) {
  if ('condition' in condition)
    return <NameForm name={condition.condition} onChange={onChange} onRemove={onRemove} />;
  if ('fact' in condition) return <LeafForm leaf={condition} onChange={onChange} onRemove={onRemove} />;
  return <GroupForm condition={condition} onChange={onChange} onRemove={onRemove} />;
}

type Inner = { onChange: Props['onChange']; onRemove?: Props['onRemove'] | undefined };

/** The same children under another heading; one that may not be met holds one child, so several are put together first. */
function regroup(condition: WrittenCondition, group: Group, children: WrittenCondition[]): WrittenCondition {
  const { basis, label } = condition as Leaf;
  const words = { ...(basis === undefined ? {} : { basis }), ...(label === undefined ? {} : { label }) };
  if (group !== 'not') return { ...words, [group]: children } as WrittenCondition;
  const [only] = children;
  return { ...words, not: children.length === 1 && only ? only : { all: children } };
}

function GroupForm({ condition, onChange, onRemove }: Inner & { condition: WrittenCondition }) {
  const group = groupOf(condition) as Group;
  const children = childrenOf(condition);
  const put = (next: WrittenCondition[]) => onChange(regroup(condition, group, next));
  const notes = condition as { basis?: string; label?: string };
  return (
    <fieldset className="ru-node" aria-label={GROUPS[group]}>
      <div className="ru-node-head">
        <Select
          aria-label="怎样合起来"
          value={group}
          options={Object.entries(GROUPS).map(([value, label]) => ({ value: value as Group, label }))}
          onChange={(next) => onChange(regroup(condition, next, children))}
        />
        {onRemove ? (
          <Button type="text" danger onClick={onRemove}>
            删去这一组
          </Button>
        ) : null}
      </div>
      {notes.basis !== undefined || notes.label !== undefined ? (
        <Notes value={notes} onChange={(said) => onChange({ ...condition, ...said } as WrittenCondition)} />
      ) : null}
      <ul>
        {children.map((child, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own
          <li key={`${at} of ${children.length}`}>
            <ConditionForm
              condition={child}
              onChange={(next) => put(children.with(at, next))}
              {...(children.length > 1 ? { onRemove: () => put(children.toSpliced(at, 1)) } : {})}
            />
          </li>
        ))}
      </ul>
      {group === 'not' ? null : <Add onAdd={(child) => put([...children, child])} />}
    </fieldset>
  );
}

function Add({ onAdd }: { onAdd: (condition: WrittenCondition) => void }) {
  const { world } = useStudio();
  const [first] = world.named.keys();
  return (
    <Space wrap size={4}>
      <Button size="small" onClick={() => onAdd(blankLeaf())}>
        加一项条件
      </Button>
      <Button size="small" onClick={() => onAdd({ any: [blankLeaf()] })}>
        加一组条件
      </Button>
      {first === undefined ? null : (
        <Button size="small" onClick={() => onAdd({ condition: first })}>
          引用常用条件
        </Button>
      )}
    </Space>
  );
}

function NameForm({ name, onChange, onRemove }: Inner & { name: string }) {
  const { world } = useStudio();
  return (
    <div className="ru-leaf ru-name">
      <span>常用条件</span>
      <Select
        aria-label="常用条件"
        className="ru-wide"
        value={name}
        status={world.named.has(name) ? undefined : 'error'}
        showSearch={{ optionFilterProp: 'label' }}
        options={[...world.named].map(([value, { label }]) => ({ value, label }))}
        onChange={(next) => onChange({ condition: next })}
      />
      {onRemove ? (
        <Button type="text" danger onClick={onRemove}>
          删去
        </Button>
      ) : (
        <Button type="text" onClick={() => onChange({ all: [{ condition: name }] })}>
          再加条件
        </Button>
      )}
    </div>
  );
}
