import { App, Button, Input, Select, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import type { RuleSetCoverage } from '../../../../functions/contract/coverage.ts';
import type { WrittenRule, WrittenRuleSet } from '../../../../functions/contract/definitions/rules.ts';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { Labelled } from '../Labelled.tsx';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { FindingList } from './Findings.tsx';
import { blankLeaf } from './operators.ts';
import { Proof, SetProof } from './Proof.tsx';
import { useCoverage } from './queries.ts';
import { listOf, RuleForm } from './RuleForm.tsx';
import { RuleRead } from './RuleRead.tsx';
import { askedBySet } from './rules-of.ts';
import { Studio } from './Studio.tsx';
import { findingsAt, useStudio } from './studio.ts';

export const AS_OF = { act: '行为之日', decision: '决定之日' } as const;

/** A rule set: every rule as it reads, with what its examples prove, and with form controls where somebody may change it. */
export function RuleSetPage() {
  const { id = '' } = useParams();
  return (
    <Editor
      key={id}
      kind="ruleset"
      id={id}
      head={(value) => {
        const { title, about } = value as WrittenRuleSet;
        return { title: `规则集：${title}`, lead: about };
      }}
    >
      {(editing) => <Whole editing={editing} id={id} />}
    </Editor>
  );
}

function Whole({ editing, id }: { editing: Editing; id: string }) {
  const set = editing.value as WrittenRuleSet;
  return (
    <Studio
      editing={editing}
      ruleSet={id}
      rules={(world) => askedBySet(set, world)}
      shows={(finding) => set.rules.some((rule, at) => findingsAt([finding], id, at, rule.id).length > 0)}
    >
      <Tabs
        items={[
          { key: 'rules', label: '规则', children: <Rules set={set} editing={editing} /> },
          {
            key: 'data',
            label: '数据视图',
            children: <JsonEditor value={set} readOnly={editing.readOnly} onApply={editing.change} />,
          },
        ]}
      />
    </Studio>
  );
}

const newRule = (): WrittenRule => ({
  id: '',
  title: '',
  severity: 'block',
  overridable: false,
  legalBasis: [''],
  verified: 'unconfirmed',
  conditions: { all: [blankLeaf()] },
  event: { type: 'deny', params: { say: '' } },
});

function Rules({ set, editing }: { set: WrittenRuleSet; editing: Editing }) {
  const { draft } = useWorkingDraft();
  const saved = editing.live !== undefined || draft?.changes[`ruleset/${set.id}`] !== undefined;
  const coverage = useCoverage(set.id, draft, saved);
  const [open, setOpen] = useState<number | null>(null);
  const { modal } = App.useApp();
  // The rules are shown closed again once they are saved, or the changes given up.
  useEffect(() => {
    if (!editing.dirty) setOpen(null);
  }, [editing.dirty]);
  const put = (rules: WrittenRule[]) => editing.change({ ...set, rules });
  const remove = (at: number) =>
    modal.confirm({
      title: `删去规则“${set.rules[at]?.title}”？`,
      content: '保存到草案后，这条规则的样例也要一并改正。',
      okText: '删去',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => put(set.rules.toSpliced(at, 1)),
    });
  return (
    <>
      <Settings set={set} editing={editing} />
      {coverage.data ? <SetProof coverage={coverage.data} /> : null}
      {coverage.isFetching && !coverage.data ? <p className="yz-dim">正在计算样例覆盖…</p> : null}
      {coverage.error ? <p className="yz-tone-warn">样例覆盖没有算出来：{coverage.error.message}</p> : null}
      {set.rules.map((rule, at) => (
        <OneRule
          // biome-ignore lint/suspicious/noArrayIndexKey: the id is what is being typed
          key={at}
          rule={rule}
          at={at}
          set={set}
          coverage={coverage.data}
          open={open === at}
          onOpen={(wanted) => setOpen(wanted ? at : null)}
          onChange={(next) => put(set.rules.with(at, next))}
          onRemove={set.rules.length > 1 ? () => remove(at) : undefined}
        />
      ))}
      {editing.readOnly ? null : (
        <Button
          type="dashed"
          block
          onClick={() => {
            put([...set.rules, newRule()]);
            setOpen(set.rules.length);
          }}
        >
          加一条规则
        </Button>
      )}
    </>
  );
}

type OneProps = {
  rule: WrittenRule;
  at: number;
  set: WrittenRuleSet;
  coverage: RuleSetCoverage | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (rule: WrittenRule) => void;
  onRemove: (() => void) | undefined;
};

function OneRule({ rule, at, set, coverage, open, onOpen, onChange, onRemove }: OneProps) {
  const { findings, readOnly, tryOut } = useStudio();
  const found = findingsAt(findings, set.id, at, rule.id);
  return (
    <section className="yz-card ru-rule" aria-label={rule.title || '新的规则'} id={`rule-${rule.id}`}>
      <div className="yz-section-head">
        <h3>
          {rule.title || '新的规则'} <code className="ad-where">{rule.id}</code>
        </h3>
        <div className="ru-actions">
          <Button type="link" onClick={() => tryOut({ rule: rule.id })}>
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
        <RuleForm rule={rule} onChange={onChange} />
      ) : (
        <div className="ru-beside">
          <RuleRead rule={rule} />
          {coverage ? <Proof coverage={coverage} rule={rule.id} set={set.id} /> : null}
        </div>
      )}
    </section>
  );
}

/** What holds for the whole set. */
function Settings({ set, editing }: { set: WrittenRuleSet; editing: Editing }) {
  const put = (part: Partial<WrittenRuleSet>) => editing.change({ ...set, ...part });
  if (editing.readOnly) return <p className="yz-dim">适用法条的时点：{AS_OF[set.asOf]}</p>;
  return (
    <details className="yz-card ru-settings">
      <summary>规则集的名称和说明 · 适用{AS_OF[set.asOf]}的法条</summary>
      <div className="ru-fields">
        <Labelled text="名称">
          {(id) => (
            <Input id={id} value={set.title} onChange={(event) => put({ title: event.target.value })} />
          )}
        </Labelled>
        <Labelled text="适用哪一天的法条">
          {(id) => (
            <Select id={id} value={set.asOf} options={listOf(AS_OF)} onChange={(asOf) => put({ asOf })} />
          )}
        </Labelled>
        <div className="ru-all">
          <Labelled text="说明">
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize
                value={set.about}
                onChange={(event) => put({ about: event.target.value })}
              />
            )}
          </Labelled>
        </div>
      </div>
    </details>
  );
}
