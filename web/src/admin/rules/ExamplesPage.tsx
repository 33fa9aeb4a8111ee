import { Button, Input, Select, Tabs, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Example, ExampleFile } from '../../../../functions/contract/definitions/rules.ts';
import { Awaited, Nothing } from '../../shell/Problem.tsx';
import { dayOf, now } from '../../text/time.ts';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { ExampleForm, OUTCOMES } from './ExampleForm.tsx';
import { FindingList } from './Findings.tsx';
import { useRulesOf } from './rules-of.ts';
import { Studio } from './Studio.tsx';
import { useStudio } from './studio.ts';
import type { Asking } from './TryPanel.tsx';
import type { World } from './world.ts';

/** The worked examples of a rule set or table: what the rules have to say of given facts. */
export function ExamplesPage() {
  const { id = '' } = useParams();
  return (
    <Editor
      key={id}
      kind="examples"
      id={id}
      // a new rule set has none yet
      empty={{ ruleSet: id, examples: [] }}
      head={(value) => ({
        title: `样例：${id}`,
        lead: `${(value as ExampleFile).examples.length} 个样例。每条规则至少有一个命中、一个不命中和恰在界限上的样例。`,
      })}
    >
      {(editing) => <Whole editing={editing} id={id} />}
    </Editor>
  );
}

const placeOf = (path: string): number | null => {
  const at = /^\/examples\/(\d+)/.exec(path)?.[1];
  return at === undefined ? null : Number(at);
};

function Whole({ editing, id }: { editing: Editing; id: string }) {
  const file = editing.value as ExampleFile;
  const rules = useRulesOf(id);
  return (
    <Awaited query={rules}>
      {({ kind, asking }) => (
        <Studio
          editing={editing}
          ruleSet={id}
          rulesKind={kind}
          rules={asking}
          shows={({ definition, path }) => definition === `examples/${id}` && placeOf(path) !== null}
        >
          <Tabs
            items={[
              {
                key: 'list',
                label: '样例',
                children: <List file={file} editing={editing} asking={asking} />,
              },
              {
                key: 'data',
                label: '数据视图',
                children: <JsonEditor value={file} readOnly={editing.readOnly} onApply={editing.change} />,
              },
            ]}
          />
        </Studio>
      )}
    </Awaited>
  );
}

/** An example speaks of a rule where it says what becomes of it. */
const speaksOf = ({ expect }: Example, rule: string): boolean =>
  expect.status?.[rule] !== undefined || (expect.fired?.includes(rule) ?? false);

type ListProps = { file: ExampleFile; editing: Editing; asking: (world: World) => Asking[] };

function List({ file, editing, asking }: ListProps) {
  const { world, findings } = useStudio();
  const rules = asking(world);
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState('');
  const rule = search.get('rule') ?? undefined;
  const [open, setOpen] = useState<number | null>(
    search.has('example') ? Number(search.get('example')) : null,
  );
  const put = (examples: Example[]) => editing.change({ ...file, examples });
  const foundAt = (at: number) =>
    (findings ?? []).filter((f) => f.definition === `examples/${file.ruleSet}` && placeOf(f.path) === at);
  const shown = file.examples
    .map((example, at) => ({ example, at, found: foundAt(at) }))
    .filter(
      ({ example, at, found }) =>
        at === open ||
        ((rule === undefined || speaksOf(example, rule)) &&
          `${example.name} ${example.because}`.includes(words.trim())) ||
        found.length > 0,
    )
    .toSorted((a, b) => Number(b.found.length > 0) - Number(a.found.length > 0));
  const add = () => {
    const expect = {
      outcome: 'allowed' as const,
      ...(rule ? { status: { [rule]: 'satisfied' as const } } : {}),
    };
    put([...file.examples, { name: '', asOf: dayOf(now()), facts: {}, expect, because: '' }]);
    setOpen(file.examples.length);
  };
  return (
    <>
      <search className="ru-filters">
        <Select
          aria-label="哪条规则的样例"
          allowClear
          placeholder="全部规则"
          value={rule ?? null}
          showSearch={{ optionFilterProp: 'label' }}
          options={rules.map(({ id: value, title }) => ({ value, label: title }))}
          onChange={(next: string | null | undefined) =>
            setSearch(next ? { rule: next } : {}, { replace: true })
          }
        />
        <Input.Search
          allowClear
          aria-label="搜索样例"
          placeholder="样例名称、理由"
          onChange={(event) => setWords(event.target.value)}
        />
        <span className="yz-dim" role="status">
          {shown.length} 个
        </span>
        {editing.readOnly ? null : <Button onClick={add}>加一个样例</Button>}
      </search>
      {shown.length === 0 ? <Nothing text="没有符合条件的样例" /> : null}
      {shown.map(({ example, at, found }) => (
        <One
          key={at}
          example={example}
          at={at}
          rules={rules}
          open={open === at}
          found={found}
          onOpen={(wanted) => setOpen(wanted ? at : null)}
          onChange={(next) => put(file.examples.with(at, next))}
          onRemove={
            file.examples.length > 1
              ? () => {
                  setOpen(null);
                  put(file.examples.toSpliced(at, 1));
                }
              : undefined
          }
        />
      ))}
    </>
  );
}

type OneProps = {
  example: Example;
  at: number;
  rules: Asking[];
  open: boolean;
  found: NonNullable<ReturnType<typeof useStudio>['findings']>;
  onOpen: (open: boolean) => void;
  onChange: (example: Example) => void;
  onRemove: (() => void) | undefined;
};

function One({ example, at, rules, open, found, onOpen, onChange, onRemove }: OneProps) {
  const { readOnly, tryOut } = useStudio();
  useEffect(() => {
    if (open) document.getElementById(`example-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, at]);
  const title = (id: string) => rules.find((rule) => rule.id === id)?.title ?? id;
  return (
    <section className="yz-card ru-example" id={`example-${at}`} aria-label={example.name || '新的样例'}>
      <div className="yz-section-head">
        <h3>{example.name || '新的样例'}</h3>
        <div className="ru-actions">
          <Button type="link" onClick={() => tryOut({ facts: example.facts, asOf: example.asOf })}>
            试判
          </Button>
          {readOnly ? null : (
            <Button type="link" onClick={() => onOpen(!open)}>
              {open ? '收起' : '修改'}
            </Button>
          )}
          {readOnly || !onRemove ? null : (
            <Button type="link" danger onClick={onRemove}>
              删去
            </Button>
          )}
        </div>
      </div>
      <FindingList findings={found} placed />
      {open ? (
        <ExampleForm example={example} rules={rules} onChange={onChange} />
      ) : (
        <p className="yz-dim">
          {example.expect.outcome ? <Tag>{OUTCOMES[example.expect.outcome]}</Tag> : null}
          {example.expect.fired && example.expect.fired.length > 0
            ? `命中：${example.expect.fired.map(title).join('、')}。`
            : ''}
          {example.because}
        </p>
      )}
    </section>
  );
}
