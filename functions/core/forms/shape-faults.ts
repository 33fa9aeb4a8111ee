import type { z } from 'zod';
import type { Fault } from '../../contract/errors.ts';
import { nearest, type ShapeAt, shapeAt } from './shape-at.ts';

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  object: '对象',
  record: '对象',
  array: '列表',
};
const FORMATS: Record<string, string> = {
  date: '日期，如 2026-05-20',
  datetime: '带毫秒的 UTC 时刻，如 2026-05-20T01:00:00.000Z',
  uuid: 'UUID',
};
/** More faults than anybody mends at once. */
const MOST = 50;

type Issue = z.core.$ZodIssue;

/**
 * What in a value does not fit a shape of the contract, each with its path and what would be right. With the shape itself,
 * a misspelt key is told the one that was meant, and a value what its place is for. That the meant one is missing is then no
 * fault of its own.
 */
export function shapeFaults(error: z.ZodError, shape?: z.ZodType): Fault[] {
  const at = (path: PropertyKey[]) => (shape ? shapeAt(shape, path) : null);
  const found = error.issues.flatMap((issue) => faultsOf(issue, [], at));
  const meant = new Set(found.map((fault) => fault.meant));
  return found
    .filter(({ fault, missing }) => !(missing && meant.has(fault.path)))
    .map(({ fault }) => fault)
    .slice(0, MOST);
}

/** `meant`: the place of the key a misspelt one most likely was. */
type Found = { fault: Fault; missing?: boolean; meant?: string };

function faultsOf(issue: Issue, above: PropertyKey[], at: (path: PropertyKey[]) => ShapeAt | null): Found[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = closest(issue.errors);
    if (branch) return branch.flatMap((inner) => faultsOf(inner, path, at));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const known = at(path)?.keys ?? [];
      const meant = nearest(key, known);
      const instead = meant
        ? `，是否应为“${meant}”`
        : known.length > 0
          ? `；这里可以写：${known.join('、')}`
          : '';
      const fault = { path: pointer([...path, key]), say: `没有这一项${instead}`, code: issue.code };
      return meant === undefined ? { fault } : { fault, meant: pointer([...path, meant]) };
    });
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [{ fault: { path: pointer(path), say: inChinese(issue, at(path)), code: issue.code }, missing }];
}

const pointer = (path: PropertyKey[]): string => `/${path.map(String).join('/')}`;

/** Of the shapes a value may have, the one it comes nearest to: fewest unknown keys, then wrong deepest inside. */
function closest(branches: Issue[][]): Issue[] | undefined {
  const [best] = branches
    .filter((issues) => issues.length > 0)
    .map((issues) => ({ issues, ...distanceOf(issues) }))
    .sort((a, b) => a.strange - b.strange || b.depth - a.depth || a.issues.length - b.issues.length);
  return best?.issues;
}

/** A shape that has shapes of its own is as near as the nearest of them. */
function distanceOf(issues: Issue[]): { strange: number; depth: number } {
  let [strange, depth] = [0, 0];
  for (const issue of issues) {
    const inner = issue.code === 'invalid_union' ? closest(issue.errors) : undefined;
    const within = inner ? distanceOf(inner) : { strange: 0, depth: 0 };
    strange += within.strange + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0);
    depth = Math.max(depth, issue.path.length + within.depth);
  }
  return { strange, depth };
}

/** A blank between Chinese and what begins with a figure or a letter. */
const spaced = (what: string): string => (/^[!-~]/.test(what) ? ` ${what}` : what);

function inChinese(issue: Issue, at: ShapeAt | null): string {
  if (issue.code === 'invalid_type') {
    const format = at?.format && FORMATS[at.format];
    const wanted = (issue.expected === 'string' && format) || (TYPES[issue.expected] ?? issue.expected);
    return issue.message.endsWith('received undefined') ? `缺少这一项，应为${wanted}` : `应为${wanted}`;
  }
  if (issue.code === 'too_big') return `不得超过 ${String(issue.maximum)}`;
  if (issue.code === 'too_small') return `不得少于 ${String(issue.minimum)}`;
  // what a pattern is for, the shape itself says (contract/ids.ts, `written`)
  if (issue.code === 'invalid_format' && issue.format === 'regex') return `应为${spaced(issue.message)}`;
  if (issue.code === 'invalid_format') return `应为${FORMATS[issue.format] ?? ` ${issue.format} 格式`}`;
  if (issue.code === 'invalid_key')
    return `名称${issue.issues.map((inner) => inChinese(inner, null)).join('，')}`;
  if (issue.code === 'invalid_value') return `应为其中之一：${issue.values.map(String).join('、')}`;
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return issue.message;
  return '不符合要求';
}
