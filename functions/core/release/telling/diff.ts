/** One place where two values differ. Elements of a list that have a name of their own are told by it, not by their place. */
export type Change = { parts: string[]; before: unknown; after: unknown };
export type Difference = { path: string; say: string };

type Node = Record<string, unknown>;
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** What names an element among its like, the first that does. */
const NAMES = ['id', 'fact', 'name', 'from'] as const;

/** The member that names every element of both lists, each name once in each; null where there is none. */
export function namedBy(...lists: unknown[][]): string | null {
  const names = (list: unknown[], key: string) => list.map((e) => (isNode(e) ? e[key] : undefined));
  const fits = (list: unknown[], key: string) => {
    const found = names(list, key);
    return found.every((n) => typeof n === 'string') && new Set(found).size === found.length;
  };
  return NAMES.find((key) => lists.every((list) => fits(list, key))) ?? null;
}

/** Every difference from `before` to `after`, outermost first; undefined stands for what is not there. */
export function changes(before: unknown, after: unknown, parts: string[] = []): Change[] {
  if (isNode(before) && isNode(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changes(before[key], after[key], [...parts, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, parts);
  return before === after ? [] : [{ parts, before, after }];
}

function listChanges(before: unknown[], after: unknown[], parts: string[]): Change[] {
  // a list of plain values is one value: what came and went is for whoever tells it
  if ([...before, ...after].every(isScalar))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ parts, before, after }];
  const key = namedBy(before, after);
  if (key === null) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => changes(before[i], after[i], [...parts, String(i)])).flat();
  }
  const byName = (list: unknown[]) => new Map(list.map((e) => [(e as Node)[key] as string, e]));
  const [old, now] = [byName(before), byName(after)];
  const told = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    changes(old.get(name), now.get(name), [...parts, name]),
  );
  const [was, is] = [[...old.keys()].filter((n) => now.has(n)), [...now.keys()].filter((n) => old.has(n))];
  const moved = was.join('\n') !== is.join('\n');
  return moved ? [{ parts, before: was, after: is }, ...told] : told;
}

export const pointerOf = (parts: string[]): string =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const brief = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** Differences with the values as they are stored: for whoever checks records. Definitions are told by `sentences.ts`. */
export function differences(before: unknown, after: unknown): Difference[] {
  return changes(before, after).map(({ parts, before: was, after: is }) => {
    const path = pointerOf(parts);
    if (was === undefined) return { path, say: `新增 ${brief(is)}` };
    if (is === undefined) return { path, say: `删去 ${brief(was)}` };
    return { path, say: `由 ${brief(was)} 改为 ${brief(is)}` };
  });
}
