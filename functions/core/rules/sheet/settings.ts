import { cellOfText } from '../../../contract/cells/cells.ts';
import { keyOf } from '../../../contract/cells/words.ts';
import type { FactDefinition } from '../../../contract/definitions/facts.ts';
import type { Cell } from '../../../contract/definitions/tables.ts';
import { ROLES, Role } from '../../../contract/ids.ts';
import { family } from '../../decide/operators.ts';
import { BESIDE, EVERY, NOBODY, SETTING } from './layout.ts';
import type { Reader } from './reader.ts';
import { AS_OF, HIT, SEVERITY, WHEN_UNKNOWN } from './words.ts';
import { ENDS } from './write.ts';

type Setting = keyof typeof SETTING;
const OPTIONAL: Setting[] = ['whenUnknown', 'mustKnow', 'covers', 'label'];
const MANY: Setting[] = ['covers', 'label'];

/** What holds for the table as a whole, from the row `first` on. */
export function readSettings(reader: Reader, first: number, facts: string[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const covers: unknown[] = [];
  const labels = new Map<string, string>();
  const seen = new Set<Setting>();
  for (let r = first; r < reader.rows.length; r += 1) {
    if (reader.empty(r)) continue;
    const key = keyOf(SETTING, reader.text(r, 0).trim());
    if (key === null) {
      reader.fault(r, 0, `没有这一项设置；应为其中之一：${Object.values(SETTING).join('、')}`);
      continue;
    }
    if (seen.has(key) && !MANY.includes(key)) reader.fault(r, 0, '这一项设置重复');
    seen.add(key);
    if (key === 'covers') covers.push(readCover(reader, r));
    else if (key === 'label') labels.set(column(reader, r, facts), reader.words(r, 2, '列名'));
    else body[key] = READERS[key](reader, r);
  }
  for (const key of Object.keys(SETTING) as Setting[])
    if (!seen.has(key) && !OPTIONAL.includes(key))
      reader.fault(reader.rows.length, 0, `缺少设置“${SETTING[key]}”`);
  return {
    ...body,
    ...(covers.length > 0 ? { covers } : {}),
    columns: facts.map((fact) => ({ fact, ...(labels.has(fact) ? { label: labels.get(fact) } : {}) })),
  };
}

const READERS: Record<Exclude<Setting, 'covers' | 'label'>, (reader: Reader, row: number) => unknown> = {
  id: (reader, r) => reader.words(r, 1, '编号'),
  title: (reader, r) => reader.words(r, 1, '名称'),
  about: (reader, r) => reader.words(r, 1, '说明'),
  asOf: (reader, r) => reader.oneOf(r, 1, AS_OF),
  severity: (reader, r) => reader.oneOf(r, 1, SEVERITY),
  overridable: readOverridable,
  whenUnknown: (reader, r) => reader.oneOf(r, 1, WHEN_UNKNOWN),
  hit: (reader, r) => reader.oneOf(r, 1, HIT),
  mustKnow: readMustKnow,
};

function readOverridable(reader: Reader, r: number): unknown {
  const found = reader.text(r, 1).trim();
  if (found === NOBODY) return false;
  const role = Role.options.find((option) => ROLES[option] === found);
  if (!role)
    reader.fault(r, 1, `应为“${NOBODY}”，或者可以说明理由越过的角色：${Object.values(ROLES).join('、')}`);
  return { role, reasonRequired: true };
}

function column(reader: Reader, r: number, facts: string[]): string {
  const name = reader.text(r, 1).trim();
  if (!facts.includes(name)) reader.fault(r, 1, `应为表头中的事实名：${facts.join('、')}`);
  return name;
}

function factAt(reader: Reader, r: number): { name: string; fact: FactDefinition | undefined } {
  const name = reader.text(r, 1).trim();
  const fact = reader.dictionary.get(name);
  if (!fact) reader.fault(r, 1, '应为事实名，事实词典中没有这一项');
  return { name, fact };
}

function cellAt(reader: Reader, r: number, fact: FactDefinition): Cell {
  const read = cellOfText(reader.text(r, 2), fact, reader.dictionary);
  if ('value' in read) return read.value;
  reader.fault(r, 2, read.say);
  return null;
}

function readMustKnow(reader: Reader, r: number): unknown {
  const { name, fact } = factAt(reader, r);
  const [test, ...others] = (fact && cellAt(reader, r, fact)) ?? [];
  if (fact && (!test || others.length > 0)) reader.fault(r, 2, '应为一项条件');
  const [basis, label] = [reader.maybe(r, 3), reader.maybe(r, 4)];
  return {
    fact: name,
    ...test,
    ...(basis === undefined ? {} : { basis }),
    ...(label === undefined ? {} : { label }),
  };
}

function readCover(reader: Reader, r: number): unknown {
  const { name, fact } = factAt(reader, r);
  const basis = reader.maybe(r, 3);
  const common = { fact: name, ...(basis === undefined ? {} : { basis }) };
  if (!fact || reader.text(r, 2).trim() === EVERY) return { ...common, every: true };
  if (reader.text(r, 2).trim() === BESIDE) return { ...common, beside: true };
  const ends = ENDS[family(fact.type) as keyof typeof ENDS];
  const [from, to, ...others] = (ends && cellAt(reader, r, fact)) ?? [];
  const opens = from && ends && (from.operator === ends.from || from.operator === ends.fromOpen);
  const closes = !to || (ends && (to.operator === ends.to || to.operator === ends.toOpen));
  if (!opens || !closes || others.length > 0) {
    reader.fault(r, 2, ends ? '应为从小到大的一段，起点在前' : `应为“${EVERY}”或者“${BESIDE}”`);
    return common;
  }
  return {
    ...common,
    from: from.value,
    ...(from.operator === ends.fromOpen ? { fromOpen: true } : {}),
    ...(to ? { to: to.value } : {}),
    ...(to?.operator === ends?.toOpen ? { toOpen: true } : {}),
  };
}
