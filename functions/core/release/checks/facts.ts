import { readBy } from '../../facts/derive.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** Names that stand in two dictionaries, sources that do not exist, derivations over unknown facts or in a circle. */
export function checkFacts(bundle: Bundle, report: (id: string) => Report): void {
  const owner = new Map<string, string>();
  for (const { id, body } of bundle.all('facts')) {
    for (const [name, fact] of Object.entries(body.facts)) {
      const say = report(`facts/${id}`);
      const path = `/facts/${name}`;
      if (owner.has(name)) say(path, 'fact-twice', `事实“${name}”已在词典“${owner.get(name)}”中声明`);
      owner.set(name, id);
      if (fact.from && 'param' in fact.from) {
        const { param } = fact.from;
        if (!bundle.all('params').some((t) => t.body.params[param]))
          say(path, 'unknown-param', `参数“${param}”不存在`);
      }
      if (fact.from && 'clock' in fact.from) {
        const { clock } = fact.from;
        if (!bundle.all('deadlines').some((t) => t.body.deadlines.some((d) => d.id === clock)))
          say(path, 'unknown-deadline', `期限“${clock}”不存在`);
      }
      for (const operand of fact.derive ? readBy(fact.derive) : []) {
        if (!bundle.dictionary.has(operand))
          say(path, 'unknown-fact', `推导引用了词典中没有的事实“${operand}”`);
      }
      if (fact.derive && reaches(bundle, name, name, new Set())) say(path, 'cyclic', '推导绕回了自己');
    }
  }
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
