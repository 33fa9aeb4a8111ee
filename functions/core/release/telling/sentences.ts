import type { DefinitionDifference } from '../../../contract/api.ts';
import type { FactDefinition } from '../../../contract/definitions/facts.ts';
import { KIND_LABELS, type Kind } from '../../../contract/definitions/release.ts';
import { unitOf } from '../../../contract/wording.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { cellSentence } from '../../rules/sheet/sentences.ts';
import type { Bundle } from '../bundle.ts';
import { type Change, changes, isNode, namedBy, pointerOf } from './diff.ts';
import { formSentence } from './form-sentences.ts';
import { elementWord, memberWord, valueWord } from './words.ts';

/** What a definition is called by people. */
export function titleOf(body: unknown, id: string): string {
  if (!isNode(body)) return id;
  return String(body.title ?? body.name ?? body.label ?? id);
}

/** What one release changes of another, told as sentences, definition by definition. */
export function bundleDifferences(before: Bundle, after: Bundle): DefinitionDifference[] {
  const keys = [...new Set([...before.entries.keys(), ...after.entries.keys()])].sort();
  return keys
    .filter((key) => before.entries.get(key)?.hash !== after.entries.get(key)?.hash)
    .flatMap((key) =>
      definitionDifferences(
        key,
        before.entries.get(key)?.body,
        after.entries.get(key)?.body,
        after.dictionary,
      ),
    );
}

/**
 * What changed in one definition (`kind/id`), as sentences an administrator understands: names instead of ids, labels
 * instead of members, units beside numbers. What would be said twice is said once.
 * @param before undefined: the definition is new. @param after undefined: it was taken out
 */
export function definitionDifferences(
  definition: string,
  before: unknown,
  after: unknown,
  dictionary: Dictionary,
): DefinitionDifference[] {
  const [kind, id] = definition.split('/') as [Kind, string];
  const name = `${KIND_LABELS[kind]}“${titleOf(after ?? before, id)}”`;
  if (before === undefined || after === undefined)
    return [{ definition, path: '', say: `${after === undefined ? '删去' : '新增'}${name}` }];
  const said = new Set<string>();
  return changes(before, after).flatMap((change) => {
    const told = tell(kind, before, after, change, dictionary);
    if (told === null || said.has(told)) return [];
    said.add(told);
    return [{ definition, path: pointerOf(change.parts), say: `${name}：${told.trim()}` }];
  });
}

/** Null for what only repeats another change. */
function tell(
  kind: Kind,
  before: unknown,
  after: unknown,
  change: Change,
  dictionary: Dictionary,
): string | null {
  if (kind === 'form') {
    const told = formSentence(before, after, change);
    if (told !== undefined) return told;
  }
  if (kind === 'table') {
    const told = cellSentence(before, after, change.parts, dictionary);
    if (told !== undefined) return told;
  }
  const place = placeOf(kind, before, after, change.parts, dictionary);
  return sentence(place, change, dictionary);
}

type Place = { words: string; member: string; fact: FactDefinition | undefined; element: boolean };

/** The way to a difference in words: 规则“…”的条件“…”的界限. What holds elements is not named beside a named element. */
function placeOf(
  kind: Kind,
  before: unknown,
  after: unknown,
  parts: string[],
  dictionary: Dictionary,
): Place {
  let [old, now] = [before, after];
  let [holder, container, element] = ['', '', false];
  const words: string[] = [];
  let leaf: string | undefined;
  for (const part of parts) {
    const list = Array.isArray(now) || Array.isArray(old);
    [old, now] = [childOf(old, part), childOf(now, part)];
    const next = now ?? old;
    if (isNode(next) && typeof next.fact === 'string') leaf = next.fact;
    const noun = elementWord(kind, holder);
    element = list || isElement(noun, holder, part, next);
    if (element) {
      const name = elementName(noun, next, part, dictionary);
      words.push(name ?? `${container}第 ${Number(part) + 1} 项`);
      [holder, container] = ['', ''];
      // the branches of a condition are no places of their own: its leaves say what they are about
    } else if (!BRANCHES.includes(part)) {
      if (container) words.push(container);
      [holder, container] = [part, memberWord(kind, part)];
    }
  }
  if (container) words.push(elementWord(kind, holder) ?? container);
  const fact = leaf === undefined ? undefined : dictionary.get(leaf);
  return { words: words.join('的'), member: parts.findLast((p) => !/^\d+$/.test(p)) ?? '', fact, element };
}

const BRANCHES = ['all', 'any', 'not'];
/** An element of a record, or the one condition below a `not`. */
const isElement = (noun: string | undefined, holder: string, part: string, value: unknown): boolean =>
  isNode(value) &&
  (part === 'not' ? typeof value.fact === 'string' : noun !== undefined && !BRANCHES.includes(part)) &&
  holder !== '';

function childOf(value: unknown, part: string): unknown {
  if (!Array.isArray(value)) return isNode(value) ? value[part] : undefined;
  const key = namedBy(value);
  const named = key ? value.find((e) => isNode(e) && e[key] === part) : undefined;
  return named ?? value[Number(part)];
}

/** Null for one that only has a place. */
function elementName(
  noun: string | undefined,
  value: unknown,
  part: string,
  dictionary: Dictionary,
): string | null {
  const own = isNode(value) ? nameOf(value, dictionary) : undefined;
  if (own) return `${noun ?? (isNode(value) && 'fact' in value ? '条件' : '')}“${own}”`;
  return /^\d+$/.test(part) ? null : `${noun ?? ''}“${part}”`;
}

function nameOf(value: Record<string, unknown>, dictionary: Dictionary): string | undefined {
  const { title, name, label, condition, fact } = value;
  const own = [title, name, label, condition].find((v) => typeof v === 'string' && v !== '');
  if (own) return own as string;
  return typeof fact === 'string' ? (dictionary.get(fact)?.label ?? fact) : undefined;
}

function sentence(
  { words, member, element, fact }: Place,
  { before, after }: Change,
  dictionary: Dictionary,
): string {
  if (Array.isArray(before) && Array.isArray(after))
    return listSentence(words, before, after, (v) => toldValue(member, v, dictionary));
  const [was, is] = [before, after].map((v) => toldValue(member, v, dictionary, fact));
  if (before === undefined) return element ? `新增${words}` : `${words}定为${is}`;
  if (after === undefined) return element ? `删去${words}` : `不再规定${words}（原为${was}）`;
  return `${words}由${was}改为${is}`;
}

/** What came and what went; where nothing did, the order changed. */
function listSentence(
  words: string,
  before: unknown[],
  after: unknown[],
  told: (value: unknown) => string,
): string {
  const names = (list: unknown[]) => list.map(told).join('、');
  const more = after.filter((v) => !before.includes(v));
  const less = before.filter((v) => !after.includes(v));
  const said = [
    more.length > 0 ? `增加${names(more)}` : '',
    less.length > 0 ? `去掉${names(less)}` : '',
  ].filter((part) => part !== '');
  return said.length > 0 ? `${words}${said.join('，')}` : `${words}的顺序改为${names(after)}`;
}

const MOST = 60;
const DAY = /^\d{4}-\d\d-\d\d$/;

function toldValue(member: string, value: unknown, dictionary: Dictionary, fact?: FactDefinition): string {
  if (value === null) return '未确认';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return numberOf(value, member === 'value' ? fact : undefined);
  if (Array.isArray(value))
    return value.map((v) => toldValue(member, v, dictionary, fact)).join('、') || '空';
  if (typeof value === 'string') {
    if (member === 'fact') return `“${dictionary.get(value)?.label ?? value}”`;
    const word = valueWord(member, value) ?? fact?.valueLabels?.[value];
    const text = value.length > MOST ? `${value.slice(0, MOST)}…` : value;
    return word ?? (DAY.test(value) ? value : `“${text}”`);
  }
  if (!isNode(value)) return '空';
  if (typeof value.fact === 'string') return `“${dictionary.get(value.fact)?.label ?? value.fact}”`;
  const name = [value.title, value.name, value.label, value.id].find((v) => typeof v === 'string');
  return name === undefined ? membersOf(value) : `“${name}”`;
}

const membersOf = (value: Record<string, unknown>): string => {
  const text = Object.entries(value)
    .map(([key, v]) => `${key} ${typeof v === 'object' ? '…' : String(v)}`)
    .join('，');
  return `(${text.length > MOST ? `${text.slice(0, MOST)}…` : text})`;
};

function numberOf(value: number, fact: FactDefinition | undefined): string {
  if (fact?.type === 'money.fen') return ` ${value / 100} 元`;
  const unit = fact ? unitOf(fact.type) : '';
  return unit ? ` ${value} ${unit}` : ` ${value} `;
}
