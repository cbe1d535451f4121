// The office's own server: files that it hands to its desks, as a test has published them.
import { send } from './http.mjs';

export function servePublished(request, response, url, { published }) {
  if (request.method !== 'GET' || !published.has(url.pathname)) return false;
  send(response, 200, 'application/json; charset=utf-8', published.get(url.pathname));
  return true;
}
