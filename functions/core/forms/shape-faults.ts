import type { z } from 'zod';
import type { Fault } from '../../contract/errors.ts';

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  object: '对象',
  record: '对象',
  array: '列表',
};

/** What in a value does not fit a shape of the contract, each with its path and what would be right. */
export const shapeFaults = (error: z.ZodError): Fault[] => error.issues.flatMap(faultsOf);

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = `/${issue.path.map(String).join('/')}`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: `${path === '/' ? '' : path}/${key}`,
      say: '没有这一项',
      code: issue.code,
    }));
  return [{ path, say: inChinese(issue), code: issue.code }];
}

function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `应为${TYPES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_big') return `不得超过 ${String(issue.maximum)}`;
  if (issue.code === 'too_small') return `不得少于 ${String(issue.minimum)}`;
  if (issue.code === 'invalid_format') return `格式应为 ${issue.format}`;
  if (issue.code === 'invalid_value') return `应为其中之一:${issue.values.map(String).join('、')}`;
  return '不符合要求';
}
