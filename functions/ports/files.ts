import type { FileRef } from '../contract/definitions/forms.ts';

export type Upload = { url: string; method: 'PUT'; headers: Record<string, string>; expiresAt: string };

/** Files in object storage. The bytes of evidence never pass through a Lambda function. */
export interface Files {
  /** An address that takes exactly these bytes (type, size and SHA-256 are signed). */
  upload(tenant: string, file: FileRef): Promise<Upload>;
  /** What the store holds under the id; null when nothing was uploaded. */
  stat(tenant: string, id: string): Promise<{ size: number; sha256: string; type: string } | null>;
  /** Keeps a document the platform itself made. Under an id already kept nothing is written: the id follows from the bytes. */
  keep(tenant: string, file: FileRef, bytes: Uint8Array): Promise<void>;
  /** The bytes under the id; null when there are none. Only for documents the platform made. */
  read(tenant: string, id: string): Promise<Uint8Array | null>;
  link(tenant: string, id: string): Promise<{ url: string; expiresAt: string } | null>;
}
