import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PAGE_POLICY, sendProblem } from './respond.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Vite puts the hash of the content into the names under assets/: those never change. */
const FOR_EVER = 'public, max-age=31536000, immutable';

type Found = { path: string; size: number; etag: string };

/** Serves the built web app: its files by name, and one of its two pages for every other address. */
export async function serveStatic(
  root: string,
  pathname: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return sendProblem(res, 'method-not-allowed', '该地址只支持 GET');
  const found =
    (await fileAt(root, pathname)) ?? (isPage(pathname) ? await fileAt(root, pageOf(pathname)) : null);
  if (!found) return sendProblem(res, 'not-found', '地址不存在');

  res.setHeader('content-type', TYPES[extname(found.path)] ?? 'application/octet-stream');
  res.setHeader('content-security-policy', PAGE_POLICY);
  res.setHeader('cache-control', pathname.startsWith('/assets/') ? FOR_EVER : 'no-cache');
  res.setHeader('etag', found.etag);
  if (req.headers['if-none-match'] === found.etag) {
    res.writeHead(304).end();
    return;
  }
  res.writeHead(200, { 'content-length': found.size });
  if (req.method === 'HEAD') res.end();
  else await pipeline(createReadStream(found.path), res);
}

/** An address of the app rather than of a file: `/cases/C-…`, `/public/decisions`. */
const isPage = (pathname: string) => extname(pathname) === '' && !pathname.startsWith('/assets/');
const pageOf = (pathname: string) =>
  pathname === '/public' || pathname.startsWith('/public/') ? '/public.html' : '/index.html';

/** URL has resolved `..` already; a decoded one, a backslash or a NUL means somebody is trying. */
async function fileAt(root: string, pathname: string): Promise<Found | null> {
  const name = decodeURIComponent(pathname);
  if (name.split('/').includes('..') || /[\\\0]/.test(name)) return null;
  const path = join(root, name);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return null;
  return {
    path,
    size: info.size,
    etag: `"${info.size.toString(36)}-${Math.floor(info.mtimeMs).toString(36)}"`,
  };
}
