import { Alert, Button, Tag } from 'antd';
import { Link } from 'react-router';
import type { Finding } from '../../../../functions/contract/definitions/release.ts';
import { KIND_LABELS, type Kind } from '../../../../functions/contract/definitions/release.ts';
import { showValue } from '../../text/values.ts';
import { placeText } from '../Faults.tsx';
import { useTitles } from '../queries.ts';
import { isAbout, useStudio } from './studio.ts';
import { labelOf } from './words.ts';

/** What the checks found, each with the facts that show it. */
export function FindingList({ findings, placed = false }: { findings: Finding[]; placed?: boolean }) {
  if (findings.length === 0) return null;
  return (
    <ul className="ru-findings">
      {findings.map((finding) => (
        <li key={`${finding.definition}${finding.path}${finding.code}${finding.say}`}>
          <p>
            <Tag color={finding.severity === 'error' ? 'red' : 'gold'}>
              {finding.severity === 'error' ? '错误' : '提示'}
            </Tag>
            {placed ? null : <Place finding={finding} />}
            {finding.say}
          </p>
          {finding.witness ? <Witness finding={finding} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Where the finding is, linked to where it can be mended. */
function Place({ finding }: { finding: Finding }) {
  const titleOf = useTitles();
  const [kind, id] = finding.definition.split('/') as [Kind, string | undefined];
  if (id === undefined) return null;
  const page = kind === 'matter' ? `/admin/matters/${id}` : `/admin/definitions/${kind}/${id}`;
  const example = /^\/examples\/(\d+)/.exec(finding.path)?.[1];
  return (
    <>
      <Link to={example === undefined ? page : `${page}?example=${example}`}>
        {KIND_LABELS[kind] ?? kind} {titleOf(finding.definition)}
        {example === undefined ? null : ` ${placeText(finding.path)}`}
      </Link>
      ：
    </>
  );
}

/** Facts anybody can feed to the rules to see it happen. */
function Witness({ finding }: { finding: Finding }) {
  const { world, tryOut } = useStudio();
  const { witness } = finding;
  if (!witness) return null;
  const facts = Object.entries(witness.facts);
  return (
    <div className="ru-witness">
      <strong>反例</strong>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{labelOf(name, world)}</dt>
            <dd>{showValue(value, world.words.labels[name])}</dd>
          </div>
        ))}
        <div>
          <dt>所适用之日</dt>
          <dd>{witness.asOf}</dd>
        </div>
      </dl>
      <Button
        size="small"
        onClick={() => tryOut({ ruleSet: witness.ruleSet, facts: witness.facts, asOf: witness.asOf })}
      >
        用反例试判
      </Button>
    </div>
  );
}

type SummaryProps = { findings: Finding[]; shownBelow: (finding: Finding) => boolean };

/** How the check came out, with what has no place on this page; reminders about other definitions are folded. */
export function CheckSummary({ findings, shownBelow }: SummaryProps) {
  const { ruleSet } = useStudio();
  if (findings.length === 0)
    return (
      <Alert className="ad-gap" type="success" showIcon role="status" title="检查通过：没有发现问题。" />
    );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const away = findings.filter((finding) => !shownBelow(finding));
  const matters = (finding: Finding) =>
    finding.severity === 'error' || (ruleSet !== null && isAbout(finding, ruleSet));
  const folded = away.filter((finding) => !matters(finding));
  const reminders = findings.length - errors;
  return (
    <Alert
      className="ad-gap"
      type={errors > 0 ? 'error' : 'warning'}
      showIcon
      role="status"
      title={
        errors > 0
          ? `检查发现 ${errors} 处错误${reminders > 0 ? `、${reminders} 处提示` : ''}，改正后才能提交`
          : `检查没有发现错误，有 ${reminders} 处提示`
      }
      description={
        <>
          {away.length < findings.length ? (
            <p>这一页上的 {findings.length - away.length} 处标在下面相应的地方。</p>
          ) : null}
          <FindingList findings={away.filter(matters)} />
          {folded.length > 0 ? (
            <details className="yz-details">
              <summary>其他定义的 {folded.length} 处提示</summary>
              <FindingList findings={folded} />
            </details>
          ) : null}
        </>
      }
    />
  );
}
