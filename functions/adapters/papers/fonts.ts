import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type Printer from 'pdfmake/js/Printer.js';
import type { PdfKitDocument } from 'pdfmake/js/Printer.js';

/** The font files a release of the platform carries: 思源宋体 cut down to the characters of GBK. */
export const FONT_FILES = { normal: 'serif-regular.ttf', bold: 'serif-bold.ttf' } as const;
export const FAMILY = 'Song';

/** A press: pdfmake with the fonts. Both are loaded at the first paper, so that functions that print none pay nothing. */
export type Press = {
  print(definition: object): Promise<Uint8Array>;
  missing(text: string): string[];
};

/** @throws where the font files are not in the folder: the start and the synthesis make them (local/fonts.ts) */
export async function openPress(folder: string): Promise<Press> {
  const paths = { normal: join(folder, FONT_FILES.normal), bold: join(folder, FONT_FILES.bold) };
  for (const path of Object.values(paths)) await access(path);
  const PrinterClass = await loadPrinter();
  // nothing is ever fetched, and no file read but the fonts: pictures are drawn
  const noUrls = { resolve: () => undefined, resolved: async () => undefined };
  const allowed = (path: string) => Object.values(paths).includes(path);
  const open = (definition: object) =>
    new PrinterClass({ [FAMILY]: { ...paths } }, null, noUrls, allowed).createPdfKitDocument(definition);
  const probe = await open({ content: ' ', defaultStyle: { font: FAMILY } });
  const glyphs = probe.provideFont(FAMILY, false, false).font;
  // Looking a character up takes long, and papers are written with the same few thousand.
  const found = new Set<string>();
  const isMissing = (c: string) => {
    if (c <= ' ' || found.has(c)) return false;
    const there = glyphs.hasGlyphForCodePoint(c.codePointAt(0) as number);
    if (there) found.add(c);
    return !there;
  };
  return {
    print: async (definition) => bytesOf(await open(definition)),
    missing: (text) => {
      const lacking = new Set<string>();
      for (const c of text) if (isMissing(c)) lacking.add(c);
      return [...lacking];
    },
  };
}

/** A CommonJS module's default stands one deeper under Node than in a bundle. */
async function loadPrinter(): Promise<typeof Printer> {
  const module = (await import('pdfmake/js/Printer.js')).default as typeof Printer & {
    default?: typeof Printer;
  };
  return module.default ?? module;
}

async function bytesOf(document: PdfKitDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const ended = new Promise((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
