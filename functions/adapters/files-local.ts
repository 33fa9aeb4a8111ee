import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileRef } from '../contract/definitions/forms.ts';
import { Refusal } from '../contract/errors.ts';
import { TenantId } from '../contract/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';

export type LocalFilesOptions = {
  /** Files lie at `<dir>/<tenant>/<id>`, what is known of each beside it in `<id>.json`. */
  dir: string;
  /** Signs the addresses; whoever has it may read and write every file. */
  secret: Uint8Array;
  /** Address of the server that hands requests for `/files/…` to `put` and `open`. */
  baseUrl: string;
  clock: Clock;
};

export type LocalFiles = Files & {
  /**
   * Takes the bytes of an upload address. Nothing is kept unless size and SHA-256 are the registered ones.
   * @throws Refusal `forbidden` (address forged, changed or expired), `file-invalid`.
   */
  put(address: URL, type: string | undefined, body: Readable): Promise<void>;
  /** @throws Refusal `forbidden`, `not-found`. */
  open(address: URL): Promise<{ meta: FileMeta; bytes: Readable }>;
};
export type FileMeta = Pick<FileRef, 'name' | 'type' | 'size' | 'sha256'>;

const MINUTES_VALID = 15;
type Operation = 'put' | 'get';

/** Evidence on the disk of one machine, with the promises S3 gives: signed, expiring addresses and checked content. */
export function createLocalFiles({ dir, secret, baseUrl, clock }: LocalFilesOptions): LocalFiles {
  const place = (tenant: string, id: string) => join(dir, TenantId.parse(tenant), FileRef.shape.id.parse(id));
  const sign = (params: string[]) =>
    createHmac('sha256', secret).update(params.join('\n')).digest('base64url');

  function signedAddress(operation: Operation, tenant: string, id: string, meta: FileMeta) {
    const expires = new Date(Date.parse(clock.now()) + MINUTES_VALID * 60_000).toISOString();
    const url = new URL(`/files/${tenant}/${id}`, baseUrl);
    const fields = {
      op: operation,
      size: `${meta.size}`,
      sha256: meta.sha256,
      type: meta.type,
      name: meta.name,
      expires,
    };
    url.search = new URLSearchParams({
      ...fields,
      sig: sign([tenant, id, ...Object.values(fields)]),
    }).toString();
    return { url: url.href, expiresAt: expires };
  }

  /** The signature covers every part, so nothing read from the address needs to be believed separately. */
  function opened(address: URL, operation: Operation) {
    const [, , tenant = '', id = ''] = address.pathname.split('/');
    const field = (name: string) => address.searchParams.get(name) ?? '';
    const fields = ['op', 'size', 'sha256', 'type', 'name', 'expires'].map(field);
    if (!equal(field('sig'), sign([tenant, id, ...fields])) || field('op') !== operation)
      throw new Refusal('forbidden', '文件地址无效，请重新获取');
    if (clock.now() >= field('expires')) throw new Refusal('forbidden', '文件地址已过期，请重新获取');
    const meta = {
      name: field('name'),
      type: field('type'),
      size: Number(field('size')),
      sha256: field('sha256'),
    };
    return { tenant, id, meta };
  }

  async function metaOf(tenant: string, id: string): Promise<FileMeta | null> {
    try {
      // A few hundred bytes: read at once, not by four trips to the thread pool. Every form with evidence comes here.
      return JSON.parse(readFileSync(`${place(tenant, id)}.json`, 'utf8')) as FileMeta;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  return {
    async upload(tenant, file) {
      const { url, expiresAt } = signedAddress('put', tenant, file.id, file);
      return { url, method: 'PUT', headers: { 'content-type': file.type }, expiresAt };
    },

    async stat(tenant, id) {
      const meta = await metaOf(tenant, id);
      return meta && { size: meta.size, sha256: meta.sha256, type: meta.type };
    },

    async keep(tenant, { id, ...file }, bytes) {
      if (await metaOf(tenant, id)) return;
      const meta = { name: file.name, type: file.type, size: file.size, sha256: file.sha256 };
      await mkdir(join(dir, tenant), { recursive: true, mode: 0o700 });
      await writeDurably(place(tenant, id), [bytes]);
      await writeDurably(`${place(tenant, id)}.json`, [JSON.stringify(meta)]);
      await syncDirectory(join(dir, tenant));
    },

    async read(tenant, id) {
      return (await metaOf(tenant, id)) && readFile(place(tenant, id));
    },

    async link(tenant, id) {
      const meta = await metaOf(tenant, id);
      return meta && signedAddress('get', tenant, id, meta);
    },

    async put(address, type, body) {
      const { tenant, id, meta } = opened(address, 'put');
      if (type !== meta.type) throw new Refusal('file-invalid', `文件类型应为 ${meta.type}`);
      const known = await metaOf(tenant, id);
      if (known && known.sha256 !== meta.sha256)
        throw new Refusal('file-invalid', '该编号已存有另一个文件，证据不能替换');
      await mkdir(join(dir, tenant), { recursive: true, mode: 0o700 });
      await writeChecked(place(tenant, id), meta, body);
      await writeDurably(`${place(tenant, id)}.json`, [JSON.stringify(meta)]);
      await syncDirectory(join(dir, tenant));
    },

    async open(address) {
      const { tenant, id } = opened(address, 'get');
      const meta = await metaOf(tenant, id);
      if (!meta) throw new Refusal('not-found', '文件不存在');
      return { meta, bytes: createReadStream(place(tenant, id)) };
    },
  };
}

function equal(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Streams to a temporary file and gives it its name only when size and hash are the registered ones. */
async function writeChecked(path: string, meta: FileMeta, body: Readable): Promise<void> {
  const hash = createHash('sha256');
  async function* counted(): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > meta.size) break;
      hash.update(chunk);
      yield chunk;
    }
    if (size !== meta.size) throw new Refusal('file-invalid', `文件大小与登记的 ${meta.size} 字节不一致`);
    if (hash.digest('hex') !== meta.sha256)
      throw new Refusal('file-invalid', '文件内容的 SHA-256 与登记的不一致，请重新选择文件');
  }
  await writeDurably(path, counted());
}

/** All of the content under its final name after a crash, or nothing. */
async function writeDurably(
  path: string,
  content: Iterable<string | Uint8Array> | AsyncIterable<Buffer>,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A rename lasts only once the directory itself is on disk. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}
