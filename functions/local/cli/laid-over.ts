import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { loadPack, loadPacks, type Packs, readJsonFile, shapeFinding } from '../../adapters/packs.ts';
import {
  DefinitionKey,
  type Draft,
  DraftFile,
  type Finding,
  Kind,
} from '../../contract/definitions/release.ts';
import { nearest } from '../../core/forms/shape-at.ts';
import { shapeFaults } from '../../core/forms/shape-faults.ts';
import { type Bundle, bundle } from '../../core/release/bundle.ts';
import { withChanges } from '../../core/release/changes.ts';
import { readDefinition } from '../../core/release/definition.ts';
import { ROOT } from '../running.ts';
import { BadInput } from './command.ts';

/**
 * The packs on disk with a pack's folder or a draft's file laid over them; what does not fit its shape; `own`: the keys of
 * what was laid over; `from`: the day the draft is to take force.
 */
export type LaidOver = { definitions: Bundle; findings: Finding[]; own: Set<string>; from?: string };

/** @throws BadInput where there is nothing to read */
export function packsWith(path: string | undefined): LaidOver {
  const packs = loadPacks(ROOT);
  const base = bundle(packs.entries);
  if (path === undefined) return { definitions: base, findings: packs.findings, own: new Set() };
  const { changes, from, findings } = laidOver(path, packs);
  return {
    definitions: withChanges(base, changes),
    findings: findings.length > 0 ? findings : packs.findings,
    own: new Set(Object.keys(changes)),
    ...(from === undefined ? {} : { from }),
  };
}

type Laid = { changes: Draft['changes']; from?: string | undefined; findings: Finding[] };

function laidOver(path: string, packs: Packs): Laid {
  const found = statSync(resolve(path), { throwIfNoEntry: false });
  if (!found) throw new BadInput(`没有文件或者文件夹 ${path}`);
  if (!found.isDirectory()) return ofFile(resolve(path), packs);
  const { entries, findings } = loadPack(resolve(path));
  if (entries.length === 0 && findings.length === 0) throw new BadInput(`${path} 里没有 JSON 文件`);
  return { changes: Object.fromEntries(entries.map((e) => [`${e.kind}/${e.id}`, e.body])), findings };
}

function ofFile(path: string, packs: Packs): Laid {
  const name = basename(path);
  const read = readJsonFile(path);
  if ('faults' in read)
    return { changes: {}, findings: read.faults.map((fault) => shapeFinding(name, fault)) };
  const { value } = read;
  if (isObject(value) && (Object.hasOwn(value, 'changes') || !kindOf(value)))
    return ofDraft(name, value, packs);
  const laid: Laid = { changes: {}, findings: [] };
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0)
    laid.findings.push(shapeFinding(name, { path: '', code: 'empty', say: '列表是空的' }));
  for (const [i, one] of list.entries()) {
    const kind = kindOf(one);
    const at = Array.isArray(value) ? `/${i}` : '';
    if (kind) put(laid, kind, one, name, at);
    else laid.findings.push(shapeFinding(name, { path: at, code: 'unknown-kind', say: NO_KIND }));
  }
  return laid;
}

const NO_KIND = '看不出是哪一种定义：应为 rules/ 下的一种定义，或者草案 {"changes": {"种类/编号"：定义}}';

/** A draft: its envelope is held to its shape as strictly as what is in it. */
function ofDraft(name: string, value: Record<string, unknown>, packs: Packs): Laid {
  const laid: Laid = { changes: {}, findings: [] };
  const fault = (definition: string, path: string, code: string, say: string) =>
    laid.findings.push(shapeFinding(definition, { path, code, say }));
  if (!Object.hasOwn(value, 'changes') && !nearest('changes', Object.keys(value))) {
    fault(name, '', 'unknown-kind', NO_KIND);
    return laid;
  }
  const envelope = DraftFile.safeParse(value);
  if (!envelope.success) {
    laid.findings.push(...shapeFaults(envelope.error, DraftFile).map((each) => shapeFinding(name, each)));
    return laid;
  }
  laid.from = envelope.data.effective?.from;
  const there = new Set(packs.entries.map(({ kind, id }) => `${kind}/${id}`));
  for (const [key, body] of Object.entries(envelope.data.changes)) {
    const kind = Kind.safeParse(key.split('/')[0]);
    if (!DefinitionKey.safeParse(key).success || !kind.success)
      fault(
        name,
        `/changes/${key}`,
        'definition-key',
        `应为“种类/编号”，种类是其中之一：${Kind.options.join('、')}`,
      );
    else if (body !== null) put(laid, kind.data, body, key, '', key);
    else if (there.has(key)) laid.changes[key] = null;
    else fault(key, '', 'unknown-definition', `没有这一定义，无从删去${meant(key, there)}`);
  }
  return laid;
}

const meant = (key: string, there: Set<string>): string => {
  const best = nearest(key, [...there]);
  return best === undefined ? '' : `。是否应为“${best}”`;
};

/** @param expected the key it stands under, where it has one */
function put(laid: Laid, kind: Kind, body: unknown, definition: string, at: string, expected?: string): void {
  const read = readDefinition(kind, body);
  const fault = (path: string, code: string | undefined, say: string) =>
    laid.findings.push(shapeFinding(definition, { path: `${at}${path}`, ...(code ? { code } : {}), say }));
  if ('faults' in read) for (const { path, code, say } of read.faults) fault(path, code, say);
  else if (expected !== undefined && expected !== `${kind}/${read.id}`)
    fault('/id', 'definition-key', `编号应为 ${expected.split('/')[1]}`);
  else if (Object.hasOwn(laid.changes, `${kind}/${read.id}`))
    fault('', 'definition-twice', `${kind}/${read.id} 重复`);
  else laid.changes[`${kind}/${read.id}`] = read.body;
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
