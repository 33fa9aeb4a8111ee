import type { Verdict } from '../../../contract/case.ts';
import type { Rebuilt } from './facts.ts';
import type { Plan } from './plan.ts';
import type { Retold } from './retold.ts';

/** What a rule did to a decision, as far as anything follows from it. */
export type Judged = { status: Verdict['rules'][number]['status']; fired: boolean; holds: boolean };

/** One side of the comparison: the rules of a release over the facts of a decision. */
export type Side = { plan: Plan; rebuilt: Rebuilt; rules: readonly Judged[]; retold: Retold };

/** The same rule on both sides, by place; -1 where one of them does not have it. */
export type Pairs = { before: number; after: number }[];
