import { Input } from 'antd';
import { useState } from 'react';
import { Link, Navigate, NavLink, useParams } from 'react-router';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { PageFrame } from '../shell/Page.tsx';
import { Awaited, NotFound, Nothing } from '../shell/Problem.tsx';
import { useDefinitions } from './queries.ts';

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

function OfKind({ kind }: { kind: Kind }) {
  const definitions = useDefinitions(kind);
  const [words, setWords] = useState('');
  return (
    <PageFrame title={KIND_LABELS[kind]}>
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
          const shown = items.filter(({ id, title }) =>
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
                  {shown.map(({ id, title }) => (
                    <li key={id}>
                      <Link to={`/admin/definitions/${kind}/${id}`}>{title}</Link>
                      <code className="ad-where">{id}</code>
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
