// Speaks to the real host as a browser does: native-messaging frames over its standard streams.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkMessage } from './schema.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const buildDirectory = process.env.CCCD_BUILD_DIR ?? join(root, 'build');
export const binary = process.env.CCCD_BRIDGE ?? join(buildDirectory, 'bin', 'cccd-bridge');

const manifest = JSON.parse(readFileSync(join(root, 'extension', 'manifest.base.json'), 'utf8'));
export const firefoxId = manifest.browser_specific_settings.gecko.id;
export const chromeId = await chromeIdOf(manifest.key);
export const chromeOrigin = `chrome-extension://${chromeId}/`;

/** The id Chromium gives to an extension with this public key: 32 letters a–p from its SHA-256. */
async function chromeIdOf(key) {
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(key, 'base64')));
  return digest.toString('hex').slice(0, 32).replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]);
}

/** An error response; `code` is the stable code of errors.json. */
export class HostError extends Error {
  constructor(error) {
    super(`${error.data.code}: ${error.message}`);
    this.code = error.data.code;
    this.number = error.code;
  }
}

// Strict: what is not UTF-8 must not pass as U+FFFD.
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

export function frame(content) {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(content, 'utf8');
  const header = Buffer.alloc(4);
  header.writeUInt32LE(body.length);
  return Buffer.concat([header, body]);
}

/** A promise that fails, saying what was waited for, when it takes too long. */
export async function within(milliseconds, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${milliseconds} ms for ${what}`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Checks a condition whenever something arrives, until it holds. */
class Watch {
  #waiting = new Set();
  poke() {
    for (const look of [...this.#waiting]) look();
  }
  until(find) {
    return new Promise((resolve, reject) => {
      const look = () => {
        try {
          const found = find();
          if (found === undefined) return;
          this.#waiting.delete(look);
          resolve(found);
        } catch (error) {
          this.#waiting.delete(look);
          reject(error);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Ends the standard error of a program that has ended, once what it said is read: another may hold it open for ever (in wine, the console's own process). */
function letGoOfStderr(child) {
  child.once('exit', async () => {
    let isSpoken = true;
    child.stderr.on('data', () => (isSpoken = true));
    while (isSpoken) {
      isSpoken = false;
      await turn(); // the rest of this turn
      await turn(); // one in which all that has come is read
    }
    child.stderr.destroy();
  });
}

const defaultPatience = 60_000;

export class Host {
  #buffer = Buffer.alloc(0);
  #watch = new Watch();
  #methods = new Map();
  #nextId = 1;
  #failure;

  /** Messages of the host in order: events, and responses that no request() waits for. */
  events = [];
  responses = [];
  stderr = '';
  exit;

  /** Starts the host. `args` are the browser's (the extension's origin unless told). */
  constructor({ args = [chromeOrigin], configDirectory, env = {}, command = binary } = {}) {
    const options = configDirectory ? ['--config-dir', configDirectory] : [];
    this.process = spawn(command, [...options, ...args], { env: { ...process.env, ...env } });
    this.process.stdout.on('data', (chunk) => this.#receive(chunk));
    this.process.stderr.on('data', (chunk) => (this.stderr += chunk));
    this.process.stdin.on('error', () => {});
    letGoOfStderr(this.process);
    this.exited = new Promise((resolve) =>
      this.process.once('close', (code, signal) => {
        this.exit = { code, signal };
        this.#watch.poke();
        resolve(this.exit);
      }),
    );
  }

  #receive(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    while (this.#buffer.length >= 4) {
      const length = this.#buffer.readUInt32LE();
      if (this.#buffer.length < 4 + length) break;
      const body = this.#buffer.subarray(4, 4 + length);
      this.#buffer = this.#buffer.subarray(4 + length);
      try {
        this.#accept(utf8(body), length);
      } catch (error) {
        this.#failure ??= error;
      }
    }
    this.#watch.poke();
  }

  #accept(text, length) {
    if (length >= 700 * 1024) throw new Error(`message of ${length} bytes`);
    if (text !== text.normalize('NFC')) throw new Error('message is not NFC');
    const message = JSON.parse(text);
    checkMessage(message, this.#methods.get(message.id));
    ('method' in message ? this.events : this.responses).push(message);
  }

  /** The first value that `find` gives (other than undefined), looked for at every message. */
  until(find, what, patience = defaultPatience) {
    const look = () => {
      if (this.#failure) throw this.#failure;
      const found = find();
      if (found === undefined && this.exit) throw new Error(`host ended (${JSON.stringify(this.exit)}) before ${what}`);
      return found;
    };
    return within(patience, this.#watch.until(look), what);
  }

  /** Bytes as they are, also broken ones. */
  write(bytes) {
    this.process.stdin.write(bytes);
  }

  /** Sends a request and gives its id. */
  send(method, params, id = this.#nextId++) {
    this.#nextId = Math.max(this.#nextId, id + 1);
    this.#methods.set(id, method);
    this.write(frame(JSON.stringify({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) })));
    return id;
  }

  /** The result of a request sent before. Throws HostError. */
  async result(id, patience) {
    const response = await this.until(
      () => this.responses.find((message) => message.id === id),
      `answer ${id} to ${this.#methods.get(id)}`,
      patience,
    );
    if (response.error) throw new HostError(response.error);
    return response.result;
  }

  request(method, params, patience) {
    return this.result(this.send(method, params), patience);
  }

  /** The first event of that name that `test` accepts, from number `from` on. */
  event(name, test = () => true, from = 0) {
    return this.until(
      () => this.events.slice(from).find((message) => message.method === name && test(message.params)),
      `event ${name}`,
    ).then((message) => message.params);
  }

  /** Waits for hello and starts a session. */
  async start(options) {
    await this.event('host.hello');
    return this.request('session.start', { protocol: 1, extensionVersion: '0.1.0', ...(options ? { options } : {}) });
  }

  /** Highest resident memory so far, in KiB (Linux). */
  peakMemory() {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))[1]);
  }

  /** Ends the input, as a browser does, and waits for the end of the process. */
  async close() {
    this.process.stdin.end();
    const exit = await within(15_000, this.exited, 'the host to end');
    if (this.#failure) throw this.#failure;
    return exit;
  }
}

/** Runs the host as a command: `{code, stdout, stderr}`. */
export function run(args, { input = '', env = {}, configDirectory } = {}) {
  return new Promise((resolve, reject) => {
    const options = configDirectory ? ['--config-dir', configDirectory] : [];
    const child = spawn(binary, [...options, ...args], { env: { ...process.env, ...env } });
    const stdout = [];
    const stderr = [];
    child.stdout.on('data', (chunk) => stdout.push(chunk));
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.once('error', reject);
    child.stdin.on('error', () => {});
    letGoOfStderr(child);
    child.once('close', (code) => {
      try {
        resolve({ code, stdout: utf8(Buffer.concat(stdout)), stderr: utf8(Buffer.concat(stderr)) });
      } catch (error) {
        reject(error);
      }
    });
    child.stdin.end(input);
  });
}
