import type { Finding } from '../../../contract/definitions/release.ts';
import type { Statute } from '../../../contract/definitions/statutes.ts';
import type { Bundle } from '../bundle.ts';
import { search } from './logic/search.ts';
import { subjectOf } from './logic/subject.ts';

type Window = { from?: string | null | undefined; to?: string | null | undefined };
type Reference = { definition: string; path: string; text: string; window: Window };

/**
 * Articles a definition rests on though they do not hold on the days it is to be in force: repealed (error) or not yet in
 * force (warning). Asked of every `legalBasis`, `basis` and `law` of every definition; what applies only to earlier acts says
 * so with its own `effective.to`.
 */
export async function checkStatutes(bundle: Bundle, days: string[]): Promise<Finding[]> {
  const statutes = bundle.all('statutes').flatMap((e) => e.body.statutes);
  const names = [...new Set(statutes.map((s) => s.name))];
  const findings: Finding[] = [];
  if (names.length === 0) return findings;
  for (const reference of referencesIn(bundle)) {
    const text = plain(reference.text);
    if (!names.some((name) => text.includes(name))) continue;
    for (const statute of statutes) {
      const finding = cites(text, statute) ? faultOf(statute, reference, days) : null;
      if (finding) findings.push(await withWitness(bundle, finding, days.at(-1) as string));
    }
  }
  return findings;
}

function faultOf(
  statute: Statute,
  { definition, path, text, window }: Reference,
  days: string[],
): Finding | null {
  const { repealedOn, repealedBy, inForceFrom } = statute;
  const holds = window.to ?? '9999-12-31';
  const starts = window.from ?? '0000-01-01';
  if (repealedOn !== undefined && holds >= repealedOn && days.some((day) => repealedOn <= day)) {
    const instead = repealedBy ? `，由${repealedBy}取代` : '';
    const say = `引用了已经失效的“${text}”：自 ${repealedOn} 起失效${instead}。请改引现行条文；只适用于此前行为的，写明 effective.to`;
    return { severity: 'error', code: 'statute-repealed', definition, path, say };
  }
  if (inForceFrom !== undefined && starts < inForceFrom && days.some((day) => day < inForceFrom)) {
    const say = `引用了尚未施行的“${text}”：自 ${inForceFrom} 起施行。请写明 effective.from，或者暂引现行条文`;
    return { severity: 'warning', code: 'statute-not-yet', definition, path, say };
  }
  return null;
}

/** For a rule: facts on which it fires that day and names the article. */
async function withWitness(bundle: Bundle, finding: Finding, day: string): Promise<Finding> {
  const [kind, id] = finding.definition.split('/') as [string, string];
  const index = /^\/(?:rules|rows)\/(\d+)\//.exec(`${finding.path}/`)?.[1];
  const set = kind === 'ruleset' || kind === 'table' ? bundle.ruleSet(id) : null;
  const rule = index === undefined ? undefined : set?.ruleSet.rules[Number(index)];
  if (!set || !rule) return finding;
  const subject = subjectOf(bundle, set, day, []);
  const found = search(subject.world, [{ any: [{ condition: rule.conditions }], wish: 'satisfied' }]);
  if (typeof found !== 'object') return finding;
  const witness = await subject.witness(found.facts, (rules) => rules.get(rule.id)?.status === 'satisfied');
  return witness ? { ...finding, witness } : finding;
}

const plain = (text: string): string => text.replaceAll(/[《》\s]/g, '').replaceAll('中华人民共和国', '');

/** What may stand before a law's name without making it another law's. */
const BEFORE = /(^|[^\p{Script=Han}]|[据依按照反和与及或])$/u;
const AFTER = /^($|第|[^\p{Script=Han}])/u;

/** Does a text cite the statute: the name itself, in the edition and one of the articles it is about? */
export function cites(text: string, { name, edition, articles }: Statute): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const rest = text.slice(at + name.length);
    if (!BEFORE.test(text.slice(0, at)) || !AFTER.test(rest) || (/^\d/.test(rest) && /\d$/.test(name)))
      continue;
    const bracket = /^[(（]([^))]*)[)）]/.exec(rest);
    if (edition !== undefined && !bracket?.[1]?.includes(edition)) continue;
    if (
      articles === undefined ||
      articlesAt(rest.slice(bracket?.[0].length ?? 0)).some((n) => articles.includes(n))
    )
      return true;
  }
  return false;
}

/** The articles named next: 第95条, 第3、4条, 第九十五条. */
function articlesAt(rest: string): number[] {
  const found: number[] = [];
  let left = rest;
  for (;;) {
    const match = /^[、和]?第?([0-9、]+|[一二三四五六七八九十百千零〇]+)条(?:第[^、;；]*?[款项])*/.exec(left);
    if (!match) return found;
    found.push(...(match[1] as string).split('、').map(toNumber));
    left = left.slice(match[0].length);
  }
}

const DIGITS = '零一二三四五六七八九';
/** A number of an article, in figures or in words up to thousands. */
function toNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const c of text) {
    const unit = { 千: 1000, 百: 100, 十: 10 }[c];
    if (unit === undefined) digit = Math.max(0, DIGITS.indexOf(c));
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

function referencesIn(bundle: Bundle): Reference[] {
  const found: Reference[] = [];
  for (const [definition, { kind, body }] of bundle.entries) {
    if (kind === 'statutes' || kind === 'form' || kind === 'examples') continue;
    collect(body, '', {}, (path, text, window) => found.push({ definition, path, text, window }));
  }
  return found;
}

const CITING = new Set(['legalBasis', 'basis', 'unitBasis']);

function collect(
  value: unknown,
  path: string,
  window: Window,
  found: (path: string, text: string, window: Window) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  const { effective, law, article } = value as { effective?: Window; law?: unknown; article?: unknown };
  const own = effective ?? window;
  if (typeof law === 'string')
    found(`${path}/law`, article == null ? law : `${law}第${String(article)}条`, own);
  for (const [key, child] of Object.entries(value)) {
    const at = `${path}/${key}`;
    if (CITING.has(key)) {
      for (const [i, text] of [child].flat().entries())
        if (typeof text === 'string') found(Array.isArray(child) ? `${at}/${i}` : at, text, own);
    }
    collect(child, at, own, found);
  }
}
