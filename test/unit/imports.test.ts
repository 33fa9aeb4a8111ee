import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** contract ← core ← ports ← {store, adapters, usecases} ← http ← {api, workers} ← local; web knows contract alone. */
const BELOW: Record<string, readonly string[]> = {
  contract: [],
  core: ['contract'],
  ports: ['contract', 'core'],
  store: ['contract', 'core', 'ports'],
  adapters: ['contract', 'core', 'ports'],
  usecases: ['contract', 'core', 'ports'],
  http: ['contract', 'core', 'ports', 'store', 'adapters', 'usecases'],
  api: ['contract', 'core', 'ports', 'store', 'adapters', 'usecases', 'http'],
  // api/compose.ts is where the functions of both get their dependencies.
  workers: ['contract', 'core', 'ports', 'store', 'adapters', 'usecases', 'http', 'api'],
  local: ['contract', 'core', 'ports', 'store', 'adapters', 'usecases', 'http', 'api', 'workers'],
  web: ['contract'],
};

type Source = { path: string; layer: string; code: string; imports: string[] };

const layerOf = (path: string) => path.split('/')[path.startsWith('functions/') ? 1 : 0] ?? '';
const isCode = (name: string) =>
  /\.tsx?$/.test(name) && !name.includes('node_modules') && !name.includes('dist/');
const IMPORT = /(?:\bfrom|(?<![-.\w])import)\s*\(?\s*['"]([^'"]+)['"]/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;

function sources(folder: string): Source[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter(isCode);
  return names.map((name) => {
    const path = join(folder, name);
    const code = readFileSync(join(ROOT, path), 'utf8').replace(COMMENT, '');
    const imports = [...code.matchAll(IMPORT)].map((match) => match[1] ?? '');
    return { path, layer: layerOf(path), code, imports };
  });
}

const FILES = [...sources('functions'), ...sources('web')];
const isLocal = (target: string) => target.startsWith('.');
const resolved = (from: Source, target: string) => relative(ROOT, join(ROOT, dirname(from.path), target));
const packages = (file: Source) => file.imports.filter((target) => !isLocal(target));
/** Every import of the chosen files that the test does not allow, as `file → target`. */
const offences = (chosen: (file: Source) => boolean, wrong: (target: string, file: Source) => boolean) =>
  FILES.filter(chosen).flatMap((file) =>
    file.imports.filter((target) => wrong(target, file)).map((target) => `${file.path} → ${target}`),
  );

describe('imports', () => {
  it('go one way only', () => {
    const wrongWay = (target: string, file: Source) => {
      if (!isLocal(target)) return false;
      const layer = layerOf(resolved(file, target));
      return layer !== file.layer && !BELOW[file.layer]?.includes(layer);
    };
    expect(offences(() => true, wrongWay)).toEqual([]);
  });

  it('of the contract are zod and nothing else', () => {
    expect(
      offences(
        ({ layer }) => layer === 'contract',
        (target) => !isLocal(target) && target !== 'zod',
      ),
    ).toEqual([]);
  });

  it('of the core are neither a service nor the machine', () => {
    const IMPURE = /^(@aws|@middy|@smithy|oidc|aws-|node:(?!crypto$))/;
    expect(
      offences(
        ({ layer }) => layer === 'core',
        (target) => IMPURE.test(target),
      ),
    ).toEqual([]);
  });

  it('of the DynamoDB client stand in the store alone', () => {
    const DYNAMO = /^@aws-sdk\/(client-dynamodb|lib-dynamodb|util-dynamodb)/;
    expect(
      offences(
        ({ layer }) => layer !== 'store',
        (target) => DYNAMO.test(target),
      ),
    ).toEqual([]);
  });

  it('form no circle', () => {
    const byPath = new Map(FILES.map((file) => [file.path, file]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      const file = byPath.get(path);
      if (!file || done.has(path)) return;
      done.add(path);
      for (const target of file.imports.filter(isLocal)) visit(resolved(file, target), [...trail, path]);
    };
    for (const { path } of FILES) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('are found by this test at all', () => {
    expect(FILES.length).toBeGreaterThan(20);
    expect(FILES.flatMap(packages)).toContain('zod');
  });
});

describe('the core', () => {
  it('is handed the time: it never asks a clock', () => {
    const asking = FILES.filter(
      ({ layer, code }) => layer === 'core' && /Date\.now\(|new Date\(\s*\)/.test(code),
    );
    expect(asking.map(({ path }) => path)).toEqual([]);
  });
});

it('every pattern of the contract says what it is for: whoever wrote something else is told so', () => {
  const bare = sources('functions').filter(({ code }) => code.includes('.regex('));
  expect(bare.map(({ path }) => path)).toEqual(['functions/contract/ids.ts']);
  const { code } = bare[0] as Source;
  expect(code.split('.regex(')).toHaveLength(2);
});
