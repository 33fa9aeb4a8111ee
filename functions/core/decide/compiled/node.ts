import type { JudgedCondition } from '../../../contract/case.ts';
import type { Condition } from '../../../contract/definitions/rules.ts';
import { isFactBound } from '../operators.ts';
import { SATISFIED, STATUS_NAMES, type StatusCode, UNSATISFIED } from './codes.ts';
import { compileLeaf, type Evaluate, type SlotOf, type Values } from './leaf.ts';

/** A condition in three forms: its status alone, every status below it, and the explained tree. */
export type Node = {
  /** Stops at the first child that settles it. */
  status: Evaluate;
  /** Writes the status of every condition of the tree at its place (preorder) and returns the root's. */
  each: (values: Values, out: Uint8Array) => StatusCode;
  judge: (values: Values) => JudgedCondition;
};

/** Where the compiler stands: hands out fact slots, and places in preorder. */
export type Scope = { slotOf: SlotOf; place: (condition: Condition) => number };

export function compileNode(condition: Condition, scope: Scope): Node {
  const place = scope.place(condition);
  const { basis, label } = condition;
  if ('all' in condition) {
    const children = condition.all.map((child) => compileNode(child, scope));
    const status = allOf(children.map((child) => child.status));
    return {
      status,
      each: eachOf(children, place, minimum),
      judge: (values) => {
        const all = children.map((child) => child.judge(values));
        return { status: least(all), basis, label, all };
      },
    };
  }
  if ('any' in condition) {
    const children = condition.any.map((child) => compileNode(child, scope));
    return {
      status: anyOf(children.map((child) => child.status)),
      each: eachOf(children, place, maximum),
      judge: (values) => {
        const any = children.map((child) => child.judge(values));
        return { status: greatest(any), basis, label, any };
      },
    };
  }
  if ('not' in condition) {
    const child = compileNode(condition.not, scope);
    return {
      status: (values) => (2 - child.status(values)) as StatusCode,
      each: (values, out) => {
        const code = (2 - child.each(values, out)) as StatusCode;
        out[place] = code;
        return code;
      },
      judge: (values) => {
        const not = child.judge(values);
        return { status: OPPOSITE[not.status], basis, label, not };
      },
    };
  }
  return leafNode(condition, place, scope.slotOf);
}

function leafNode(leaf: Extract<Condition, { fact: string }>, place: number, slotOf: SlotOf): Node {
  const { basis, label, fact, operator, value: bound } = leaf;
  const status = compileLeaf(leaf, slotOf);
  const slot = slotOf(fact);
  const boundFact = isFactBound(bound) ? bound.fact : undefined;
  const boundSlot = boundFact === undefined ? -1 : slotOf(boundFact);
  const literal = isFactBound(bound) ? undefined : bound;
  const judge = (values: Values): JudgedCondition => ({
    status: STATUS_NAMES[status(values)],
    basis,
    label,
    fact,
    operator,
    value: values[slot],
    bound: boundSlot < 0 ? literal : values[boundSlot],
    boundFact,
  });
  return {
    status,
    each: (values, out) => {
      const code = status(values);
      out[place] = code;
      return code;
    },
    judge: boundSlot < 0 ? sharing(judge, slot) : judge,
  };
}

/** An unknown fact and a yes or no can be judged once for all; the objects are frozen, since verdicts share them. */
function sharing(judge: (values: Values) => JudgedCondition, slot: number) {
  const once = new Map<undefined | boolean, JudgedCondition>();
  return (values: Values): JudgedCondition => {
    const value = values[slot];
    if (value !== undefined && typeof value !== 'boolean') return judge(values);
    let judged = once.get(value);
    if (!judged) {
      judged = Object.freeze(judge(values));
      once.set(value, judged);
    }
    return judged;
  };
}

const OPPOSITE = { satisfied: 'unsatisfied', unsatisfied: 'satisfied', unknown: 'unknown' } as const;

function least(parts: JudgedCondition[]): JudgedCondition['status'] {
  let status: JudgedCondition['status'] = 'satisfied';
  for (const part of parts) {
    if (part.status === 'unsatisfied') return part.status;
    if (part.status === 'unknown') status = part.status;
  }
  return status;
}

/** Of nothing at all the library says yes, in `any` as in `all`; the language does not let an empty one be written. */
function greatest(parts: JudgedCondition[]): JudgedCondition['status'] {
  let status: JudgedCondition['status'] = parts.length === 0 ? 'satisfied' : 'unsatisfied';
  for (const part of parts) {
    if (part.status === 'satisfied') return part.status;
    if (part.status === 'unknown') status = part.status;
  }
  return status;
}

function allOf(children: Evaluate[]): Evaluate {
  return (values) => {
    let code: StatusCode = SATISFIED;
    for (let i = 0; i < children.length; i++) {
      const part = (children[i] as Evaluate)(values);
      if (part === UNSATISFIED) return part;
      if (part < code) code = part;
    }
    return code;
  };
}

function anyOf(children: Evaluate[]): Evaluate {
  const nothing = children.length === 0 ? SATISFIED : UNSATISFIED;
  return (values) => {
    let code: StatusCode = nothing;
    for (let i = 0; i < children.length; i++) {
      const part = (children[i] as Evaluate)(values);
      if (part === SATISFIED) return part;
      if (part > code) code = part;
    }
    return code;
  };
}

const minimum = (a: StatusCode, b: StatusCode) => (a < b ? a : b);
const maximum = (a: StatusCode, b: StatusCode) => (a > b ? a : b);

function eachOf(children: Node[], place: number, join: (a: StatusCode, b: StatusCode) => StatusCode) {
  return (values: Values, out: Uint8Array): StatusCode => {
    const first = children[0];
    let code: StatusCode = first ? first.each(values, out) : SATISFIED;
    for (let i = 1; i < children.length; i++) code = join(code, (children[i] as Node).each(values, out));
    out[place] = code;
    return code;
  };
}
