import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { ApiProblem } from '../api/problem.ts';
import { useMe } from '../auth/me.tsx';
import { RuleCard } from '../explain/Explanation.tsx';
import { byWeight, stopping, type Words } from '../explain/sentences.ts';
import { OverrideForm, type Overrides, Passage } from './Override.tsx';

type Props = {
  problem: ApiProblem;
  words: Words;
  /** Where to look at the case; absent before it exists. */
  caseId: string | undefined;
  onReload: () => Promise<void>;
  /** The form that was refused, to be filed again with the rules passed over. */
  formId: string;
  busy: boolean;
  onPass: (overrides: Overrides) => void;
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
export function Refusal({ problem, words, caseId, onReload, formId, busy, onPass }: Props) {
  const { roles } = useMe().person;
  const { code } = problem;
  const said = problem.problem;
  const named: Words = { ...words, labels: { ...words.labels, ...said.labels } };
  const { verdict } = said;
  const stops = verdict ? stopping(verdict) : [];
  const others = verdict ? byWeight(verdict.rules).first.filter((rule) => !stops.includes(rule)) : [];
  const loose = stops.length > 0 ? [] : said.errors;
  const missing = said.missingFacts ?? [];
  return (
    <Alert
      type={code === 'facts-missing' || problem.status === 409 ? 'warning' : 'error'}
      showIcon
      className="yz-refusal"
      title={said.title}
      description={
        <>
          {stops.length === 0 && <p>{said.detail}</p>}
          {missing.length > 0 && (
            <p>
              需要查明的事实：<b>{missing.map((fact) => fact.label).join('、')}</b>
            </p>
          )}
          {missing.some(({ fact }) => fact.startsWith('matter.')) && (
            <p>
              事项的赋权情况由平台管理员确认，确认之前不能办理这一步；可以先行制止、固定证据，移送有权部门。
            </p>
          )}
          {loose.length > 0 && (
            <ul>
              {loose.map((error) => (
                <li key={`${error.path}${error.say}`}>
                  {error.say}
                  {error.basis && error.basis.length > 0 && (
                    <span className="yz-basis">依据：{error.basis.join('；')}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {verdict &&
            stops.map((rule) => (
              <RuleCard
                key={rule.id}
                rule={rule}
                verdict={verdict}
                words={named}
                foot={<Passage rule={rule} roles={roles} />}
              />
            ))}
          {verdict && others.length > 0 && (
            <details className="yz-details">
              <summary>另有 {others.length} 条规则提出要求或者提示，不是本次未获通过的原因</summary>
              {others.map((rule) => (
                <RuleCard key={rule.id} rule={rule} verdict={verdict} words={named} />
              ))}
            </details>
          )}
          <OverrideForm stopping={stops} roles={roles} formId={formId} busy={busy} onPass={onPass} />
          <p className="yz-dim">本次提交没有记入案件，已填写的内容仍在下方。</p>
          {MOVED_ON.has(code) && <Button onClick={() => void onReload()}>重新载入案件，保留已填内容</Button>}
          {code === 'submission-reused' && caseId && (
            <Link to={`/cases/${caseId}`}>这份表单可能已经提交成功，请先查看案件</Link>
          )}
        </>
      }
    />
  );
}
