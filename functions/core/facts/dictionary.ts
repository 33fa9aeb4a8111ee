import type {
  Derivation,
  FactDefinition,
  FactDictionary,
  FactValue,
} from '../../contract/definitions/facts.ts';
import type { Fault } from '../../contract/errors.ts';
import { typeFault } from '../../contract/fact-types.ts';

/** All facts of a release by name. */
export type Dictionary = Map<string, FactDefinition>;

/**
 * One dictionary out of the packs'; names that stand twice are the release check's to report. Beside each parameter fact
 * stands the boolean `<name>.configured`, so that rules can tell a low threshold from one nobody has set.
 */
export function mergeDictionaries(parts: FactDictionary[]): Dictionary {
  const dictionary: Dictionary = new Map(parts.flatMap((part) => Object.entries(part.facts)));
  for (const [name, { from, label }] of [...dictionary]) {
    if (from && 'param' in from)
      dictionary.set(`${name}.configured`, {
        type: 'boolean',
        label: `${label}已确认`,
        from: { kernel: true },
      });
  }
  return dictionary;
}

type From = NonNullable<FactDefinition['from']>;
type Sources = {
  params: { name: string; from: Extract<From, { param: unknown }> }[];
  clocks: { name: string; from: Extract<From, { clock: unknown }> }[];
  derived: string[];
};
const sourcesKept = new WeakMap<Dictionary, Sources>();

/** The facts that come from parameters, clocks and derivations; looked for once per dictionary, which never changes. */
export function sourcesOf(dictionary: Dictionary): Sources {
  let sources = sourcesKept.get(dictionary);
  if (!sources) {
    sources = { params: [], clocks: [], derived: [] };
    for (const [name, { from, derive }] of dictionary) {
      if (from && 'param' in from) sources.params.push({ name, from });
      if (from && 'clock' in from) sources.clocks.push({ name, from });
      if (derive) sources.derived.push(name);
    }
    sourcesKept.set(dictionary, sources);
  }
  return sources;
}

/** The facts a derivation reads and cannot do without: those whose absence says something of its own are not among them. */
export function operandsOf(derivation: Derivation): string[] {
  const [operands] = Object.values(derivation) as [unknown[]];
  return operands.flatMap((o) => {
    if (typeof o === 'string') return [o];
    return typeof o === 'object' && o !== null && 'scale' in o ? [(o.scale as [string, string])[0]] : [];
  });
}

/** Every fact a derivation may read, those it can do without as well. */
export const readBy = (derivation: Derivation): string[] => [
  ...operandsOf(derivation),
  ...(('except' in derivation && derivation.except?.flat()) || []),
];

/** Faults of a bag of facts somebody supplied from outside: unknown names and wrong types, with what would be right. */
export function factFaults(dictionary: Dictionary, facts: Record<string, unknown>): Fault[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    const definition = dictionary.get(name);
    const say = definition ? typeFault(definition, value) : '事实词典中没有这个事实';
    return say === null ? [] : [{ path: `/${name}`, say: definition ? `${definition.label}：${say}` : say }];
  });
}

/** The same for facts that are to be judged: what follows from others is worked out, and saying otherwise would be ignored. */
export function suppliedFaults(dictionary: Dictionary, facts: Record<string, unknown>): Fault[] {
  const worked = Object.keys(facts).flatMap((name) => {
    const { derive, label } = dictionary.get(name) ?? {};
    if (!derive) return [];
    const from = operandsOf(derive).map(
      (operand) => `${dictionary.get(operand)?.label ?? operand}（${operand}）`,
    );
    return [
      { path: `/${name}`, say: `${label}：由其他事实推导得出，不能直接填写；请填写${from.join('、')}` },
    ];
  });
  return [...factFaults(dictionary, facts), ...worked];
}

/** Facts known to fit their types. */
export type CheckedFacts = Record<string, FactValue>;
