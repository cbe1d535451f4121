// Helpers of the portals' own tests: a browserless client, an independent reader of the database, a browser.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startPortals } from './index.mjs';
import { SAMPLE_PEOPLE } from './sample-people.mjs';

/** Starts portals in a directory of their own, removed when the test ends. */
export async function portalsFor(t, options = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'cccd-portal-test-'));
  const portals = await startPortals({ directory, population: SAMPLE_PEOPLE, ...options });
  t.after(async () => {
    await portals.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return { ...portals, directory };
}

/** A client of one portal that keeps its cookie and its token, as a browser would. */
export class Client {
  #portals;
  #host;
  #cookie = '';
  token = '';

  constructor(portals, host) {
    this.#portals = portals;
    this.#host = host;
  }

  /** One request; resolves with status, headers, text. */
  async send(method, path, body, headers = {}) {
    const options = {
      host: '127.0.0.1', port: this.#portals.port, path, method, servername: this.#host, ca: readFileSync(join(this.#portals.directory, 'certificate.pem')),
      headers: { Host: this.#host, Cookie: this.#cookie, 'X-CSRF-Token': this.token, 'Content-Type': 'application/json', ...headers },
    };
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(options, async (response) => {
        const chunks = [];
        for await (const chunk of response) chunks.push(chunk);
        const cookie = response.headers['set-cookie']?.[0];
        if (cookie) this.#cookie = cookie.split(';')[0];
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Opens a page and remembers its token. */
  async open(path) {
    const page = await this.send('GET', path);
    this.token = /(?:name="_token" value|data-token)="([0-9a-f]{32})"/.exec(page.text)?.[1] ?? '';
    return page;
  }

  async json(method, path, value) {
    const answer = await this.send(method, path, value === undefined ? undefined : JSON.stringify(value));
    return { status: answer.status, body: JSON.parse(answer.text) };
  }
}

/** Rows of a table read by the sqlite3 program. */
export function sqliteRows(path, query) {
  const output = execFileSync('sqlite3', ['-readonly', '-json', path, query], { encoding: 'utf8' });
  return output ? JSON.parse(output) : [];
}

/** A page of a fresh Chromium that reaches the portals; what the page complained about is in `problems`. */
export async function openPage(t, portals) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: portals.browserArguments });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20000);
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, problems };
}
