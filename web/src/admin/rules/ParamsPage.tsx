import { Button, Checkbox, Input, Select, Space, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { FactDefinition, ParameterTable } from '../../../../functions/contract/definitions/facts.ts';
import { VERIFIED } from '../../portal/words.ts';
import { dayOf, now } from '../../text/time.ts';
import { showValue } from '../../text/values.ts';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { Labelled } from '../Labelled.tsx';
import { DayInput, FactInput } from './FactInput.tsx';
import { FindingList } from './Findings.tsx';
import { NewParam } from './NewParam.tsx';
import { listOf } from './RuleForm.tsx';
import { Studio } from './Studio.tsx';
import { useStudio } from './studio.ts';
import type { Param } from './world.ts';

type Dated = Param['values'][number];

/** Dated parameters: what a threshold is from which day, by which source. What nobody has settled stays 未确认. */
export function ParamsPage() {
  const { id = '' } = useParams();
  return (
    <Editor
      key={id}
      kind="params"
      id={id}
      head={(value) => ({
        title: `参数：${(value as ParameterTable).title}`,
        lead: '随地方、年度变化的数额。没有核实的保持未确认，用到它的规则按安全的一侧办理。',
      })}
    >
      {(editing) => <Whole editing={editing} id={id} />}
    </Editor>
  );
}

function Whole({ editing, id }: { editing: Editing; id: string }) {
  const table = editing.value as ParameterTable;
  const put = (name: string, param: Param) =>
    editing.change({ ...table, params: { ...table.params, [name]: param } });
  return (
    <Studio
      editing={editing}
      ruleSet={null}
      rules={() => []}
      shows={({ definition, path }) =>
        definition === `params/${id}` && Object.keys(table.params).some((name) => at(path, name))
      }
    >
      <Tabs
        items={[
          {
            key: 'params',
            label: '参数',
            children: (
              <>
                {Object.entries(table.params).map(([name, param]) => (
                  <OneParam
                    key={name}
                    table={id}
                    name={name}
                    param={param}
                    onChange={(next) => put(name, next)}
                    onRemove={() => editing.change({ ...table, params: without(table.params, name) })}
                  />
                ))}
                {editing.readOnly ? null : <NewParam taken={Object.keys(table.params)} onAdd={put} />}
              </>
            ),
          },
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

const without = <T,>(all: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== name));
const at = (path: string, name: string) => path === `/params/${name}` || path.startsWith(`/params/${name}/`);
const factOf = ({ type, label }: Param): FactDefinition => ({ type, label });
type OneProps = {
  table: string;
  name: string;
  param: Param;
  onChange: (param: Param) => void;
  onRemove: () => void;
};

function OneParam({ table, name, param, onChange, onRemove }: OneProps) {
  const { readOnly, findings, world } = useStudio();
  const fact = [...world.facts].find(([, { from }]) => from && 'param' in from && from.param === name)?.[0];
  const [adding, setAdding] = useState(false);
  const today = dayOf(now());
  const inForce = param.values
    .filter(({ from }) => from <= today)
    .reduce((a, b) => (a > b.from ? a : b.from), '');
  const remove = (one: Dated) =>
    onChange({ ...param, values: param.values.filter((other) => other !== one) });
  const found = (findings ?? []).filter((f) => f.definition === `params/${table}` && at(f.path, name));
  return (
    <section className="yz-card" aria-label={param.label}>
      <div className="yz-section-head">
        <h3>
          {param.label} <code className="ad-where">{name}</code>
        </h3>
        {readOnly || adding ? null : (
          <Space>
            <Button onClick={() => setAdding(true)}>加一个值</Button>
            {fact ? null : (
              <Button type="link" danger onClick={onRemove}>
                删去
              </Button>
            )}
          </Space>
        )}
      </div>
      <p className="yz-dim">
        {fact ? `规则中的事实：${fact}` : '规则还用不到它：须在事实词典中登记一个取自这一参数的事实。'}
      </p>
      <FindingList findings={found} placed />
      <ol className="ru-values">
        {param.values
          .toSorted((a, b) => (a.from < b.from ? 1 : -1))
          .map((one) => (
            <li key={one.from}>
              <p>
                自 {one.from} 起{' '}
                {one.value === null ? (
                  <Tag className="ad-unsure">未确认</Tag>
                ) : (
                  <strong>{showValue(one.value, { label: param.label, type: param.type })}</strong>
                )}{' '}
                {one.from === inForce ? <Tag color="green">现行</Tag> : null}
                {readOnly || param.values.length < 2 ? null : (
                  <Button type="link" danger size="small" onClick={() => remove(one)}>
                    删去
                  </Button>
                )}
              </p>
              <p>{one.source}</p>
              <p className="yz-dim">{VERIFIED[one.verified]}</p>
            </li>
          ))}
      </ol>
      {adding ? (
        <AddValue
          param={param}
          onCancel={() => setAdding(false)}
          onAdd={(value) => {
            setAdding(false);
            const others = param.values.filter(({ from }) => from !== value.from);
            onChange({ ...param, values: [...others, value].sort((a, b) => (a.from < b.from ? -1 : 1)) });
          }}
        />
      ) : null}
    </section>
  );
}

type AddProps = { param: Param; onAdd: (value: Dated) => void; onCancel: () => void };

function AddValue({ param, onAdd, onCancel }: AddProps) {
  const [from, setFrom] = useState<string>();
  const [value, setValue] = useState<Dated['value']>();
  const [source, setSource] = useState('');
  const [verified, setVerified] = useState<Dated['verified']>('unconfirmed');
  const whole = from !== undefined && value !== undefined && source.trim() !== '';
  const replaced = param.values.some((one) => one.from === from);
  return (
    <div className="ad-add ad-gap-top">
      <div className="ru-fields">
        <div className="ad-field">
          <span className="ru-label">自哪一天起</span>
          <DayInput label="自哪一天起" value={from} onChange={(day) => setFrom(day as string | undefined)} />
          {replaced ? <small>这一天已有一个值，保存后以新的为准</small> : null}
        </div>
        <div className="ad-field">
          <span className="ru-label">值</span>
          {value === null ? null : (
            <FactInput
              label="值"
              fact={factOf(param)}
              value={value}
              onChange={(next) => setValue(next as Dated['value'])}
            />
          )}
          <Checkbox checked={value === null} onChange={(e) => setValue(e.target.checked ? null : undefined)}>
            未确认
          </Checkbox>
        </div>
        <div className="ru-all">
          <Labelled text="来源（文件名称和文号，或者为什么未确认）">
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize
                value={source}
                onChange={(event) => setSource(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <Labelled text="核对情况">
          {(id) => <Select id={id} value={verified} options={listOf(VERIFIED)} onChange={setVerified} />}
        </Labelled>
      </div>
      <div className="ru-buttons">
        <Button onClick={onCancel}>取消</Button>
        <Button
          type="primary"
          disabled={!whole}
          onClick={() => whole && onAdd({ from, value, source: source.trim(), verified })}
        >
          加上这个值
        </Button>
      </div>
    </div>
  );
}
