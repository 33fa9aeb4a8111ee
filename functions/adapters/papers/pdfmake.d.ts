/** The parts of pdfmake 0.3 this project uses; the package has no types of its own. */
declare module 'pdfmake/js/Printer.js' {
  import type { EventEmitter } from 'node:events';
  export type PdfKitDocument = EventEmitter & {
    end(): void;
    provideFont(
      family: string,
      bold: boolean,
      italics: boolean,
    ): { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  };
  type Fonts = Record<string, { normal: string; bold: string }>;
  type UrlResolver = { resolve(): void; resolved(): Promise<unknown> };
  export default class Printer {
    constructor(fonts: Fonts, files: null, urls: UrlResolver, local: (path: string) => boolean);
    createPdfKitDocument(definition: object): Promise<PdfKitDocument>;
  }
}
