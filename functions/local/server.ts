import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { LocalFiles } from '../adapters/files-local.ts';
import { Refusal } from '../contract/errors.ts';
import { serveFiles } from './files-endpoint.ts';
import { callZone, type ZoneHandlers } from './gateway.ts';
import { MOUNT } from './identity/settings.ts';
import { sendFailure, sendProblem, setSecurityHeaders } from './respond.ts';
import { serveStatic } from './static.ts';

/** Everything one local server answers with. */
export type Parts = {
  handlers: ZoneHandlers;
  signIn: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  files: LocalFiles;
  /** The built web app. */
  webRoot: string;
};

export type LocalServer = {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** From here on requests are answered; before it they get 503. */
  serve(parts: Parts): void;
  /** Takes no new requests, waits for the running ones (10 seconds at most), closes. */
  stop(): Promise<void>;
};

const SECONDS_TO_FINISH = 10;
/** A long video over a village line. */
const UPLOAD_MINUTES = 30;

/**
 * Takes the port first, so that it is known (the issuer carries it) and a second start fails at once.
 * Loopback only: the local sign-in gives every account to whoever can reach it.
 * @param port 0 for any free one
 * @throws the error of `listen`, EADDRINUSE among them
 */
export async function openServer(port: number): Promise<LocalServer> {
  const server = createServer({ requestTimeout: UPLOAD_MINUTES * 60_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let parts: Parts | null = null;
  let stopping = false;
  server.on('request', (req, res) => {
    setSecurityHeaders(res);
    // A kept-alive connection would otherwise hold the stop up until it times out.
    res.on('finish', () => stopping && setImmediate(() => server.closeIdleConnections()));
    answer(origin, parts, req, res).catch((error: unknown) => sendFailure(res, error));
  });
  server.on('clientError', refuseMalformed);

  return {
    origin,
    serve(given) {
      parts = given;
    },
    stop() {
      stopping = true;
      return close(server);
    },
  };
}

async function answer(
  origin: string,
  parts: Parts | null,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!hostIsOurs(origin, req, res)) return;
  if (!parts) return sendProblem(res, 'busy', '正在启动，请稍候');
  const url = addressOf(origin, req);
  const under = (prefix: string) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`);
  if (under('/api')) await callZone(parts.handlers, url, req, res);
  else if (under(MOUNT)) await parts.signIn(req, res);
  else if (under('/files')) await serveFiles(parts.files, url, req, res);
  else await serveStatic(parts.webRoot, url.pathname, req, res);
}

/**
 * Sign-in works at one address only. `localhost` is sent there; any other name would be a foreign page that had its
 * own name resolved to this machine.
 */
function hostIsOurs(origin: string, req: IncomingMessage, res: ServerResponse): boolean {
  const { host, port } = new URL(origin);
  if (req.headers.host === host) return true;
  if (req.headers.host === `localhost:${port}` && req.url?.startsWith('/'))
    res.writeHead(308, { location: `${origin}${req.url}`, 'content-length': 0 }).end();
  else sendProblem(res, 'bad-request', `请使用地址 ${origin}`);
  return false;
}

/** @throws Refusal `bad-request` for a path that is no path or is not decodable */
function addressOf(origin: string, req: IncomingMessage): URL {
  try {
    if (!req.url?.startsWith('/')) throw new URIError('not a path');
    const url = new URL(origin + req.url);
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    throw new Refusal('bad-request', '请求地址不正确');
  }
}

/** What is not HTTP at all never reaches a handler. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const late = setTimeout(() => server.closeAllConnections(), SECONDS_TO_FINISH * 1000);
  await closed;
  clearTimeout(late);
}
