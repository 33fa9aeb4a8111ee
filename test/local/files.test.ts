import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettableClock } from '../../functions/adapters/clock.ts';
import { createLocalFiles, type LocalFiles } from '../../functions/adapters/files-local.ts';
import { createS3Files } from '../../functions/adapters/files-s3.ts';
import type { FileRef } from '../../functions/contract/definitions/forms.ts';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const aFile = (content: string, changes: Partial<FileRef> = {}): FileRef => ({
  id: 'F-00000000000000000001',
  name: '现场照片 (1).jpg',
  type: 'image/jpeg',
  size: Buffer.byteLength(content),
  sha256: sha256(content),
  ...changes,
});

let dir: string;
let clock: SettableClock;
let files: LocalFiles;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yizhi-files-'));
  clock = new SettableClock('2026-05-20T04:00:00.000Z');
  files = createLocalFiles({ dir, secret: Buffer.from('secret'), baseUrl: 'http://127.0.0.1:1', clock });
});
afterEach(() => rm(dir, { recursive: true }));

const put = (address: string | URL, content: string, type = 'image/jpeg') =>
  files.put(new URL(address), type, Readable.from([Buffer.from(content)]));
const stored = async () => (await readdir(dir, { recursive: true })).filter((name) => name.includes('F-'));

describe('an evidence file on the local disk', () => {
  it('is taken at its address and given back as it was', async () => {
    const file = aFile('photo');
    const { url } = await files.upload('daguokou', file);
    await put(url, 'photo');
    expect(await files.stat('daguokou', file.id)).toEqual({
      size: 5,
      sha256: file.sha256,
      type: 'image/jpeg',
    });
    const link = await files.link('daguokou', file.id);
    const { meta, bytes } = await files.open(new URL(link?.url ?? ''));
    expect(meta.name).toBe('现场照片 (1).jpg');
    expect(await text(bytes)).toBe('photo');
  });

  it('is not there before it was uploaded', async () => {
    expect(await files.stat('daguokou', aFile('photo').id)).toBeNull();
    expect(await files.link('daguokou', aFile('photo').id)).toBeNull();
  });

  it('with other content than registered is refused and leaves nothing behind', async () => {
    const { url } = await files.upload('daguokou', aFile('photo'));
    await expect(put(url, 'ph0to')).rejects.toMatchObject({ code: 'file-invalid' });
    await expect(put(url, 'phot')).rejects.toMatchObject({ code: 'file-invalid' });
    await expect(put(url, 'photo and more')).rejects.toMatchObject({ code: 'file-invalid' });
    await expect(put(url, 'photo', 'text/html')).rejects.toMatchObject({ code: 'file-invalid' });
    expect(await stored()).toEqual([]);
  });

  it('whose upload breaks off leaves nothing behind', async () => {
    const { url } = await files.upload('daguokou', aFile('photo'));
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('ph');
        throw new Error('connection lost');
      })(),
    );
    await expect(files.put(new URL(url), 'image/jpeg', broken)).rejects.toThrow('connection lost');
    expect(await stored()).toEqual([]);
  });

  it('can be uploaded again as it is, and never replaced by another', async () => {
    const { url } = await files.upload('daguokou', aFile('photo'));
    await put(url, 'photo');
    await put(url, 'photo');
    const other = await files.upload('daguokou', aFile('other'));
    await expect(put(other.url, 'other')).rejects.toMatchObject({ code: 'file-invalid' });
    expect((await files.stat('daguokou', aFile('photo').id))?.sha256).toBe(sha256('photo'));
  });

  it('has addresses that end after 15 minutes', async () => {
    const { url, expiresAt } = await files.upload('daguokou', aFile('photo'));
    expect(expiresAt).toBe('2026-05-20T04:15:00.000Z');
    clock.set(expiresAt);
    await expect(put(url, 'photo')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('has addresses in which nothing can be changed: township, file, size, hash, type, end', async () => {
    const { url } = await files.upload('daguokou', aFile('photo'));
    const changes: ((address: URL) => void)[] = [
      (address) => (address.pathname = address.pathname.replace('daguokou', 'donghua')),
      (address) => (address.pathname = address.pathname.replace('01', '02')),
      (address) => address.searchParams.set('size', '4'),
      (address) => address.searchParams.set('sha256', sha256('other')),
      (address) => address.searchParams.set('type', 'text/html'),
      (address) => address.searchParams.set('expires', '2027-01-01T00:00:00.000Z'),
      (address) => address.searchParams.set('op', 'get'),
      (address) => address.searchParams.delete('sig'),
    ];
    for (const change of changes) {
      const address = new URL(url);
      change(address);
      await expect(put(address, 'photo'), address.href).rejects.toMatchObject({ code: 'forbidden' });
      await expect(files.open(address), address.href).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('is invisible to another township', async () => {
    const { url } = await files.upload('daguokou', aFile('photo'));
    await put(url, 'photo');
    expect(await files.stat('donghua', aFile('photo').id)).toBeNull();
    expect(await files.link('donghua', aFile('photo').id)).toBeNull();
  });

  it('cannot be named so that it leaves its folder', async () => {
    await expect(files.stat('..', aFile('photo').id)).rejects.toThrow();
    await expect(files.stat('daguokou', '../../etc/passwd')).rejects.toThrow();
  });
});

describe('an evidence file in S3', () => {
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const client = new S3Client({ region: 'cn-northwest-1', credentials });

  it('has an upload address that signs its length, type, name and SHA-256', async () => {
    const file = aFile('photo');
    const upload = await createS3Files({ client, bucket: 'evidence', clock }).upload('daguokou', file);
    const address = new URL(upload.url);
    expect(address.host).toBe('evidence.s3.cn-northwest-1.amazonaws.com.cn');
    expect(address.pathname).toBe(`/daguokou/${file.id}`);
    expect(address.searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-disposition;content-length;content-type;host;x-amz-checksum-sha256',
    );
    expect(address.searchParams.get('X-Amz-Date')).toBe('20260520T040000Z');
    expect(upload.expiresAt).toBe('2026-05-20T04:15:00.000Z');
    expect(upload.headers).toEqual({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('现场照片 ')}%281%29.jpg`,
      'x-amz-checksum-sha256': Buffer.from(file.sha256, 'hex').toString('base64'),
    });
  });
});
