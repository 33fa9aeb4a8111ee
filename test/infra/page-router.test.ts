import { expect, test } from 'vitest';
import { PAGE_ROUTER } from '../../infra/web/page-router.ts';

/** Where the edge looks for an address, as CloudFront runs the function. */
const servedBy = (uri: string): string =>
  new Function('event', `${PAGE_ROUTER}; return handler(event);`)({ request: { uri } }).uri;

test.each([
  ['/', '/index.html'],
  ['/cases/C-01hv3k5t2m8q4z7x9abc', '/index.html'],
  ['/admin/matters', '/index.html'],
  ['/public', '/public.html'],
  ['/public/decisions', '/public.html'],
  ['/publicity', '/index.html'],
  ['/assets/main-4f2a.js', '/assets/main-4f2a.js'],
  ['/assets/no-such-file', '/assets/no-such-file'],
  ['/favicon.ico', '/favicon.ico'],
])('the address %s is answered by %s', (address, page) => {
  expect(servedBy(address)).toBe(page);
});
