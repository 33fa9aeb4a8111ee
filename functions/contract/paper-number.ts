/** What a paper's number looks like; said to whoever typed something else. */
export const NUMBER_LIKE = '楚大综执罚决〔2026〕1号';

/**
 * A number as people type it from a paper, in the form it was issued in; null where it can be no number of ours. Width,
 * blanks, the kind of brackets, 第 and a missing 号 are the reader's keyboard and say nothing of the paper.
 */
export function readNumber(text: string): string | null {
  const typed = text.normalize('NFKC').replace(/\s/g, '');
  const [, word, year, n] =
    /^(楚.综执\p{L}{1,20}?)\p{Ps}?(\d{4})\p{Pe}?年?第?0*([1-9]\d{0,5})号?$/u.exec(typed) ?? [];
  return word && year && n ? `${word}〔${year}〕${n}号` : null;
}
