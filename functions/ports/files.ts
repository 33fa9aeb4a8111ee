import type { FileRef } from '../contract/definitions/forms.ts';

export type Upload = { url: string; method: 'PUT'; headers: Record<string, string>; expiresAt: string };

/** Evidence files in object storage. The bytes never pass through a Lambda function. */
export interface Files {
  /** An address that takes exactly these bytes (type, size and SHA-256 are signed). */
  upload(tenant: string, file: FileRef): Promise<Upload>;
  /** What the store holds under the id; null when nothing was uploaded. */
  stat(tenant: string, id: string): Promise<{ size: number; sha256: string; type: string } | null>;
  link(tenant: string, id: string): Promise<{ url: string; expiresAt: string } | null>;
}
