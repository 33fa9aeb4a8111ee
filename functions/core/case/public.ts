import type { PublicDecision, RegisteredPaper } from '../../contract/api.ts';
import type { CaseState } from '../../contract/case.ts';
import { sha256 } from '../hash.ts';

/** What the check of a sealed paper needs, and all the public zone can reach of it: neither its case nor who sealed it. */
export type PublicPaper = Pick<RegisteredPaper, 'title' | 'number' | 'place' | 'day' | 'hash'> & {
  /** SHA-256 of the sealed document. */
  pdf: string;
  voidedOn: string | null;
};

/**
 * What the public knows a published decision by. By its number a case can be asked for and claimed (管辖争议), so it is not
 * published; a case number has 55 bits of chance besides its moment, too many to try against this.
 */
export const publicIdOf = (caseId: string): string => `P-${sha256(`public decision ${caseId}`).slice(0, 20)}`;

/** 公示: what was published, or when and why it was taken back. */
export function decisionOf(state: CaseState): PublicDecision | null {
  if (!state.published) return null;
  const { title, number, day, lines } = state.published;
  return {
    id: publicIdOf(state.id),
    title,
    number,
    day,
    lines: state.withdrawn ? [] : lines,
    withdrawn: state.withdrawn ?? null,
  };
}

/** Only papers under the town's seal are for the public to check; other numbered ones are the house's own. */
export const checksOf = (papers: RegisteredPaper[]): PublicPaper[] =>
  papers.flatMap(({ title, number, place, day, hash, sealed, voided }) =>
    sealed ? [{ title, number, place, day, hash, pdf: sealed.pdf, voidedOn: voided?.day ?? null }] : [],
  );
