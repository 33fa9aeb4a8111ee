/**
 * Fields in one line of a cell, ` | ` between them. What would be taken for the writing itself (a bar, a backslash, a line
 * break, a space at an end, nothing at all) is written with a backslash, so that every text comes back as it was.
 */
export const lineOf = (fields: string[]): string => fields.map(escaped).join(' | ');

/** A field in its writing. */
export function escaped(field: string): string {
  if (field === '') return '\\e';
  return field
    .replace(/[\\|]/g, (c) => `\\${c}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replace(/^\s+|\s+$/g, (spaces) => [...spaces].map(code).join(''));
}
const code = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The inverse of `lineOf`. */
export function fieldsOf(line: string): string[] {
  const fields = [''];
  for (const [piece] of line.matchAll(/\\.|[^\\|]+|\||\\$/gs)) {
    if (piece === '|') fields.push('');
    else fields.push(`${fields.pop()}${piece}`);
  }
  return fields.map((field) => unescaped(field.trim()));
}

const MEANING: Record<string, string> = { e: '', n: '\n', r: '\r' };

/** The inverse of `escaped`; a backslash before anything else stands for itself. */
export const unescaped = (field: string): string =>
  field.replace(/\\(u[0-9a-f]{4}|[enr\\|])/g, (_, c: string) =>
    c.length > 1 ? String.fromCharCode(Number.parseInt(c.slice(1), 16)) : (MEANING[c] ?? c),
  );
