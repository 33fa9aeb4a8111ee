import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { systemClock } from '../../adapters/clock.ts';
import { loadPack, loadPacks } from '../../adapters/packs.ts';
import { DefinitionKey, type Draft, type Finding, Kind } from '../../contract/definitions/release.ts';
import { bundle, type Entry } from '../../core/release/bundle.ts';
import { withChanges } from '../../core/release/changes.ts';
import { checkBundle, daysToHold } from '../../core/release/check.ts';
import { MOST_CHARACTERS, readDefinition, sizeFault } from '../../core/release/definition.ts';
import { dayOf, isDay } from '../../core/time/days.ts';
import { ROOT } from '../running.ts';
import { BadInput, type Command } from './command.ts';

/** What is laid over the packs on disk, and what in it does not fit its shape. */
type Laid = { changes: Draft['changes']; from?: string; findings: Finding[] };

/** Every static check over the packs on disk, or with a pack or draft laid over them; no server is asked. */
export const check: Command = {
  usage: 'check [<规则包文件夹或草案文件>]',
  about: '静态检查:缺省为全部规则包;给出文件夹或 JSON 文件的,覆盖在规则包上检查;有错误的,退出状态为 1',
  async run(args) {
    const [path, ...more] = args;
    if (more.length > 0 || path?.startsWith('--'))
      throw new BadInput(
        `参数不正确:${args.join(' ')}。check 只接受一个文件夹或者文件,例如 rules/jurisdiction`,
      );
    const packs = loadPacks(ROOT);
    if (path === undefined)
      return answer(packs.findings.length > 0 ? packs.findings : await checked(packs.entries, {}));
    const { changes, from, findings } = laidOver(resolve(path), path);
    const shape = [...findings, ...(path && findings.length === 0 ? packs.findings : [])];
    if (shape.length > 0) return answer(shape);
    const own = new Set(Object.keys(changes));
    const found = await checked(packs.entries, changes, from);
    return answer(found.filter((finding) => finding.severity === 'error' || concerns(finding, own)));
  },
};

function answer(findings: Finding[]) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { json: { findings }, ...(errors > 0 ? { failed: `有 ${errors} 处错误,不能发布` } : {}) };
}

const checked = (entries: Entry[], changes: Draft['changes'], from?: string): Promise<Finding[]> =>
  checkBundle(withChanges(bundle(entries), changes), daysToHold(dayOf(systemClock.now()), from));

/** Errors are everybody's; a warning is shown where it is about what was handed in. */
function concerns({ definition }: Finding, own: Set<string>): boolean {
  const [, id] = definition.split('/');
  return (
    own.has(definition) ||
    (definition.startsWith('examples/') && (own.has(`ruleset/${id}`) || own.has(`table/${id}`)))
  );
}

/** @throws BadInput where there is nothing to read */
function laidOver(path: string, shown: string): Laid {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new BadInput(`没有文件或者文件夹 ${shown}`);
  if (!found.isDirectory()) return ofFile(path);
  const { entries, findings } = loadPack(path);
  if (entries.length === 0 && findings.length === 0) throw new BadInput(`${shown} 里没有 JSON 文件`);
  return { changes: Object.fromEntries(entries.map((e) => [`${e.kind}/${e.id}`, e.body])), findings };
}

function ofFile(path: string): Laid {
  const name = basename(path);
  const laid: Laid = { changes: {}, findings: [] };
  const fault = (definition: string, at: string, say: string) =>
    laid.findings.push({ severity: 'error', code: 'pack-file', definition, path: at, say });
  const text = readFileSync(path, 'utf8');
  let value: unknown;
  if (text.length > MOST_CHARACTERS) fault(name, '', sizeFault(text.length).say);
  else
    try {
      value = JSON.parse(text);
    } catch (error) {
      fault(name, '', `不是有效的 JSON:${(error as Error).message}`);
    }
  if (laid.findings.length > 0) return laid;
  const put = (kind: Kind, body: unknown, key?: string) => {
    const read = readDefinition(kind, body);
    if ('faults' in read) for (const { path: at, say } of read.faults) fault(key ?? name, at, say);
    else if (key !== undefined && key !== `${kind}/${read.id}`)
      fault(key, '/id', `编号应为 ${key.split('/')[1]}`);
    else laid.changes[`${kind}/${read.id}`] = read.body;
  };
  if (isObject(value) && isObject(value.changes)) {
    const from = isObject(value.effective) ? value.effective.from : undefined;
    if (typeof from === 'string' && isDay(from)) laid.from = from;
    for (const [key, body] of Object.entries(value.changes)) {
      const kind = Kind.safeParse(key.split('/')[0]);
      if (!DefinitionKey.safeParse(key).success || !kind.success)
        fault(name, `/changes/${key}`, `应为“种类/编号”,种类是其中之一:${Kind.options.join('、')}`);
      else if (body === null) laid.changes[key] = null;
      else put(kind.data, body, key);
    }
    return laid;
  }
  for (const one of Array.isArray(value) ? value : [value]) {
    const kind = kindOf(one);
    if (kind) put(kind, one);
    else
      fault(
        name,
        '',
        '看不出是哪一种定义:应为 rules/ 下的一种定义,或者草案 {"changes": {"种类/编号": 定义}}',
      );
  }
  return laid;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key no definition of another kind has. */
const TELLTALE: [string, Kind][] = [
  ['rows', 'table'],
  ['rules', 'ruleset'],
  ['examples', 'examples'],
  ['schema', 'form'],
  ['conditions', 'conditions'],
  ['params', 'params'],
  ['actions', 'procedure'],
  ['empowerment', 'matter'],
  ['deadlines', 'deadlines'],
  ['statutes', 'statutes'],
  ['profiles', 'remedies'],
  ['methods', 'service'],
  ['years', 'calendar'],
  ['facts', 'facts'],
  ['blocks', 'template'],
];
const kindOf = (value: unknown): Kind | undefined =>
  isObject(value) ? TELLTALE.find(([key]) => Object.hasOwn(value, key))?.[1] : undefined;
