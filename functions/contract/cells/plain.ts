/** What is no character of a text, line breaks aside: controls, halves of pairs, private and unassigned code points. */
const ODD = /(?!\n)[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu;

/** A text that would not come back from a cell as it is, or would be taken apart, stands in quotes as JSON writes it. */
export function plain(text: string, unsafe = /^$|^"|^\s|\s$/): string {
  if (!unsafe.test(text) && text.search(ODD) < 0) return text;
  return JSON.stringify(text).replace(ODD, (c) =>
    Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}

/** The inverse of `plain`; null where the quotes are not closed. */
export function unplain(text: string): string | null {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** A text cut at any of the separators that stands outside quotes; blanks around the pieces go. */
export function pieces(text: string, separators: string): string[] {
  const found: string[] = [];
  let piece = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string;
    if (c === '"') quoted = !quoted;
    if (quoted && c === '\\') {
      piece += c + (text[i + 1] ?? '');
      i += 1;
    } else if (!quoted && separators.includes(c)) {
      found.push(piece.trim());
      piece = '';
    } else piece += c;
  }
  return [...found, piece.trim()];
}
