import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Twenty base-32 characters: nine of the moment, so that ids sort by time, and eleven (55 bits) of chance. */
export function timeOrderedId(prefix: 'C' | 'F' | 'D' | 'S', instant: string): string {
  let time = '';
  for (let ms = Date.parse(instant), i = 0; i < 9; i += 1, ms = Math.floor(ms / 32))
    time = ALPHABET[ms % 32] + time;
  const chance = [...randomBytes(11)].map((b) => ALPHABET[b % 32]).join('');
  return `${prefix}-${time}${chance}`;
}
