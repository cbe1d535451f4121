// Trust anchors and the command line.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, beforeEach, describe, test } from 'node:test';
import { Host, HostError, run } from './client.mjs';
import { pki } from './desk.mjs';
import { checkMessage } from './schema.mjs';

const base = mkdtempSync(join(tmpdir(), 'trust-'));
after(() => rmSync(base, { recursive: true, force: true }));
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

  test('a trust directory that every user of the machine can write is told', async () => {
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

describe('command line', () => {
  const qr = '001199012345|012345678|Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021';
  const env = { PCSCLITE_CSOCK_NAME: join(base, 'none') };

  test('params from input, errors in two languages with the code', async () => {
    const outcome = await run(['call', 'qr.parse', '-'], { input: JSON.stringify({ text: qr }), env });
    assert.equal(JSON.parse(outcome.stdout).citizen.fullName.value, 'Nguyễn Thị Mẫu');
    const failed = await run(['call', 'card.read', '{"key":{"can":"012345"}}'], { env: { ...env, LC_ALL: 'vi_VN.UTF-8' } });
    assert.equal(failed.code, 1);
    const [code, vietnamese, english] = failed.stderr.split('\n');
    assert.equal(code, 'pcsc.serviceUnavailable');
    assert.match(vietnamese, /Dịch vụ thẻ thông minh/);
    assert.match(english, /smart card service/);
    assert.match((await run(['call', 'session.start', '{}'], { env })).stderr, /^protocol\.methodUnknown/);
    assert.match((await run(['call', 'no.such'], { env })).stderr, /^protocol\.methodUnknown/);
    assert.match((await run(['call', 'qr.parse', '{'], { env })).stderr, /^protocol\.parseError/);
    // A text that a script hands on must not choose another method.
    const input = `{"text":"x"},"method":"host.status","params":{}`;
    assert.match((await run(['call', 'qr.parse', '-'], { input, env })).stderr, /^protocol\.parseError/);
    assert.match((await run(['call', 'qr.parse', input], { env })).stderr, /^protocol\.parseError/);
    assert.equal((await run(['call'], { env })).code, 1);
  });

  test('one response a line, in order, whatever the lines are', async () => {
    const lines = [
      JSON.stringify({ jsonrpc: '2.0', id: 11, method: 'qr.parse', params: { text: qr } }),
      JSON.stringify({ id: 12, method: 'qr.parse', params: { text: 'x' } }),
      '{"broken',
      JSON.stringify({ method: 'reader.list' }),
      '',
      '[1]',
      JSON.stringify({ jsonrpc: '2.0', id: 13, method: 'no.such' }),
      JSON.stringify({ jsonrpc: '2.0', id: 14, method: 'citizen.compare', params: { left: {}, right: {} } }),
    ];
    const outcome = await run(['call', '--ndjson'], { input: lines.join('\n'), env });
    const answers = outcome.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error?.data.code]),
      [[11, undefined], [12, undefined], [null, 'protocol.parseError'], [4, undefined], [null, 'protocol.invalidRequest'], [13, 'protocol.methodUnknown'], [14, undefined]],
    );
    assert.equal(outcome.code, 0);
  });

  test('lines larger than a browser may send; one above the limit is refused and the next is read', async () => {
    const large = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'qr.decode', params: { image: 'A'.repeat(3 * 1024 * 1024) } });
    const tooLarge = 'x'.repeat(64 * 1024 * 1024 + 1);
    const small = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'qr.parse', params: { text: 'x' } });
    const outcome = await run(['call', '--ndjson'], { input: [large, tooLarge, small, ''].join('\r\n'), env });
    const answers = outcome.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(answers.map(({ id, error }) => [id, error?.data.code]), [[1, 'image.unsupported'], [null, 'protocol.tooLarge'], [2, undefined]]);
  });

  test('events only when asked for', async () => {
    const input = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'reader.list' }) + '\n';
    const quiet = (await run(['call', '--ndjson'], { input, env })).stdout.trimEnd().split('\n');
    assert.equal(quiet.length, 1);
    const loud = (await run(['call', '--ndjson', '--events'], { input, env })).stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(loud.map(({ method, id }) => method ?? id).sort(), [1, 'reader.changed']);
  });

  test('QR codes in images', async () => {
    const picture = join(base, 'code.png');
    execFileSync('qrencode', ['-8', '-s', '4', '-o', picture, qr]);
    const outcome = await run(['qr', picture], { env });
    assert.equal(outcome.code, 0, outcome.stderr);
    const { file, text, parsed } = JSON.parse(outcome.stdout);
    assert.equal(file, picture);
    assert.equal(text, qr);
    assert.equal(parsed.citizen.idNumber.value, '001199012345');
    const missing = await run(['qr', join(base, 'none.png'), picture], { env });
    assert.equal(missing.code, 1);
    assert.equal(missing.stdout.trimEnd().split('\n').length, 1);
    writeFileSync(join(base, 'text.png'), 'no picture');
    assert.match((await run(['qr', join(base, 'text.png')], { env })).stderr, /text\.png: image\.unsupported/);
    // Nobody writes into it: to open it would be to wait for ever.
    execFileSync('mkfifo', [join(base, 'pipe.png')]);
    assert.equal((await run(['qr', join(base, 'pipe.png')], { env })).code, 1);
  });
});
