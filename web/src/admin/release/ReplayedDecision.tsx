import { Alert, Drawer, Grid } from 'antd';
import { Link } from 'react-router';
import type { JudgedCondition } from '../../../../functions/contract/case.ts';
import type { ReplayExample, ReplayedDecision, ReplayedRule } from '../../../../functions/contract/replay.ts';
import { useMe } from '../../auth/me.tsx';
import { Tree } from '../../explain/Explanation.tsx';
import {
  childrenOf,
  factLabel,
  ruleState,
  saySettle,
  unknownFacts,
  type Words,
} from '../../explain/sentences.ts';
import { Awaited } from '../../shell/Problem.tsx';
import { CaseNumber } from '../../text/case-number.tsx';
import { showInstant } from '../../text/time.ts';
import { useReplayedDecision } from './queries.ts';
import { Shift } from './Shift.tsx';

type Props = { draftId: string; example: ReplayExample; onClose: () => void };

/** One recorded decision before and after, rule by rule, as far as they are judged otherwise. */
export function ReplayedDecisionDrawer({ draftId, example, onClose }: Props) {
  const wide = Grid.useBreakpoint().md;
  const query = useReplayedDecision(draftId, example.caseId, example.version);
  return (
    <Drawer
      open
      onClose={onClose}
      title="一件判定，重演前后"
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 980 : '90%'}
    >
      <Awaited query={query}>{(decision) => <Decision decision={decision} />}</Awaited>
    </Drawer>
  );
}

function Decision({ decision }: { decision: ReplayedDecision }) {
  const me = useMe();
  const words: Words = { labels: decision.labels, name: () => undefined };
  const number = <CaseNumber caseId={decision.caseId} />;
  return (
    <>
      <h3 className="rl-sub">
        {decision.procedureTitle}：{decision.actionTitle}
      </h3>
      <p className="yz-dim">
        案件 {me.faces.includes('staff') ? <Link to={`/cases/${decision.caseId}`}>{number}</Link> : number} 第{' '}
        {decision.version} 步，{showInstant(decision.at)} 判定
      </p>
      <p>
        <Shift before={decision.before} after={decision.after} />
      </p>
      {decision.asRecorded ? null : (
        <Alert
          className="ad-gap"
          type="info"
          showIcon
          title="这件判定是按更早的版本作出的"
          description="“现行”一栏是现行规则对同样事实的判断，不是当时登记的内容；当时登记的判定没有改变。"
        />
      )}
      <h3 className="rl-sub">原因</h3>
      <ul className="ad-faults">
        {decision.causes.map((cause) => (
          <li key={cause.say}>
            {cause.say}
            <code className="ad-where">{cause.definition}</code>
          </li>
        ))}
      </ul>
      {decision.unrecorded.length > 0 ? (
        <p className="yz-tone-warn">
          草案的规则问到、当时没有登记的事实，一律作为未知：
          {decision.unrecorded.map((fact) => factLabel(fact, words)).join('、')}
        </p>
      ) : null}
      {decision.rules.map(({ id, before, after }) => (
        <Rule key={id} id={id} before={before} after={after} words={words} />
      ))}
    </>
  );
}

type RuleProps = ReplayedDecision['rules'][number] & { words: Words };
function Rule({ id, before, after, words }: RuleProps) {
  const title = (after ?? before)?.title ?? id;
  const [old, next] = turnedLeaves(before, after);
  return (
    <section aria-label={title}>
      <h3 className="rl-sub">{title}</h3>
      <div className="rl-sides">
        <Side name="现行" rule={before} turned={old} words={words} />
        <Side name="草案" rule={after} turned={next} words={words} />
      </div>
    </section>
  );
}

const leavesOf = (condition: JudgedCondition): JudgedCondition[] => {
  const children = childrenOf(condition);
  return children.length === 0 ? [condition] : children.flatMap(leavesOf);
};

/** The leaves judged otherwise, on either side; none where the two rules do not ask the same questions in the same order. */
function turnedLeaves(
  before: ReplayedRule | null,
  after: ReplayedRule | null,
): [JudgedCondition[], JudgedCondition[]] {
  if (!before || !after) return [[], []];
  const [old, next] = [leavesOf(before.conditions), leavesOf(after.conditions)];
  const same = (leaf: JudgedCondition, other: JudgedCondition | undefined) =>
    leaf.fact === other?.fact && leaf.operator === other?.operator;
  if (old.length !== next.length || !old.every((leaf, at) => same(leaf, next[at]))) return [[], []];
  const turned = old.flatMap((leaf, at) => (leaf.status === next[at]?.status ? [] : [at]));
  const pick = (leaves: JudgedCondition[]) => turned.flatMap((at) => leaves[at] ?? []);
  return [pick(old), pick(next)];
}

/** First what is judged otherwise, then on demand all of it. */
function Conditions({
  whole,
  turned,
  words,
}: {
  whole: JudgedCondition;
  turned: JudgedCondition[];
  words: Words;
}) {
  const all = leavesOf(whole).length;
  if (turned.length === 0 || turned.length === all) return <Tree condition={whole} words={words} />;
  return (
    <>
      {turned.map((leaf) => (
        <Tree key={`${leaf.fact} ${leaf.operator} ${String(leaf.bound)}`} condition={leaf} words={words} />
      ))}
      <details className="yz-details">
        <summary>全部 {all} 个条件</summary>
        <Tree condition={whole} words={words} />
      </details>
    </>
  );
}

type SideProps = { name: string; rule: ReplayedRule | null; turned: JudgedCondition[]; words: Words };
function Side({ name, rule, turned, words }: SideProps) {
  if (rule === null) {
    return (
      <div>
        <h4>{name}</h4>
        <p className="yz-dim">没有这条规则</p>
      </div>
    );
  }
  const { overridden, ...judged } = rule;
  const { text, tone } = overridden ? { text: '已说明理由越过', tone: 'warn' } : ruleState(judged);
  const settling = saySettle(judged, unknownFacts(judged.conditions), words);
  return (
    <div className={`yz-rule yz-rule-${tone}`}>
      <div className="yz-rule-head">
        <h4>{name}</h4>
        <span className={`yz-tone-${tone}`}>{text}</span>
      </div>
      {rule.fired || rule.holds ? <p className="yz-rule-say">{rule.say}</p> : null}
      {settling ? <p className="yz-dim">{settling}</p> : null}
      <Conditions whole={rule.conditions} turned={turned} words={words} />
      <p className="yz-basis">依据：{rule.legalBasis.join('；')}</p>
    </div>
  );
}
