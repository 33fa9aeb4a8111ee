import { type DefinitionOf, KINDS, type Kind } from '../../contract/definitions/release.ts';
import type { Fault } from '../../contract/errors.ts';
import { shapeFaults } from '../forms/shape-faults.ts';

/** The largest definition, as JSON text. The largest shipped one has a tenth of it. */
export const MOST_CHARACTERS = 2_000_000;
/** How many `all`, `any` and `not` may stand inside one another: no article of law needs a tenth of it. */
export const MOST_NESTED = 32;
/** How deep any value may be nested: everything that reads definitions goes down by recursion. */
const MOST_DEEP = 200;

export type Read<K extends Kind> = { id: string; body: DefinitionOf<K> } | { faults: Fault[] };

/**
 * A definition somebody handed in, held against the shape of its kind. Size and depth are looked at first, without
 * recursion, so that nothing that follows can be made to run out of stack or time.
 */
export function readDefinition<K extends Kind>(kind: K, value: unknown): Read<K> {
  const outer = outerFault(value);
  if (outer) return { faults: [outer] };
  const characters = JSON.stringify(value ?? null).length;
  if (characters > MOST_CHARACTERS) return { faults: [sizeFault(characters)] };
  const shape = KINDS[kind];
  const parsed = shape.safeParse(value);
  if (!parsed.success) return { faults: shapeFaults(parsed.error, shape) };
  const body = parsed.data as DefinitionOf<K>;
  return { id: 'ruleSet' in body ? body.ruleSet : body.id, body };
}

/** What is said of a text that is too long to be read at all. */
export const sizeFault = (characters: number): Fault => ({
  path: '',
  code: 'too-large',
  say: `内容有 ${(characters / 1_000_000).toFixed(1)} 兆字符，超过上限 ${MOST_CHARACTERS / 1_000_000} 兆：请拆成几个定义`,
});

const NESTING = new Set(['all', 'any', 'not']);

/** The first place that is nested too deeply, or has a name no object can have. */
function outerFault(value: unknown): Fault | null {
  const waiting = [{ value, path: '', deep: 0, nested: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: current, path, deep, nested } = next;
    if (typeof current !== 'object' || current === null) continue;
    if (nested > MOST_NESTED)
      return {
        path,
        code: 'too-deep',
        say: `条件嵌套超过 ${MOST_NESTED} 层：请改写成常用条件，或者拆成几条规则`,
      };
    if (deep > MOST_DEEP) return { path, code: 'too-deep', say: `内容嵌套超过 ${MOST_DEEP} 层` };
    for (const [key, child] of Object.entries(current)) {
      // a record would drop it in silence, and what was saved would not be what was written
      if (key === '__proto__')
        return { path: `${path}/${key}`, code: 'unrecognized_keys', say: '不能用这个名称' };
      const within = !Array.isArray(current) && NESTING.has(key) ? nested + 1 : nested;
      waiting.push({
        value: child,
        path: deep < 12 ? `${path}/${key}` : path,
        deep: deep + 1,
        nested: within,
      });
    }
  }
  return null;
}
