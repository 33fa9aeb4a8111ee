/** How laws are cited: on papers, on the pages and in derivations alike. */
import type { Matter } from './definitions/matters.ts';

type Basis = Matter['legalBasis'][number];

/** `中华人民共和国森林法(2019修订)` in its two parts; a law without an edition has an empty one. */
function parted(law: string): { title: string; edition: string } {
  const [, title = law, edition] = /^《?(.+?)》?(?:[(（](.+)[)）])?$/.exec(law) ?? [];
  return { title, edition: edition === undefined ? '' : `（${edition}）` };
}

/** A law in running text: `行政处罚法（2021修订）`. */
export function lawName(law: string): string {
  const { title, edition } = parted(law);
  return `${title}${edition}`;
}

/** `《中华人民共和国森林法》（2019修订）第73条第1款`: the edition stands outside the title marks. */
export function basisText({ law, article, clause }: Pick<Basis, 'law' | 'article' | 'clause'>): string {
  const { title, edition } = parted(law);
  return `《${title}》${edition}第${article}条${clause ?? ''}`;
}
