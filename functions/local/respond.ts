import type { ServerResponse } from 'node:http';
import { type ErrorCode, Refusal } from '../contract/errors.ts';
import { problemResponse } from '../http/problem.ts';

/**
 * Pages run our own scripts and nothing else. `style-src 'unsafe-inline'` is for antd, which writes its styles into
 * the page; `blob:` shows a photo before it is uploaded, and a paper as PDF in a frame.
 */
export const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  'frame-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** For what is never shown as a page of ours: API answers, files. */
const NOTHING_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

const HEADERS = {
  'content-security-policy': NOTHING_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self)',
} as const;

/** Set before anything answers; an answer may replace them with its own. */
export function setSecurityHeaders(res: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
}

/** An error met before or beside the handlers, as the problem document the API gives for all of them. */
export function sendFailure(res: ServerResponse, error: unknown): void {
  if (res.destroyed) return;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const [path = '/'] = (res.req.url ?? '/').split('?');
  const { statusCode, headers, body } = problemResponse(error, path);
  const length = Buffer.byteLength(body ?? '');
  res.writeHead(statusCode ?? 500, { ...(headers as Record<string, string>), 'content-length': length });
  res.write(body ?? '');
  endOnceRead(res);
}

/** What is read on of a request nobody wants; the time for it is the server's for any request. */
const UNWANTED_BYTES = 64 * 1024 * 1024;

/**
 * Ends an answer already written once the request was read to its end, or enough of it: closing on a client that is still
 * sending would cost it the answer.
 */
function endOnceRead(res: ServerResponse): void {
  const { req } = res;
  let left = UNWANTED_BYTES;
  const stop = () => {
    res.end();
    if (!req.complete) req.destroy();
  };
  req.once('close', stop).once('end', stop);
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) stop();
  });
  if (req.complete) stop();
}

export const sendProblem = (res: ServerResponse, code: ErrorCode, detail: string): void =>
  sendFailure(res, new Refusal(code, detail));
