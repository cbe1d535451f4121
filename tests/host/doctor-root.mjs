// A machine of its own for the doctor: a root directory with the host, its libraries and whatever a test puts there.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPcscd } from '../virtual-reader/index.mjs';
import { binary, buildDirectory, chromeOrigin } from './client.mjs';
import { pki } from './desk.mjs';

export const program = '/opt/cccd-bridge/cccd-bridge';
export const chromiumManifest = '/etc/chromium/native-messaging-hosts/vn.cccdbridge.host.json';

/** A good manifest for the Chromium family, with some keys changed. */
export const manifest = (changes = {}) =>
  JSON.stringify({ name: 'vn.cccdbridge.host', description: 'x', path: program, type: 'stdio', allowed_origins: [chromeOrigin], ...changes });

const libraries = () =>
  [...execFileSync('ldd', [binary], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path);

export class DoctorRoot {
  #pcscd;
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'dr-'));
    chmodSync(this.directory, 0o755);
    for (const path of [binary, ...libraries()]) this.#copy(path, path === binary ? program : path);
    for (const folder of ['proc', 'tmp', 'home/clerk']) mkdirSync(join(this.directory, folder), { recursive: true });
  }

  #copy(from, to) {
    mkdirSync(dirname(this.at(to)), { recursive: true });
    copyFileSync(from, this.at(to));
  }

  /** Where a path of that machine lies on this one. */
  at = (path) => join(this.directory, path);

  write(path, text, mode = 0o644) {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
    chmodSync(this.at(path), mode);
  }

  remove = (path) => rmSync(this.at(path), { recursive: true, force: true });

  /** Everything a desk needs: Chromium with a manifest, the service with a reader, its driver, an issuer. */
  async furnish() {
    this.write('/usr/bin/chromium', '', 0o755);
    this.write(chromiumManifest, manifest());
    this.write('/usr/sbin/pcscd', '', 0o755);
    this.write('/usr/lib/pcsc/drivers/ifd-ccid.bundle/x', '');
    this.#copy(pki('csca-vn.cert.pem'), '/etc/cccd-bridge/anchors/csca-vn.cert.pem');
    this.#pcscd = await startPcscd({ buildDir: buildDirectory, directory: this.at('/p'), readers: ['A'] });
  }

  /** The command that starts the host there as a clerk's browser would, for spawn. */
  command(args, env = {}) {
    return {
      command: 'unshare',
      args: ['--map-root-user', '--mount', 'sh', '-c', 'mount --rbind /proc "$1/proc" && exec chroot "$@"', 'sh', this.directory, program, ...args],
      env: { PATH: process.env.PATH, HOME: '/home/clerk', PCSCLITE_CSOCK_NAME: '/p/pcscd.comm', ...env },
    };
  }

  /** Runs the host there: `{code, stdout, stderr}`. */
  run(words, more) {
    const { command, args, env } = this.command(words, more);
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const output = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...output }));
    });
  }

  /** The doctor's report, with its exit status. */
  async examine(env) {
    const { code, stdout, stderr } = await this.run(['doctor', '--json'], env);
    if (stdout === '') throw new Error(`the doctor said nothing (${code}): ${stderr}`);
    return { status: code, ...JSON.parse(stdout) };
  }

  /** Puts a card into the reader. */
  insert = (cardFile) => this.#pcscd.insert('A', cardFile);
  pullCard = () => this.#pcscd.remove('A');

  killService = () => this.#pcscd.kill();
  startService = () => this.#pcscd.start();

  async stop() {
    await this.#pcscd?.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Names in a folder of that machine. */
  list = (path) => readdirSync(this.at(path));
}
