import type { Condition } from '../../../contract/definitions/rules.ts';
import { SATISFIED, type StatusCode, UNSATISFIED } from './codes.ts';
import { compileLeaf, type Evaluate, type SlotOf, type Values } from './leaf.ts';

/** A condition in two forms: its status alone, and every status below it. `explain.ts` makes the explained tree. */
export type Node = {
  /** Stops at the first child that settles it. */
  status: Evaluate;
  /** Writes the status of every condition of the tree at its place (preorder) and returns the root's. */
  each: (values: Values, out: Uint8Array) => StatusCode;
};

/** Where the compiler stands: hands out fact slots, and places in preorder. */
export type Scope = { slotOf: SlotOf; place: (condition: Condition) => number };

export function compileNode(condition: Condition, scope: Scope): Node {
  const place = scope.place(condition);
  if ('all' in condition) {
    const children = condition.all.map((child) => compileNode(child, scope));
    return { status: allOf(children.map((c) => c.status)), each: eachOf(children, place, minimum) };
  }
  if ('any' in condition) {
    const children = condition.any.map((child) => compileNode(child, scope));
    return { status: anyOf(children.map((c) => c.status)), each: eachOf(children, place, maximum) };
  }
  if ('not' in condition) {
    const child = compileNode(condition.not, scope);
    return {
      status: (values) => opposite(child.status(values)),
      each: (values, out) => {
        const code = opposite(child.each(values, out));
        out[place] = code;
        return code;
      },
    };
  }
  const status = compileLeaf(condition, scope.slotOf);
  return {
    status,
    each: (values, out) => {
      const code = status(values);
      out[place] = code;
      return code;
    },
  };
}

const opposite = (code: StatusCode) => (2 - code) as StatusCode;

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
