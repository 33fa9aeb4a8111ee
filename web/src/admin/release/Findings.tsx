import { Tag } from 'antd';
import type { Finding } from '../../../../functions/contract/definitions/release.ts';
import { Section } from '../../shell/Page.tsx';
import { Where } from '../Faults.tsx';
import { DefinitionName } from './Differences.tsx';

type Props = {
  findings: Finding[];
  /** What the draft changes: hints about anything else are older than it. */
  changed: string[];
  titleOf: (definition: string) => string;
};

/** What the checks found: errors, then hints about what the draft changes; hints about the rest are folded. */
export function Findings({ findings, changed, titleOf }: Props) {
  if (findings.length === 0) return null;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const hints = findings.filter(({ severity }) => severity === 'warning');
  const own = hints.filter(({ definition }) => changed.includes(definition));
  const others = hints.filter((finding) => !own.includes(finding));
  const first = [...errors, ...own];
  return (
    <Section
      title={
        errors.length > 0
          ? `检查发现 ${errors.length} 处错误，改正后才能提交`
          : '检查没有错误；提示不妨碍提交'
      }
    >
      {first.length > 0 ? <List findings={first} titleOf={titleOf} /> : null}
      {others.length > 0 ? (
        <details className="yz-details">
          <summary>另有 {others.length} 处提示，与这份草案修改的定义无关</summary>
          <List findings={others} titleOf={titleOf} />
        </details>
      ) : null}
    </Section>
  );
}

function List({ findings, titleOf }: Omit<Props, 'changed'>) {
  return (
    <ul className="ad-findings">
      {findings.map((finding) => (
        <li key={`${finding.definition}${finding.path}${finding.say}`}>
          <Tag color={finding.severity === 'error' ? 'red' : 'gold'}>
            {finding.severity === 'error' ? '错误' : '提示'}
          </Tag>
          <div>
            <p>{finding.say}</p>
            <p>
              <DefinitionName definition={finding.definition} title={titleOf(finding.definition)} />{' '}
              <Where path={finding.path} />
            </p>
            {finding.witness ? <WitnessFacts witness={finding.witness} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The facts as the command line and the trial take them. */
function WitnessFacts({ witness }: { witness: NonNullable<Finding['witness']> }) {
  return (
    <details className="yz-details">
      <summary>反例：用这些事实试判就能看到</summary>
      <p className="yz-dim">
        规则集 {witness.ruleSet}，适用日 {witness.asOf}
      </p>
      <pre className="rl-facts">{JSON.stringify(witness.facts, null, 2)}</pre>
    </details>
  );
}
