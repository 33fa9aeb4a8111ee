import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Drawer, Grid, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TrialAnswer } from '../../../../functions/contract/api.ts';
import type { Facts, FactValue } from '../../../../functions/contract/definitions/facts.ts';
import { call } from '../../api/call.ts';
import { Explanation, Outcome, RuleCard } from '../../explain/Explanation.tsx';
import { dayOf, now } from '../../text/time.ts';
import { Faults } from '../Faults.tsx';
import { Labelled } from '../Labelled.tsx';
import { DayInput, FactInput } from './FactInput.tsx';
import { FactSelect } from './FactSelect.tsx';
import { type Trial, useStudio } from './studio.ts';
import { labelOf } from './words.ts';
import { behind, type World } from './world.ts';

/** A rule as the panel needs it: which facts it asks for. */
export type Asking = { id: string; title: string; facts: string[] };

type Props = {
  ruleSet: string;
  draftId: string | undefined;
  /** The page holds changes the draft does not. */
  dirty: boolean;
  rules: Asking[];
  trial: Trial | null;
  onClose: () => void;
};

/** Facts in, verdict out, with the explanation an officer would read. Nothing of it is recorded. */
export function TryPanel(props: Props) {
  const wide = Grid.useBreakpoint().md ?? true;
  const { trial, onClose } = props;
  return (
    <Drawer title="试判" open={trial !== null} onClose={onClose} size={wide ? 640 : '100%'} destroyOnHidden>
      {trial === null ? null : <Trying {...props} trial={trial} />}
    </Drawer>
  );
}

function Trying({ ruleSet, draftId, dirty, rules, trial }: Props & { trial: Trial }) {
  const [facts, setFacts] = useState<Facts>(trial.facts ?? {});
  const [asOf, setAsOf] = useState(trial.asOf ?? dayOf(now()));
  const [rule, setRule] = useState(trial.rule ?? (trial.facts ? undefined : rules[0]?.id));
  const run = useMutation({
    mutationFn: () =>
      call('admin.try', {
        params: { id: ruleSet },
        body: { facts, asOf, ...(draftId && { draft: draftId }) },
      }),
  });
  const { mutate } = run;
  const given = trial.facts !== undefined;
  useEffect(() => {
    if (given) mutate();
  }, [given, mutate]);
  return (
    <>
      {dirty ? (
        <Alert
          className="ad-gap"
          type="warning"
          showIcon
          title="页面上有改动还没有保存到草案，试判用的是已经保存的规则。"
        />
      ) : null}
      <p className="yz-dim">
        {draftId ? '按草案中的规则判断' : '按现行版本的规则判断'}
        ，不会留下记录。没有填写的事实按“不明”判断，参数取所适用之日的值。
      </p>
      {rules.length === 0 ? (
        <p className="yz-dim">规则集 {ruleSet}</p>
      ) : (
        <Labelled text="列出哪条规则要问的事实">
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder="只列出已经填写的"
              value={rule ?? null}
              showSearch={{ optionFilterProp: 'label' }}
              options={rules.map(({ id: value, title }) => ({ value, label: title }))}
              onChange={(next: string | null | undefined) => setRule(next ?? undefined)}
            />
          )}
        </Labelled>
      )}
      <div className="ad-field">
        <span className="ru-label">所适用之日（行为之日和决定之日）</span>
        <DayInput label="所适用之日" value={asOf} onChange={(day) => setAsOf(String(day ?? dayOf(now())))} />
      </div>
      <FactRows facts={facts} asked={rules.find(({ id }) => id === rule)?.facts ?? []} onChange={setFacts} />
      <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
        判断
      </Button>
      <div className="ad-gap-top" aria-live="polite">
        <Faults error={run.error} />
        {run.data ? <Answer answer={run.data} rule={rule} /> : null}
      </div>
    </>
  );
}

type RowsProps = { facts: Facts; asked: string[]; onChange: (facts: Facts) => void };

/** Facts under their names, each in a control of its type; left empty it is unknown. */
export function FactRows({ facts, asked, onChange }: RowsProps) {
  const { world } = useStudio();
  const [added, setAdded] = useState<string[]>([]);
  const names = [
    ...new Set([...Object.keys(facts), ...asked.flatMap((name) => supplied(name, world)), ...added]),
  ];
  const put = (name: string, value: FactValue | undefined) => {
    const { [name]: _, ...rest } = facts;
    onChange(value === undefined ? rest : { ...facts, [name]: value });
    if (value === undefined && !added.includes(name)) setAdded([...added, name]);
  };
  return (
    <div className="ru-facts">
      {names.map((name) => {
        const fact = world.facts.get(name);
        return (
          <div key={name} className="ad-field">
            <span className="ru-label">{labelOf(name, world)}</span>
            {fact ? (
              <FactInput
                label={fact.label}
                fact={fact}
                value={facts[name]}
                empty="不明"
                onChange={(v) => put(name, v)}
              />
            ) : (
              <p className="yz-tone-bad">
                事实词典中没有“{name}”
                <Button type="text" danger onClick={() => put(name, undefined)}>
                  删去
                </Button>
              </p>
            )}
          </div>
        );
      })}
      <FactSelect
        label="补充一个事实"
        value={null}
        placeholder="补充一个事实：输入名称查找"
        fits={(_, name) => !names.includes(name)}
        onChange={(name) => setAdded([...added, name])}
      />
    </div>
  );
}

/** Parameters come by themselves; a derived fact by those behind it. */
function supplied(name: string, world: World): string[] {
  return behind(world, name).filter((one) => {
    const from = world.facts.get(one)?.from;
    return !(from && 'param' in from) && !one.endsWith('.configured');
  });
}

function Answer({ answer: { verdict, labels }, rule }: { answer: TrialAnswer; rule: string | undefined }) {
  const { world } = useStudio();
  const words = { labels, name: world.words.name };
  const asked = verdict.rules.find(({ id }) => id === rule);
  return (
    <section aria-label="判断结果">
      <Outcome verdict={verdict} />
      {asked ? (
        <>
          <RuleCard rule={asked} verdict={verdict} words={words} />
          {verdict.rules.length > 1 ? (
            <details className="yz-details">
              <summary>全部 {verdict.rules.length} 条规则的判断</summary>
              <Explanation verdict={verdict} words={words} />
            </details>
          ) : null}
        </>
      ) : (
        <Explanation verdict={verdict} words={words} />
      )}
    </section>
  );
}
