import type { Paper } from '../../contract/case.ts';
import type { Part, Template } from '../../contract/definitions/papers.ts';
import type { Fault } from '../../contract/errors.ts';
import { contentHash } from '../hash.ts';
import { dayOf } from '../time/days.ts';
import type { PaperContext, Reading } from './context.ts';
import { fillBlocks } from './fill.ts';
import { numberOf } from './number.ts';
import { chinesePunctuation } from './punctuation.ts';
import { isKnown, readParts } from './read.ts';
import { scrubbed } from './scrubbed.ts';
import { holds } from './when.ts';
import { below100 } from './words.ts';

/** A paper filled from the case, and everything that keeps it from being issued. */
export type Filled = { paper: Paper; faults: Fault[] };

/** A paper filled from the case, or what it lacks: a defective paper is never issued. */
export function issuePaper(
  template: Template,
  hash: string,
  context: PaperContext,
): { paper: Paper } | { faults: Fault[] } {
  if (template.numberWord !== undefined && context.number === null)
    throw new Error(`template ${template.id} is numbered and no number was claimed`);
  const { paper, faults } = fillPaper(template, hash, context);
  return faults.length > 0 ? { faults } : { paper };
}

/** Fill a paper as far as the case goes: what a preview shows before the paper can be issued and has its number. */
export function fillPaper(template: Template, hash: string, context: PaperContext): Filled {
  const reading: Reading = { context, template, masked: true };
  const { lines, lacks } = fillBlocks(template.blocks, reading);
  const attachments = (template.attachments ?? [])
    .filter(({ when }) => holds(when, reading))
    .map(({ parts }) => readParts(parts, reading));
  const body = {
    template: template.id,
    templateHash: hash,
    number: numberOf(template, context),
    seal: template.seal,
    layout: layoutOf(template),
    authority: context.tenant.government,
    issuedAt: context.instant,
    day: dayOf(context.instant),
    ...punctuated({
      title: template.title,
      lines: scrubbed(lines, reading),
      attachments,
      copies: copiesOf(template),
      everyPageSigned: template.everyPageSigned ?? [],
    }),
    checkUrl: template.seal === 'TOWN_GOV' ? context.checkUrl : null,
    ...supersedes(template, context),
  };
  const paper = { ...body, hash: contentHash(body) };
  return { paper, faults: faultsOf(template, reading, lacks) };
}

/** Every text of the value with Chinese punctuation. */
function punctuated<T>(value: T): T {
  if (typeof value === 'string') return chinesePunctuation(value) as T;
  if (Array.isArray(value)) return value.map(punctuated) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, punctuated(inner)])) as T;
}

const DEFAULT_LAYOUT = { TOWN_GOV: 'letter', OFFICER_SIGN: 'record', NONE: 'sheet' } as const;
export const layoutOf = ({ layout, seal }: Template): Paper['layout'] => layout ?? DEFAULT_LAYOUT[seal];

function copiesOf({ copies }: Template): string | null {
  if (!copies) return null;
  return `本文书一式${copies.count === 2 ? '二' : below100(copies.count)}份：${copies.to.join('、')}各执一份。`;
}

/** The latest paper of the template was declared void: this one takes its place. */
function supersedes({ id }: Template, { papers }: PaperContext): { supersedes?: string } {
  const last = papers.findLast((p) => p.template === id);
  return last?.voided ? { supersedes: last.hash } : {};
}

/** The number comes with the issue: a draft lacks it and nothing is wrong. */
const isNumber = (from: Part, { template, context }: Reading): boolean =>
  typeof from === 'object' &&
  'kernel' in from &&
  from.kernel === 'number' &&
  template.numberWord !== undefined &&
  context.number === null;

function faultsOf(template: Template, reading: Reading, lacks: string[]): Fault[] {
  const plain = { ...reading, masked: false };
  const missing = template.required
    .filter(({ from, when }) => !isNumber(from, plain) && holds(when, plain) && !isKnown(from, plain))
    .map(({ label }) => label);
  const path = `/${template.id}`;
  return [
    ...[...missing, ...lacks].map((label) => ({
      path,
      say: `《${template.title}》缺少“${label}”`,
      basis: [template.basis],
    })),
    ...(template.gates ?? [])
      .filter((gate) => holds(gate.when, plain) && !holds(gate.holds, plain))
      .map(({ label, basis }) => ({
        path,
        say: `《${template.title}》尚不能${template.seal === 'TOWN_GOV' ? '盖章' : '制作'}：未经“${label}”`,
        basis: [basis],
      })),
  ];
}
