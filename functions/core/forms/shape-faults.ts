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
  date: '日期,如 2026-05-20',
  datetime: '带毫秒的 UTC 时刻,如 2026-05-20T01:00:00.000Z',
  uuid: 'UUID',
  regex: '规定的写法(字母开头,由字母、数字、点、横线组成)',
};
/** More faults than anybody mends at once. */
const MOST = 50;

type Issue = z.core.$ZodIssue;

/**
 * What in a value does not fit a shape of the contract, each with its path and what would be right. With the shape itself,
 * a misspelt key is told the one that was meant, and a value what its place is for.
 */
export function shapeFaults(error: z.ZodError, shape?: z.ZodType): Fault[] {
  const at = (path: PropertyKey[]) => (shape ? shapeAt(shape, path) : null);
  return error.issues.flatMap((issue) => faultsOf(issue, [], at)).slice(0, MOST);
}

function faultsOf(issue: Issue, above: PropertyKey[], at: (path: PropertyKey[]) => ShapeAt | null): Fault[] {
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
        ? `,是否应为“${meant}”`
        : known.length > 0
          ? `;这里可以写:${known.join('、')}`
          : '';
      return { path: pointer([...path, key]), say: `没有这一项${instead}`, code: issue.code };
    });
  return [{ path: pointer(path), say: inChinese(issue, at(path)), code: issue.code }];
}

const pointer = (path: PropertyKey[]): string => `/${path.map(String).join('/')}`;

/** Of the shapes a value may have, the one it comes nearest to: fewest unknown keys, then wrong deepest inside. */
function closest(branches: Issue[][]): Issue[] | undefined {
  const strange = (issues: Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
  const depth = (issues: Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  return [...branches]
    .filter((issues) => issues.length > 0)
    .sort((a, b) => strange(a) - strange(b) || depth(b) - depth(a) || a.length - b.length)[0];
}

function inChinese(issue: Issue, at: ShapeAt | null): string {
  if (issue.code === 'invalid_type') {
    const format = at?.format && FORMATS[at.format];
    const wanted = (issue.expected === 'string' && format) || (TYPES[issue.expected] ?? issue.expected);
    return issue.message.endsWith('received undefined') ? `缺少这一项,应为${wanted}` : `应为${wanted}`;
  }
  if (issue.code === 'too_big') return `不得超过 ${String(issue.maximum)}`;
  if (issue.code === 'too_small') return `不得少于 ${String(issue.minimum)}`;
  if (issue.code === 'invalid_format') return `应为${FORMATS[issue.format] ?? ` ${issue.format} 格式`}`;
  if (issue.code === 'invalid_value') return `应为其中之一:${issue.values.map(String).join('、')}`;
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return issue.message;
  return '不符合要求';
}
