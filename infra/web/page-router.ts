/**
 * Runs at the edge on every request for a page: an address of the app is no file, so it answers with the page that
 * knows the address. The public portal is a page of its own. Addresses under /api never come here.
 */
export const PAGE_ROUTER = `
function handler(event) {
  var request = event.request;
  var uri = request.uri;
  var isFile = uri.lastIndexOf('.') > uri.lastIndexOf('/') || uri.indexOf('/assets/') === 0;
  if (!isFile) request.uri = uri === '/public' || uri.indexOf('/public/') === 0 ? '/public.html' : '/index.html';
  return request;
}
`;
