import type { Archived, CaseState } from '../../contract/case.ts';
import type { Bundle } from '../release/bundle.ts';
import { addYears } from '../time/days.ts';

/** How long the dossier is kept: the longest term of the papers in it, counted from the day it was archived. */
export function retentionOf(bundle: Bundle, papers: CaseState['papers'], day: string): Archived['retention'] {
  const terms = papers.flatMap((p) => bundle.get('template', p.template)?.body.retention ?? []);
  const years = (term: number | 'permanent') => (term === 'permanent' ? Number.POSITIVE_INFINITY : term);
  const [longest] = terms.sort((a, b) => years(b.term) - years(a.term));
  if (!longest) return { term: null, until: null, basis: '保管期限未确认', verified: 'unconfirmed' };
  const until = longest.term === 'permanent' ? null : addYears(day, longest.term);
  return { ...longest, until };
}
