import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type Finding, KINDS, type Kind } from '../contract/definitions/release.ts';
import { canonicalJson, sha256 } from '../core/hash.ts';
import type { Entry } from '../core/release/bundle.ts';

/** What the files of `rules/` and `forms/` hold, and what does not fit its shape. */
export type Packs = { entries: Entry[]; findings: Finding[] };

/** Which kind a file under `rules/` holds, from its place alone (docs/architecture.md). */
function kindOf(path: string): Kind | null {
  const parts = path.split('/');
  if (parts.length === 2) {
    if (parts[1] === 'procedure.json') return 'procedure';
    const folder = {
      facts: 'facts',
      params: 'params',
      matters: 'matter',
      deadlines: 'deadlines',
      calendar: 'calendar',
      remedies: 'remedies',
      service: 'service',
    } as const;
    return folder[parts[0] as keyof typeof folder] ?? null;
  }
  if (parts.length === 3 && parts[1] === 'rules') return 'ruleset';
  if (parts.length === 3 && parts[1] === 'examples') return 'examples';
  return null;
}

/** Read every pack below a project root; nothing is thrown for a bad file, it becomes a finding with its path. */
export function loadPacks(root: string): Packs {
  const packs: Packs = { entries: [], findings: [] };
  for (const file of jsonFiles(join(root, 'rules'))) {
    const path = relative(join(root, 'rules'), file);
    const kind = kindOf(path);
    if (kind === null) fault(packs, path, '', `rules/${path} 不在任何已知位置`);
    else
      for (const body of kind === 'matter'
        ? list(readJson(packs, file, path))
        : [readJson(packs, file, path)])
        add(packs, kind, body, path);
  }
  for (const folder of readdirSync(join(root, 'forms'))) {
    const dir = join(root, 'forms', folder);
    if (!statSync(dir).isDirectory()) continue;
    if (folder === 'templates')
      for (const file of jsonFiles(dir).filter((path) => !relative(dir, path).startsWith('examples')))
        add(packs, 'template', readJson(packs, file, basename(file)), basename(file));
    else add(packs, 'form', readForm(packs, dir, folder), folder);
  }
  packs.entries.sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1));
  return packs;
}

function readForm(packs: Packs, dir: string, folder: string): unknown {
  const part = (name: string) => readJson(packs, join(dir, name), `${folder}/${name}`);
  return {
    ...(part('form.json') as object),
    schema: part('schema.json'),
    ui: part('ui.json'),
    facts: part('facts.json'),
  };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function readJson(packs: Packs, file: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    fault(packs, path, '', `不是有效的 JSON:${(error as Error).message}`);
    return null;
  }
}

function add(packs: Packs, kind: Kind, body: unknown, path: string): void {
  const parsed = KINDS[kind].safeParse(body);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) fault(packs, path, `/${issue.path.join('/')}`, issue.message);
    return;
  }
  const id = 'ruleSet' in parsed.data ? parsed.data.ruleSet : parsed.data.id;
  if (packs.entries.some((e) => e.kind === kind && e.id === id))
    fault(packs, path, '/id', `${kind}/${id} 重复`);
  else packs.entries.push({ kind, id, hash: sha256(canonicalJson(parsed.data)), body: parsed.data } as Entry);
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
