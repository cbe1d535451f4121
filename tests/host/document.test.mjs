// document.inspect: raw files are judged as a card is, whatever is in them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Host, HostError, root, run } from './client.mjs';
import { pki } from './desk.mjs';
import { base, empty, filesOf, flipped, inspect, trusting } from './inspecting.mjs';

/** Bytes without a pattern, the same every time. */
function noise(length) {
  const parts = [createHash('sha512').update('noise').digest()];
  while (parts.length * 64 < length) parts.push(createHash('sha512').update(parts.at(-1)).digest());
  return Buffer.concat(parts).subarray(0, length);
}

const reasons = ({ verdicts }) => [verdicts.data.reason, verdicts.chip.reason, verdicts.certificate.reason];

describe('document.inspect', () => {
  const files = filesOf('nguyen-thi-mau');

  test('the files of a card give what its read gives, and what stands in each', async () => {
    const result = await inspect({ files }, trusting);
    assert.equal(result.verdicts.data.reason, 'signedByInstalledIssuer');
    assert.equal(result.verdicts.chip.reason, 'notChecked');
    assert.deepEqual(result.problems, []);
    assert.deepEqual(result.citizen.fullName, { value: 'Nguyễn Thị Mẫu', source: 'dg13', verified: true, confirmedBy: ['dg1'] });
    const { COM, SOD, DG1, DG2, DG13, CardAccess } = result.parsed;
    assert.deepEqual(COM.dataGroups, ['DG1', 'DG2', 'DG3', 'DG13', 'DG14', 'DG15']);
    const sha256 = (fid) => createHash('sha256').update(Buffer.from(files[fid], 'base64')).digest('hex');
    assert.equal(SOD.dataGroupHashes.find(({ dataGroup }) => dataGroup === 'DG13').hash, sha256('010D'));
    assert.equal(SOD.hashAlgorithm, 'SHA-256');
    const fingerprint = execFileSync('openssl', ['x509', '-in', pki('ds-vn.cert.pem'), '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' });
    assert.equal(SOD.signer.fingerprint, fingerprint.split('=')[1].trim().replaceAll(':', '').toLowerCase());
    assert.deepEqual([DG1.format, DG1.documentNumber, DG1.primaryIdentifier, DG1.checkDigits.composite], ['TD1', '199012345', 'NGUYEN', true]);
    assert.equal(DG2.format, 'jpeg');
    assert.equal(DG13.fields.placeOfOrigin.value, 'Mẫu, Hà Nội');
    assert.deepEqual(DG13.unknown.map(({ label }) => label), [16]);
    assert.deepEqual(CardAccess.pace, [{ protocol: '0.4.0.127.0.7.2.2.4.2.2', keyAgreement: 'ecdh', mapping: 'generic', cipher: 'aes128', version: 2, parameterId: 13, parameters: 'brainpoolP256r1' }]);
    for (const [name, parsed] of Object.entries(result.parsed)) if (name.startsWith('DG')) assert.equal(parsed.signed, 'matches', name);
  });

  test('one that still waits can be cancelled', async () => {
    const host = new Host();
    await host.start();
    const ids = Array.from({ length: 20 }, () => host.send('document.inspect', { files }));
    if ((await host.request('operation.cancel', { id: ids.at(-1) })).cancelled)
      await assert.rejects(host.result(ids.at(-1)), (error) => error.code === 'operation.cancelled');
    for (const id of ids.slice(0, -1)) assert.equal((await host.result(id)).citizen.idNumber.value, '001199012345');
    await host.close();
  });

  test('so can a list of issuers that waits behind documents', async () => {
    const host = new Host();
    await host.start();
    const ids = Array.from({ length: 20 }, () => host.send('document.inspect', { files }));
    const list = host.send('trust.list');
    const { cancelled } = await host.request('operation.cancel', { id: list });
    for (const id of ids) await host.result(id);
    if (cancelled) await assert.rejects(host.result(list), (error) => error.code === 'operation.cancelled');
    await host.close();
  });

  test('sensitive fields only when asked for, in the citizen and in DG13', async () => {
    const plain = JSON.stringify(await inspect({ files }));
    for (const secret of ['Kinh', 'Không"', 'Nguyễn Văn Cha', 'Lê Thị Mẹ']) assert.ok(!plain.includes(secret), secret);
    const asked = await inspect({ files, include: ['religion', 'motherName'] });
    for (const holder of [asked.citizen, asked.parsed.DG13.fields]) {
      assert.deepEqual([holder.religion.value, holder.motherName.value], ['Không', 'Lê Thị Mẹ']);
      assert.deepEqual([holder.ethnicity, holder.fatherName], [undefined, undefined]);
    }
  });

  test('raw bytes of a sensitive label that could not be used are withheld too', async () => {
    // Label 7 twice, with two values: ambiguous, so its bytes are kept; label 17 has no meaning.
    const field = (label, text) => Buffer.concat([Buffer.from([0x30, text.length + 5, 2, 1, label, 0x0c, text.length]), Buffer.from(text)]);
    const fields = Buffer.concat([field(2, 'A B'), field(7, 'secret-x'), field(7, 'secret-y'), field(17, 'free')]);
    const dg13 = Buffer.concat([Buffer.from([0x6d, fields.length + 2, 0x31, fields.length]), fields]).toString('base64');
    const labels = async (include) => (await inspect({ files: { '010D': dg13 }, include })).parsed.DG13.unknown.map(({ label }) => label);
    assert.deepEqual(await labels([]), [17]);
    assert.deepEqual(await labels(['religion']), [7, 7, 17]);
  });

  test('a changed file is a no that names it, and what the files say is still shown', async () => {
    const result = await inspect({ files: { ...files, '010D': flipped(files['010D'], -1) } }, trusting);
    assert.deepEqual(result.verdicts.data, { status: 'no', reason: 'hashMismatch', rule: 'hash.dataGroup', dataGroups: ['DG13'] });
    assert.equal(result.verdicts.chip.reason, 'dataNotAuthentic');
    assert.deepEqual(result.citizen, {});
    assert.deepEqual([result.parsed.DG13.signed, result.parsed.DG1.signed], ['different', 'matches']);
    assert.equal(result.parsed.DG1.documentNumber, '199012345');
    for (const number of ['010E', '010F', '0102']) {
      const group = `DG${parseInt(number.slice(2), 16)}`;
      const other = await inspect({ files: { ...files, [number]: flipped(files[number], -1) } }, trusting);
      assert.deepEqual(other.verdicts.data, { status: 'no', reason: 'hashMismatch', rule: 'hash.dataGroup', dataGroups: [group] });
    }
  });

  test('the signature, the signer, the state: the verdicts of the cards that show each', async () => {
    const expected = {
      'tampered-signature': 'signatureInvalid', 'tampered-dg1': 'hashMismatch', 'unrelated-issuer': 'issuerNotInstalled',
      'signer-not-embedded': 'signerMissing', 'rsa-pss-signer': 'signedByInstalledIssuer', 'no-dg13': 'signedByInstalledIssuer',
    };
    for (const [name, reason] of Object.entries(expected)) assert.equal((await inspect({ files: filesOf(name) }, trusting)).verdicts.data.reason, reason, name);
  });

  test('some files, none, and what has no security object', async () => {
    const nothing = await inspect({ files: {} });
    assert.deepEqual(reasons(nothing), ['securityObjectMissing', 'notChecked', 'signerMissing']);
    assert.deepEqual([nothing.citizen, nothing.parsed, nothing.problems], [{}, {}, []]);
    const alone = await inspect({ files: { '0101': files['0101'] } });
    assert.equal(alone.verdicts.data.reason, 'securityObjectMissing');
    assert.equal(alone.citizen.idNumber.value, '001199012345');
    assert.equal(alone.parsed.DG1.signed, 'unknown');
    const unsigned = await inspect({ files: { '011D': files['011D'], '0105': Buffer.from('650100', 'hex').toString('base64') } }, trusting);
    assert.deepEqual(unsigned.verdicts.data, { status: 'no', reason: 'dataGroupNotSigned', rule: 'hash.listed', dataGroups: ['DG5'] });
    assert.deepEqual(unsigned.parsed.DG5, { length: 3, signed: 'notSigned' });
    // The same identifier in two directories.
    const security = await inspect({ files: { 'MF:011D': files['011D'], '011d': files['011D'] } });
    assert.deepEqual(Object.keys(security.parsed).sort(), ['CardSecurity', 'SOD']);
  });

  test('hostile files are problems, never a failure', async () => {
    const identifiers = ['011C', '011D', '011E', 'MF:011D', ...Array.from({ length: 16 }, (_, i) => `01${(i + 1).toString(16).padStart(2, '0')}`)];
    const nested = Buffer.from('30ffffffff'.repeat(4000), 'hex');
    const contents = [Buffer.alloc(0), Buffer.from([0x30]), Buffer.from('6184ffffffff', 'hex'), Buffer.alloc(20_000, 0x30), nested, noise(5000)];
    for (const content of contents) {
      const result = await inspect({ files: Object.fromEntries(identifiers.map((id) => [id, content.toString('base64')])) });
      assert.notEqual(result.verdicts.data.status, 'yes');
      assert.deepEqual(result.citizen, {});
      assert.ok(result.problems.some(({ file }) => file === 'DG1'));
    }
    for (const id of Object.keys(files)) {
      const length = Buffer.from(files[id], 'base64').length;
      for (const offset of [0, 1, 2, 5, Math.floor(length / 2), length - 1]) await inspect({ files: { ...files, [id]: flipped(files[id], offset) } }, trusting);
    }
  });

  test('what is not a set of files is refused', async () => {
    const invalid = [
      {}, { files: [] }, { files: { '0200': 5 } }, { files: { '0111': 'AAA' } }, { files: { '': '' } }, { files: { 'DG1 ': '' } },
      { files: { [`01${'0'.repeat(20)}`]: '' } }, { files: { DG1: '', '0101': '' } }, { files: { '0101': 5 } }, { files: {}, photo: 'yes' },
      { files: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`02${i}`, ''])) }, { files: { '0101': 'AAA' } }, { files: { '011d': '', '011D': '' } },
      { files: {}, more: 1 }, { files: {}, include: ['fullName'] }, { files: {}, path: '/etc/passwd' },
    ];
    for (const params of invalid) {
      const outcome = await run(['call', 'document.inspect', JSON.stringify(params)], { configDirectory: empty });
      assert.match(outcome.stderr, /^protocol\.invalidParams\n[^]*\nparameter: [a-z0-9 ]+\n$/i, JSON.stringify(params));
    }
  });

  test('on the wire too, within a frame and the memory limit', async () => {
    const host = new Host({ configDirectory: trusting, env: { PCSCLITE_CSOCK_NAME: join(base, 'none') } });
    await host.start();
    const result = await host.request('document.inspect', { files });
    assert.equal(result.verdicts.data.reason, 'signedByInstalledIssuer');
    const large = Buffer.alloc(700_000, 0x31).toString('base64');
    assert.equal((await host.request('document.inspect', { files: { '0110': large } })).parsed.DG16.length, 700_000);
    await assert.rejects(host.request('document.inspect', { files: 1 }), (error) => error instanceof HostError && error.code === 'protocol.invalidParams');
    assert.ok(host.peakMemory() <= 64 * 1024, `${host.peakMemory()} KiB`);
    await host.close();
  });
});

const shared = join(root, '..', 'shared', 'data', 'lds-files');
if (!existsSync(shared)) console.log('documents made by others: not tested, ../shared is not there');
else describe('documents made by others', () => {
  const read = (...parts) => readFileSync(join(shared, ...parts)).toString('base64');
  const bsi = () => ({
    '011E': read('bsi-eac-dataset', 'EF_COM.bin'), '011D': read('bsi-eac-dataset', 'EF_SOD.bin'),
    ...Object.fromEntries([1, 2, 14, 15].map((n) => [`01${n.toString(16).padStart(2, '0')}`, read('bsi-eac-dataset', `Datagroup${n}.bin`)])),
  });

  test('the BSI reference document', async () => {
    const result = await inspect({ files: bsi() });
    const truth = JSON.parse(readFileSync(join(shared, 'bsi-eac-dataset', 'expected.json'), 'utf8'));
    assert.equal(result.verdicts.data.status, 'unknown');
    assert.equal(result.verdicts.chip.reason, 'keyNotSigned');
    assert.deepEqual(
      Object.fromEntries(result.parsed.SOD.dataGroupHashes.map(({ dataGroup, hash }) => [dataGroup.slice(2), hash])),
      truth.sod.dg_hashes,
    );
    assert.equal(result.parsed.SOD.signature, 'rsaPss');
    assert.deepEqual([result.parsed.DG1.signed, result.parsed.DG14.signed, result.parsed.DG15.signed], ['matches', 'matches', 'notSigned']);
    assert.equal(result.parsed.DG2.format, 'jpeg2000');
    assert.deepEqual(result.problems, []);
    assert.equal(result.citizen.fullName.value, 'MUSTERMANN ERIKA');
  });

  test('files broken on purpose', async () => {
    const inspected = (id, name) => inspect({ files: { ...bsi(), [id]: read('malformed-examples', name) } });
    assert.deepEqual((await inspected('0101', 'dg1_name_changed.bin')).verdicts.data, { status: 'no', reason: 'hashMismatch', rule: 'hash.dataGroup', dataGroups: ['DG1'] });
    assert.equal((await inspected('011D', 'sod_sig_flipped.bin')).verdicts.data.reason, 'signatureInvalid');
    assert.equal((await inspected('011D', 'sod_truncated_half.bin')).verdicts.data.reason, 'securityObjectMalformed');
  });

  test('every file of every set, in every place', async () => {
    for (const set of ['icao-9303-10', 'icao-39794-5', 'bsi-eac-dataset']) {
      for (const name of readdirSync(join(shared, set))) {
        const content = read(set, name);
        for (const id of ['011C', '011D', '011E', '0101', '0102', '010B', '010D', '010E']) await inspect({ files: { [id]: content } });
      }
    }
  });
});
