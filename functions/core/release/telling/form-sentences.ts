import { KEYWORDS } from '../../forms/keywords.ts';
import { type Change, isNode } from './diff.ts';

type Node = Record<string, unknown>;
const node = (value: unknown): Node => (isNode(value) ? value : {});

const PARTS: Record<string, string> = {
  title: '标题',
  description: '填写说明',
  'ui:help': '填写说明',
  'ui:title': '标题',
  'ui:placeholder': '提示文字',
  enum: '选项',
  oneOf: '选项',
  maxLength: '字数上限',
  minLength: '字数下限',
  minimum: '最小值',
  maximum: '最大值',
};

/** The names of the fields along the way into a form's schema, and what follows the last of them. */
function fieldsAlong(parts: string[], schema: unknown): { titles: string[]; rest: string[]; at: Node } {
  let at = node(schema);
  const titles: string[] = [];
  let rest = parts;
  for (;;) {
    if (rest[0] === 'items') {
      at = node(at.items);
      rest = rest.slice(1);
    } else if (rest[0] === 'properties' && rest[1] !== undefined) {
      at = node(node(at.properties)[rest[1]]);
      titles.push(typeof at.title === 'string' ? at.title : rest[1]);
      rest = rest.slice(2);
    } else return { titles, rest, at };
  }
}

const quoted = (titles: string[]): string =>
  titles.length === 0 ? '表单' : `栏目${titles.map((t) => `“${t}”`).join('中的')}`;
const text = (value: unknown): string => {
  if (Array.isArray(value) && value.every((v) => typeof v !== 'object')) return value.map(String).join('、');
  if (typeof value === 'object' && value !== null) return '另一组内容';
  return typeof value === 'string' ? `“${value.slice(0, 60)}”` : ` ${String(value)} `;
};

/**
 * A change of a form as whoever fills it would tell it: fields by their titles. Undefined where the change is in no field;
 * null where it only says how a field is drawn that came or went.
 */
export function formSentence(before: unknown, after: unknown, change: Change): string | null | undefined {
  const [top, ...parts] = change.parts;
  const [old, now] = [node(before), node(after)];
  if (top === 'ui') return drawingSentence(parts, now.schema, old.schema, change);
  if (top !== 'schema') return undefined;
  const { titles, rest, at } = fieldsAlong(parts, change.after === undefined ? old.schema : now.schema);
  if (rest.length === 0) return `${change.before === undefined ? '新增' : '删去'}${quoted(titles)}`;
  if (rest[0] === 'required') return requiredNow(at, fieldsAlong(parts, old.schema).at);
  return `${quoted(titles)}的${partOf(rest[0] ?? '')}${fromTo(change)}`;
}

/** A word the validator does not know asks nothing of anybody; it is named as it is written. */
const partOf = (keyword: string): string =>
  PARTS[keyword] ?? (KEYWORDS.has(keyword) ? '填写要求' : `“${keyword}”（不认识的写法）`);

function fromTo({ before, after }: Change): string {
  if (before === undefined) return `定为${text(after)}`;
  if (after === undefined) return `不再规定（原为${text(before)}）`;
  return `由${text(before)}改为${text(after)}`;
}

const requiredOf = (group: Node): string[] =>
  Array.isArray(group.required) ? (group.required as string[]) : [];

/** One sentence for all that changed in the list of required fields; fields that came or went are told already. */
function requiredNow(group: Node, before: Node): string {
  const title = (name: string): string => `“${node(node(group.properties)[name]).title ?? name}”`;
  const here = (name: string): boolean => node(group.properties)[name] !== undefined;
  const [now, was] = [requiredOf(group), requiredOf(before)];
  const asked = now.filter((name) => !was.includes(name)).map(title);
  const freed = was.filter((name) => !now.includes(name) && here(name)).map(title);
  const said = [
    asked.length > 0 ? `${asked.join('、')}改为必填` : '',
    freed.length > 0 ? `${freed.join('、')}改为选填` : '',
  ].filter((part) => part !== '');
  return said.length > 0 ? said.join('；') : '调整了必填的栏目';
}

function drawingSentence(parts: string[], schema: unknown, before: unknown, change: Change): string | null {
  let [at, old] = [node(schema), node(before)];
  const titles: string[] = [];
  let rest = parts;
  const step = (from: Node, part: string) => (part === 'items' ? from.items : node(from.properties)[part]);
  while (rest[0] !== undefined && !rest[0].startsWith('ui:')) {
    const [child, was] = [step(at, rest[0]), step(old, rest[0])];
    if (child === undefined || was === undefined) return null;
    [at, old] = [node(child), node(was)];
    if (rest[0] !== 'items') titles.push(typeof at.title === 'string' ? at.title : rest[0]);
    rest = rest.slice(1);
  }
  if (rest.length === 0) return `${quoted(titles)}的显示方式有调整`;
  if (rest[0] === 'ui:order') return `${quoted(titles)}的栏目顺序有调整`;
  const part = PARTS[rest[0] ?? ''];
  return part ? `${quoted(titles)}的${part}${fromTo(change)}` : `${quoted(titles)}的显示方式有调整`;
}
