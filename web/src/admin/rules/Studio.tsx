import { Button, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { NavLink } from 'react-router';
import type { Finding } from '../../../../functions/contract/definitions/release.ts';
import { Awaited } from '../../shell/Problem.tsx';
import type { Editing } from '../Editor.tsx';
import { Faults } from '../Faults.tsx';
import { useRights } from '../rights.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { CheckSummary } from './Findings.tsx';
import { useCheck, useFindings } from './queries.ts';
import type { RulesKind } from './rules-of.ts';
import { type Studio as Shared, StudioContext, type Trial } from './studio.ts';
import { type Asking, TryPanel } from './TryPanel.tsx';
import { useWorld, type World } from './world.ts';

type Props = {
  editing: Editing;
  /** The rule set or table the page is about; null where it is about none. */
  ruleSet: string | null;
  /** How its rules are written. */
  rulesKind?: RulesKind;
  /** The rules to be tried, with the facts they ask for. */
  rules: (world: World) => Asking[];
  /** Findings the page shows where they belong. */
  shows: (finding: Finding) => boolean;
  children: ReactNode;
};

/** The frame of a page about rules: checking the draft, trying facts, and what its parts share. */
export function Studio(props: Props) {
  const world = useWorld();
  return <Awaited query={world}>{(known) => <Open {...props} world={known} />}</Awaited>;
}

function Open({
  editing,
  ruleSet,
  rulesKind = 'ruleset',
  rules,
  shows,
  world,
  children,
}: Props & { world: World }) {
  const { write } = useRights();
  const { draft } = useWorkingDraft();
  const found = useFindings(draft);
  const check = useCheck();
  const [trial, setTrial] = useState<Trial | null>(null);
  // What was found of the saved draft says nothing of what has been typed since.
  const findings = editing.dirty ? null : found;
  const runCheck = async () => {
    const saved = editing.dirty ? await editing.save() : draft;
    if (saved) check.mutate(saved);
  };
  const shared: Shared = { world, ruleSet, findings, readOnly: editing.readOnly, tryOut: setTrial };
  return (
    <StudioContext value={shared}>
      <div className="ru-bar">
        {ruleSet === null ? <span /> : <Sides kind={rulesKind} id={ruleSet} />}
        <Space wrap>
          {ruleSet === null ? null : <Button onClick={() => setTrial({})}>试判</Button>}
          {write ? (
            <Button
              loading={check.isPending || editing.saving}
              disabled={!draft && !editing.dirty}
              onClick={() => void runCheck()}
            >
              {editing.dirty ? '保存并检查' : '检查'}
            </Button>
          ) : null}
        </Space>
      </div>
      <Faults error={check.error} onClose={check.reset} />
      {findings === null ? null : <CheckSummary findings={findings} shownBelow={shows} />}
      {children}
      <TryPanel
        draftId={draft?.id}
        dirty={editing.dirty}
        trial={trial}
        onClose={() => setTrial(null)}
        {...panelFor(trial, ruleSet, () => rules(world))}
      />
    </StudioContext>
  );
}

/** A counterexample may be about another rule set than the page. */
function panelFor(trial: Trial | null, own: string | null, rules: () => Asking[]) {
  const ruleSet = trial?.ruleSet ?? own ?? '';
  return { ruleSet, rules: ruleSet === own ? rules() : [] };
}

/** A rule set and its examples are two definitions with one id. */
function Sides({ kind, id }: { kind: RulesKind; id: string }) {
  return (
    <nav className="ru-sides" aria-label="规则和样例">
      <NavLink to={`/admin/definitions/${kind}/${id}`}>{kind === 'table' ? '决策表' : '规则'}</NavLink>
      <NavLink to={`/admin/definitions/examples/${id}`}>样例</NavLink>
    </nav>
  );
}
