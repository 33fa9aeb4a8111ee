import type { Paper, SealRecord } from '../../contract/case.ts';
import type { Action, Outcome } from '../../contract/definitions/procedures.ts';
import { type Fault, Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { signatory } from '../../core/case/issuing.ts';
import { sha256 } from '../../core/hash.ts';
import type { Signatory } from '../../core/papers/context.ts';
import { peopleNamed } from '../../core/papers/people.ts';
import { printedTexts } from '../../core/papers/printed.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';

type Issuing = {
  bundle: Bundle;
  action: Action;
  outcome: Outcome;
  state: { tenant: string; duties: Record<string, string[]> };
  person: Person;
  instant: string;
  data: unknown;
};

/** Everybody the papers of an outcome may name. */
export async function peopleOf(
  deps: Deps,
  { bundle, action, outcome, state, person, data }: Omit<Issuing, 'instant'>,
): Promise<Map<string, Signatory>> {
  const ids = [...(outcome.papers ?? []), ...(outcome.publish ? [outcome.publish] : [])];
  const templates = ids.flatMap((id) => bundle.get('template', id)?.body ?? []);
  const people = new Map([[person.id, signatory(person)]]);
  if (templates.length === 0) return people;
  const named = peopleNamed(templates, data, action.officersAt, state.duties);
  for (const found of await Promise.all(named.map((id) => deps.stores.directory.person(id))))
    if (found) people.set(found.id, signatory(found));
  return people;
}

/**
 * A character the font does not have would be an empty box on the paper: it is refused before anything is issued.
 * @throws Refusal paper-incomplete
 */
export async function printable(deps: Deps, papers: Paper[]): Promise<void> {
  const faults: Fault[] = [];
  for (const paper of papers) {
    const texts = printedTexts(paper);
    // All of it at once, and piece by piece only to say where it is.
    const whole = await deps.papers.missing(texts.map(({ text }) => text).join(''));
    for (const { label, text } of whole.length > 0 ? texts : []) {
      const missing = await deps.papers.missing(text);
      if (missing.length > 0) faults.push(glyphFault(paper, label, text, missing));
    }
  }
  if (faults.length > 0) throw new Refusal('paper-incomplete', faults.map((f) => f.say).join('；'), faults);
}

function glyphFault(paper: Paper, label: string | undefined, text: string, missing: string[]): Fault {
  const shown = missing.map((c) => `“${c}”（U+${c.codePointAt(0)?.toString(16).toUpperCase()}）`).join('、');
  const where = label ?? (text.length > 20 ? `${text.slice(0, 20)}…` : text);
  return {
    path: `/${paper.template}`,
    say: `《${paper.title}》“${where}”中的${shown}字库没有，印出来会是空白；请改用身份证件上注明的规范替代写法，并在备注中说明原字`,
  };
}

/**
 * The township's seal is placed: the document is made, kept, and its SHA-256 recorded with who did it, when and in which
 * role. Kept before the record is written, so that no recorded seal lacks its document.
 */
export async function sealPapers(
  deps: Deps,
  { action, person, instant, state }: Issuing,
  papers: Paper[],
): Promise<SealRecord[]> {
  const seals: SealRecord[] = [];
  for (const paper of papers.filter((p) => p.seal === 'TOWN_GOV')) {
    const bytes = await deps.papers.pdf(paper, { mode: 'issued', tenant: state.tenant });
    const pdf = sha256(bytes);
    await deps.files.keep(state.tenant, keptFile(paper.title, pdf, bytes.length), bytes);
    const role = action.who.roles.find((r) => person.roles.includes(r));
    if (!role) throw new Error(`${person.id} holds no role of the action that seals`);
    seals.push({ paper: paper.hash, pdf, by: person.id, role, at: instant });
  }
  return seals;
}

/** Where the document of a sealed paper is kept: its id follows from its hash. */
export const keptFile = (title: string, sha256Hex: string, size: number) => ({
  id: `F-${sha256Hex.slice(0, 20)}`,
  name: `${title}.pdf`,
  type: 'application/pdf',
  size,
  sha256: sha256Hex,
});
