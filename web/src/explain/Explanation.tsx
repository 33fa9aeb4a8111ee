import {
  CheckCircleFilled,
  CloseCircleFilled,
  MinusCircleOutlined,
  QuestionCircleFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { JudgedCondition, JudgedRule, Verdict } from '../../../functions/contract/case.ts';
import {
  byWeight,
  childrenOf,
  deciding,
  EFFECTS,
  factLabel,
  ruleState,
  sayGroup,
  sayLeaf,
  sayOutcome,
  saySettle,
  saySeverity,
  unknownFacts,
  type Words,
} from './sentences.ts';

const OUTCOME_TONE = { allowed: 'good', refused: 'bad', unknown: 'warn' } as const;

export function Outcome({ verdict }: { verdict: Pick<Verdict, 'outcome' | 'rules'> }) {
  return (
    <span className="yz-outcome">
      判定说明：<span className={`yz-tone-${OUTCOME_TONE[verdict.outcome]}`}>{sayOutcome(verdict)}</span>
    </span>
  );
}

/** Why the verdict is what it is: what decided it opened, the other rules folded. */
export function Explanation({ verdict, words }: { verdict: Verdict; words: Words }) {
  const { first, rest } = byWeight(verdict.rules);
  return (
    <div className="yz-explain">
      {first.map((rule) => (
        <RuleCard key={rule.id} rule={rule} verdict={verdict} words={words} />
      ))}
      {first.length === 0 && <p className="yz-quiet">各条规则均未触发。</p>}
      {rest.length > 0 && (
        <details className="yz-details">
          <summary>
            {first.length > 0 ? '其余' : '全部'} {rest.length} 条规则的判断
          </summary>
          {rest.map((rule) => (
            <RuleCard key={rule.id} rule={rule} verdict={verdict} words={words} />
          ))}
        </details>
      )}
    </div>
  );
}

type CardProps = { rule: JudgedRule; verdict: Verdict; words: Words; foot?: ReactNode };

export function RuleCard({ rule, verdict, words, foot }: CardProps) {
  const { text, tone: weight } = ruleState(rule);
  const missing = rule.status === 'unknown' ? unknownFacts(rule.conditions) : [];
  const settling = saySettle(rule, verdict.missingFacts, words);
  const effects = rule.fired
    ? verdict.effects.filter((one) => one.rule === rule.id && one.ruleSet === rule.ruleSet)
    : [];
  // What asks for a further step does not stand in the way.
  const tone = weight === 'bad' && !effects.some(({ effect }) => effect.type === 'deny') ? 'warn' : weight;
  return (
    <section className={`yz-rule yz-rule-${tone}`} aria-label={rule.title}>
      <div className="yz-rule-head">
        <h4>{rule.title}</h4>
        <span className={`yz-tone-${tone}`}>{text}</span>
        <span className="yz-dim">{saySeverity(rule)}</span>
      </div>
      {(rule.fired || rule.holds) && <p className="yz-rule-say">{rule.say}</p>}
      {effects.map(({ effect }) => (
        <p key={effect.type} className="yz-dim">
          后果：{EFFECTS[effect.type]}
        </p>
      ))}
      {rule.overridden && (
        <p>
          由 {words.name(rule.overridden.by) ?? rule.overridden.by} 越过，理由：{rule.overridden.reason}
        </p>
      )}
      {missing.length > 1 && (
        <p className="yz-tone-warn">尚缺：{missing.map((fact) => factLabel(fact, words)).join('、')}</p>
      )}
      {settling && <p className={missing.length > 1 ? 'yz-dim' : 'yz-tone-warn'}>{settling}</p>}
      <Reasons condition={rule.conditions} words={words} />
      <p className="yz-basis">依据：{rule.legalBasis.join('；')}</p>
      {foot}
    </section>
  );
}

const MARKS = {
  satisfied: <CheckCircleFilled className="yz-mark yz-mark-yes" aria-label="成立" />,
  unsatisfied: <CloseCircleFilled className="yz-mark yz-mark-no" aria-label="不成立" />,
  unknown: <QuestionCircleFilled className="yz-mark yz-mark-unknown" aria-label="不明" />,
};

const SHORT = 4;
const leaves = (condition: JudgedCondition): number =>
  childrenOf(condition).reduce((sum, child) => sum + leaves(child), 0) || 1;

/** A short tree as it is; of a long one first the conditions that decided it. */
function Reasons({ condition, words }: { condition: JudgedCondition; words: Words }) {
  const count = leaves(condition);
  const first = deciding(condition);
  if (count <= SHORT || first.length === count) return <Tree condition={condition} words={words} />;
  return (
    <>
      <ul className="yz-tree">
        {first.map((leaf) => (
          <Node
            key={`${leaf.fact} ${leaf.operator} ${String(leaf.bound)} ${leaf.basis}`}
            condition={leaf}
            words={words}
          />
        ))}
      </ul>
      <details className="yz-details">
        <summary>全部 {count} 个条件</summary>
        <Tree condition={condition} words={words} />
      </details>
    </>
  );
}

/** The condition tree as nested lists; each leaf says the fact, its value, what was asked, and the article. */
export function Tree({ condition, words }: { condition: JudgedCondition; words: Words }) {
  return (
    <ul className="yz-tree">
      <Node condition={condition} words={words} />
    </ul>
  );
}

function Node({ condition, words }: { condition: JudgedCondition; words: Words }) {
  const children = childrenOf(condition);
  const only = children[0];
  // A group of one says nothing that its one condition does not say.
  if (children.length === 1 && only && !condition.not && !condition.label && !condition.basis) {
    return <Node condition={only} words={words} />;
  }
  return (
    <li>
      <span className="yz-node">
        {MARKS[condition.status] ?? <MinusCircleOutlined />}
        <span>
          {children.length > 0 ? sayGroup(condition) : sayLeaf(condition, words)}
          {condition.basis && <small className="yz-dim">（{condition.basis}）</small>}
        </span>
      </span>
      {children.length > 0 && (
        <ul>
          {children.map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a judged condition never changes
            <Node key={index} condition={child} words={words} />
          ))}
        </ul>
      )}
    </li>
  );
}
