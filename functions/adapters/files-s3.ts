import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileRef } from '../contract/definitions/forms.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import { attachment } from './attachment.ts';

export type S3FilesOptions = { client: S3Client; bucket: string; clock: Clock };

const SECONDS_VALID = 15 * 60;

/**
 * Evidence in S3. Size, type, name and SHA-256 are part of the signature of an upload, and S3 itself refuses bytes
 * that do not have that checksum. Files are always served as attachments, so that none of them runs in a page.
 */
export function createS3Files({ client, bucket, clock }: S3FilesOptions): Files {
  const object = (tenant: string, id: string) => ({ Bucket: bucket, Key: `${tenant}/${id}` });
  /** Time is read once: the signature and the answer name the same end. */
  function validity() {
    const now = Date.parse(clock.now());
    return {
      signing: { signingDate: new Date(now), expiresIn: SECONDS_VALID },
      expiresAt: new Date(now + SECONDS_VALID * 1000).toISOString(),
    };
  }

  const head = async (tenant: string, id: string) => {
    try {
      return await client.send(new HeadObjectCommand({ ...object(tenant, id), ChecksumMode: 'ENABLED' }));
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  };

  return {
    async upload(tenant, file) {
      const { signing, expiresAt } = validity();
      const headers = uploadHeaders(file);
      const command = new PutObjectCommand({
        ...object(tenant, file.id),
        ContentLength: file.size,
        ContentType: file.type,
        ContentDisposition: headers['content-disposition'],
        ChecksumSHA256: headers['x-amz-checksum-sha256'],
      });
      const signed = new Set(['content-length', ...Object.keys(headers)]);
      const url = await getSignedUrl(client, command, {
        ...signing,
        signableHeaders: signed,
        unhoistableHeaders: signed,
      });
      return { url, method: 'PUT', headers, expiresAt };
    },

    async stat(tenant, id) {
      const found = await head(tenant, id);
      if (!found?.ChecksumSHA256 || found.ContentLength === undefined) return null;
      return {
        size: found.ContentLength,
        sha256: Buffer.from(found.ChecksumSHA256, 'base64').toString('hex'),
        type: found.ContentType ?? '',
      };
    },

    async keep(tenant, file, bytes) {
      if (await head(tenant, file.id)) return;
      await client.send(
        new PutObjectCommand({
          ...object(tenant, file.id),
          Body: bytes,
          ContentLength: file.size,
          ContentType: file.type,
          ContentDisposition: attachment(file.name),
          ChecksumSHA256: Buffer.from(file.sha256, 'hex').toString('base64'),
        }),
      );
    },

    async read(tenant, id) {
      try {
        const { Body } = await client.send(new GetObjectCommand(object(tenant, id)));
        return Body ? await Body.transformToByteArray() : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },

    async link(tenant, id) {
      if (!(await head(tenant, id))) return null;
      const { signing, expiresAt } = validity();
      const url = await getSignedUrl(client, new GetObjectCommand(object(tenant, id)), signing);
      return { url, expiresAt };
    },
  };
}

/** What the browser has to send besides the length, which it sends by itself. */
function uploadHeaders(file: FileRef) {
  return {
    'content-type': file.type,
    'content-disposition': attachment(file.name),
    'x-amz-checksum-sha256': Buffer.from(file.sha256, 'hex').toString('base64'),
  };
}
