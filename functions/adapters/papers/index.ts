import type { Papers } from '../../ports/papers.ts';
import { documentOf } from './document.ts';
import { wordFile } from './docx.ts';
import { bindDossier } from './dossier.ts';
import { openPress, type Press } from './fonts.ts';

/** Papers printed by pdfmake and, for editing, written as Word. `fonts` is the folder of the cut-down fonts. */
export function createPapers({ fonts }: { fonts: string }): Papers {
  let press: Promise<Press> | undefined;
  const opened = () => {
    press ??= openPress(fonts);
    return press;
  };
  return {
    missing: async (text) => (await opened()).missing(text),
    pdf: async (paper, options) => (await opened()).print(documentOf(paper, options)),
    docx: async (paper) => wordFile(paper),
    dossier: async (dossier) => bindDossier(await opened(), dossier),
  };
}
