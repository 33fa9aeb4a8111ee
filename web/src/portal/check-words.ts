/** What somebody typed from a paper, as the API takes it. Pure, so that it can be tested alone. */

/** `楚大综执罚决〔2026〕1号`: without blanks, in the brackets of the rules for official papers whichever were typed. */
export const readNumber = (text: string): string =>
  text.replace(/\s/g, '').replace(/[[［【(（〔](\d{4})[\]］】)）〕]/, '〔$1〕');

/** The check code beside the QR code (16 digits, in groups of four) or the SHA-256 of the file; null where it is neither. */
export function readCode(text: string): string | null {
  const plain = text.replace(/[\s-]/g, '').toLowerCase();
  return /^([0-9a-f]{16}|[0-9a-f]{64})$/.test(plain) ? plain : null;
}

/** As it is printed: `3F2A 90BC …`. */
export const showCode = (code: string): string => (code.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');

export type Typed = { number: string; code: string };
/** What to ask, or what is missing. A short code says which paper only together with its number. */
export function readTyped({ number, code }: Typed): { query: Record<string, string> } | { say: string } {
  const asked = readNumber(number);
  const hash = code.trim() === '' ? null : readCode(code);
  if (code.trim() !== '' && hash === null)
    return { say: '校验码应为 16 位数字和字母 a 至 f，或者文件的 64 位 SHA-256。' };
  if (asked === '' && hash === null) return { say: '请填写文号，如 楚大综执罚决〔2026〕1号。' };
  if (asked === '' && hash?.length === 16) return { say: '只有 16 位校验码时，请同时填写文号。' };
  if (asked !== '' && (asked.length < 4 || asked.length > 60))
    return { say: '文号应为 4 至 60 个字，如 楚大综执罚决〔2026〕1号。' };
  return { query: { ...(asked === '' ? {} : { number: asked }), ...(hash === null ? {} : { hash }) } };
}
