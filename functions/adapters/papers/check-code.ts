import type { Paper } from '../../contract/case.ts';

/** The address the QR code leads to: the public page, the township and the paper's hash. */
export function checkAddress(checkUrl: string, tenant: string, hash: string): string {
  const url = new URL(checkUrl);
  url.searchParams.set('tenant', tenant);
  url.searchParams.set('hash', hash);
  return url.href;
}

/** The first digits of the hash in groups of four, for whoever types instead of scanning. */
export const checkCode = ({ hash }: Pick<Paper, 'hash'>): string =>
  (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ').toUpperCase();
