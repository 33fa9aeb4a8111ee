import { useEffect, useState } from 'react';
import type { DocumentFile } from '../../../functions/contract/api.ts';

/** The document as the browser holds it. */
export function blobOf({ base64, type }: DocumentFile): Blob {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return new Blob([bytes], { type });
}

/** An address of the document within this window; given back when another takes its place or the view closes. */
export function useBlobUrl(document: DocumentFile | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (document === null) return setUrl(null);
    const made = URL.createObjectURL(blobOf(document));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [document]);
  return url;
}

/** Long enough for the browser to have taken the bytes over. */
const TAKEN_MS = 60_000;

/** Saves the document under its name. */
export function save(document: DocumentFile): void {
  const url = URL.createObjectURL(blobOf(document));
  const link = Object.assign(window.document.createElement('a'), { href: url, download: document.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKEN_MS);
}
