// Trust anchors, as trust.import brings them and as files in the directory.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, beforeEach, describe, test } from 'node:test';
import { binary, Host, HostError, run } from './client.mjs';
import { pki } from './desk.mjs';
import { checkMessage } from './schema.mjs';

const base = mkdtempSync(join(tmpdir(), 'trust-'));
after(() => rmSync(base, { recursive: true, force: true }));
// In his home a person may own what he trusts, so these tests need no root.
process.env.HOME = base;
let configDirectory;
let anchors;
beforeEach(() => {
  configDirectory = mkdtempSync(join(base, 'c-'));
  anchors = join(configDirectory, 'anchors');
});

async function call(method, params) {
  const outcome = await run(['call', method, JSON.stringify(params)], { configDirectory });
  if (outcome.code === 0) {
    const result = JSON.parse(outcome.stdout);
    checkMessage({ jsonrpc: '2.0', id: 1, result }, method);
    return result;
  }
  assert.equal(outcome.code, 1);
  assert.equal(outcome.stdout, '');
  return outcome.stderr;
}

const fingerprintOf = (file) =>
  execFileSync('openssl', ['x509', '-in', file, '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' })
    .split('=')[1].trim().replaceAll(':', '').toLowerCase();

describe('trust', () => {
  test('a file name that is not UTF-8 is listed with its strange bytes replaced', async () => {
    mkdirSync(anchors, { recursive: true });
    writeFileSync(Buffer.concat([Buffer.from(`${anchors}/né-`), Buffer.from([0xff, 0xc3]), Buffer.from('.pem')]), readFileSync(pki('csca-vn.cert.pem')));
    const [anchor] = (await call('trust.list', {})).anchors;
    assert.equal(anchor.origin, 'né-\uFFFD\uFFFD.pem');
  });

  test('a trust directory that others than its keeper can write is told', async () => {
    const diagnosis = async () => (await call('diagnostics.run', {})).checks.find(({ check }) => check === 'trustDirectory');
    const unprotected = { check: 'trustDirectory', status: 'warning', error: 'trust.directoryUnprotected' };
    assert.deepEqual(await diagnosis(), { check: 'trustDirectory', status: 'warning' }); // not there yet
    await call('trust.import', { path: pki('csca-vn.cert.pem') });
    assert.deepEqual(await diagnosis(), { check: 'trustDirectory', status: 'ok' });
    const [file] = readdirSync(anchors).map((name) => join(anchors, name));
    for (const [path, open, closed] of [[anchors, 0o777, 0o755], [configDirectory, 0o777, 0o700], [file, 0o666, 0o644]]) {
      chmodSync(path, open);
      assert.deepEqual(await diagnosis(), unprotected, path);
      chmodSync(path, closed);
      assert.equal((await diagnosis()).status, 'ok');
    }
  });

  test('whatever the umask, the folders an import makes are for all to read and its owner to write', () => {
    const inner = join(configDirectory, 'office');
    // As an administrator's shell has it where nothing is for others.
    execFileSync('sh', ['-c', 'umask 077 && exec "$@"', 'sh', binary, '--config-dir', inner, 'call', 'trust.import', JSON.stringify({ path: pki('csca-vn.cert.pem') })]);
    const made = [inner, join(inner, 'anchors'), ...readdirSync(join(inner, 'anchors')).map((name) => join(inner, 'anchors', name))];
    assert.deepEqual(made.map((path) => statSync(path).mode & 0o777), [0o755, 0o755, 0o644]);
  });

  test('a certification authority is imported once, readable by all, and listed', async () => {
    const source = pki('csca-vn.cert.pem');
    const first = await call('trust.import', { path: source });
    assert.equal(first.imported.length, 1);
    assert.deepEqual(first.skipped, []);
    const [anchor] = first.imported;
    assert.equal(anchor.country, 'VN');
    assert.equal(anchor.fingerprint, fingerprintOf(source));
    assert.match(anchor.notBefore, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    assert.deepEqual(readdirSync(anchors), [anchor.origin]);
    assert.equal(statSync(join(anchors, anchor.origin)).mode & 0o777, 0o644);
    assert.deepEqual((await call('trust.list', {})).anchors, [anchor]);
    const second = await call('trust.import', { path: source });
    assert.deepEqual(second.imported, []);
    assert.deepEqual(second.skipped.map(({ reason }) => reason), ['alreadyInstalled']);
    assert.equal(readdirSync(anchors).length, 1);
  });

  test('a document signer is kept beside the issuers, and what is no certificate is refused', async () => {
    const report = await call('trust.import', { path: pki('ds-vn.cert.pem') });
    assert.deepEqual(report.imported.map(({ kind }) => kind), ['signer']);
    rmSync(anchors, { recursive: true });
    assert.match(await call('trust.import', { path: pki('ds-vn.key.pem') }), /^trust\.formatUnsupported\n/);
    assert.match(await call('trust.import', { path: join(base, 'nowhere.cer') }), /^trust\.pathUnreadable\n/);
    assert.match(await call('trust.import', { path: base }), /^trust\.(pathUnreadable|formatUnsupported)\n/);
    assert.match(await call('trust.import', {}), /^protocol\.invalidParams\n/);
    writeFileSync(join(base, 'empty.cer'), '');
    assert.match(await call('trust.import', { path: join(base, 'empty.cer') }), /^trust\.formatUnsupported\n/);
    assert.deepEqual((await call('trust.list', {})).anchors, []);
  });

  test('several in one file; a directory that cannot be made', async () => {
    const both = join(base, 'both.pem');
    writeFileSync(both, readFileSync(pki('csca-vn.cert.pem'), 'utf8') + readFileSync(pki('csca-utopia.cert.pem'), 'utf8'));
    assert.equal((await call('trust.import', { path: both })).imported.length, 2);
    configDirectory = join(base, 'both.pem');
    assert.match(await call('trust.import', { path: both }), /^trust\.directoryNotWritable\n/);
  });

  test('a master list asks for its root to be accepted by fingerprint, then brings every issuer', async (t) => {
    const folder = fileURLToPath(new URL('../../../shared/data/csca-masterlists/', import.meta.url));
    const path = join(folder, 'DE_ML_2026-05-28-08-28-45.ml');
    if (!existsSync(path)) return t.diagnostic('not run: ../shared/data/csca-masterlists is not there');
    const root = execFileSync('openssl', ['x509', '-inform', 'der', '-in', join(folder, 'DE_ROOT_CA_CSCA07.cer'), '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' }).split('=')[1].trim();
    const plain = root.replaceAll(':', '').toLowerCase();
    const refused = await call('trust.import', { path });
    assert.match(refused, /^trust\.rootNotAccepted\n/);
    assert.match(refused, new RegExp(`^fingerprint: ${plain}$`, 'm'));
    assert.match(refused, /^subject: CN=csca-germany,OU=bsi,O=bund,C=DE$/m);
    assert.match(await call('trust.import', { path, acceptRoot: '00'.repeat(32) }), /^trust\.rootNotAccepted\n/);
    assert.deepEqual((await call('trust.list', {})).anchors, []);
    const report = await call('trust.import', { path, acceptRoot: root });
    assert.equal(report.imported.length + report.skipped.length, 588);
    // Eight call themselves issuers in one place and not in the other.
    assert.deepEqual(report.skipped.map(({ reason }) => reason), Array(8).fill('notACertificateAuthority'));
    assert.equal(new Set(report.imported.map(({ fingerprint }) => fingerprint)).size, 580);
    assert.equal(report.imported.filter(({ country }) => country === 'VN').length, 1);
    assert.equal((await call('trust.list', {})).anchors.length, 580);
    // Its root is among them now, so the list needs no word any more.
    const again = await call('trust.import', { path });
    assert.deepEqual([again.imported.length, again.skipped.filter(({ reason }) => reason === 'alreadyInstalled').length], [0, 580]);
  });

  test('a running host sees files that come, go and are broken', async () => {
    const host = new Host({ configDirectory, env: { PCSCLITE_CSOCK_NAME: join(base, 'none') } });
    await host.start();
    const count = async () => (await host.request('trust.list')).anchors.length;
    assert.equal(await count(), 0);
    mkdirSync(anchors);
    writeFileSync(join(anchors, 'broken.cer'), 'not a certificate');
    writeFileSync(join(anchors, 'notes.txt'), readFileSync(pki('csca-vn.cert.pem')));
    assert.equal(await count(), 0);
    writeFileSync(join(anchors, 'vn.pem'), readFileSync(pki('csca-vn.cert.pem')));
    assert.equal(await count(), 1);
    assert.equal((await host.request('host.status')).anchors, 1);
    rmSync(join(anchors, 'vn.pem'));
    assert.equal(await count(), 0);
    await assert.rejects(host.request('trust.import', { path: pki('csca-vn.cert.pem') }), (error) => error instanceof HostError && error.code === 'protocol.commandLineOnly');
    chmodSync(anchors, 0o755);
    await host.close();
  });
});
