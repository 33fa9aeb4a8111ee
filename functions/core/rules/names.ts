import type { Condition, NamedConditions, WrittenCondition } from '../../contract/definitions/rules.ts';

/** What a name came to once every name inside it was replaced, with its size and height in nodes. */
export type Meaning = { condition: Condition; size: number; height: number };
/** What is wrong with a name or a reference, where it stands. */
export type NameFault = { definition: string; path: string; code: string; say: string };
export type Names = { meanings: Map<string, Meaning>; faults: NameFault[] };

/** Bounds on one rule's conditions, once names are replaced: larger than any statute, smaller than what could stop a server. */
export const MAX_NODES = 2_000;
export const MAX_HEIGHT = 40;

type Named = NamedConditions['conditions'][string] & { definition: string; path: string };

/**
 * The meaning of every name that has one. Names are settled from those that use no other upwards, without recursion from
 * name to name: what is left in the end uses itself, or a name that does. Never throws.
 */
export function resolveNames(books: { id: string; body: NamedConditions }[]): Names {
  const faults: NameFault[] = [];
  const all = collect(books, faults);
  const meanings = new Map<string, Meaning>();
  const uses = new Map([...all].map(([name, { is }]) => [name, referencesOf(is)]));
  const waiting = new Map<string, number>();
  const users = new Map<string, string[]>();
  for (const [name, used] of uses) {
    const others = [...new Set(used.map((u) => u.name))].filter((other) => all.has(other));
    waiting.set(name, others.length);
    for (const other of others) users.set(other, [...(users.get(other) ?? []), name]);
  }
  const ready = [...all.keys()].filter((name) => waiting.get(name) === 0);
  for (const name of ready) {
    waiting.delete(name);
    settle(all.get(name) as Named, name, all, meanings, faults);
    for (const user of users.get(name) ?? []) {
      waiting.set(user, (waiting.get(user) as number) - 1);
      if (waiting.get(user) === 0) ready.push(user);
    }
  }
  faults.push(...cycles([...waiting.keys()], all, uses));
  return { meanings, faults };
}

/** Everything a name uses is settled: it has a meaning now, or it never will. */
function settle(
  named: Named,
  name: string,
  all: Map<string, Named>,
  meanings: Map<string, Meaning>,
  faults: NameFault[],
): void {
  for (const { name: used, path } of referencesOf(named.is, `${named.path}/is`))
    if (!all.has(used)) faults.push(unknownName(named.definition, used, path));
  const condition = expand(named.is, meanings);
  if (condition === null) return;
  const { size, height } = measure(named.is, meanings);
  const tooLarge = sizeFault(size, height);
  if (tooLarge) faults.push({ ...placeOf(named), ...tooLarge });
  else meanings.set(name, { condition: labelled(condition, named), size, height });
}

/** Where a name stands twice, the first one counts. */
function collect(books: { id: string; body: NamedConditions }[], faults: NameFault[]): Map<string, Named> {
  const open = new Map<string, Named>();
  for (const { id, body } of books)
    for (const [name, named] of Object.entries(body.conditions)) {
      const place = { definition: `conditions/${id}`, path: `/conditions/${name}` };
      const first = open.get(name);
      if (first)
        faults.push({
          ...place,
          code: 'condition-twice',
          say: `条件“${name}”已在 ${first.definition} 中写明，名称不能重复`,
        });
      else open.set(name, { ...named, ...place });
    }
  return open;
}

const placeOf = ({ definition, path }: Named) => ({ definition, path: `${path}/is` });

/** As many as anybody looks at before mending them. */
const MOST_CYCLES = 20;

/** A fault for each name that comes back to itself. One that merely uses such a name is not told again. */
function cycles(left: string[], all: Map<string, Named>, uses: Map<string, { name: string }[]>): NameFault[] {
  const faults: NameFault[] = [];
  for (const name of left) {
    const round = cycleThrough(name, uses);
    if (round)
      faults.push({
        ...placeOf(all.get(name) as Named),
        code: 'cyclic-condition',
        say: `条件互相引用成了一个圈：${round.join(' → ')}；应去掉其中一处引用`,
      });
    if (faults.length >= MOST_CYCLES) break;
  }
  return faults;
}

export const unknownName = (definition: string, name: string, path: string): NameFault => ({
  definition,
  path: `${path}/condition`,
  code: 'unknown-condition',
  say: `没有名为“${name}”的条件；应为常用条件中写明的名称`,
});

/** The shortest way from a name back to itself. */
function cycleThrough(name: string, uses: Map<string, { name: string }[]>): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [name];
  for (const at of queue)
    for (const { name: next } of uses.get(at) ?? []) {
      if (next === name) {
        const way = [name];
        for (let step = at; step !== name; step = cameFrom.get(step) as string) way.unshift(step);
        return [name, ...way];
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  return null;
}

/** The names a condition uses, each with the path of its reference below `path`. */
export function referencesOf(condition: WrittenCondition, path = ''): { name: string; path: string }[] {
  if ('condition' in condition) return [{ name: condition.condition, path }];
  if ('not' in condition) return referencesOf(condition.not, `${path}/not`);
  if ('all' in condition) return condition.all.flatMap((c, i) => referencesOf(c, `${path}/all/${i}`));
  if ('any' in condition) return condition.any.flatMap((c, i) => referencesOf(c, `${path}/any/${i}`));
  return [];
}

/** The condition with every name replaced by its meaning; null where a name has none. The same object where it uses no name. */
export function expand(condition: WrittenCondition, meanings: Map<string, Meaning>): Condition | null {
  if ('condition' in condition) return meanings.get(condition.condition)?.condition ?? null;
  if ('not' in condition) {
    const not = expand(condition.not, meanings);
    if (not === null) return null;
    return not === condition.not ? (condition as Condition) : { ...condition, not };
  }
  const written = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (written === null) return condition as Condition;
  const children = written.map((child) => expand(child, meanings));
  if (children.some((child) => child === null)) return null;
  if (children.every((child, i) => child === written[i])) return condition as Condition;
  return { ...condition, ['all' in condition ? 'all' : 'any']: children } as Condition;
}

/** A reason why a condition of this size is refused. */
export function sizeFault(size: number, height: number): { code: string; say: string } | null {
  if (size > MAX_NODES)
    return { code: 'condition-too-large', say: `条件展开后有 ${size} 项，应不超过 ${MAX_NODES} 项` };
  if (height > MAX_HEIGHT)
    return { code: 'condition-too-deep', say: `条件展开后有 ${height} 层，应不超过 ${MAX_HEIGHT} 层` };
  return null;
}

/** Nodes and levels of a condition with its names replaced, counted without replacing them. */
export function measure(
  condition: WrittenCondition,
  meanings: Map<string, Meaning>,
): { size: number; height: number } {
  if ('condition' in condition) return meanings.get(condition.condition) ?? { size: 1, height: 1 };
  const children =
    'all' in condition
      ? condition.all
      : 'any' in condition
        ? condition.any
        : 'not' in condition
          ? [condition.not]
          : [];
  const each = children.map((child) => measure(child, meanings));
  return {
    size: each.reduce((sum, { size }) => sum + size, 1),
    height: 1 + Math.max(0, ...each.map(({ height }) => height)),
  };
}

/** The name's words go on the condition, so that the explanation of a verdict calls it by its name. */
function labelled(condition: Condition, { label, basis }: Named): Condition {
  return { ...condition, label, ...(basis === undefined ? {} : { basis }) };
}
