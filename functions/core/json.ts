import type { Fault } from '../contract/errors.ts';

/** Where a text stops being JSON, as somebody with an editor finds it. */
export type JsonFault = Fault & { line: number; column: number };

/**
 * What a JSON text holds; or where it goes wrong, by line and column, in Chinese. A key that stands twice in one object is
 * wrong too: JSON.parse would take the last one in silence, and what was read would not be what was written.
 */
export function readJson(source: string): { value: unknown } | { faults: JsonFault[] } {
  // Windows editors put one before everything else
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const faults = scan(text);
  return faults.length > 0 ? { faults } : { value: JSON.parse(text) as unknown };
}

/** How much of a path is told of what is nested without end. */
const SHOWN = 12;

/**
 * Where a JSON text goes deeper than `most` objects and lists inside one another; null where it does not. To be asked before
 * the text is parsed: whoever visits each value (a reviver among them) goes down by recursion and would run out of stack.
 */
export function depthFault(text: string, most: number): Fault | null {
  if (!isDeeper(text, most)) return null;
  const [fault] = scan(text, most);
  return fault?.code === 'too-deep' ? { path: fault.path, say: fault.say, code: fault.code } : null;
}

/** Brackets counted outside of texts: of a body of megabytes in milliseconds, where the scan takes half a second. */
function isDeeper(text: string, most: number): boolean {
  let deep = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '"') quoted = !quoted;
    else if (quoted) at += c === '\\' ? 1 : 0;
    else if (c === '{' || c === '[') deep += 1;
    else if (c === '}' || c === ']') deep -= 1;
    if (deep > most) return true;
  }
  return false;
}

/** The whole of what is wrong, in one line. */
export const sayFaults = (faults: JsonFault[]): string =>
  faults.map(({ line, column, say }) => `第 ${line} 行第 ${column} 列，${say}`).join('；');

/** An object or a list not closed yet; `keys` those an object has so far, `at` where in it the reading is. */
type Open = { keys: Set<string> | null; at: string | number };
type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

const SPACE = /[ \t\n\r]*/y;
// unrolled, so that a long text costs the matcher no stack
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const SHOULD: Record<Wanted, string> = {
  value: '这里应为一个值（文字加英文双引号）',
  'value or end': '这里应为一个值或者“]”',
  key: '这里应为加英文双引号的键',
  'key or end': '这里应为加英文双引号的键或者“}”',
  colon: '键的后面应为英文冒号“：”',
  'comma or end': '这里应为英文逗号“，”或者收尾的括号',
};

/**
 * The first place that is no JSON or too deep, or every key that stands twice. Without recursion: a text may be nested without
 * end.
 */
function scan(text: string, mostDeep = Number.POSITIVE_INFINITY): JsonFault[] {
  const open: Open[] = [];
  const twice: JsonFault[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) at += found.length;
    return found ?? null;
  };
  const close = () => {
    open.pop();
    at += 1;
    wanted = 'comma or end';
  };
  for (;;) {
    take(SPACE);
    const here = open.at(-1);
    if (!here && wanted === 'comma or end')
      return at < text.length ? [faultAt(text, at, '内容已经结束，后面不应再有别的')] : twice;
    const next = text[at];
    const end = here?.keys ? '}' : ']';
    if (next === end && wanted.endsWith('end')) close();
    else if (wanted === 'comma or end' && next === ',' && here) {
      at += 1;
      wanted = here.keys ? 'key' : 'value';
      if (typeof here.at === 'number') here.at += 1;
    } else if (wanted === 'colon' && next === ':') {
      at += 1;
      wanted = 'value';
    } else if (wanted.startsWith('key')) {
      const from = at;
      const key = take(STRING);
      if (key === null || !here?.keys) return [unexpected(text, at, wanted)];
      here.at = JSON.parse(key) as string;
      if (here.keys.has(here.at))
        twice.push(faultAt(text, from, `键“${here.at}”重复，只能写一次`, pointer(open)));
      here.keys.add(here.at);
      wanted = 'colon';
    } else if (wanted.startsWith('value') && (next === '{' || next === '[')) {
      if (open.length === mostDeep) {
        const say = `内容嵌套过深，最多 ${mostDeep} 层`;
        return [{ ...faultAt(text, at, say, pointer(open.slice(0, SHOWN))), code: 'too-deep' }];
      }
      at += 1;
      open.push(next === '{' ? { keys: new Set(), at: '' } : { keys: null, at: 0 });
      wanted = next === '{' ? 'key or end' : 'value or end';
    } else if (wanted.startsWith('value') && (take(STRING) ?? take(PLAIN)) !== null) wanted = 'comma or end';
    else return [unexpected(text, at, wanted)];
  }
}

const pointer = (open: Open[]): string =>
  open.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function unexpected(text: string, at: number, wanted: Wanted): JsonFault {
  if (text.trim() === '') return faultAt(text, at, '内容是空的');
  if (at >= text.length) return faultAt(text, at, `内容到这里就断了：${SHOULD[wanted]}`);
  const shown =
    text[at] === '"' ? '没有写完的文字（缺少英文双引号，或者含有换行、错误的转义）' : `“${text[at]}”`;
  return faultAt(text, at, `${SHOULD[wanted]}，现为${shown}`);
}

function faultAt(text: string, at: number, say: string, path = ''): JsonFault {
  const before = text.slice(0, at).split('\n');
  const column = [...(before.at(-1) ?? '')].length + 1;
  return { path, code: path === '' ? 'bad-json' : 'key-twice', say, line: before.length, column };
}
