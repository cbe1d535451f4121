// evidence.verify: what still holds of saved evidence, with no card.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { root } from './client.mjs';
import { pki } from './desk.mjs';
import { change, evidenceOffice, filesOf } from './evidence-check.mjs';
import { challengeOf, makeEvidence, parts, signByCurve, signByRsa } from './evidence-maker.mjs';

const { base, empty, trusting, verify, verifyAll, close } = evidenceOffice();
after(close);

const files = filesOf('nguyen-thi-mau');
const byChip = (challenge) => signByRsa('active-authentication.key.pem', challenge);

describe('evidence.verify', () => {
  const good = makeEvidence(files, byChip);

  test('the chip is genuine by a signature over the challenge of the recorded parts', async () => {
    const result = await verify(good);
    assert.deepEqual(result.verdicts.data.reason, 'signedByInstalledIssuer');
    assert.deepEqual([result.verdicts.chip.status, result.verdicts.chip.reason], ['yes', 'activeAuthentication']);
    assert.deepEqual(result.challenge, { ...parts, matches: true });
    assert.deepEqual(result.dataGroups.sort(), ['DG1', 'DG14', 'DG15']);
    assert.deepEqual([result.citizen.idNumber.value, result.citizen.idNumber.verified], ['001199012345', true]);
    assert.equal(result.citizen.placeOfOrigin, undefined);
    assert.equal(result.createdAt, '2026-11-20T08:30:02Z');
  });

  test('without an installed issuer nobody vouches for the key', async () => {
    const result = await verify(good, empty);
    assert.deepEqual([result.verdicts.data.reason, result.verdicts.chip.reason], ['issuerNotInstalled', 'keyNotTrusted']);
    assert.equal(result.citizen.idNumber.verified, false);
  });

  test('DG13 when it is inside, sensitive fields when asked for', async () => {
    const evidence = makeEvidence(files, byChip, { dg13: true });
    const result = await verify(evidence);
    assert.deepEqual([result.citizen.placeOfOrigin.value, result.citizen.religion], ['Mẫu, Hà Nội', undefined]);
    assert.equal((await verify(evidence, trusting, { include: ['religion'] })).citizen.religion.value, 'Không');
  });

  test('no signature: the chip is not transferable', async () => {
    const result = await verify(makeEvidence(files));
    assert.deepEqual([result.verdicts.data.status, result.verdicts.chip.reason, result.challenge], ['yes', 'notTransferable', undefined]);
    const keyless = await verify(change(good, ({ files: f }) => delete f.DG15));
    assert.equal(keyless.verdicts.chip.reason, 'notTransferable');
  });

  test('a signature for another dossier, portal or time is a no, and the citizen is withheld', async () => {
    const edits = { nonce: 'c2FtcGxlLW5vbmNlLTAwMDI=', origin: 'https://other.example', time: '2026-11-20T08:30:01Z', challenge: '0011223344556677' };
    for (const [part, value] of Object.entries(edits)) {
      const result = await verify(change(good, (evidence) => (evidence.activeAuthentication[part] = value)));
      assert.deepEqual([result.challenge.matches, result.verdicts.chip.reason, result.citizen], [false, 'authenticationFailed', {}], part);
    }
    // With the challenge made to fit, it is the signature that does not.
    const moved = makeEvidence(files, () => byChip(Buffer.alloc(8)), {});
    const result = await verify(moved);
    assert.deepEqual([result.challenge.matches, result.verdicts.chip.reason], [true, 'authenticationFailed']);
  });

  test('a clone, a key that is not signed, changed files', async () => {
    const clone = await verify(makeEvidence(files, (challenge) => signByRsa('active-authentication-clone.key.pem', challenge)));
    assert.deepEqual([clone.verdicts.chip.status, clone.verdicts.chip.reason], ['no', 'authenticationFailed']);
    const unsigned = await verify(makeEvidence(filesOf('aa-key-not-signed'), byChip));
    assert.deepEqual([unsigned.verdicts.chip.reason, unsigned.verdicts.data.status], ['keyNotSigned', 'yes']);
    const foreignKey = filesOf('aa-ecdsa')['010F'];
    const swapped = await verify(change(good, ({ files: f }) => (f.DG15 = foreignKey)));
    assert.deepEqual([swapped.verdicts.data.reason, swapped.verdicts.data.dataGroups], ['hashMismatch', ['DG15']]);
    assert.deepEqual([swapped.verdicts.chip.reason, swapped.citizen], ['dataNotAuthentic', {}]);
    const other = filesOf('tran-van-thu');
    const person = await verify(change(good, ({ files: f }) => (f.DG1 = other['0101'])));
    assert.deepEqual([person.verdicts.data.status, person.citizen], ['no', {}]);
  });

  test('elliptic curves, with the hash that DG14 names', async () => {
    const curve = filesOf('aa-ecdsa');
    const hashes = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
    const all = await verifyAll(hashes.map((hash) => ({ evidence: makeEvidence(curve, (c) => signByCurve('active-authentication-bp256.key.pem', c, hash)) })));
    assert.deepEqual(all.map(({ verdicts }) => verdicts.chip.reason).sort(), ['activeAuthentication', ...Array(4).fill('authenticationFailed')]);
  });

  test('what held when it was made', async () => {
    const expired = makeEvidence(filesOf('expired-signer'), byChip, { createdAt: '2022-01-01T00:00:00Z' });
    const result = await verify(expired);
    assert.equal(result.verdicts.certificate.reason, 'expired');
    assert.notEqual(result.atCreation.certificate.reason, 'expired');
  });

  test('a revocation list made later says what held before, and without one nothing does', async () => {
    const listed = join(base, 'listed');
    cpSync(trusting, listed, { recursive: true });
    copyFileSync(pki('csca-vn.crl.pem'), join(listed, 'anchors', 'vn.crl.pem'));
    assert.deepEqual((await verify(good, listed)).atCreation.certificate, { status: 'yes', reason: 'valid' });
    assert.equal((await verify(good)).atCreation.certificate.reason, 'revocationNotChecked');
  });

  test('what is not evidence', async () => {
    const broken = [
      (e) => (e.format = 'x'), (e) => delete e.version, (e) => (e.version = 0), (e) => (e.version = '1'), (e) => (e.more = 1),
      (e) => (e.createdAt = 'today'), (e) => (e.createdAt = '2026-02-30T00:00:00Z'), (e) => (e.hostVersion = ''), (e) => delete e.requested,
      (e) => (e.requested = { dg2: true }), (e) => delete e.files, (e) => delete e.files.DG1, (e) => (e.files.DG2 = ''), (e) => (e.files.DG1 = 'A'),
      (e) => (e.files.SOD = 5), (e) => (e.files.SOD = ''), (e) => delete e.files.SOD, (e) => (e.files.DG1 = 'A'.repeat(262_148)), (e) => (e.activeAuthentication = 1),
      (e) => (e.activeAuthentication.label = 'v2'), (e) => (e.activeAuthentication.origin = 'https://a.example/path'),
      (e) => (e.activeAuthentication.origin = 'dichvucong'), (e) => (e.activeAuthentication.nonce = ''), (e) => (e.activeAuthentication.nonce = 'a b'),
      (e) => (e.activeAuthentication.nonce = 'é'), (e) => (e.activeAuthentication.challenge = '00'), (e) => (e.activeAuthentication.challenge = 'ABCDEF0011223344'),
      (e) => (e.activeAuthentication.signature = ''), (e) => delete e.activeAuthentication.time,
    ].map((edit) => ({ evidence: change(good, edit) }));
    const answers = await verifyAll([...broken, ...[null, [], 'text', 5, {}].map((evidence) => ({ evidence }))]);
    assert.deepEqual(new Set(answers), new Set(['evidence.malformed']));
  });

  test('a later version, whatever else it holds, is told from what is no evidence, and both from a wrong request', async () => {
    const later = [2, 3_000_000_000, Number.MAX_SAFE_INTEGER].map((version) => ({ evidence: { format: 'cccd-bridge.evidence', version, chip: [] } }));
    assert.deepEqual(new Set(await verifyAll(later)), new Set(['evidence.versionUnknown']));
    const foreign = [{ evidence: { format: 'other', version: 2 } }, { evidence: { version: 2 } }];
    assert.deepEqual(new Set(await verifyAll(foreign)), new Set(['evidence.malformed']));
    const wrong = [{}, { evidence: good, path: '/tmp/x' }, { evidence: good, include: ['photo'] }];
    assert.deepEqual(new Set(await verifyAll(wrong)), new Set(['protocol.invalidParams']));
  });

  test('a stream of hundreds, some broken: one answer a line, in order', async () => {
    const kinds = [
      [{ evidence: good }, 'activeAuthentication'], ['{"broken', 'protocol.parseError'], [{ evidence: makeEvidence(files) }, 'notTransferable'],
      [{ evidence: {} }, 'evidence.malformed'], [{ evidence: change(good, (e) => (e.version = 2)) }, 'evidence.versionUnknown'], [{}, 'protocol.invalidParams'],
      ['[1, 2]', 'protocol.invalidRequest'], [{ evidence: change(good, (e) => (e.activeAuthentication.nonce = 'x')) }, 'authenticationFailed'],
    ];
    const stream = Array.from({ length: 400 }, (_, i) => kinds[(i * i + i) % kinds.length]);
    const answers = await verifyAll(stream.map(([params]) => params));
    assert.deepEqual(answers.map((answer) => answer.verdicts?.chip.reason ?? answer), stream.map(([, expected]) => expected));
  });
});

describe('docs/evidence.md', () => {
  const page = readFileSync(join(root, 'docs', 'evidence.md'), 'utf8');
  const exampleFile = join(root, 'docs', 'evidence-example.json');
  const example = JSON.parse(readFileSync(exampleFile, 'utf8'));

  test('the example holds, by the host', async () => {
    assert.ok(page.includes(`the challenge is \`${example.activeAuthentication.challenge}\``));
    assert.equal(challengeOf(example.activeAuthentication).toString('hex'), example.activeAuthentication.challenge);
    const result = await verify(example);
    assert.deepEqual([result.verdicts.data.status, result.verdicts.chip.status, result.challenge.matches], ['yes', 'yes', true]);
  });

  test('the commands of the page say the same, and refuse what was changed', () => {
    const script = /```sh\n([^]*?)```/.exec(page)[1];
    const check = (evidence, environment = {}, issuer = pki('csca-vn.cert.pem')) => {
      const directory = mkdtempSync(join(base, 'check-'));
      writeFileSync(join(directory, 'evidence.json'), JSON.stringify(evidence));
      const lines = [];
      try {
        lines.push(...execFileSync('sh', ['-c', script, 'check', 'evidence.json', issuer], { cwd: directory, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...environment } }).trim().split('\n'));
      } catch (error) {
        lines.push(...error.stdout.trim().split('\n'), 'failed');
      }
      return lines.at(-1);
    };
    assert.equal(check(example), 'the chip signed it');
    assert.equal(check(change(example, (e) => (e.activeAuthentication.nonce += 'x'))), 'failed');
    assert.equal(check(makeEvidence(files, () => byChip(Buffer.alloc(8)))), 'failed');
    assert.equal(check(change(example, (e) => (e.files.DG1 = filesOf('tran-van-thu')['0101']))), 'failed');
    assert.equal(check(change(example, (e) => (e.files.SOD = filesOf('unrelated-issuer')['011D']))), 'failed');
    // What the portal's own server trusts for the web vouches for no document.
    const others = mkdtempSync(join(base, 'certificates-'));
    const root = pki('csca-vn.cert.pem');
    copyFileSync(root, join(others, `${execFileSync('openssl', ['x509', '-in', root, '-noout', '-hash'], { encoding: 'utf8' }).trim()}.0`));
    const trusting = { SSL_CERT_DIR: others, SSL_CERT_FILE: root };
    assert.equal(check(example, trusting, pki('csca-utopia.cert.pem')), 'failed');
  });
});
