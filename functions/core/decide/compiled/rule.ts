import type { JudgedCondition, JudgedRule } from '../../../contract/case.ts';
import type { Rule, RuleSet } from '../../../contract/definitions/rules.ts';
import { type Days, isInForce, type Overrides } from '../decide.ts';
import {
  NOT_IN_FORCE,
  type RuleStatusCode,
  SATISFIED,
  STATUS_NAMES,
  type StatusCode,
  UNKNOWN,
  UNSATISFIED,
} from './codes.ts';
import { compileLeaf, type Evaluate, type Values } from './leaf.ts';
import { compileNode, type Node, type Scope } from './node.ts';

/** What comes of a rule besides its status. */
export type Fate = { fired: boolean; holds: boolean; overridden: boolean };

/** One rule compiled: its condition, and what its status leads to. */
export type CompiledRule = {
  rule: Rule;
  node: Node;
  /** `NOT_IN_FORCE` outside the rule's window, otherwise what the condition says. */
  status: (values: Values, days: Days) => RuleStatusCode;
  fate: (status: RuleStatusCode, values: Values, overrides: Overrides) => Fate;
  /** With the explanation of its condition; equal to what `decide()` says of it. */
  judge: (
    conditions: JudgedCondition,
    status: StatusCode,
    values: Values,
    days: Days,
    overrides: Overrides,
  ) => JudgedRule;
};

export function compileRule(rule: Rule, set: RuleSet, scope: Scope): CompiledRule {
  const node = compileNode(rule.conditions, scope);
  const byAct = set.asOf === 'act';
  const inForce = (days: Days) =>
    rule.effective === undefined || isInForce(rule, byAct ? (days.act ?? days.decision) : days.decision);
  const fate = fateOf(rule, rule.mustKnow && compileLeaf(rule.mustKnow, scope.slotOf));
  const { id, title, severity, legalBasis } = rule;
  const ruleSet = set.id;
  const { say } = rule.event.params;
  const role = rule.overridable === false ? null : rule.overridable.role;
  return {
    rule,
    node,
    status: (values, days) => (inForce(days) ? node.status(values) : NOT_IN_FORCE),
    fate,
    judge: (conditions, judged, values, days, overrides) => {
      const code = inForce(days) ? judged : NOT_IN_FORCE;
      const { fired, holds, overridden } = fate(code, values, overrides);
      const status = STATUS_NAMES[code];
      // No spread here: it would copy every rule of every verdict.
      if (role === null)
        return { id, ruleSet, title, severity, status, fired, holds, legalBasis, say, conditions };
      const soft: JudgedRule = {
        id,
        ruleSet,
        title,
        severity,
        status,
        fired,
        holds,
        overridable: role,
        legalBasis,
        say,
        conditions,
      };
      if (overridden) {
        const { by, reason } = overrides.find((o) => o.rule === id) as Overrides[number];
        soft.overridden = { by, reason };
      }
      return soft;
    },
  };
}

const NOTHING: Fate = { fired: false, holds: false, overridden: false };
const FIRES: Fate = { fired: true, holds: false, overridden: false };
const HOLDS: Fate = { fired: false, holds: true, overridden: false };
const PASSED_OVER: Fate = { fired: false, holds: false, overridden: true };

function fateOf(rule: Rule, mustKnow: Evaluate | undefined): CompiledRule['fate'] {
  const onUnknown = rule.whenUnknown ?? (rule.severity === 'block' ? 'hold' : 'pass');
  const unknown = onUnknown === 'fire' ? FIRES : onUnknown === 'hold' ? HOLDS : NOTHING;
  const soft = rule.overridable !== false;
  return (status, values, overrides) => {
    if (status !== SATISFIED && status !== UNKNOWN) return NOTHING;
    const irrelevant = status === UNKNOWN && mustKnow !== undefined && mustKnow(values) === UNSATISFIED;
    const fate = status === SATISFIED ? FIRES : irrelevant ? NOTHING : unknown;
    const passed = soft && fate !== NOTHING && overrides.some((o) => o.rule === rule.id);
    return passed ? PASSED_OVER : fate;
  };
}
