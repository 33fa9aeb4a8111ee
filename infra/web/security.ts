/**
 * What a page of ours may load and talk to: itself, the issuer for signing in, the bucket for evidence. Scripts are
 * strict; styles allow inline because the component library writes them at run time. `blob:` shows a photo before it is
 * uploaded, and a paper as PDF in a frame.
 */
export function contentSecurityPolicy({ issuer, evidence }: { issuer: string; evidence: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${evidence}`,
    "font-src 'self' data:",
    `connect-src 'self' ${issuer} ${evidence}`,
    'frame-src blob:',
    "object-src 'none'",
    "manifest-src 'self'",
    `form-action 'self' ${issuer}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Evidence is taken on the spot: photos, recordings, the place. */
export const PERMISSIONS_POLICY = 'camera=(self), geolocation=(self), microphone=(self)';
