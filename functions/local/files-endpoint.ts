import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { attachment } from '../adapters/attachment.ts';
import type { LocalFiles } from '../adapters/files-local.ts';
import { sendProblem } from './respond.ts';

/** What S3 does behind its signed addresses: takes the bytes of an upload and gives back a download. */
export async function serveFiles(
  files: LocalFiles,
  address: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method === 'PUT') {
    await files.put(address, req.headers['content-type'], req);
    res.writeHead(200, { 'content-length': 0 }).end();
    return;
  }
  if (req.method !== 'GET') return sendProblem(res, 'method-not-allowed', '该地址只支持 GET 和 PUT');
  const { meta, bytes } = await files.open(address);
  res.writeHead(200, {
    'content-type': meta.type,
    'content-length': meta.size,
    'content-disposition': attachment(meta.name),
    'cache-control': 'private, no-store',
  });
  await pipeline(bytes, res);
}
