// The sample population database: an HTTP server on loopback that answers service 037 in SOAP and keeps a log of every request.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { HttpError, latency, readBody, send } from '../server/http.mjs';
import { REFUSALS, answerXml, faultXml, readRequest } from './messages.mjs';
import { People } from './people.mjs';
import { XmlError } from './xml.mjs';

export const PATH = '/ndxp/dancu/037';
const XML = 'text/xml; charset=utf-8';

/** Authorization header of a call: Basic of the user and a hash over url, user, time stamp and shared secret. */
export function authorization({ user, secret }, url, timestamp) {
  const hash = createHash('sha256').update(url + user + timestamp + secret).digest('hex');
  return `Basic ${Buffer.from(`${user}:${hash}`).toString('base64')}`;
}

export class PopulationService {
  #people = new People();
  #log = [];
  #server = createServer((request, response) => this.#serve(request, response));
  #account;
  #state = { down: false, error: undefined, delayMs: 0, inCapitals: false };

  /**
   * @param {{user: string, secret: string}} account the portal's account at the service
   * @param {{procedureCodes: string[], clerks: string[]}} permitted who may look up, and for which procedures
   */
  constructor(account, permitted) {
    this.#account = account;
    this.permitted = permitted;
    this.#server.on('connection', (socket) => this.#state.down && socket.destroy());
  }

  /** Starts listening on loopback; resolves with the service's URL. */
  async start() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.#server.address().port}${PATH}`;
  }

  setPeople(records) {
    this.#people.set(records);
  }

  /** down: connections are cut; error: a code of REFUSALS or any other text is answered; delayMs: answers late; inCapitals: ChiTiet holds the whole address in capitals. */
  configure(state) {
    Object.assign(this.#state, state);
    if (this.#state.down) this.#server.closeAllConnections();
  }

  /** Every request so far: when, who, for which person, and what came of it. */
  log() {
    return this.#log.map((entry) => ({ ...entry }));
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request, response) {
    try {
      this.#authenticate(request);
      const query = readRequest(new TextDecoder('utf-8', { fatal: true }).decode(await readBody(request)));
      await latency(this.#state.delayMs);
      this.#answer(query, response);
    } catch (error) {
      const status = error instanceof HttpError ? error.status : error instanceof XmlError || error instanceof TypeError ? 400 : 500;
      send(response, status, XML, faultXml(status === 500 ? 'soapenv:Server' : 'soapenv:Client', error.message));
    }
  }

  #authenticate(request) {
    if (request.method !== 'POST' || request.url !== PATH) throw new HttpError(404, 'unknown service');
    const url = `http://${request.headers.host}${request.url}`;
    const expected = authorization(this.#account, url, request.headers.timestamp ?? '');
    if (!request.headers.timestamp || request.headers.authorization !== expected) throw new HttpError(401, 'not authorised');
    if (!request.headers['x-road-client'] || !request.headers.apikey) throw new HttpError(401, 'client is not named');
  }

  #refusal(query) {
    if (this.#state.error) return this.#state.error;
    if (!this.permitted.procedureCodes.includes(query.procedureCode)) return '004';
    return this.permitted.clerks.includes(query.clerk) ? undefined : '005';
  }

  #answer(query, response) {
    const code = this.#refusal(query);
    const row = code ? undefined : this.#people.find(query);
    this.#log.push({ at: new Date().toISOString(), ...query, outcome: code ?? (row ? 'found' : 'notFound') });
    if (code) return send(response, 500, XML, faultXml(code, REFUSALS[code] ?? 'Lỗi hệ thống'));
    send(response, 200, XML, answerXml(row, this.#state));
  }
}
