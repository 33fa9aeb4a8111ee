import type { Paper } from '../contract/case.ts';

/** The public page that checks papers, on the web's own address. */
export const CHECK_PAGE = '/public/check';

/** issued: with seal and check code, as it leaves the house. draft: marked 草稿 on each page, no seal. void: marked 作废. */
export type PrintMode = 'issued' | 'draft' | 'void';
export type PrintOptions = { mode: PrintMode; tenant: string };

/** What the dossier of a case is bound from. */
export type Dossier = {
  tenant: string;
  title: string;
  caseId: string;
  /** 案卷封面's labelled lines, used where the case has no cover paper of its own. */
  cover: { label: string; text: string }[];
  papers: { paper: Paper; mode: PrintMode }[];
  /** Evidence kept beside it: files are listed, with their hash, and not bound. */
  files: { name: string; sha256: string; size: number; event: string }[];
  /** 备考表. */
  closing: string[];
  instant: string;
};
export type Bound = {
  bytes: Uint8Array;
  /** Page each paper begins on, in order; the cover and the contents come first. */
  contents: { title: string; number: string | null; day: string; page: number }[];
  pages: number;
};

/** Makes documents of papers. The same paper gives the same bytes. */
export interface Papers {
  /** The characters of a text that the font cannot print. */
  missing(text: string): Promise<string[]>;
  pdf(paper: Paper, options: PrintOptions): Promise<Uint8Array>;
  /** Word, to be edited before issue: neither number, seal nor check code. */
  docx(paper: Paper): Promise<Uint8Array>;
  dossier(dossier: Dossier): Promise<Bound>;
}
