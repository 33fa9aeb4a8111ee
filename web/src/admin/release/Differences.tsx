import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { DefinitionDifference } from '../../../../functions/contract/api.ts';
import { KIND_LABELS } from '../../../../functions/contract/definitions/release.ts';
import { placeOf } from './words.ts';

/** A whole release taken in may change hundreds of definitions: so many are shown at first, and of each so many sentences. */
const FEW_DEFINITIONS = 12;
const FEW_SENTENCES = 15;

type Props = {
  differences: DefinitionDifference[];
  /** Definitions to be named even where nothing is said of them. */
  definitions?: string[];
  titleOf: (definition: string) => string;
  /** What can be done about one of them. */
  aside?: (definition: string) => ReactNode;
};

/** What changes, definition by definition, in the sentences the API tells it in. */
export function Differences({ differences, definitions = [], titleOf, aside }: Props) {
  const [all, setAll] = useState(false);
  const names = [...new Set([...definitions, ...differences.map(({ definition }) => definition)])];
  const shown = all ? names : names.slice(0, FEW_DEFINITIONS);
  return (
    <>
      {shown.map((definition) => (
        <OneDefinition
          key={definition}
          definition={definition}
          title={titleOf(definition)}
          said={differences.filter((difference) => difference.definition === definition)}
          aside={aside?.(definition)}
        />
      ))}
      {shown.length < names.length ? (
        <Button className="ad-gap-top" onClick={() => setAll(true)}>
          显示其余 {names.length - shown.length} 项定义
        </Button>
      ) : null}
    </>
  );
}

type OneProps = { definition: string; title: string; said: DefinitionDifference[]; aside: ReactNode };
function OneDefinition({ definition, title, said, aside }: OneProps) {
  const [first, rest] = [said.slice(0, FEW_SENTENCES), said.slice(FEW_SENTENCES)];
  return (
    <div className="ad-difference">
      <h3>
        <DefinitionName definition={definition} title={title} /> {aside}
      </h3>
      <Sentences said={first} />
      {said.length === 0 ? <p className="yz-dim">与现行版本相同</p> : null}
      {rest.length > 0 ? (
        <details className="yz-details">
          <summary>其余 {rest.length} 处</summary>
          <Sentences said={rest} />
        </details>
      ) : null}
    </div>
  );
}

function Sentences({ said }: { said: DefinitionDifference[] }) {
  return (
    <ul>
      {said.map(({ say, path }) => (
        <li key={`${path}${say}`} title={path}>
          {say}
        </li>
      ))}
    </ul>
  );
}

/** `事项 对擅自改变林地用途的处罚`, linked to its editor. */
export function DefinitionName({ definition, title }: { definition: string; title: string }) {
  const { kind, id } = placeOf(definition);
  return (
    <>
      <span className="yz-dim">{KIND_LABELS[kind] ?? kind}</span>{' '}
      <Link to={kind === 'matter' ? `/admin/matters/${id}` : `/admin/definitions/${kind}/${id}`}>
        {title}
      </Link>
    </>
  );
}
