import type { z } from 'zod';

/** What a shape wants at a place: the keys an object may have, the format of a text. */
export type ShapeAt = { keys: string[]; format: string | undefined };

type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
  element?: z.ZodType;
  valueType?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  items?: z.ZodType[];
  getter?: () => z.ZodType;
  format?: string;
};
const defOf = (shape: z.ZodType): Def => (shape as unknown as { _zod: { def: Def } })._zod.def;

/** The shapes one shape may stand for, wrappers taken off. */
function plain(shape: z.ZodType): z.ZodType[] {
  const def = defOf(shape);
  if (def.type === 'union') return (def.options ?? []).flatMap(plain);
  if (def.type === 'lazy' && def.getter) return plain(def.getter());
  const inner = def.innerType ?? (def.type === 'pipe' ? def.in : undefined);
  return inner ? plain(inner) : [shape];
}

/** What a shape wants at a path into a value. */
export function shapeAt(shape: z.ZodType, path: PropertyKey[]): ShapeAt {
  let shapes = plain(shape);
  for (const key of path) {
    shapes = shapes.flatMap((one) => {
      const { shape: fields, element, valueType, items } = defOf(one);
      const next =
        fields?.[key as string] ??
        element ??
        valueType ??
        (typeof key === 'number' ? items?.[key] : undefined);
      return next ? plain(next) : [];
    });
  }
  const defs = shapes.map(defOf);
  return {
    keys: [...new Set(defs.flatMap((def) => Object.keys(def.shape ?? {})))],
    format: defs.find((def) => def.format !== undefined)?.format,
  };
}

/** The known word a misspelt one most likely was: at most two letters away, or one in three. */
export function nearest(word: string, known: string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}

/** Letters to put in, take out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] as number;
}
