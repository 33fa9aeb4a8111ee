import { Progress } from 'antd';
import { Link } from 'react-router';
import type { RuleCoverage, RuleSetCoverage, Survivor } from '../../../../functions/contract/coverage.ts';

/** What the examples prove of one rule: how often they show it each way, its bounds, and what they would not notice. */
export function Proof({ coverage, rule, set }: { coverage: RuleSetCoverage; rule: string; set: string }) {
  const shown = coverage.rules.find(({ id }) => id === rule);
  if (!shown) return null;
  const survivors = coverage.survivors.filter((survivor) => survivor.rule === rule);
  const open = shown.conditions.filter((c) => !c.satisfied || !c.unsatisfied);
  return (
    <aside className="ru-proof" aria-label="样例证明">
      <Counts shown={shown} />
      <Progress
        size="small"
        percent={shown.total === 0 ? 100 : Math.floor((shown.covered / shown.total) * 100)}
        status={shown.covered === shown.total ? 'success' : 'normal'}
        format={() => `${shown.covered}/${shown.total}`}
        aria-label="样例覆盖"
      />
      {open.length + survivors.length > 0 ? (
        <ul className="ru-gaps">
          {open.map(({ path, say, satisfied }) => (
            <li key={path}>
              没有样例{satisfied ? '不满足' : '满足'}：{say}
            </li>
          ))}
          {survivors.map((survivor) => (
            <li key={`${survivor.path}${survivor.kind}`}>{saySurvivor(survivor)}</li>
          ))}
        </ul>
      ) : (
        <p className="yz-dim">每一项条件写错都会被样例发现。</p>
      )}
      <Link to={`/admin/definitions/examples/${set}?rule=${rule}`}>查看样例</Link>
    </aside>
  );
}

function Counts({ shown }: { shown: RuleCoverage }) {
  const bounded = shown.conditions.filter(({ missingSides }) => missingSides !== null);
  const exact = bounded.filter(({ missingSides }) => !missingSides?.includes('at'));
  return (
    <dl className="ru-counts">
      <Count text="命中" n={shown.firing} />
      <Count text="不命中" n={shown.quiet} />
      {bounded.length > 0 ? <Count text="界限" n={`${exact.length}/${bounded.length}`} /> : null}
    </dl>
  );
}

const Count = ({ text, n }: { text: string; n: number | string }) => (
  <div>
    <dt>{text}</dt>
    <dd>{n}</dd>
  </div>
);

/** A mistake no example would notice, in a sentence. */
const saySurvivor = ({ say, instead }: Survivor): string =>
  instead === null ? `“${say}”漏写了也没有样例发现` : `“${say}”错写成“${instead}”也没有样例发现`;

/** The proof of a whole set in one line. */
export function SetProof({ coverage }: { coverage: RuleSetCoverage }) {
  const { examples, covered, total, mutants, survivors } = coverage;
  return (
    <p className="yz-dim ru-set-proof" role="status">
      {examples} 个样例，覆盖 {covered}/{total}；故意写错 {mutants} 处，
      {survivors.length === 0 ? '全部被样例发现' : `有 ${survivors.length} 处没有样例发现`}。
    </p>
  );
}
