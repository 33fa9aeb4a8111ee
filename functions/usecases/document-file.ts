import type { DocumentFile } from '../contract/api.ts';
import { sha256 } from '../core/hash.ts';

/** A file as the API hands it over. */
export const documentFile = (name: string, bytes: Uint8Array, type = 'application/pdf'): DocumentFile => ({
  name,
  type,
  sha256: sha256(bytes),
  base64: Buffer.from(bytes).toString('base64'),
});
