/**
 * Patterns on which a text somebody types can keep the server busy for ever: a repetition within a repetition can be divided
 * in more ways than anybody can try, `^(a+)+$` for one. Not every pattern refused here is slow, but none of that kind is let
 * through, and all a form needs can be written without.
 */

/** How often something may stand, and what it is. */
type Element = { min: number; max: number; source: string; group: Element[][] | null };

/** From so many times on a repetition is as bad as one without end. */
const MANY = 10;

/** Why a pattern may be slow, in one sentence; null where it is not. The pattern must be a valid one. */
export function slowPattern(pattern: string): string | null {
  return slowIn(new Reader(pattern).alternatives());
}

function slowIn(alternatives: Element[][]): string | null {
  for (const element of alternatives.flat()) {
    const slow = element.group && (repeatedFault(element, element.group) ?? slowIn(element.group));
    if (slow) return slow;
  }
  return null;
}

function repeatedFault({ max, source }: Element, group: Element[][]): string | null {
  if (max < MANY) return null;
  const shown = `“${source}”`;
  if (everyElement(group).some((e) => e.max >= MANY && e.max > e.min))
    return `${shown}在重复之中又有重复，填写的内容稍长就可能验证不完。请去掉里层或者外层的重复，或者写明不大于 ${MANY - 1} 的次数`;
  if (group.some((sequence) => sequence.every((e) => e.max > e.min)))
    return `${shown}重复的内容长短不定，同一段文字有许多种拆法，可能验证不完。请使重复的内容有固定的开头`;
  if (group.some((one, i) => group.slice(0, i).some((other) => alike(one[0], other[0]))))
    return `${shown}重复的几种写法可以有同样的开头，同一段文字有许多种拆法，可能验证不完。请把它们合写，例如写成一个方括号`;
  return null;
}

const everyElement = (alternatives: Element[][]): Element[] =>
  alternatives.flat().flatMap((e) => [e, ...(e.group ? everyElement(e.group) : [])]);

const SAMPLE = [...Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code)), 'é', '一', '，'];

/** May both begin with the same character? What has no single first character is taken to. */
function alike(one: Element | undefined, other: Element | undefined): boolean {
  if (!one || !other || one.group || other.group || one.min === 0 || other.min === 0) return true;
  const [a, b] = [one, other].map(({ source }) => new RegExp(`^(?:${source})$`, 'u')) as [RegExp, RegExp];
  return SAMPLE.some((c) => a.test(c) && b.test(c));
}

/** Reads a pattern that is known to be valid into what may be repeated. */
class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  alternatives(): Element[][] {
    const found: Element[][] = [[]];
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ')') {
      if (this.#pattern[this.#at] === '|') {
        this.#at += 1;
        found.push([]);
      } else found.at(-1)?.push(...this.#element());
    }
    return found;
  }

  /** None where it takes no character: the beginning and the end. */
  #element(): Element[] {
    const from = this.#at;
    const first = this.#pattern[from] as string;
    let group: Element[][] | null = null;
    if (first === '(') {
      this.#at += (/^\((\?(:|<?[=!]|<\w+>))?/.exec(this.#pattern.slice(from)) as RegExpExecArray)[0].length;
      group = this.alternatives();
      this.#at += 1;
    } else this.#at += this.#atom(this.#pattern.slice(from)).length;
    const source = this.#pattern.slice(from, this.#at);
    const { min, max } = this.#times();
    if (first === '^' || first === '$' || /^\\[bB]$/.test(source)) return [];
    return [{ min, max, source: group ? this.#pattern.slice(from, this.#at) : source, group }];
  }

  /** One character as it is written: a class, an escape, or itself. */
  #atom(rest: string): string {
    const [atom] =
      /^(\[(\\.|[^\]\\])*\]|\\([pP]\{[^}]*\}|u\{[^}]*\}|u....|x..|c.|k<[^>]*>|.)|.)/su.exec(rest) ?? [];
    return atom ?? rest;
  }

  #times(): { min: number; max: number } {
    const [all, sign, least, upTo, most] =
      /^(?:([*+?])|\{(\d+)(,)?(\d+)?\})\??/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (all === undefined) return { min: 1, max: 1 };
    this.#at += all.length;
    if (sign) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
    const min = Number(least);
    return { min, max: most === undefined ? (upTo ? Number.POSITIVE_INFINITY : min) : Number(most) };
  }
}
