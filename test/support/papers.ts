import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { TemplateExample } from '../../functions/contract/definitions/papers.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import type { PaperContext } from '../../functions/core/papers/context.ts';
import { type Bundle, bundle } from '../../functions/core/release/bundle.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Every pack of the project as one release. */
export function projectBundle(): Bundle {
  const packs = loadPacks(ROOT);
  if (packs.findings.length > 0)
    throw new Error(packs.findings.map((f) => `${f.definition} ${f.path} ${f.say}`).join('\n'));
  return bundle(packs.entries);
}

/** The example of every template, by template id. */
export function templateExamples(): Map<string, TemplateExample> {
  const dir = join(ROOT, 'forms/templates/examples');
  return new Map(
    readdirSync(dir)
      .map((name) => TemplateExample.parse(JSON.parse(readFileSync(join(dir, name), 'utf8'))))
      .map((example) => [example.template, example]),
  );
}

/** The case of an example, as the engine would hand it to the template. */
export function contextOf(release: Bundle, example: TemplateExample): PaperContext {
  const people = new Map(Object.entries(example.people).map(([id, person]) => [id, { id, ...person }]));
  const actor = people.get(example.actor);
  if (!actor) throw new Error(`example of ${example.template}: the actor is nobody`);
  return {
    instant: example.instant,
    tenant: { id: 'daguokou', name: '大过口乡', government: '楚雄市大过口乡人民政府', short: '大' },
    caseId: `C-${'0'.repeat(20)}`,
    actor,
    matter: example.matter ? (release.get('matter', example.matter)?.body ?? null) : null,
    facts: deriveFacts(release.dictionary, example.facts),
    data: example.data,
    schema: example.form ? (release.get('form', example.form)?.body.schema ?? null) : null,
    dictionary: release.dictionary,
    params: release.all('params').map((p) => p.body),
    remedies: release.all('remedies').map((r) => r.body),
    people,
    officers: example.officers ?? [],
    duties: example.duties ?? {},
    marks: example.marks ?? [],
    requires: example.requires ?? [],
    papers: (example.papers ?? []).map((p) => ({ ...p, hash: 'a'.repeat(64) })),
    clocks: example.clocks ?? {},
    judged: Object.entries(example.verdict ?? {}).flatMap(([ruleSet, rules]) =>
      rules.map((rule) => ({ ruleSet, severity: 'block' as const, holds: false, ...rule })),
    ),
    number: example.number ?? null,
    checkUrl: 'https://zhifa.example/public/check',
  };
}

/** A page as pixels. Coordinates run from 0 to 1, from the top left. */
export type Picture = {
  width: number;
  height: number;
  /** The share of pixels in a rectangle that are like this. */
  share(
    area: { x: number; y: number; w: number; h: number },
    like: (r: number, g: number, b: number) => boolean,
  ): number;
};
export const isInk = (r: number, g: number, b: number): boolean => r + g + b < 480;
export const isRed = (r: number, g: number, b: number): boolean => r > 150 && g < 90 && b < 90;

/** The pages of a PDF as poppler (`pdftoppm`) draws them: another program than the one that wrote it. */
export function pictures(pdf: Uint8Array, dpi = 50): Picture[] {
  const dir = mkdtempSync(join(tmpdir(), 'yizhi-paper-'));
  try {
    writeFileSync(join(dir, 'paper.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', String(dpi), join(dir, 'paper.pdf'), join(dir, 'page')]);
    return readdirSync(dir)
      .filter((name) => name.endsWith('.ppm'))
      .sort()
      .map((name) => picture(readFileSync(join(dir, name))));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What a reader can copy out of a PDF, without line breaks. */
export function textOf(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, maxBuffer: 20_000_000 })
    .toString('utf8')
    .replaceAll(/\s/g, '');
}

function picture(file: Buffer): Picture {
  const [head = ''] = /^P6\s+\d+\s+\d+\s+255\s/.exec(file.subarray(0, 40).toString('latin1')) ?? [];
  const [, width = 0, height = 0] = head.split(/\s+/).map(Number);
  const pixels = file.subarray(head.length);
  return {
    width,
    height,
    share({ x, y, w, h }, like) {
      let hits = 0;
      let all = 0;
      for (let row = Math.floor(y * height); row < (y + h) * height; row += 1)
        for (let column = Math.floor(x * width); column < (x + w) * width; column += 1) {
          const at = (row * width + column) * 3;
          all += 1;
          if (like(pixels[at] ?? 255, pixels[at + 1] ?? 255, pixels[at + 2] ?? 255)) hits += 1;
        }
      return all === 0 ? 0 : hits / all;
    },
  };
}
