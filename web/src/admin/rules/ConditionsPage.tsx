import { Button, Input, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import type { NamedConditions } from '../../../../functions/contract/definitions/rules.ts';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { Labelled } from '../Labelled.tsx';
import { ConditionForm } from './ConditionForm.tsx';
import { ConditionRead } from './ConditionRead.tsx';
import { Code } from './EffectForm.tsx';
import { FindingList } from './Findings.tsx';
import { blankLeaf } from './operators.ts';
import { kept } from './RuleForm.tsx';
import { Studio } from './Studio.tsx';
import { useStudio } from './studio.ts';

type Named = NamedConditions['conditions'][string];

/** Named conditions: changing one changes every rule that uses it. */
export function ConditionsPage() {
  const { id = '' } = useParams();
  return (
    <Editor
      key={id}
      kind="conditions"
      id={id}
      head={(value) => ({
        title: `常用条件：${(value as NamedConditions).title}`,
        lead: '改动一项常用条件，就是同时改动用到它的每一条规则。',
      })}
    >
      {(editing) => <Whole editing={editing} id={id} />}
    </Editor>
  );
}

const at = (path: string, name: string) =>
  path.startsWith(`/conditions/${name}/`) || path === `/conditions/${name}`;

function Whole({ editing, id }: { editing: Editing; id: string }) {
  const book = editing.value as NamedConditions;
  return (
    <Studio
      editing={editing}
      ruleSet={null}
      rules={() => []}
      shows={({ definition, path }) =>
        definition === `conditions/${id}` && Object.keys(book.conditions).some((name) => at(path, name))
      }
    >
      <Tabs
        items={[
          { key: 'conditions', label: '条件', children: <Book book={book} editing={editing} /> },
          {
            key: 'data',
            label: '数据视图',
            children: <JsonEditor value={book} readOnly={editing.readOnly} onApply={editing.change} />,
          },
        ]}
      />
    </Studio>
  );
}

function Book({ book, editing }: { book: NamedConditions; editing: Editing }) {
  const { world, findings, readOnly } = useStudio();
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => {
    if (!editing.dirty) setOpen(null);
  }, [editing.dirty]);
  const put = (conditions: NamedConditions['conditions']) => editing.change({ ...book, conditions });
  const remove = (name: string) => {
    const { [name]: _, ...rest } = book.conditions;
    put(rest);
  };
  return (
    <>
      {Object.entries(book.conditions).map(([name, named]) => (
        <section key={name} className="yz-card ru-rule" aria-label={named.label}>
          <div className="yz-section-head">
            <h3>
              {named.label} <code className="ad-where">{name}</code>
            </h3>
            {readOnly ? null : (
              <div className="ru-actions">
                <Button type="link" onClick={() => setOpen(open === name ? null : name)}>
                  {open === name ? '收起' : '修改'}
                </Button>
                <Button type="link" danger onClick={() => remove(name)}>
                  删去
                </Button>
              </div>
            )}
          </div>
          <FindingList
            placed
            findings={(findings ?? []).filter(
              (f) => f.definition === `conditions/${book.id}` && at(f.path, name),
            )}
          />
          {open === name ? (
            <NamedForm named={named} onChange={(next) => put({ ...book.conditions, [name]: next })} />
          ) : (
            <>
              <ConditionRead condition={named.is} world={world} />
              {named.basis ? <p className="yz-dim">依据：{named.basis}</p> : null}
            </>
          )}
        </section>
      ))}
      {readOnly ? null : (
        <AddNamed
          taken={Object.keys(book.conditions)}
          onAdd={(name) => {
            put({ ...book.conditions, [name]: { label: '', is: { all: [blankLeaf()] } } });
            setOpen(name);
          }}
        />
      )}
    </>
  );
}

function NamedForm({ named, onChange }: { named: Named; onChange: (named: Named) => void }) {
  return (
    <div className="ru-form">
      <div className="ru-fields">
        <Labelled text="说明里的称呼">
          {(id) => (
            <Input
              id={id}
              value={named.label}
              status={named.label.trim() === '' ? 'error' : ''}
              onChange={(event) => onChange({ ...named, label: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled text="依据">
          {(id) => (
            <Input
              id={id}
              value={named.basis ?? ''}
              onChange={(event) => onChange(kept({ ...named, basis: event.target.value || undefined }))}
            />
          )}
        </Labelled>
      </div>
      <ConditionForm condition={named.is} onChange={(is) => onChange({ ...named, is: is as Named['is'] })} />
    </div>
  );
}

function AddNamed({ taken, onAdd }: { taken: string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState<string | null>(null);
  if (name === null)
    return (
      <Button type="dashed" block onClick={() => setName('')}>
        加一项常用条件
      </Button>
    );
  return (
    <div className="ad-add">
      <Code text="名称（规则里引用时用，定后不改）" value={name} onChange={setName} />
      <Button
        type="primary"
        disabled={!/^[A-Za-z][A-Za-z0-9._-]*$/.test(name) || taken.includes(name)}
        onClick={() => {
          onAdd(name);
          setName(null);
        }}
      >
        加上
      </Button>
    </div>
  );
}
