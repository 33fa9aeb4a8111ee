import { basisText } from '../../contract/citing.ts';

import type { Part } from '../../contract/definitions/papers.ts';
import { at, fen } from '../facts/map-form.ts';
import { paramNamed, valueOn } from '../facts/params.ts';
import { type Schema, schemaAt } from '../forms/schema-at.ts';
import { dayOf } from '../time/days.ts';
import type { PaperContext, Reading, Signatory } from './context.ts';
import { applyMask } from './mask.ts';
import { numberOf } from './number.ts';
import { dayText, formalDay, plainDay, yuan, yuanWords } from './words.ts';

type Shown = Extract<Part, { fact: string } | { field: string } | { item: string }>;
type Kernel = Extract<Part, { kernel: string }>['kernel'];
/** What stands for a parameter nobody has confirmed. */
export const UNCONFIRMED = '（未确认）';

/** The text of a part; empty where nothing is known. */
export function readPart(part: Part, reading: Reading): string {
  const { context } = reading;
  if (typeof part === 'string') return part;
  if ('kernel' in part) return readKernel(part.kernel, reading);
  if ('people' in part) return names(idsAt(context.data, part.people), context, part.as);
  if ('duty' in part) return names(context.duties[part.duty] ?? [], context, part.as);
  if ('paper' in part) return readPaper(part, context);
  if ('param' in part) return paramText(part, context);
  if ('clock' in part) return clockText(part.clock, context);
  if ('verdict' in part) return verdictText(part.verdict, context);
  return readValue(part, reading);
}

export const readParts = (parts: Part[], reading: Reading): string =>
  parts.map((part) => readPart(part, reading)).join('');

/** Is anything there? A parameter that is not confirmed is not, whatever would be printed in its place. */
export function isKnown(part: Part, reading: Reading): boolean {
  if (typeof part === 'object' && 'param' in part) return paramValue(part.param, reading.context) !== null;
  return readPart(part, { ...reading, masked: false }).trim() !== '';
}

/** The raw value behind a fact, field or item. */
export function rawValue(part: Shown, { context, row }: Reading): unknown {
  if ('fact' in part) return context.facts[part.fact];
  if ('field' in part) return at(context.data, part.field);
  return part.item === '' ? row?.value : at(row?.value, part.item);
}

/** The last day of a clock; whoever relies on the paper is told where the days off may still move it. */
function clockText(id: string, { clocks, provisional }: PaperContext): string {
  const due = clocks[id];
  return due === undefined ? '' : `${dayText(due)}${provisional?.includes(id) ? '（暂定）' : ''}`;
}

function readValue(part: Shown, reading: Reading): string {
  const { context, masked, row } = reading;
  const raw = rawValue(part, reading);
  if (raw === undefined || raw === null) return '';
  const label = 'fact' in part ? factLabels(part.fact, context) : fieldLabels(pointerOf(part, row), context);
  const money = 'fact' in part && context.dictionary.get(part.fact)?.type === 'money.fen';
  const text = written(raw, part.as, label, money);
  return masked ? applyMask(text, part.mask, context.facts['party.kind'] === 'org') : text;
}

const pointerOf = (part: { field: string } | { item: string }, row: Reading['row']): string =>
  'field' in part ? part.field : `${row?.pointer ?? ''}${part.item}`;

function written(raw: unknown, as: Shown['as'], label: (member: unknown) => string, inFen: boolean): string {
  if (as === 'count') return String(Array.isArray(raw) ? raw.length : raw);
  if (as === 'lines' && Array.isArray(raw)) return raw.map((one, i) => `${i + 1}. ${label(one)}`).join('\n');
  if (typeof raw === 'number' && (inFen || as === 'yuan' || as === 'yuan-words')) {
    const amount = inFen ? raw : fen(raw);
    return as === 'yuan-words' ? yuanWords(amount) : yuan(amount);
  }
  if (as === 'formal-day' && typeof raw === 'string') return formalDay(raw.length === 10 ? raw : dayOf(raw));
  return Array.isArray(raw) ? raw.map(label).join('、') : label(raw);
}

function factLabels(name: string, { dictionary }: PaperContext) {
  const labels = dictionary.get(name)?.valueLabels;
  return (member: unknown) => labels?.[String(member)] ?? plain(member);
}

/** A form's members by their titles (`oneOf` of const and title). */
function fieldLabels(pointer: string, { schema }: PaperContext) {
  const options = schema ? optionsAt(schema, pointer) : [];
  return (member: unknown) => options.find((o) => o.const === member)?.title ?? plain(member);
}

type Choice = { const?: unknown; title?: string };
const choicesKept = new WeakMap<Schema, Map<string, Choice[]>>();

/** The choices of a field; looked for once per form and field. */
function optionsAt(schema: Schema, pointer: string): Choice[] {
  const kept = choicesKept.get(schema) ?? new Map<string, Choice[]>();
  choicesKept.set(schema, kept);
  let choices = kept.get(pointer);
  if (!choices) {
    const field = schemaAt(schema, pointer);
    choices = [field, field?.items].flatMap((s) => (s?.oneOf as Choice[] | undefined) ?? []);
    kept.set(pointer, choices);
  }
  return choices;
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return dayText(value);
  if (Array.isArray(value)) return value.map(plain).join('、');
  if (value !== null && typeof value === 'object') return Object.values(value).map(plain).join('，');
  return String(value);
}

function readKernel(name: Kernel, reading: Reading): string {
  const { context, template } = reading;
  const { tenant, instant, matter } = context;
  if (name === 'number') return numberOf(template, context) ?? '';
  if (name === 'day') return plainDay(dayOf(instant));
  if (name === 'formal-day') return formalDay(dayOf(instant));
  if (name === 'town') return tenant.government;
  if (name === 'actor') return context.actor.name;
  if (name === 'case.id') return context.caseId;
  if (name === 'remedy') return remedyText(reading);
  if (matter === null) return '';
  return name === 'matter.name' ? matter.name : matter.legalBasis.map(basisText).join('、');
}

/** 救济告知 of the template's profile with its articles; empty where the profile is in no table. */
function remedyText({ context, template, ...rest }: Reading): string {
  const profile = context.remedies.flatMap((t) => t.profiles).find((p) => p.id === template.remedy);
  if (!profile) return '';
  return `${readParts(profile.parts, { context, template, ...rest })}（${profile.basis.join('，')}）`;
}

const FOUND = { satisfied: '是', unsatisfied: '否', unknown: '待查明' } as const;
/** Not in force, or about something the case does not raise: nobody had to find it out. */
const isIdle = ({ status, holds }: PaperContext['judged'][number]): boolean =>
  status === 'not-in-force' || (status === 'unknown' && !holds);

/** `超过二年未被发现:否;…(依据:…)`; empty where the set was not judged. */
function verdictText(ruleSet: string, { judged }: PaperContext): string {
  const rules = judged.filter((r) => r.ruleSet === ruleSet && r.severity === 'block' && !isIdle(r));
  const lines = rules.map(
    ({ title, status }) => `${title}：${status === 'not-in-force' ? '' : FOUND[status]}`,
  );
  const articles = [...new Set(rules.flatMap((r) => r.legalBasis))];
  return lines.length === 0 ? '' : `${lines.join('；')}（依据：${articles.join('、')}）`;
}

/** The rows a list is made of. */
export function rowsAt(pointer: string, { context }: Reading): NonNullable<Reading['row']>[] {
  const rows = at(context.data, pointer);
  return Array.isArray(rows) ? rows.map((value, i) => ({ value, pointer: `${pointer}/${i}` })) : [];
}

/** Person ids at a pointer, one or many. */
export function idsAt(data: unknown, pointer: string): string[] {
  const value = at(data, pointer);
  return (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
}

function names(ids: string[], { people }: PaperContext, as?: 'certificate' | 'title'): string {
  return ids
    .flatMap((id) => people.get(id) ?? [])
    .map((person) => nameOf(person, as))
    .join('、');
}

function nameOf({ name, title, certificate }: Signatory, as?: 'certificate' | 'title'): string {
  if (as === 'certificate') return certificate === null ? name : `${name}（执法证号：${certificate}）`;
  return as === 'title' ? `${name}（${title}）` : name;
}

/** The latest paper of the template that was not declared void. */
function readPaper(part: Extract<Part, { paper: string }>, { papers }: PaperContext): string {
  const paper = papers.findLast((p) => p.template === part.paper && p.voided === undefined);
  if (!paper) return '';
  return part.read === 'day' ? plainDay(paper.day) : (paper[part.read] ?? '');
}

function paramText(part: Extract<Part, { param: string }>, context: PaperContext): string {
  const value = paramValue(part.param, context);
  return value === null ? (part.otherwise ?? UNCONFIRMED) : plain(value);
}

/** The value in force on the day of issue; null while unconfigured. */
function paramValue(id: string, { params, instant }: PaperContext): string | number | boolean | null {
  return valueOn(paramNamed(params, id)?.values ?? [], dayOf(instant))?.value ?? null;
}
