import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROLES } from '../../functions/contract/ids.ts';
import { DEMO_PEOPLE, DEMO_TENANTS } from '../../functions/local/demo/people.ts';
import { type Local, type LocalOptions, startLocal } from '../../functions/local/start-local.ts';
import { yizhi } from '../support/cli.ts';

let dataDir: string;
let local: Local;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yizhi-start-'));
  local = await startLocal({ dataDir, port: 0, quiet: true });
});
afterAll(async () => {
  await local.stop();
  await rm(dataDir, { recursive: true });
});

async function ask(path: string, token?: string, init: RequestInit = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await fetch(local.url + path, { ...init, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
/** The command line beside the running server. */
async function answered(...args: string[]): Promise<string> {
  const { status, out, err } = await yizhi(args, { dataDir });
  expect(status, err).toBe(0);
  return out.trim();
}

describe('the platform on one machine', () => {
  it('has its first release, and a demo account for every role', async () => {
    expect(await ask('/api/public/health')).toEqual({ status: 200, body: { ok: true, release: 1 } });
    const roles = new Set(DEMO_PEOPLE.flatMap((person) => person.roles));
    expect([...roles].sort()).toEqual(Object.keys(ROLES).sort());
    for (const person of DEMO_PEOPLE)
      expect(await local.deps.stores.directory.person(person.id)).toEqual(person);
  });

  it('tells browsers where to sign in', async () => {
    const { body } = await ask('/api/public/config');
    expect(body).toEqual({
      issuer: `${local.url}/oidc`,
      clientId: 'yizhi-web',
      tenants: DEMO_TENANTS,
      defaultTenant: 'daguokou',
    });
    expect((await ask('/oidc/.well-known/openid-configuration')).body.issuer).toBe(body.issuer);
  });

  it('knows a signed-in person by the token, and nobody without one', async () => {
    const { status, body } = await ask('/api/me', await local.token('town-leader'));
    expect(status).toBe(200);
    expect(body.person).toMatchObject({ id: 'town-leader', principal: true });
    expect(await ask('/api/me')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(await ask('/api/me', 'forged')).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
  });

  it('answers unknown paths, other methods and bodies that are no JSON with a problem document', async () => {
    const token = await local.token('officer');
    expect(await ask('/api/nothing-here', token)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await ask('/api/inbox', token, { method: 'DELETE' })).toMatchObject({
      status: 405,
      body: { code: 'method-not-allowed' },
    });
    const broken = await ask('/api/cases', token, { method: 'POST', body: '{"id":' });
    expect(broken).toMatchObject({ status: 400, body: { code: 'bad-json', instance: '/api/cases' } });
  });

  it('takes a token of the command line, which finds the running server', async () => {
    expect((await ask('/api/me', await answered('token', '--as', 'officer'))).status).toBe(200);
    expect(JSON.parse(await answered('verify'))).toMatchObject({ cases: 0, firstDifference: null });
    expect(JSON.parse(await answered('rebuild'))).toMatchObject({ cases: 0, different: [] });
  });

  it('keeps its secrets from other users of the machine', async () => {
    const keys = await stat(join(dataDir, 'identity/keys.json'));
    expect(keys.mode & 0o077).toBe(0);
  });

  it('does not start twice on the same data', async () => {
    await expect(startLocal({ dataDir, port: 0, quiet: true })).rejects.toThrow('正被另一个服务使用');
    expect((await ask('/api/public/health')).status).toBe(200);
  });

  it('looks after the clocks every minute, unless whoever moves the clock says not to', async () => {
    const set = vi.spyOn(globalThis, 'setInterval');
    const minuteTimers = async (options: Pick<LocalOptions, 'sweeping'>) => {
      await local.stop();
      set.mockClear();
      local = await startLocal({ dataDir, port: 0, quiet: true, ...options });
      return set.mock.calls.filter(([, ms]) => ms === 60_000).length;
    };
    expect(await minuteTimers({ sweeping: false })).toBe(0);
    expect(await minuteTimers({})).toBe(1);
    set.mockRestore();
  });

  it('keeps everything across a restart: people as changed, release, and the keys that made the tokens', async () => {
    const officer = DEMO_PEOPLE.find((person) => person.id === 'officer');
    if (!officer) throw new Error('no demo account officer');
    await local.deps.stores.directory.save({ ...officer, active: false });
    const keys = await ask('/oidc/jwks');
    await local.stop();
    expect(await readdir(dataDir)).not.toContain('server.json');
    local = await startLocal({ dataDir, port: 0, quiet: true });
    expect(await ask('/oidc/jwks')).toEqual(keys);
    expect((await ask('/api/public/health')).body.release).toBe(1);
    expect((await local.deps.stores.directory.person('officer'))?.active).toBe(false);
    expect(await ask('/api/me', await local.token('officer'))).toMatchObject({ status: 403 });
  });
});
