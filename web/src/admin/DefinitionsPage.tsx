import { Input, Tag } from 'antd';
import { useState } from 'react';
import { Link, Navigate, NavLink, useParams } from 'react-router';
import type { DefinitionLine, DraftView } from '../../../functions/contract/api.ts';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { PageFrame } from '../shell/Page.tsx';
import { Awaited, NotFound, Nothing } from '../shell/Problem.tsx';
import { NewDefinition } from './NewDefinition.tsx';
import { useDefinitions } from './queries.ts';
import { placeOf } from './release/words.ts';
import { useWorkingDraft } from './WorkingDraft.tsx';

/** What rules are made of: one goes from one to the other. */
const OF_RULES: Kind[] = ['ruleset', 'table', 'conditions', 'params', 'examples', 'facts'];
const isKind = (text: string): text is Kind => Object.hasOwn(KIND_LABELS, text);

/** The live definitions of one kind. */
export function DefinitionsPage() {
  const { kind = '' } = useParams();
  if (!isKind(kind)) return <NotFound />;
  if (kind === 'matter') return <Navigate to="/admin/matters" replace />;
  return <OfKind key={kind} kind={kind} />;
}

type Line = { id: string; title: string; said?: string };

/** The live ones and those the working draft brings in, each with what the draft does to it. */
function withDraft(kind: Kind, live: DefinitionLine[], draft: DraftView | undefined): Line[] {
  const changes = new Map(
    Object.entries(draft?.changes ?? {})
      .map(([key, body]) => [placeOf(key), body] as const)
      .filter(([place]) => place.kind === kind)
      .map(([{ id }, body]) => [id, body as { title?: string; name?: string } | null]),
  );
  const lines = live.map(({ id, title }): Line => {
    const body = changes.get(id);
    changes.delete(id);
    if (body === undefined) return { id, title };
    return body === null
      ? { id, title, said: '草案移出' }
      : { id, title: body.title ?? body.name ?? title, said: '草案修改' };
  });
  const added = [...changes].map(([id, body]) => ({
    id,
    title: body?.title ?? body?.name ?? id,
    said: '草案新增',
  }));
  return [...added, ...lines];
}

function OfKind({ kind }: { kind: Kind }) {
  const definitions = useDefinitions(kind);
  const { draft } = useWorkingDraft();
  const [words, setWords] = useState('');
  return (
    <PageFrame
      title={KIND_LABELS[kind]}
      side={definitions.data ? <NewDefinition kind={kind} lines={definitions.data.items} /> : null}
    >
      {OF_RULES.includes(kind) ? (
        <nav className="ru-sides ru-kinds" aria-label="规则的组成">
          {OF_RULES.map((one) => (
            <NavLink key={one} to={`/admin/definitions/${one}`}>
              {KIND_LABELS[one]}
            </NavLink>
          ))}
        </nav>
      ) : null}
      <Awaited query={definitions}>
        {({ items }) => {
          const shown = withDraft(kind, items, draft).filter(({ id, title }) =>
            `${id} ${title}`.toLowerCase().includes(words.trim().toLowerCase()),
          );
          return (
            <>
              <Input.Search
                className="ad-search"
                allowClear
                placeholder={`搜索${KIND_LABELS[kind]}`}
                aria-label={`搜索${KIND_LABELS[kind]}`}
                onChange={(event) => setWords(event.target.value)}
              />
              {shown.length === 0 ? (
                <Nothing
                  text={items.length === 0 ? `现行版本中没有${KIND_LABELS[kind]}` : '没有符合条件的定义'}
                />
              ) : (
                <ul className="ad-lines yz-card">
                  {shown.map(({ id, title, said }) => (
                    <li key={id}>
                      <Link to={`/admin/definitions/${kind}/${id}`}>{title}</Link>
                      <code className="ad-where">{id}</code>
                      {said ? <Tag className="ad-unsure">{said}</Tag> : null}
                    </li>
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Awaited>
    </PageFrame>
  );
}
