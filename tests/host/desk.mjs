// A desk for tests: a private pcscd with virtual readers, a configuration directory, and hosts that use them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardsDirectory, startPcscd } from '../virtual-reader/index.mjs';
import { buildDirectory, Host, root } from './client.mjs';

/** Path of one of the project's card files. */
export const card = (name) => join(cardsDirectory, `${name}.json`);

/** Path of a certificate of the test issuers. */
export const pki = (name) => join(root, 'tests', 'virtual-card', 'pki', name);

const tool = (...args) => execFileSync(join(buildDirectory, 'bin', 'cccd-card'), args, { encoding: 'utf8' });

/** The truth about a card file: its holder, keys and QR text. */
export const facts = (name) => JSON.parse(tool('show', card(name)));
export const qrText = (name) => tool('qr', card(name)).trim();

/** Waits until the host, too, sees that its first reader is empty: the card of before is not taken for the next one. */
export async function seesNoCard(host) {
  for (;;) {
    const from = host.events.length;
    const { readers } = await host.request('reader.list');
    if (readers[0]?.state === 'empty') return;
    await host.event('reader.changed', undefined, from);
  }
}

/**
 * Puts a card into reader A, which another may have left, and waits until the host has announced it.
 * @param cardFile name of one of the project's card files, or a description
 */
export async function present(desk, host, cardFile) {
  await desk.pcscd.remove('A');
  await seesNoCard(host);
  const from = host.events.length;
  await desk.pcscd.insert('A', typeof cardFile === 'string' ? card(cardFile) : cardFile);
  return host.event('card.inserted', undefined, from);
}

export async function startDesk({ readers = ['A'] } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'desk-'));
  const pcscd = await startPcscd({ buildDir: buildDirectory, directory: join(directory, 'p'), readers });
  const hosts = [];
  const configDirectory = join(directory, 'config');
  mkdirSync(configDirectory);
  return {
    pcscd,
    configDirectory,
    /** Installs an issuer by hand, as a file in the directory. */
    installAnchor(name) {
      mkdirSync(join(configDirectory, 'anchors'), { recursive: true });
      cpSync(pki(name), join(configDirectory, 'anchors', name));
    },
    removeAnchors: () => rmSync(join(configDirectory, 'anchors'), { recursive: true, force: true }),
    /** A host with a started session. */
    async host(options) {
      const host = new Host({ configDirectory, env: pcscd.env });
      hosts.push(host);
      await host.start(options);
      return host;
    },
    async stop() {
      for (const host of hosts) host.process.kill('SIGKILL');
      await pcscd.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
