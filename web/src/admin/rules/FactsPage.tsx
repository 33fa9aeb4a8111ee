import { Button, Input, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { FactDefinition, FactDictionary } from '../../../../functions/contract/definitions/facts.ts';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { FactForm } from './FactForm.tsx';
import { FindingList } from './Findings.tsx';
import { CLOCK_READS, typeWord } from './fact-words.ts';
import { Studio } from './Studio.tsx';
import { useStudio } from './studio.ts';
import type { World } from './world.ts';

/** A fact dictionary: what rules can ask, of which type, and where it comes from. */
export function FactsPage() {
  const { id = '' } = useParams();
  return (
    <Editor
      key={id}
      kind="facts"
      id={id}
      head={(value) => ({
        title: `事实词典：${(value as FactDictionary).title}`,
        lead: '规则只能判断这里登记的事实。没有人提供的事实是未知，不是“否”。',
      })}
    >
      {(editing) => <Whole editing={editing} id={id} />}
    </Editor>
  );
}

const at = (path: string, name: string) => path === `/facts/${name}` || path.startsWith(`/facts/${name}/`);

function Whole({ editing, id }: { editing: Editing; id: string }) {
  const book = editing.value as FactDictionary;
  return (
    <Studio
      editing={editing}
      ruleSet={null}
      rules={() => []}
      shows={({ definition, path }) =>
        definition === `facts/${id}` && Object.keys(book.facts).some((name) => at(path, name))
      }
    >
      <Tabs
        items={[
          { key: 'facts', label: '事实', children: <Facts book={book} editing={editing} /> },
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

function Facts({ book, editing }: { book: FactDictionary; editing: Editing }) {
  const { world, findings, readOnly } = useStudio();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const put = (facts: FactDictionary['facts']) => editing.change({ ...book, facts });
  const set = (name: string, fact: FactDefinition) => {
    put({ ...book.facts, [name]: fact });
    setOpen(null);
  };
  const remove = (name: string) => {
    const { [name]: _, ...rest } = book.facts;
    put(rest);
  };
  const shown = Object.entries(book.facts).filter(([name, { label }]) =>
    `${name} ${label}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  return (
    <>
      <Input.Search
        className="ad-search"
        allowClear
        placeholder="搜索事实"
        aria-label="搜索事实"
        onChange={(event) => setWords(event.target.value)}
      />
      {readOnly ? null : open === NEW ? (
        <FactForm taken={[...world.facts.keys()]} onDone={set} onCancel={() => setOpen(null)} />
      ) : (
        <Button type="dashed" block onClick={() => setOpen(NEW)}>
          加一个事实
        </Button>
      )}
      <ul className="ad-lines yz-card">
        {shown.map(([name, fact]) => (
          <li key={name} className="ru-fact">
            {open === name ? (
              <FactForm name={name} fact={fact} taken={[]} onDone={set} onCancel={() => setOpen(null)} />
            ) : (
              <>
                <span>
                  {fact.label} <code className="ad-where">{name}</code>
                  <br />
                  <span className="yz-dim">
                    {typeWord(fact.type)} · {sourceOf(fact, world)}
                    {fact.basis ? ` · ${fact.basis}` : ''}
                  </span>
                </span>
                {readOnly ? null : fact.derive ? (
                  <Tag>推算的事实在数据视图中修改</Tag>
                ) : (
                  <span className="ru-actions">
                    <Button type="link" onClick={() => setOpen(name)}>
                      修改
                    </Button>
                    <Button type="link" danger onClick={() => remove(name)}>
                      删去
                    </Button>
                  </span>
                )}
              </>
            )}
            <FindingList
              placed
              findings={(findings ?? []).filter(
                (f) => f.definition === `facts/${book.id}` && at(f.path, name),
              )}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
const NEW = '';

function sourceOf({ from, derive }: FactDefinition, world: World): string {
  if (derive) return '由别的事实推算';
  if (!from || 'form' in from) return '表单填写';
  if ('kernel' in from) return '系统提供';
  if ('param' in from) return `参数“${world.params.get(from.param)?.label ?? from.param}”`;
  return `期限 ${from.clock} 的${CLOCK_READS[from.read]}`;
}
