import type { FactDefinition, FactType, ParameterTable } from '../../../contract/definitions/facts.ts';
import { typeFault } from '../../../contract/fact-types.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** Parameters that stand twice, twice from one day on, or do not fit their own type or the facts that read them. */
export function checkParams(bundle: Bundle, report: (id: string) => Report): void {
  const owner = new Map<string, string>();
  const readers = readersOf(bundle);
  for (const { id, body } of bundle.all('params')) {
    const say = report(`params/${id}`);
    for (const [name, param] of Object.entries(body.params)) {
      const path = `/params/${name}`;
      if (owner.has(name))
        say(path, 'param-twice', `参数“${name}”已在参数表“${owner.get(name)}”中写明，只能写一处`);
      owner.set(name, id);
      checkValues(param, path, readers.get(name) ?? [], say);
      for (const { label, type } of readers.get(name) ?? [])
        if (type !== param.type)
          say(
            `${path}/type`,
            'type-mismatch',
            `读取它的事实“${label}”类型是 ${type}，参数是 ${param.type}，两者应相同`,
          );
    }
  }
}

function checkValues(
  { label, type, values }: ParameterTable['params'][string],
  path: string,
  readers: FactDefinition[],
  say: Report,
): void {
  for (const [i, { from, value }] of values.entries()) {
    if (values.findIndex((other) => other.from === from) < i)
      say(
        `${path}/values/${i}/from`,
        'param-date-twice',
        `参数“${label}”自 ${from} 起写了两个数值，只能有一个`,
      );
    if (value === null) continue;
    // what a fact may be is narrower than its type: the members of an enum
    const fault = [{ type: type as FactType, label }, ...readers.filter((fact) => fact.type === type)]
      .map((fact) => typeFault(fact, value))
      .find((found) => found !== null);
    if (fault) say(`${path}/values/${i}/value`, 'type-mismatch', `参数“${label}”${fault}`);
  }
}

/** The facts that read each parameter. */
function readersOf({ dictionary }: Bundle): Map<string, FactDefinition[]> {
  const readers = new Map<string, FactDefinition[]>();
  for (const fact of dictionary.values())
    if (fact.from && 'param' in fact.from)
      readers.set(fact.from.param, [...(readers.get(fact.from.param) ?? []), fact]);
  return readers;
}
