import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../functions/adapters/clock.ts';
import { createLocalFiles, type LocalFiles } from '../../functions/adapters/files-local.ts';
import { Refusal } from '../../functions/contract/errors.ts';
import type { ZoneHandler } from '../../functions/http/zone.ts';
import { BODY_LIMIT } from '../../functions/local/gateway.ts';
import { type LocalServer, openServer } from '../../functions/local/server.ts';

let server: LocalServer;
let files: LocalFiles;
let dir: string;
const seen: { zone: string; event: APIGatewayProxyEventV2 }[] = [];
const lastEvent = () => seen.at(-1)?.event;
/** A request that is under way until it is let go. */
const waiting = { begun: Promise.withResolvers<void>(), goOn: Promise.withResolvers<void>() };

/** A function that answers what it was asked, or behaves as the path says. */
const echo =
  (zone: string): ZoneHandler =>
  async (event) => {
    seen.push({ zone, event });
    if (event.rawPath === '/api/fails') throw new Error('a secret detail');
    if (event.rawPath === '/api/waits') {
      waiting.begun.resolve();
      await waiting.goOn.promise;
    }
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ zone }),
    };
  };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yizhi-server-'));
  await mkdir(join(dir, 'web/assets'), { recursive: true });
  await writeFile(join(dir, 'web/index.html'), '<title>app</title>');
  await writeFile(join(dir, 'web/public.html'), '<title>public</title>');
  await writeFile(join(dir, 'web/assets/app-1a2b.js'), 'export {};');
  await writeFile(join(dir, 'secret.txt'), 'secret');
  server = await openServer(0);
  const secret = Buffer.from('secret');
  files = createLocalFiles({ dir: join(dir, 'files'), secret, baseUrl: server.origin, clock: systemClock });
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(server.origin + path, init);
const problem = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as object),
});

/** Sends bytes as they are: what fetch would put right stays wrong. */
function raw(lines: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => socket.write(lines));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

describe('the local server', () => {
  it('says that it is starting until it can answer', async () => {
    expect(await problem(await get('/'))).toMatchObject({ status: 503, code: 'busy' });
    server.serve({
      handlers: {
        public: echo('public'),
        staff: echo('staff'),
        partner: echo('partner'),
        admin: echo('admin'),
      },
      signIn: () => Promise.reject(new Refusal('not-signed-in', '—')),
      files,
      webRoot: join(dir, 'web'),
    });
    expect((await get('/')).status).toBe(200);
  });

  it('sends each request to the function of its trust zone', async () => {
    const zones: Record<string, string> = {
      '/api/openapi.json': 'public',
      '/api/public/matters': 'public',
      '/api/me': 'staff',
      '/api/cases': 'staff',
      '/api/publicity': 'staff',
      '/api/partner/cases': 'partner',
      '/api/admin/drafts': 'admin',
      '/api/nothing-here': 'staff',
    };
    for (const [path, zone] of Object.entries(zones)) {
      expect(await (await get(path)).json(), path).toEqual({ zone });
    }
  });

  it('makes of a request the event the deployed gateway would make', async () => {
    await get('/api/cases?limit=5&kind=a&kind=%E4%B8%AD', {
      method: 'POST',
      body: '{"名":1}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x', cookie: 'a=1; b=2' },
    });
    expect(lastEvent()).toMatchObject({
      version: '2.0',
      rawPath: '/api/cases',
      rawQueryString: 'limit=5&kind=a&kind=%E4%B8%AD',
      queryStringParameters: { limit: '5', kind: 'a,中' },
      cookies: ['a=1', 'b=2'],
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      requestContext: { http: { method: 'POST', path: '/api/cases' } },
      body: '{"名":1}',
      isBase64Encoded: false,
    });
  });

  it('passes a body that is not text on as base64', async () => {
    await get('/api/cases', { method: 'POST', body: new Uint8Array([0xff, 0xfe, 0x00]) });
    expect(lastEvent()).toMatchObject({ body: '//4A', isBase64Encoded: true });
  });

  it('refuses a body over 6 MB before any function sees it', async () => {
    const calls = seen.length;
    const body = Buffer.alloc(BODY_LIMIT + 1, 32);
    expect(await problem(await get('/api/cases', { method: 'POST', body }))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    const chunked = new Blob([body]).stream();
    const init = { method: 'POST', body: chunked, duplex: 'half' } as RequestInit;
    expect((await get('/api/cases', init)).status).toBe(413);
    expect(seen.length).toBe(calls);
    expect((await get('/api/cases', { method: 'POST', body: body.subarray(1) })).status).toBe(200);
  });

  it('lets a client that closes the connection read why its body was too large', async () => {
    const { host, port } = new URL(server.origin);
    const sent = (framing: string, body: Buffer) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), '127.0.0.1');
        let answer = '';
        socket.write(`POST /api/cases HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${framing}\r\n\r\n`);
        // like a client that looks at the answer only when it has sent everything
        socket.write(body, () => socket.on('data', (chunk) => (answer += chunk)));
        socket.on('end', () => resolve(answer)).on('error', reject);
      });
    const body = Buffer.alloc(BODY_LIMIT + 2_000_000, 32);
    const told = await sent(`Content-Length: ${body.length}`, body);
    expect(told).toMatch(/^HTTP\/1\.1 413 /);
    expect(told).toContain('请求内容超过 6 MB');
    const chunk = Buffer.concat([
      Buffer.from(`${body.length.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    expect(await sent('Transfer-Encoding: chunked', chunk)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('stops reading a body without end', async () => {
    const { host, port } = new URL(server.origin);
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    socket.write(`POST /api/cases HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 99999999999\r\n\r\n`);
    const piece = Buffer.alloc(4_000_000, 32);
    let taken = 0;
    const more = () => {
      taken += piece.length;
      if (!socket.destroyed) socket.write(piece, more);
    };
    const closed = new Promise((done) => socket.once('close', done));
    socket.resume();
    more();
    await closed;
    expect(taken).toBeLessThan(400_000_000);
  });

  it('answers what is no proper request with 400', async () => {
    expect(await problem(await get('/api/%E4%A'))).toMatchObject({ status: 400, code: 'bad-request' });
    expect(await raw('NOT HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    const { host } = new URL(server.origin);
    const absolute = `GET http://elsewhere/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await raw(absolute)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('tells nobody why a function failed', async () => {
    const response = await get('/api/fails');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', status: 500 });
  });

  it('answers only to its own name', async () => {
    const { port } = new URL(server.origin);
    const withHost = (host: string) =>
      new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
        const ask = request({ host: '127.0.0.1', port, path: '/cases?a=1', headers: { host } }, (res) => {
          res.resume();
          resolve({ status: res.statusCode, location: res.headers.location });
        });
        ask.on('error', reject).end();
      });
    expect(await withHost(`localhost:${port}`)).toEqual({
      status: 308,
      location: `${server.origin}/cases?a=1`,
    });
    expect((await withHost('evil.example')).status).toBe(400);
  });
});

describe('the web app as served', () => {
  it('has a strict policy: own scripts only, no frames, no eval', async () => {
    const headers = (await get('/')).headers;
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("img-src 'self' data: blob:");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('keeps hashed files for ever and asks again for pages', async () => {
    const script = await get('/assets/app-1a2b.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const page = await get('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('answers every address of the app with its page, and of the public face with the public page', async () => {
    for (const path of ['/', '/cases/C-1', '/signed-in?code=x', '/publicity'])
      expect(await (await get(path)).text(), path).toContain('app');
    for (const path of ['/public', '/public/decisions'])
      expect(await (await get(path)).text(), path).toContain('public');
  });

  it('has no other files', async () => {
    expect(await problem(await get('/assets/gone.js'))).toMatchObject({ status: 404, code: 'not-found' });
    for (const path of [
      '/..%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/%5c..%5csecret.txt',
      '/a%00.js',
    ])
      expect((await get(path)).status, path).toBe(404);
    expect(await problem(await get('/', { method: 'POST' }))).toMatchObject({ status: 405 });
  });
});

describe('an evidence file over HTTP', () => {
  const content = 'photo';
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { id: 'F-00000000000000000009', name: '照片.jpg', type: 'image/jpeg', size: 5, sha256 };

  it('is uploaded and downloaded by signed addresses, as an attachment that cannot run', async () => {
    const { url, method, headers } = await files.upload('daguokou', file);
    expect((await fetch(url, { method, headers, body: content })).status).toBe(200);
    const link = await files.link('daguokou', file.id);
    const download = await fetch(link?.url ?? '');
    expect(await download.text()).toBe(content);
    expect(download.headers.get('content-disposition')).toContain('attachment');
    expect(download.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('with wrong content or at a changed address is a problem document', async () => {
    const { url, method, headers } = await files.upload('daguokou', {
      ...file,
      id: 'F-00000000000000000008',
    });
    const wrong = await fetch(url, { method, headers, body: 'ph0to' });
    expect(await problem(wrong)).toMatchObject({ status: 422, code: 'file-invalid' });
    const changed = await fetch(url.replace('daguokou', 'donghua'), { method, headers, body: content });
    expect(await problem(changed)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('stopping', () => {
  it('lets a running request finish and takes no new one', async () => {
    const running = get('/api/waits');
    await waiting.begun.promise;
    const stopped = server.stop();
    await expect(get('/')).rejects.toThrow();
    waiting.goOn.resolve();
    expect((await running).status).toBe(200);
    await stopped;
    await expect(get('/')).rejects.toThrow();
    server = await openServer(0);
  });
});
