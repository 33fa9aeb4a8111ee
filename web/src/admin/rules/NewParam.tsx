import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { FactType } from '../../../../functions/contract/definitions/facts.ts';
import { ID } from '../blank.ts';
import { Labelled } from '../Labelled.tsx';
import { FACT_TYPES } from './fact-words.ts';
import type { Param } from './world.ts';

type Props = { taken: string[]; onAdd: (name: string, param: Param) => void };
/** What a value of a parameter can be (contract: ParameterTable). */
const TYPES = FACT_TYPES.filter(({ value }) => value !== 'set' && value !== 'enum');

/** A parameter nobody has given a value yet; its values, with their sources, are added afterwards. */
export function NewParam({ taken, onAdd }: Props) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [label, setLabel] = useState('');
  const [type, setType] = useState<FactType>();
  const wrong = name !== '' && (!ID.test(name) || taken.includes(name));
  const whole = name !== '' && !wrong && label.trim() !== '' && type !== undefined;
  const add = () => {
    if (!whole) return;
    onAdd(name, { label: label.trim(), type, values: [] });
    setOpen(false);
    setName('');
    setLabel('');
    setType(undefined);
  };
  if (!open)
    return (
      <Button type="dashed" block onClick={() => setOpen(true)}>
        加一个参数
      </Button>
    );
  return (
    <section className="yz-card ad-add" aria-label="新的参数">
      <div className="ru-fields">
        <Labelled text="名称">
          {(id) => <Input id={id} value={label} onChange={(event) => setLabel(event.target.value)} />}
        </Labelled>
        <Labelled text="编号">
          {(id) => (
            <>
              <Input
                id={id}
                value={name}
                status={wrong ? 'error' : undefined}
                placeholder="如 hearing.largeFine.individual"
                onChange={(event) => setName(event.target.value.trim())}
              />
              {wrong ? (
                <small className="yz-tone-warn">
                  {taken.includes(name) ? '这个编号已经有了' : '编号须字母开头，只含字母、数字和 . _ -'}
                </small>
              ) : null}
            </>
          )}
        </Labelled>
        <Labelled text="类型">
          {(id) => <Select id={id} value={type} options={TYPES} virtual={false} onChange={setType} />}
        </Labelled>
      </div>
      <div className="ru-buttons">
        <Button onClick={() => setOpen(false)}>取消</Button>
        <Button type="primary" disabled={!whole} onClick={add}>
          加上这个参数
        </Button>
      </div>
    </section>
  );
}
