// Evidence judged by the host's command line, with one test issuer installed or none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDirectory, run } from './client.mjs';
import { card, pki } from './desk.mjs';
import { checkMessage } from './schema.mjs';

/** Files by identifier, in base64, as they are on a card. */
export const filesOf = (name) => JSON.parse(execFileSync(join(buildDirectory, 'bin', 'cccd-card'), ['files', card(name)], { encoding: 'utf8' }));

/** A copy with something changed. */
export function change(evidence, edit) {
  const copy = structuredClone(evidence);
  edit(copy);
  return copy;
}

/** `verify` one or `verifyAll` of a stream: results (checked against the schema), or error codes. A text is a line as it is. */
export function evidenceOffice() {
  const base = mkdtempSync(join(tmpdir(), 'evidence-'));
  const trusting = join(base, 'trusting');
  mkdirSync(join(trusting, 'anchors'), { recursive: true });
  cpSync(pki('csca-vn.cert.pem'), join(trusting, 'anchors', 'vn.pem'));

  async function verifyAll(list, configDirectory = trusting) {
    const input = list.map((params) => (typeof params === 'string' ? params : JSON.stringify({ method: 'evidence.verify', params }))).join('\n');
    const outcome = await run(['call', '--ndjson'], { input, configDirectory });
    const answers = outcome.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(answers.length, list.length);
    return answers.map((answer) => {
      checkMessage(answer, 'evidence.verify');
      return answer.error ? answer.error.data.code : answer.result;
    });
  }
  return {
    base,
    trusting,
    empty: join(base, 'empty'),
    verifyAll,
    verify: async (evidence, configDirectory, more = {}) => (await verifyAll([{ evidence, ...more }], configDirectory))[0],
    close: () => rmSync(base, { recursive: true, force: true }),
  };
}
