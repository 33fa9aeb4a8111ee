const WIDE: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };
const HAN = '\\p{Script=Han}〇“”‘’《》〈〉〔〕（）、。';
const BESIDE_HAN = new RegExp(`(?<=[${HAN}])[,;:!?]|[,;:!?](?=[${HAN}])`, 'gu');
const NARROW = /[,;:!?(]/;
const HAS_HAN = new RegExp(`[${HAN}]`, 'u');

/**
 * Punctuation as Chinese text has it: full width beside a Chinese character, whatever was typed. Times (9:30), amounts
 * (1,000) and addresses of the net stay as they are.
 */
export function chinesePunctuation(text: string): string {
  if (!NARROW.test(text)) return text;
  const brackets = text.replaceAll(
    /(.?)\(([^()]*)\)(.?)/gsu,
    (whole, before: string, inside: string, after: string) =>
      HAS_HAN.test(before + inside + after) ? `${before}（${inside}）${after}` : whole,
  );
  return brackets.replaceAll(BESIDE_HAN, (mark) => WIDE[mark] ?? mark);
}
