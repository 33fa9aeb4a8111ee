import type { FactDefinition } from '../../../contract/definitions/facts.ts';
import { deadlineOf } from '../../deadlines/definitions.ts';
import { readBy } from '../../facts/dictionary.ts';
import { paramNamed } from '../../facts/params.ts';
import type { Bundle } from '../bundle.ts';
import { derivationFaults } from './derivations.ts';
import type { Report } from './report.ts';

/**
 * Names that stand in two dictionaries, sources that do not exist or are of another type, derivations over unknown facts, of
 * the wrong types or in a circle.
 */
export function checkFacts(bundle: Bundle, report: (id: string) => Report): void {
  const owner = new Map<string, string>();
  for (const { id, body } of bundle.all('facts')) {
    for (const [name, fact] of Object.entries(body.facts)) {
      const say = report(`facts/${id}`);
      const path = `/facts/${name}`;
      if (owner.has(name)) say(path, 'fact-twice', `事实“${name}”已在词典“${owner.get(name)}”中声明`);
      owner.set(name, id);
      if (fact.from && fact.derive)
        say(path, 'two-sources', `“${fact.label}”既由推导得出又另有来源，只能有一个`);
      checkSource(bundle, fact, path, say);
      for (const fault of derivationFaults(bundle.dictionary, fact))
        say(`${path}/derive`, fault.code, fault.say);
      if (fact.derive && reaches(bundle, name, name, new Set())) say(path, 'cyclic', '推导绕回了自己');
    }
  }
}

/** What each question about a clock is answered with (`clockFact`); `start` and `due` by the day, or to the minute. */
const OF_CLOCK = {
  expired: 'boolean',
  running: 'boolean',
  suspended: 'boolean',
  extensions: 'count',
} as const;

function checkSource(bundle: Bundle, { from, type, label }: FactDefinition, path: string, say: Report): void {
  const tables = bundle.all('params').map(({ body }) => body);
  if (from && 'param' in from && !paramNamed(tables, from.param))
    say(path, 'unknown-param', `参数“${from.param}”不存在`);
  if (!from || !('clock' in from)) return;
  const deadline = deadlineOf(bundle, from.clock);
  if (!deadline) say(path, 'unknown-deadline', `期限“${from.clock}”不存在`);
  if (!deadline) return;
  const byHour = 'unit' in deadline && deadline.unit === 'hour';
  const moment = byHour ? 'instant' : 'date';
  const right = from.read === 'due' || from.read === 'start' ? moment : OF_CLOCK[from.read];
  if (type !== right)
    say(
      `${path}/type`,
      'type-mismatch',
      `“${label}”读取期限的 ${from.read}，类型应为 ${right}，现为 ${type}`,
    );
}

function reaches(bundle: Bundle, from: string, target: string, seen: Set<string>): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  const derivation = bundle.dictionary.get(from)?.derive;
  return (
    derivation !== undefined &&
    readBy(derivation).some((o) => o === target || reaches(bundle, o, target, seen))
  );
}
