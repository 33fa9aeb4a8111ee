/** When every story begins: 09:00 of 20 May 2026 in Shanghai. */
export const BEGINNING = '2026-05-20T01:00:00.000Z';
