import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DraftView } from '../../../functions/contract/api.ts';
import { PageFrame, Section } from '../shell/Page.tsx';
import { Awaited } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import { STATUS } from './DraftsPage.tsx';
import { Faults } from './Faults.tsx';
import { useDraft, useTitles } from './queries.ts';
import { Differences } from './release/Differences.tsx';
import { EffectiveDate } from './release/EffectiveDate.tsx';
import { Findings } from './release/Findings.tsx';
import { NextStep } from './release/NextStep.tsx';
import { Path } from './release/Path.tsx';
import { useChecked, useReplay } from './release/queries.ts';
import { Replay } from './release/Replay.tsx';
import { stepsOf } from './release/steps.ts';
import { useRights, whoText } from './rights.ts';
import { useRevert } from './WorkingDraft.tsx';

/** 草案: where it stands on its way to a release, what it changes, and what it would have changed. */
export function DraftPage() {
  const { draftId = '' } = useParams();
  const draft = useDraft(draftId);
  return <Awaited query={draft}>{(view) => <Whole key={draftId} draft={view} />}</Awaited>;
}

function Whole({ draft }: { draft: DraftView }) {
  const rights = useRights();
  const checked = useChecked(draft);
  const replay = useReplay(draft.id);
  const titleOf = useDraftTitles(draft);
  const mine = draft.author === rights.id && rights.write;
  // a refused submission leaves what it found on the draft
  const findings = checked.data?.findings ?? (draft.findings.length > 0 ? draft.findings : undefined);
  const { text, color } = STATUS[draft.status];
  return (
    <PageFrame
      title={draft.title}
      lead={`${whoText(draft.author, rights)} 建立于 ${showInstant(draft.createdAt)}`}
      side={<Tag color={color}>{text}</Tag>}
    >
      {draft.status === 'dropped' ? null : <Path steps={stepsOf(draft, findings, replay.data)} />}
      <NextStep draft={draft} checked={checked} replay={replay.data} />
      {draft.rollbackOf ? <Rollback draft={draft} /> : null}
      <Findings findings={findings ?? []} changed={Object.keys(draft.changes)} titleOf={titleOf} />
      {draft.status === 'dropped' ? null : (
        <EffectiveDate draft={draft} editable={draft.status === 'open' && mine} />
      )}
      <Replay draft={draft} />
      <Changes draft={draft} titleOf={titleOf} editable={draft.status === 'open' && mine} />
    </PageFrame>
  );
}

/** Titles as the draft has them, otherwise as they are live. */
function useDraftTitles(draft: DraftView): (definition: string) => string {
  const live = useTitles();
  return (definition) => {
    const body = draft.changes[definition] as { title?: string; name?: string } | null | undefined;
    return body?.title ?? body?.name ?? live(definition);
  };
}

function Rollback({ draft: { rollbackOf } }: { draft: DraftView }) {
  if (!rollbackOf) return null;
  return (
    <Section title={`恢复第 ${rollbackOf.number} 版`}>
      <p>
        发布后的内容与<Link to={`/admin/releases/${rollbackOf.number}`}>第 {rollbackOf.number} 版</Link>
        完全相同。这份草案是一个整体，不能单独修改其中的定义。
      </p>
      <p>理由：{rollbackOf.reason}</p>
    </Section>
  );
}

type ChangesProps = { draft: DraftView; titleOf: (definition: string) => string; editable: boolean };
function Changes({ draft, titleOf, editable }: ChangesProps) {
  const revert = useRevert();
  const [fault, setFault] = useState<Error | null>(null);
  const takeBack = (definition: string) => (
    <Button type="link" size="small" onClick={() => void revert(draft, definition).catch(setFault)}>
      撤销
    </Button>
  );
  const changed = Object.keys(draft.changes);
  return (
    <Section title={changed.length === 0 ? '还没有修改' : `修改了 ${changed.length} 项定义`}>
      {changed.length === 0 ? (
        <p className="yz-dim">
          到<Link to="/admin">定义总览</Link>选择规则、参数、<Link to="/admin/matters">事项</Link>或
          <Link to="/admin/definitions/form">表单</Link>修改，保存时选择这份草案。
        </p>
      ) : null}
      <Faults error={fault} onClose={() => setFault(null)} />
      <Differences
        differences={draft.differences}
        definitions={changed}
        titleOf={titleOf}
        {...(editable && !draft.rollbackOf ? { aside: takeBack } : {})}
      />
    </Section>
  );
}
