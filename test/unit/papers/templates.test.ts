import { beforeAll, describe, expect, test } from 'vitest';
import { createPapers } from '../../../functions/adapters/papers/index.ts';
import type { TemplateExample } from '../../../functions/contract/definitions/papers.ts';
import { factFaults } from '../../../functions/core/facts/dictionary.ts';
import { dataFaults } from '../../../functions/core/forms/validate.ts';
import { fillPaper, issuePaper } from '../../../functions/core/papers/issue.ts';
import { printedTexts } from '../../../functions/core/papers/printed.ts';
import { ensureFonts } from '../../../functions/local/fonts.ts';
import type { Papers } from '../../../functions/ports/papers.ts';
import { contextOf, isInk, isRed, pictures, projectBundle, templateExamples } from '../../support/papers.ts';

/** The papers of documents.md; variants of one (`DOC-27-LAND`) count with it. */
const CODES = [...range(1, 18), ...range(20, 35), ...range(40, 47), ...range(50, 57), ...range(60, 68)].map(
  (n) => `DOC-${String(n).padStart(2, '0')}`,
);
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

const release = projectBundle();
const examples = templateExamples();
const templates = release.all('template');
let papers: Papers;
beforeAll(async () => {
  papers = createPapers({ fonts: await ensureFonts() });
});

const exampleOf = (id: string): TemplateExample => {
  const example = examples.get(id);
  if (!example) throw new Error(`no example of ${id}`);
  return example;
};

test('all fifty-nine papers of the catalogue are there, each template with an example', () => {
  expect(CODES).toHaveLength(59);
  expect(CODES.filter((code) => !templates.some((t) => t.id === code))).toEqual([]);
  expect(templates.map((t) => t.id).filter((id) => !examples.has(id))).toEqual([]);
  expect([...examples.keys()].filter((id) => !templates.some((t) => t.id === id))).toEqual([]);
});

describe.each(templates.map((t) => [t.id, t] as const))('%s', (id, { body, hash }) => {
  test('is filled whole from its example', () => {
    const example = exampleOf(id);
    expect(factFaults(release.dictionary, example.facts)).toEqual([]);
    const form = example.form ? release.get('form', example.form) : null;
    expect(form ? dataFaults(form.body, form.hash, example.data) : []).toEqual([]);
    const { paper, faults } = fillPaper(body, hash, contextOf(release, example));
    expect(faults.map((f) => f.say)).toEqual([]);
    const printed = printedTexts(paper)
      .map((t) => t.text)
      .join('\n');
    for (const sentence of example.contains) expect(printed).toContain(sentence);
    // a code where a person should read a word
    expect(printed).not.toMatch(
      /\b(undefined|null|true|false|[a-z]+-[a-z-]+)\b|(?<![\w@.:/])[a-z]{4,}(?![\w@.:/])/,
    );
  });

  test('is refused when anything the law asks for is taken away', () => {
    const example = exampleOf(id);
    for (const { from, label, when } of body.required) {
      if (typeof from === 'string' || when !== undefined || !('fact' in from || 'field' in from)) continue;
      const poorer = structuredClone(example);
      if ('fact' in from) {
        const derived = release.dictionary.get(from.fact)?.derive;
        if (derived) continue;
        delete poorer.facts[from.fact];
      } else remove(poorer.data, from.field);
      const answer = issuePaper(body, hash, contextOf(release, poorer));
      expect('faults' in answer ? answer.faults.map((f) => f.say) : [], label).toContain(
        `《${body.title}》缺少“${label}”`,
      );
    }
    for (const gate of body.gates ?? []) {
      // nothing is done yet but what makes the gate apply
      const marks = gate.when && 'mark' in gate.when ? [gate.when.mark] : [];
      const answer = issuePaper(body, hash, contextOf(release, { ...example, marks }));
      expect('faults' in answer ? answer.faults.flatMap((f) => f.basis ?? []) : [], gate.label).toContain(
        gate.basis,
      );
    }
  });

  test('is printed: nothing missing, its title on it, its seal where it belongs', async () => {
    const answer = issuePaper(body, hash, contextOf(release, exampleOf(id)));
    if (!('paper' in answer)) throw new Error('not issued');
    const { paper } = answer;
    for (const { text } of printedTexts(paper)) expect(await papers.missing(text)).toEqual([]);
    const pages = pictures(await papers.pdf(paper, { mode: 'issued', tenant: 'daguokou' }), 30);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages[0]?.share({ x: 0.2, y: 0.08, w: 0.6, h: 0.25 }, isInk)).toBeGreaterThan(0.005);
    const red = pages.map((page) => page.share({ x: 0, y: 0, w: 1, h: 1 }, isRed));
    const sealed = paper.seal === 'TOWN_GOV' && paper.layout === 'letter';
    expect(red.filter((share) => share > 0.003)).toHaveLength(sealed ? 1 : 0);
    if (sealed) expect(red.at(-1), 'the seal stands on the last page of the text').toBeGreaterThan(0.003);
  });
});

function remove(data: Record<string, unknown>, pointer: string): void {
  const names = pointer.split('/').slice(1);
  const last = names.pop() as string;
  let place = data;
  for (const name of names) place = (place[name] ?? {}) as Record<string, unknown>;
  delete place[last];
}
