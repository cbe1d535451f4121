// document.inspect on the command line, for tests: the files of card files, and directories with and without issuers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { buildDirectory, run } from './client.mjs';
import { card, pki } from './desk.mjs';
import { checkMessage } from './schema.mjs';

export const base = mkdtempSync(join(tmpdir(), 'document-'));
after(() => rmSync(base, { recursive: true, force: true }));

/** Configuration directories: no issuer, and the Vietnamese test issuer. */
export const empty = join(base, 'empty');
export const trusting = join(base, 'trusting');
mkdirSync(join(trusting, 'anchors'), { recursive: true });
cpSync(pki('csca-vn.cert.pem'), join(trusting, 'anchors', 'vn.pem'));

const readable = (cardFile) => JSON.parse(execFileSync(join(buildDirectory, 'bin', 'cccd-card'), ['files', cardFile], { encoding: 'utf8' }));

/** The readable files of one of the project's card files, by identifier. */
export const filesOf = (name) => readable(card(name));

let made = 0;
/** The same of a card file that changes another one. */
export function filesLike(name, changes) {
  const cardFile = join(base, `card-${++made}.json`);
  writeFileSync(cardFile, JSON.stringify({ extends: card(name), ...changes }));
  return readable(cardFile);
}

/** The same with a bit changed; a negative offset is from the end. */
export const flipped = (base64, offset) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[offset < 0 ? bytes.length + offset : offset] ^= 1;
  return bytes.toString('base64');
};

/** document.inspect, its answer held against the schema. */
export async function inspect(params, configDirectory = empty) {
  const outcome = await run(['call', 'document.inspect', '-'], { input: JSON.stringify(params), configDirectory });
  assert.equal(outcome.code, 0, outcome.stderr);
  const result = JSON.parse(outcome.stdout);
  checkMessage({ jsonrpc: '2.0', id: 1, result }, 'document.inspect');
  return result;
}
