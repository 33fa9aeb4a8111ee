import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { Problem } from '../../../functions/contract/api.ts';
import type { ApiProblem } from '../api/problem.ts';
import { RuleCard } from '../explain/Explanation.tsx';
import { byWeight, type Words } from '../explain/sentences.ts';
import type { Labels } from '../text/values.ts';

type Props = {
  problem: ApiProblem;
  words: Words;
  /** Where to look at the case; absent before it exists. */
  caseId: string | undefined;
  onReload: () => void;
};

/** Somebody else acted, or the stage moved on: what was typed stays. */
const MOVED_ON = new Set([
  'version-conflict',
  'action-not-open',
  'action-frozen',
  'case-closed',
  'case-moved',
  'form-outdated',
]);

/** Why a submission was not accepted: rules with their articles, missing facts, and what to do next. */
export function Refusal({ problem, words, caseId, onReload }: Props) {
  const { code } = problem;
  const said: Problem & { labels?: Labels } = problem.problem;
  const named: Words = { ...words, labels: { ...words.labels, ...said.labels } };
  const { verdict } = said;
  const rules = verdict ? byWeight(verdict.rules).first : [];
  const loose = rules.length > 0 ? [] : said.errors;
  const missing = said.missingFacts ?? [];
  return (
    <Alert
      type={code === 'facts-missing' || problem.status === 409 ? 'warning' : 'error'}
      showIcon
      className="yz-refusal"
      title={said.title}
      description={
        <>
          {rules.length === 0 && <p>{said.detail}</p>}
          {missing.length > 0 && (
            <p>
              需要查明的事实:<b>{missing.map((fact) => fact.label).join('、')}</b>
            </p>
          )}
          {loose.length > 0 && (
            <ul>
              {loose.map((error) => (
                <li key={`${error.path}${error.say}`}>
                  {error.say}
                  {error.basis && error.basis.length > 0 && (
                    <span className="yz-basis">依据:{error.basis.join(';')}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {verdict &&
            rules.map((rule) => <RuleCard key={rule.id} rule={rule} verdict={verdict} words={named} />)}
          <p className="yz-dim">本次提交没有记入案件,已填写的内容仍在下方。</p>
          {MOVED_ON.has(code) && <Button onClick={onReload}>重新载入案件,保留已填内容</Button>}
          {code === 'submission-reused' && caseId && (
            <Link to={`/cases/${caseId}`}>这份表单可能已经提交成功,请先查看案件</Link>
          )}
        </>
      }
    />
  );
}
