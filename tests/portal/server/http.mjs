// Small HTTP helpers shared by the portals: bounded bodies, typed refusals, answers.

/** A refusal with an HTTP status; its message is shown to the user. */
export class HttpError extends Error {
  constructor(status, message, details) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

const MAX_BODY_BYTES = 256 * 1024;

/** Whole body as a Buffer; refuses with 413 beyond 256 KiB. */
export async function readBody(request, limit = MAX_BODY_BYTES) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new HttpError(413, 'Dữ liệu gửi lên quá lớn');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** JSON object of a request; refuses anything else with 400. */
export async function readJson(request) {
  const body = await readBody(request);
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new HttpError(400, 'Dữ liệu gửi lên không đúng định dạng');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new HttpError(400, 'Dữ liệu gửi lên không đúng định dạng');
  return value;
}

export function send(response, status, type, body) {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.end(body);
}

export const sendJson = (response, value, status = 200) => send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
export const sendHtml = (response, html) => send(response, 200, 'text/html; charset=utf-8', html);

/** Text made safe for HTML content and quoted attributes. */
export const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Resolves after the portal's configured latency: it models the portal, nothing waits on it in tests. */
export const latency = (milliseconds) => (milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : undefined);
