/** The differences of a draft as a township reads them: the place by its Chinese name instead of a JSON pointer. */
import type { UiSchema } from '@rjsf/utils';
import type { DraftView } from '../../../functions/contract/api.ts';
import { ENFORCEMENT, LEVELS, VERIFIED } from '../portal/words.ts';
import { matterUi, SANCTION_KINDS, TARGETS } from './matter/ui.ts';

type Difference = DraftView['differences'][number];
/** `path` is kept for who needs the exact place. */
export type Sentence = { place: string; say: string; path: string };
type Node = Record<string, unknown>;

const node = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
const partsOf = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
const isIndex = (part: string): boolean => /^\d+$/.test(part);

const VALUES: Record<string, Record<string, string>> = {
  level: LEVELS,
  enforcement: ENFORCEMENT,
  verified: VERIFIED,
  target: TARGETS,
  kind: SANCTION_KINDS,
  suitability: { low: '低', medium: '中', high: '高' },
};

/** `由 未确认 改为 province` with the value as people call it. */
function withValues(say: string, field: string): string {
  const labels = { ...VALUES[field], true: '是', false: '否' };
  return say.replace(
    /(?<=^由 |改为 |^新增 |^删去 )[a-z_]+(?= 改为|$)/g,
    (value) => labels[value as 'true'] ?? value,
  );
}

/** Down the UI schema of a matter: `赋权 › 决定层级`, `处罚种类和幅度 › 第 1 项 › 上限（元）`. */
function matterPlace(path: string): string {
  let at: UiSchema = matterUi;
  const names: string[] = [];
  for (const part of partsOf(path)) {
    if (isIndex(part)) {
      names.push(`第 ${Number(part) + 1} 项`);
      at = node(at.items) as UiSchema;
      at = (Array.isArray(at.oneOf) ? (at.oneOf[0] as UiSchema) : at) ?? {};
    } else {
      at = node(at[part]) as UiSchema;
      names.push(typeof at['ui:title'] === 'string' ? at['ui:title'] : part);
    }
  }
  return names.join(' › ');
}

const FORM_PARTS: Record<string, string> = {
  title: '标题',
  description: '填写说明',
  'ui:help': '填写说明',
  'ui:title': '标题',
  'ui:placeholder': '提示文字',
  enum: '选项',
  oneOf: '选项',
  maxLength: '字数上限',
  minLength: '字数下限',
};

/** The names of the fields along a pointer into a form's schema, and what follows the last of them. */
function fieldsAlong(parts: string[], schema: unknown): { titles: string[]; rest: string[]; at: Node } {
  let at = node(schema);
  const titles: string[] = [];
  let rest = parts;
  while (rest.length > 0) {
    if (rest[0] === 'items') {
      at = node(at.items);
      rest = rest.slice(1);
    } else if (rest[0] === 'properties' && rest[1] !== undefined) {
      at = node(node(at.properties)[rest[1]]);
      titles.push(typeof at.title === 'string' ? at.title : rest[1]);
      rest = rest.slice(2);
    } else break;
  }
  return { titles, rest, at };
}

const quoted = (titles: string[]): string => (titles.length === 0 ? '表单' : `“${titles.join(' › ')}”`);

function formSentence({ path, say }: Difference, after: Node, before: Node): Sentence | null {
  const [top, ...parts] = partsOf(path);
  if (top === 'title') return { place: '表单名称', say, path };
  if (top === 'facts') return { place: '规则读取的事实', say, path };
  if (top === 'ui') return uiSentence(parts, say, path, after);
  if (top !== 'schema') return { place: path, say, path };
  const { titles, rest, at } = fieldsAlong(parts, after.schema);
  if (rest.length === 0) {
    if (say.startsWith('新增')) return { place: '', say: `新增栏目${quoted(titles)}`, path };
    const title = /"title":"([^"…]+)/.exec(say)?.[1];
    return { place: '', say: `删去栏目“${title ?? titles.at(-1)}”`, path };
  }
  if (rest[0] === 'required')
    return { place: quoted(titles), say: requiredNow(at, fieldsAlong(parts, before.schema).at), path };
  return { place: `${quoted(titles)}的${FORM_PARTS[rest[0] ?? ''] ?? rest.join('/')}`, say, path };
}

const requiredOf = (group: Node): string[] =>
  Array.isArray(group.required) ? (group.required as string[]) : [];

/** One sentence for all that changed in the list of required fields; fields that came or went are told already. */
function requiredNow(group: Node, before: Node): string {
  const title = (name: string): string => `“${node(node(group.properties)[name]).title ?? name}”`;
  const here = (name: string): boolean => node(group.properties)[name] !== undefined;
  const now = requiredOf(group);
  const was = requiredOf(before);
  const asked = now.filter((name) => !was.includes(name)).map(title);
  const freed = was.filter((name) => !now.includes(name) && here(name)).map(title);
  const said = [
    asked.length > 0 ? `${asked.join('、')}改为必填` : '',
    freed.length > 0 ? `${freed.join('、')}改为选填` : '',
  ].filter((part) => part !== '');
  return said.length > 0 ? said.join('；') : '调整了必填的栏目';
}

/** What only says how a field is drawn is left out where the field itself came or went. */
function uiSentence(parts: string[], say: string, path: string, after: Node): Sentence | null {
  let at = node(after.schema);
  const titles: string[] = [];
  let rest = parts;
  while (rest[0] !== undefined && !rest[0].startsWith('ui:')) {
    const child = rest[0] === 'items' ? at.items : node(at.properties)[rest[0]];
    if (child === undefined) return null;
    at = node(child);
    if (rest[0] !== 'items') titles.push(typeof at.title === 'string' ? at.title : rest[0]);
    rest = rest.slice(1);
  }
  if (rest.length === 0) return null;
  if (rest[0] === 'ui:order') return { place: quoted(titles), say: '调整了栏目的顺序', path };
  return { place: `${quoted(titles)}的${FORM_PARTS[rest[0] ?? ''] ?? '显示方式'}`, say, path };
}

/**
 * The sentences of one changed definition; what would be said twice is said once.
 * @param live the definition as it is in force, once read
 */
export function sentencesOf(definition: string, draft: DraftView, live: unknown): Sentence[] {
  const kind = definition.split('/')[0];
  const after = node(draft.changes[definition]);
  const all = draft.differences
    .filter((difference) => difference.definition === definition)
    .flatMap((difference) => {
      const { path, say } = difference;
      if (kind === 'matter')
        return [{ place: matterPlace(path), say: withValues(say, partsOf(path).at(-1) ?? ''), path }];
      if (kind === 'form') return formSentence(difference, after, node(live)) ?? [];
      return [{ place: path, say, path }];
    });
  const seen = new Set<string>();
  return all.filter(({ place, say }) => {
    const key = `${place}：${say}`;
    return !seen.has(key) && seen.add(key);
  });
}
