import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Finding, Kind } from '../contract/definitions/release.ts';
import type { Fault } from '../contract/errors.ts';
import { canonicalJson, sha256 } from '../core/hash.ts';
import { readJson, sayFaults } from '../core/json.ts';
import type { Entry } from '../core/release/bundle.ts';
import { MOST_CHARACTERS, readDefinition, sizeFault } from '../core/release/definition.ts';

/** What the files of `rules/` and `forms/` hold, and what does not fit its shape. */
export type Packs = { entries: Entry[]; findings: Finding[] };

/** Which kind a file under `rules/` holds, from its place alone (docs/architecture.md). */
function kindOf(path: string): Kind | null {
  const parts = path.split('/');
  if (parts.length === 2) {
    if (parts[1] === 'procedure.json') return 'procedure';
    if (parts[1] === 'conditions.json') return 'conditions';
    const folder = {
      facts: 'facts',
      params: 'params',
      matters: 'matter',
      deadlines: 'deadlines',
      calendar: 'calendar',
      remedies: 'remedies',
      service: 'service',
      statutes: 'statutes',
    } as const;
    return folder[parts[0] as keyof typeof folder] ?? null;
  }
  if (parts.length === 3 && parts[1] === 'rules') return 'ruleset';
  if (parts.length === 3 && parts[1] === 'tables') return 'table';
  if (parts.length === 3 && parts[1] === 'examples') return 'examples';
  return null;
}

/** Read every pack below a project root; nothing is thrown for a bad file, it becomes a finding with its path. */
export function loadPacks(root: string): Packs {
  const packs: Packs = { entries: [], findings: [] };
  for (const file of jsonFiles(join(root, 'rules')))
    addFile(packs, file, relative(join(root, 'rules'), file));
  for (const folder of readdirSync(join(root, 'forms'))) {
    const dir = join(root, 'forms', folder);
    if (!statSync(dir).isDirectory()) continue;
    if (folder === 'templates')
      for (const file of jsonFiles(dir).filter((path) => !relative(dir, path).startsWith('examples')))
        add(packs, 'template', jsonIn(packs, file, basename(file)), basename(file));
    else add(packs, 'form', readForm(packs, dir, folder), folder);
  }
  packs.entries.sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1));
  return packs;
}

/** One pack: a folder as it stands under `rules/`, wherever it is. */
export function loadPack(folder: string): Packs {
  const packs: Packs = { entries: [], findings: [] };
  for (const file of jsonFiles(folder)) addFile(packs, file, join(basename(folder), relative(folder, file)));
  return packs;
}

function addFile(packs: Packs, file: string, path: string): void {
  const kind = kindOf(path);
  if (kind === null) {
    fault(packs, path, '', `rules/${path} 不在任何已知位置`);
    return;
  }
  const value = jsonIn(packs, file, path);
  for (const body of kind === 'matter' ? list(value) : [value]) add(packs, kind, body, path);
}

function readForm(packs: Packs, dir: string, folder: string): unknown {
  const part = (name: string) => jsonIn(packs, join(dir, name), `${folder}/${name}`);
  return {
    ...(part('form.json') as object),
    schema: part('schema.json'),
    ui: part('ui.json'),
    facts: part('facts.json'),
  };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** What a file holds; undefined where that could not be read, which is then a finding. */
function jsonIn(packs: Packs, file: string, path: string): unknown {
  const read = readJsonFile(file);
  if ('value' in read) return read.value;
  for (const each of read.faults) packs.findings.push(shapeFinding(path, each));
  return undefined;
}

/** What a JSON file holds, if it is neither too large nor broken. */
export function readJsonFile(file: string): { value: unknown } | { faults: Fault[] } {
  const text = readFileSync(file, 'utf8');
  if (text.length > MOST_CHARACTERS) return { faults: [sizeFault(text.length)] };
  const read = readJson(text);
  if ('value' in read) return read;
  return {
    faults: read.faults.map((each) => ({ ...each, say: `不是有效的 JSON：${sayFaults([each])}` })),
  };
}

/** A fault of a shape as a finding: it keeps its code. */
export const shapeFinding = (definition: string, { code, path, say }: Fault): Finding => ({
  severity: 'error',
  code: code ?? 'pack-file',
  definition,
  path,
  say,
});

function add(packs: Packs, kind: Kind, value: unknown, path: string): void {
  if (value === undefined) return;
  const read = readDefinition(kind, value);
  if ('faults' in read) {
    for (const each of read.faults) packs.findings.push(shapeFinding(path, each));
    return;
  }
  const { id, body } = read;
  if (packs.entries.some((e) => e.kind === kind && e.id === id))
    fault(packs, path, '/id', `${kind}/${id} 重复`);
  else packs.entries.push({ kind, id, hash: sha256(canonicalJson(body)), body } as Entry);
}

function fault(packs: Packs, definition: string, path: string, say: string): void {
  packs.findings.push({ severity: 'error', code: 'pack-file', definition, path, say });
}

function jsonFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.json'))
    .map((e) => join(e.parentPath, e.name))
    .sort();
}
