import { z } from 'zod';
import { unplain } from '../../../contract/cells/plain.ts';
import { Day, ROLES, Role, Slug } from '../../../contract/ids.ts';
import { AFTER, BEFORE, type ColumnCode } from './layout.ts';
import type { Reader } from './reader.ts';
import { EFFECTS, VERIFIED, WHEN_UNKNOWN } from './words.ts';

/** Everything of a rule but its cells; `after` is the column behind the last fact. */
export function rowFields(reader: Reader, row: number, after: number): Record<string, unknown> {
  const column = (code: ColumnCode): number => {
    const before = BEFORE.findIndex((c) => c.code === code);
    return before >= 0 ? before : after + AFTER.findIndex((c) => c.code === code);
  };
  const at = (code: ColumnCode) => reader.text(row, column(code)).trim();
  const note = reader.maybe(row, column('#note'));
  const effective = readDays(reader, row, column('#from'), column('#to'));
  const whenUnknown = at('#unknown') === '' ? undefined : reader.oneOf(row, column('#unknown'), WHEN_UNKNOWN);
  return {
    id: slug(reader, row, column('#id'), '规则编号'),
    title: reader.words(row, column('#title'), '名称'),
    legalBasis: readBasis(reader, row, column('#basis')),
    verified: reader.oneOf(row, column('#verified'), VERIFIED),
    ...(effective ? { effective } : {}),
    ...(whenUnknown ? { whenUnknown } : {}),
    event: readEvent(reader, row, {
      effect: column('#effect'),
      object: column('#object'),
      say: column('#say'),
    }),
    ...(note === undefined ? {} : { note }),
  };
}

function slug(reader: Reader, row: number, column: number, what: string): string {
  const found = reader.text(row, column).trim();
  if (!Slug.safeParse(found).success)
    reader.fault(row, column, `${what}应以字母开头，由字母、数字和 . _ - 组成，至多 80 个字符`);
  return found;
}

function readBasis(reader: Reader, row: number, column: number): string[] {
  const lines = reader
    .text(row, column)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) reader.fault(row, column, '应写法律依据，一行一条');
  return lines.map((line) => {
    const value = unplain(line);
    if (value === null) reader.fault(row, column, '双引号没有成对；引号内应符合 JSON 的写法');
    return value ?? line;
  });
}

function readDays(reader: Reader, row: number, from: number, to: number) {
  const day = (column: number) => {
    const found = reader.text(row, column).trim();
    if (found !== '' && !Day.safeParse(found).success)
      reader.fault(row, column, '应为日期，如 2026-05-20，或者空着');
    return found;
  };
  const [first, last] = [day(from), day(to)];
  if (first === '' && last !== '') reader.fault(row, from, '写了失效日的，应写生效日');
  if (first === '') return null;
  return { from: first, ...(last === '' ? {} : { to: last }) };
}

function readEvent(reader: Reader, row: number, at: { effect: number; object: number; say: number }) {
  const type = reader.oneOf(row, at.effect, EFFECTS);
  const say = reader.words(row, at.say, '告知语');
  const found = reader.text(row, at.object).trim();
  if (type === 'deny') {
    if (found !== '') reader.fault(row, at.object, '不予放行的规则没有对象，应空着');
    return { type, params: { say } };
  }
  if (type === 'notify') {
    const role = Role.options.find((r) => ROLES[r] === found);
    if (!role) reader.fault(row, at.object, `应为其中之一：${Object.values(ROLES).join('、')}`);
    return { type, params: { role, say } };
  }
  if (type === 'freeze') {
    const [, actions = '', open = ''] = /^(.*?)\s*→\s*(.*)$/.exec(found) ?? [];
    const named = actions.split(/[、,，]/).map((a) => a.trim());
    if (!z.array(Slug).safeParse([...named, open]).success)
      reader.fault(row, at.object, '应如“decide、prior-notice → criminal-referral”：暂停的步骤 → 开启的程序');
    return { type, params: { actions: named, open, say } };
  }
  if (type === undefined) return { type, params: { say } };
  const key = { require: 'need', open: 'open', flag: 'flag' }[type];
  return { type, params: { [key]: slug(reader, row, at.object, OBJECTS[type]), say } };
}
const OBJECTS = { require: '须先办理的事', open: '开启的程序', flag: '标记' };
