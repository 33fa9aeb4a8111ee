import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { ZoneFunction } from '../../infra/constructs/zone-function.ts';
import { readSettings } from '../../infra/settings.ts';
import { anApp, scratch } from './support.ts';

const run = promisify(execFile);

/** Bundles an entry as a deployment does, and moves the bundle where no node_modules is above it. */
function bundle(entry: string, beside: string[] = []): string {
  const app = anApp({ 'aws:cdk:bundling-stacks': ['**'] });
  const stack = new Stack(app, 'one');
  new ZoneFunction(stack, 'fn', {
    entry,
    about: entry,
    settings: readSettings(app.node),
    environment: {},
    beside,
  });
  app.synth();
  const asset = readdirSync(app.outdir).find((name) => name.startsWith('asset.'));
  const folder = join(scratch, entry.replaceAll(/\W/g, '-'));
  cpSync(join(app.outdir, String(asset)), folder, { recursive: true });
  return folder;
}

/** Calls the handler of a bundle in a process of its own, with nothing in its environment but what it is told. */
async function call(
  folder: string,
  env: Record<string, string>,
  event: unknown,
): Promise<{ statusCode: number; body: string }> {
  const script = `const { handler } = await import(process.argv[1]); console.log(JSON.stringify(await handler(JSON.parse(process.argv[2]), {})));`;
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '-e', script, join(folder, 'index.mjs'), JSON.stringify(event)],
    { cwd: folder, env, maxBuffer: 10_000_000 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

test('the public function is bundled without Docker or network, and answers from the bundle alone', async () => {
  const folder = bundle('api/public.ts');
  const http = {
    method: 'GET',
    path: '/api/openapi.json',
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: 'test',
  };
  const env = { AWS_REGION: 'cn-north-1', TENANTS: JSON.stringify(readSettings(anApp().node).townships) };
  const answer = await call(folder, env, {
    version: '2.0',
    rawPath: http.path,
    rawQueryString: '',
    headers: {},
    requestContext: { http },
    isBase64Encoded: false,
  });
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body).openapi).toMatch(/^3\.1/);
  expect(existsSync(join(folder, 'index.mjs.map'))).toBe(true);
});

test('the seed function carries the packs it publishes', () => {
  const folder = bundle('workers/seed.ts', ['rules', 'forms']);
  expect(existsSync(join(folder, 'rules/matters'))).toBe(true);
  expect(existsSync(join(folder, 'forms/templates'))).toBe(true);
});
