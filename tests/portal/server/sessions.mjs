// Sessions of the portals: a cookie that names a session, and a token that every write must repeat.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { HttpError } from './http.mjs';

const COOKIE = 'PHIEN';
const MAX_SESSIONS = 1000;

const sameText = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export class Sessions {
  #sessions = new Map();

  #find(request) {
    const cookie = /(?:^|;\s*)PHIEN=([0-9a-f]{32})(?:;|$)/.exec(request.headers.cookie ?? '');
    return cookie ? this.#sessions.get(cookie[1]) : undefined;
  }

  /** The request's session, or a new one whose cookie goes out with the response. */
  open(request, response) {
    const known = this.#find(request);
    if (known) return known;
    if (this.#sessions.size >= MAX_SESSIONS) this.#sessions.delete(this.#sessions.keys().next().value);
    const id = randomBytes(16).toString('hex');
    const session = { token: randomBytes(16).toString('hex') };
    this.#sessions.set(id, session);
    response.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax`);
    return session;
  }

  /** The session of a write; refuses with 403 when the cookie or the token is missing or wrong. */
  require(request) {
    const session = this.#find(request);
    const token = request.headers['x-csrf-token'];
    if (!session || typeof token !== 'string' || !sameText(token, session.token)) {
      throw new HttpError(403, 'Phiên làm việc đã hết hạn. Vui lòng tải lại trang.');
    }
    return session;
  }
}
