import { Collapse } from 'antd';
import { useState } from 'react';
import type { ReplayExample, ReplayGroup, ReplayProgress } from '../../../../functions/contract/replay.ts';
import { ShortCaseNumber } from '../../text/case-number.tsx';
import { useActionTitles } from './queries.ts';
import { ReplayedDecisionDrawer } from './ReplayedDecision.tsx';
import { Shift } from './Shift.tsx';

/** Decisions that would come out otherwise, by the change that makes them so; each opens. */
export function Groups({ draftId, progress }: { draftId: string; progress: ReplayProgress }) {
  const [opened, setOpened] = useState<ReplayExample | null>(null);
  if (progress.groups.length === 0) return null;
  return (
    <>
      <h3 className="rl-sub">按原因分组（一件判定可以有几个原因）</h3>
      <Collapse
        className="rl-fold"
        items={progress.groups.map((group) => ({
          key: group.id,
          label: group.say,
          extra: <b>{group.count} 件</b>,
          children: <Group group={group} onOpen={setOpened} />,
        }))}
      />
      {opened ? (
        <ReplayedDecisionDrawer draftId={draftId} example={opened} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}

/** The first decisions of a group that are shown without being asked for more. */
const FEW = 20;

function Group({ group, onOpen }: { group: ReplayGroup; onOpen: (example: ReplayExample) => void }) {
  const titles = useActionTitles().data;
  const [all, setAll] = useState(false);
  const { examples, count } = group;
  const shown = all ? examples : examples.slice(0, FEW);
  return (
    <>
      <ul className="rl-decisions">
        {shown.map((example) => (
          <li key={`${example.caseId} ${example.version}`}>
            <button type="button" onClick={() => onOpen(example)}>
              <span>
                <b>{titles?.get(example.action) ?? example.action}</b>
                <small className="yz-dim">
                  案件 <ShortCaseNumber caseId={example.caseId} /> 第 {example.version} 步
                </small>
              </span>
              <Shift before={example.before} after={example.after} />
            </button>
          </li>
        ))}
      </ul>
      {shown.length < examples.length ? (
        <button type="button" className="rl-more" onClick={() => setAll(true)}>
          显示其余 {examples.length - shown.length} 件
        </button>
      ) : null}
      {all || examples.length <= FEW ? <More kept={examples.length} count={count} /> : null}
    </>
  );
}

function More({ kept, count }: { kept: number; count: number }) {
  return kept < count ? (
    <p className="yz-dim">
      这一组共 {count} 件，留存前 {kept} 件可以逐件打开。
    </p>
  ) : null;
}
