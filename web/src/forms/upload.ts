import { call } from '../api/call.ts';
import type { CaseZone, FileRef, UploadTicket } from '../api/shapes.ts';
import { hashFile } from './sha256.ts';

export type Progress = { step: 'hashing' | 'sending'; share: number };
const MAX_BYTES = 2_000_000_000;

/** Sends the bytes to the address of the ticket; XMLHttpRequest, because fetch tells no upload progress. */
function put(ticket: UploadTicket, file: File, progress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(ticket.method, ticket.url);
    for (const [name, value] of Object.entries(ticket.headers)) {
      // The browser sets the length itself and refuses to be told.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(`文件存储拒绝接收（状态 ${request.status}）`));
    request.onerror = () => reject(new Error('上传中断，请检查网络后重试'));
    request.send(file);
  });
}

/** Hash, register, send: the form then holds only the reference. */
export async function uploadFile(
  zone: CaseZone,
  file: File,
  progress: (progress: Progress) => void,
): Promise<FileRef> {
  if (file.size === 0) throw new Error('文件是空的');
  if (file.size > MAX_BYTES) throw new Error('文件超过 2 GB，请分段上传');
  const sha256 = await hashFile(file, (share) => progress({ step: 'hashing', share }));
  const ticket = await call(`${zone}.file-upload`, {
    body: {
      name: file.name.slice(-200),
      type: file.type || 'application/octet-stream',
      size: file.size,
      sha256,
      takenAt: new Date(file.lastModified).toISOString(),
    },
  });
  await put(ticket, file, (share) => progress({ step: 'sending', share }));
  return ticket.file;
}
