import type { Paper } from '../../contract/case.ts';
import type { Facts, FactValue } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { Part, Template } from '../../contract/definitions/papers.ts';
import type { Fault } from '../../contract/errors.ts';
import type { Tenant } from '../../contract/people.ts';
import type { Dictionary } from '../facts/dictionary.ts';
import { at } from '../facts/map-form.ts';
import { contentHash } from '../hash.ts';
import { dayOf } from '../time/days.ts';
import { applyMask, scrub } from './mask.ts';
import { REMEDIES } from './remedy.ts';

export type PaperContext = {
  instant: string;
  tenant: Tenant;
  actorName: string;
  matter: Matter | null;
  facts: Facts;
  data: unknown;
  dictionary: Dictionary;
  /** The consecutive number already claimed for this paper. */
  number: number | null;
};

/** `楚大综执罚决〔2026〕1号`: township, kind and year each count from 1 without gap (documents.md, format is the plan's own). */
export const paperNumber = (tenant: Tenant, word: string, year: string, n: number): string =>
  `楚${tenant.short}综执${word}〔${year}〕${n}号`;

/** A paper filled from the case, or what it lacks: a defective paper is never issued. */
export function issuePaper(
  template: Template,
  hash: string,
  context: PaperContext,
): { paper: Paper } | { faults: Fault[] } {
  const read = (part: Part, masked: boolean) => readPart(part, template, context, masked);
  const faults = template.required
    .filter(({ from }) => read(from, false) === '')
    .map(({ label }) => ({
      path: `/${template.id}`,
      say: `《${template.title}》缺少“${label}”`,
      basis: [template.basis],
    }));
  if (faults.length > 0) return { faults };
  const body = {
    template: template.id,
    templateHash: hash,
    title: template.title,
    number: numberOf(template, context),
    seal: template.seal,
    day: dayOf(context.instant),
    lines: publicLines(template, read),
  };
  return { paper: { ...body, hash: contentHash(body) } };
}

/** Lines as printed. A template that masks anything is for the public: what it masks stands nowhere else in it either. */
function publicLines(template: Template, read: (part: Part, masked: boolean) => string): Paper['lines'] {
  const parts = template.blocks.flatMap((b) => b.parts);
  const masking = parts.filter((p) => typeof p === 'object' && 'mask' in p && p.mask !== 'none');
  const lines = linesOf(template, (part) => read(part, true));
  if (masking.length === 0) return lines;
  const masked = masking
    .map((part) => ({ value: read(part, false), shown: read(part, true) }))
    .filter(({ value }) => value.length > 1);
  return lines.map((line) => ({ ...line, text: scrub(line.text, masked) }));
}

function linesOf(template: Template, read: (part: Part) => string): Paper['lines'] {
  return template.blocks.map(({ label, parts }) => {
    const text = parts.map(read).join('');
    return label === undefined ? { text } : { label, text };
  });
}

const numberOf = (template: Template, { tenant, instant, number }: PaperContext): string | null =>
  template.numberWord === undefined || number === null
    ? null
    : paperNumber(tenant, template.numberWord, dayOf(instant).slice(0, 4), number);

function readPart(part: Part, template: Template, context: PaperContext, masked: boolean): string {
  if (typeof part === 'string') return part;
  if ('kernel' in part) return readKernel(part.kernel, template, context);
  const raw =
    'fact' in part ? context.facts[part.fact] : (at(context.data, part.field) as FactValue | undefined);
  if (raw === undefined || raw === null) return '';
  const text = 'fact' in part ? factText(context.dictionary, part.fact, raw) : plainText(raw);
  return masked ? applyMask(text, part.mask, context.facts['party.kind'] === 'org') : text;
}

function readKernel(
  name: string,
  template: Template,
  { tenant, instant, matter, actorName, ...context }: PaperContext,
): string {
  if (name === 'number') return numberOf(template, { tenant, instant, matter, actorName, ...context }) ?? '';
  if (name === 'day') return dayOf(instant);
  if (name === 'town') return tenant.government;
  if (name === 'actor') return actorName;
  if (name === 'remedy') return template.remedy ? REMEDIES[template.remedy] : '';
  if (matter === null) return '';
  return name === 'matter.name' ? matter.name : matter.legalBasis.map(basisText).join('、');
}

/** `《中华人民共和国森林法(2019修订)》第73条第1款`. */
export const basisText = (b: Matter['legalBasis'][number]): string =>
  `《${b.law}》第${b.article}条${b.clause ?? ''}`;

/** A fact as a paper prints it: fen as yuan, members by their labels. */
export function factText(dictionary: Dictionary, name: string, value: FactValue): string {
  const definition = dictionary.get(name);
  const label = (member: string) => definition?.valueLabels?.[member] ?? member;
  if (definition?.type === 'money.fen') return `${(value as number) / 100}元`;
  if (Array.isArray(value)) return value.map(label).join('、');
  if (typeof value === 'string') return label(value);
  return plainText(value);
}

function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(plainText).join('、');
  if (value !== null && typeof value === 'object') return Object.values(value).map(plainText).join(',');
  return String(value);
}
