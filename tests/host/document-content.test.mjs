// document.inspect: what each file says of holder, chip and signer, the photo, and files that contradict each other.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Host, root, run } from './client.mjs';
import { facts, pki } from './desk.mjs';
import { base, empty, filesLike, filesOf, flipped, inspect, trusting } from './inspecting.mjs';
import { cardsDirectory } from '../virtual-reader/index.mjs';

const jpeg = (photo) => Buffer.from(photo.data, 'base64').subarray(0, 3).toString('hex') === 'ffd8ff';
const der = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([...tag, ...length]), content]);
};

describe('holder and document', () => {
  test('DG11 and DG12', async () => {
    const { parsed, problems } = await inspect({ files: filesOf('dg11-dg12') }, trusting);
    assert.deepEqual(problems, []);
    const { length: ignored, signed, ...dg11 } = parsed.DG11;
    assert.equal(signed, 'matches');
    assert.deepEqual(dg11, {
      fullName: { primary: 'Nguyễn', secondary: 'Thị Mẫu' }, personalNumber: '001199012345', dateOfBirth: '19990205',
      placeOfBirth: ['Hà Nội'], permanentAddress: ['1 Phố Mẫu', 'Hà Nội'],
    });
    const { issuingAuthority, dateOfIssue, personalizationTime, personalizationSystem } = parsed.DG12;
    assert.deepEqual([issuingAuthority, dateOfIssue, personalizationTime, personalizationSystem], ['Bộ Công an', '20210510', '20210511083000', 'TEST-01']);
  });

  test('what may speak of a sensitive field is given where all of those are asked for', async () => {
    const files = filesLike('nguyen-thi-mau', {
      dg11: { otherNames: ['Nguyễn<<Bé'], profession: 'Thợ', personalSummary: 'summary-x', custody: 'custody-x' },
      dg12: { otherPersons: ['Other<<Person'], endorsements: 'none' },
    });
    const shown = async (...include) => {
      const { DG11, DG12 } = (await inspect({ files, include })).parsed;
      return [DG11.personalSummary, DG11.custody, DG12.otherPersons?.[0].primary];
    };
    assert.deepEqual(await shown(), [undefined, undefined, undefined]);
    assert.deepEqual(await shown('fatherName', 'religion'), [undefined, undefined, undefined]);
    assert.deepEqual(await shown('fatherName', 'motherName'), [undefined, 'custody-x', undefined]);
    assert.deepEqual(await shown('fatherName', 'motherName', 'spouseName'), [undefined, 'custody-x', 'Other']);
    assert.deepEqual(await shown('fatherName', 'motherName', 'spouseName', 'religion', 'ethnicity'), ['summary-x', 'custody-x', 'Other']);
    const { DG11, DG12 } = (await inspect({ files })).parsed;
    assert.deepEqual([DG11.otherNames, DG11.profession, DG12.endorsements], [[{ primary: 'Nguyễn', secondary: 'Bé' }], 'Thợ', 'none']);
  });

  test('the MRZ in each of its formats', async () => {
    for (const [name, format] of [['nguyen-thi-mau', 'TD1'], ['document-td2', 'TD2'], ['passport-td3', 'TD3']]) {
      const { DG1 } = (await inspect({ files: filesOf(name) })).parsed;
      assert.deepEqual([DG1.format, DG1.checkDigits.composite], [format, true]);
      assert.equal(DG1.mrz, facts(name).mrz.replaceAll('\n', ''), name);
    }
  });
});

describe('the chip', () => {
  const chipOf = async (files) => {
    const { parsed, problems } = await inspect({ files }, trusting);
    assert.deepEqual(problems, []);
    assert.equal(parsed.DG14.signed, 'matches');
    return parsed.DG14;
  };

  test('DG14: every way to write a key', async () => {
    const expected = {
      'nguyen-thi-mau': [{ kind: 'ec', bits: 256, parameters: 'brainpoolP256r1', form: 'named' }],
      'ca-standardized': [{ kind: 'ec', bits: 256, parameters: 'brainpoolP256r1', form: 'numbered' }],
      'ca-explicit-p384-aes256': [{ kind: 'ec', bits: 384, parameters: 'P-384', form: 'explicit' }],
      'ca-dh': [{ kind: 'dh', bits: 2048, parameters: 'modp2048-256', form: 'explicit' }],
      'ca-dh-standardized': [{ kind: 'dh', bits: 2048, parameters: 'modp2048-256', form: 'numbered' }],
    };
    for (const [name, keys] of Object.entries(expected)) assert.deepEqual((await chipOf(filesOf(name))).chipKeys.map(({ key }) => key), keys, name);
  });

  test('DG14: offers with cipher, version and key, the hash of active authentication, PACE', async () => {
    const plain = await chipOf(filesOf('nguyen-thi-mau'));
    assert.deepEqual(plain.chipAuthentication, [{ protocol: '0.4.0.127.0.7.2.2.3.2.2', keyAgreement: 'ecdh', cipher: 'aes128', version: 1 }]);
    assert.deepEqual(plain.chipKeys[0].keyId, undefined);
    assert.deepEqual([plain.activeAuthentication, plain.pace[0].parameters], [undefined, 'brainpoolP256r1']);
    const two = await chipOf(filesOf('ca-two-keys'));
    const ids = (list) => list.map(({ keyId }) => keyId).sort();
    assert.deepEqual([ids(two.chipKeys), ids(two.chipAuthentication)], [['01', '02'], ['01', '02']]);
    assert.deepEqual((await chipOf(filesOf('ca-dh'))).chipAuthentication.map(({ cipher }) => cipher).sort(), ['3des', 'aes192']);
    assert.deepEqual((await chipOf(filesOf('aa-ecdsa-p521'))).activeAuthentication, { hash: 'SHA-512' });
    assert.ok(plain.securityInfos.includes('0.4.0.127.0.7.2.2.1.2'));
  });

  test('DG15: kind and size of the key', async () => {
    const expected = {
      'nguyen-thi-mau': { kind: 'rsa', bits: 2048 }, 'aa-rsa4096-sha512': { kind: 'rsa', bits: 4096 },
      'aa-ecdsa': { kind: 'ec', bits: 256, parameters: 'brainpoolP256r1', form: 'named' },
      'aa-ecdsa-p521': { kind: 'ec', bits: 521, parameters: 'P-521', form: 'named' },
    };
    for (const [name, key] of Object.entries(expected)) assert.deepEqual((await inspect({ files: filesOf(name) })).parsed.DG15.key, key, name);
  });

  test('EF.CardSecurity: content, signer, and whether its signature holds under an installed issuer', async () => {
    const files = filesOf('pace-cam');
    const { parsed: { CardSecurity, SOD }, problems } = await inspect({ files }, trusting);
    assert.deepEqual(problems, []);
    assert.deepEqual(CardSecurity.chipKeys, [{ keyAgreement: 'ecdh', keyId: '0d', key: { kind: 'ec', bits: 256, parameters: 'brainpoolP256r1', form: 'numbered' } }]);
    assert.equal(CardSecurity.pace[0].mapping, 'chipAuthentication');
    assert.deepEqual(CardSecurity.signer, SOD.signer);
    assert.deepEqual([CardSecurity.signature, CardSecurity.digestAlgorithm, CardSecurity.certificates], ['ecdsa', 'SHA-256', 1]);
    const reasonOf = async (given, directory = trusting) => (await inspect({ files: given }, directory)).parsed.CardSecurity.verdicts.data.reason;
    assert.equal(CardSecurity.verdicts.data.reason, 'signedByInstalledIssuer');
    assert.equal(await reasonOf(files, empty), 'issuerNotInstalled');
    assert.equal(await reasonOf({ ...files, 'MF:011D': flipped(files['MF:011D'], -3) }), 'signatureInvalid');
    assert.equal(await reasonOf(filesLike('pace-cam', { cardSecurity: { encoding: 'indefinite' } })), 'signedByInstalledIssuer');
    assert.equal(await reasonOf(filesOf('card-security-forged')), 'issuerNotInstalled');
    const foreign = { key: pki('ds-utopia.key.pem'), certificate: pki('ds-utopia.cert.pem') };
    assert.equal(await reasonOf(filesLike('pace-cam', { cardSecurity: foreign })), 'countryMismatch');
    // EF.SOD in its place is no EF.CardSecurity.
    const other = await inspect({ files: { 'MF:011D': files['011D'] } }, trusting);
    assert.deepEqual(other.problems, [{ code: 'card.fileMalformed', file: 'CardSecurity' }]);
    assert.equal(other.parsed.CardSecurity.verdicts.data.reason, 'securityObjectMalformed');
  });

  test('an EF.CardAccess that contradicts what is signed', async () => {
    const problemsOf = async (files, directory = trusting) => (await inspect({ files }, directory)).problems;
    const downgraded = filesOf('pace-downgrade');
    assert.deepEqual(await problemsOf(downgraded), [{ code: 'card.downgraded', file: 'DG14' }]);
    assert.deepEqual(await problemsOf(downgraded, empty), [{ code: 'card.downgraded', file: 'DG14' }]);
    // Without what is signed, or once that is found to be forged, there is nothing to compare with.
    const { '010E': dg14, ...rest } = downgraded;
    assert.deepEqual(await problemsOf(rest), []);
    assert.deepEqual(await problemsOf({ ...downgraded, '010E': flipped(dg14, -3) }), []);
    const { '011C': access, ...hidden } = filesOf('nguyen-thi-mau');
    assert.deepEqual(await problemsOf(hidden), []);
    const security = filesOf('pace-cam');
    delete security['010E'];
    assert.deepEqual(await problemsOf(security), []);
    assert.deepEqual(await problemsOf({ ...security, '011C': access }), [{ code: 'card.downgraded', file: 'CardSecurity' }]);
    assert.deepEqual(await problemsOf({ ...security, '011C': access }, empty), []);
  });
});

describe('the photo', () => {
  test('as a card read gives it, with the format of its record', async () => {
    const expected = {
      'nguyen-thi-mau': ['iso19794-5', 'jpeg'], 'photo-jp2': ['iso19794-5', 'jpeg2000'], 'photo-j2k': ['iso19794-5', 'jpeg2000'],
      'photo-39794': ['iso39794-5', 'jpeg2000'], 'photo-39794-jpeg': ['iso39794-5', 'jpeg'],
    };
    for (const [name, [record, format]] of Object.entries(expected)) {
      const { parsed, photo, problems } = await inspect({ files: filesOf(name), photo: true });
      assert.deepEqual([parsed.DG2.record, parsed.DG2.format, photo.mediaType, jpeg(photo), problems], [record, format, 'image/jpeg', true, []], name);
    }
    const truth = facts('nguyen-thi-mau').photo;
    const { photo } = await inspect({ files: filesOf('nguyen-thi-mau'), photo: true });
    assert.equal(createHash('sha256').update(Buffer.from(photo.data, 'base64')).digest('hex').toUpperCase(), truth.sha256);
    assert.equal((await inspect({ files: filesOf('nguyen-thi-mau') })).photo, undefined);
    assert.equal((await inspect({ files: filesOf('nguyen-thi-mau'), photo: false })).photo, undefined);
  });

  test('one that fails is a problem and costs nothing else; forged data has none', async () => {
    const files = filesOf('nguyen-thi-mau');
    const image = Buffer.from(files['0102'], 'base64');
    const start = image.indexOf(Buffer.from('ffd8ff', 'hex'));
    const outcome = async (dg2, directory = empty) => {
      const { photo, problems, citizen } = await inspect({ files: { '0101': files['0101'], '010D': files['010D'], ...(dg2 && { '0102': dg2.toString('base64') }) }, photo: true }, directory);
      assert.equal(citizen.fullName.value, 'Nguyễn Thị Mẫu');
      assert.equal(photo, undefined);
      return problems;
    };
    assert.deepEqual(await outcome(), [{ code: 'card.fileMissing', file: 'DG2' }]);
    assert.deepEqual(await outcome(Buffer.from('75', 'hex')), [{ code: 'card.fileMalformed', file: 'DG2' }]);
    const holed = Buffer.from(image);
    holed.fill(0, start + 4);
    assert.deepEqual(await outcome(holed), [{ code: 'image.malformed', file: 'DG2' }]);
    const gif = Buffer.from(image);
    gif.write('GIF89a', start);
    assert.deepEqual(await outcome(gif), [{ code: 'photo.formatUnsupported', file: 'DG2' }]);
    assert.deepEqual(await outcome(Buffer.alloc(600_000, 0x75)), [{ code: 'card.fileTooLarge', file: 'DG2' }]);
    const forged = await inspect({ files: { ...files, '010D': flipped(files['010D'], -1) }, photo: true }, trusting);
    assert.deepEqual([forged.photo, forged.problems], [undefined, []]);
  });

  test('on the wire: by handle when it is large, and withheld by policy', async () => {
    const start = async (options) => {
      const host = new Host({ configDirectory: empty, env: { PCSCLITE_CSOCK_NAME: join(base, 'none') } });
      await host.start(options);
      return host;
    };
    const portrait = readFileSync(join(root, 'tests', 'virtual-card', 'photo', 'portrait.jpg'));
    const comment = Buffer.alloc(60_004, 0x20);
    comment.set([0xff, 0xfe]);
    comment.writeUInt16BE(comment.length - 2, 2);
    const large = Buffer.concat([portrait.subarray(0, 2), ...Array.from({ length: 7 }, () => comment), portrait.subarray(2)]);
    const largeFile = join(base, 'large.jpg');
    writeFileSync(largeFile, large);
    const { '0102': dg2 } = filesLike('nguyen-thi-mau', { photo: largeFile });
    const host = await start();
    const { photo } = await host.request('document.inspect', { files: { '0102': dg2 }, photo: true });
    assert.equal(photo.length, large.length);
    const piece = await host.request('blob.read', { handle: photo.handle, offset: 0, length: photo.length });
    assert.ok(Buffer.from(piece.data, 'base64').equals(large));
    assert.ok(host.peakMemory() <= 64 * 1024, `${host.peakMemory()} KiB`);
    await host.close();
    const strict = await start({ allowPhoto: false });
    const withheld = await strict.request('document.inspect', { files: { '0102': dg2 }, photo: true });
    assert.deepEqual([withheld.photo, withheld.problems], [undefined, [{ code: 'photo.withheld', file: 'DG2' }]]);
    await strict.close();
  });
});

describe('hostile and other files', () => {
  test('identifiers and names; what means no file is listed', async () => {
    const files = filesOf('nguyen-thi-mau');
    const named = { SOD: files['011D'], DG1: files['0101'], DG13: files['010D'], CardAccess: files['011C'], COM: files['011E'], '010e': files['010E'] };
    const result = await inspect({ files: { ...named, '0200': 'AAAA', 'MF:0101': '', '0111': files['0101'] } }, trusting);
    assert.equal(result.verdicts.data.reason, 'signedByInstalledIssuer');
    assert.deepEqual(Object.keys(result.parsed).sort(), ['COM', 'CardAccess', 'DG1', 'DG13', 'DG14', 'SOD']);
    const unknown = ['0200', 'MF:0101', '0111'].map((file) => ({ code: 'card.fileMalformed', file }));
    assert.deepEqual(result.problems.sort((a, b) => (a.file < b.file ? -1 : 1)), unknown.sort((a, b) => (a.file < b.file ? -1 : 1)));
  });

  test('files larger than a card may have are not believed', async () => {
    const { '011D': sod } = filesOf('nguyen-thi-mau');
    const big = Buffer.concat([Buffer.from(sod, 'base64'), Buffer.alloc(70_000)]).toString('base64');
    const result = await inspect({ files: { '011D': big, 'MF:011D': big, '011C': big, '010B': big, '010E': big } }, trusting);
    assert.equal(result.verdicts.data.reason, 'securityObjectMalformed');
    assert.deepEqual(result.problems.map(({ code, file }) => [code, file]).sort(), ['CardAccess', 'CardSecurity', 'DG11', 'DG14', 'SOD'].map((file) => ['card.fileTooLarge', file]));
    assert.equal(result.parsed.CardSecurity.verdicts.data.reason, 'notRead');
  });

  test('many infos, long identifiers, keys of absurd sizes: bounded and told of', async () => {
    const oid = (hex) => der([0x06], Buffer.from(hex, 'hex'));
    const info = (protocol, ...parts) => der([0x30], oid(protocol), ...parts);
    const keyInfo = (algorithm, bits, id) => info('04007f000702020102', der([0x30], der([0x30], ...algorithm), der([0x03], Buffer.from([0]), bits)), ...(id ? [der([0x02], Buffer.from(id, 'hex'))] : []));
    const huge = der([0x02], Buffer.alloc(30_000, 0x7f));
    const explicit = der([0x30], der([0x02], Buffer.from([1])), der([0x30], oid('2a8648ce3d0101'), huge));
    const cases = [
      [[keyInfo([oid('2a8648ce3d0201'), explicit], Buffer.from([4]))], { kind: 'ec', bits: 239_999, form: 'explicit' }],
      [[keyInfo([oid('2a8648ce3e0201'), der([0x30], huge)], Buffer.from([4]))], { kind: 'dh', bits: 239_999, form: 'explicit' }],
      [[keyInfo([oid('2a8648ce3d0201'), oid('2b8104000a')], Buffer.from([4]))], { kind: 'ec', parameters: '1.3.132.0.10', form: 'named' }],
      [[keyInfo([oid('04007f00070102'), der([0x02], Buffer.from([7]))], Buffer.from([4]))], undefined],
      [[keyInfo([oid('2a864886f70d010101'), Buffer.from([5, 0])], Buffer.from([4]))], undefined],
      [[keyInfo([oid('55'.repeat(200))], Buffer.from([4]))], undefined],
    ];
    for (const [infos, key] of cases) {
      const file = der([0x6e], der([0x31], ...infos)).toString('base64');
      const { parsed, problems } = await inspect({ files: { '010E': file } });
      assert.deepEqual([parsed.DG14.chipKeys.map((one) => one.key), problems], [[key], []]);
    }
    const many = der([0x6e], der([0x31], ...Array.from({ length: 65 }, () => info('04007f0007020202', Buffer.from([2, 1, 1]))))).toString('base64');
    assert.deepEqual((await inspect({ files: { '010E': many } })).problems, [{ code: 'card.fileMalformed', file: 'DG14' }]);
  });

  test('every card file: the schema holds, and the files say what the card is', async () => {
    for (const name of readdirSync(cardsDirectory).map((file) => file.replace(/\.json$/, ''))) {
      const { problems } = await inspect({ files: filesOf(name), include: ['religion', 'ethnicity', 'fatherName', 'motherName', 'spouseName'], photo: true }, trusting);
      const expected = { 'pace-downgrade': ['card.downgraded'], 'opaque-dg13': ['card.fileMalformed'] }[name] ?? [];
      assert.deepEqual(problems.map(({ code }) => code), expected, name);
    }
  });

  test('a bit changed anywhere in the signed files is a problem or a verdict, never a failure', async () => {
    const files = filesOf('pace-cam');
    for (const id of ['MF:011D', '010E', '010F', '0102']) {
      const { length } = Buffer.from(files[id], 'base64');
      for (let part = 0; part < 12; ++part) await inspect({ files: { [id]: flipped(files[id], Math.floor((length * part) / 12)) }, photo: true }, trusting);
    }
  });
});

const shared = join(root, '..', 'shared', 'data', 'lds-files');
if (!existsSync(shared)) console.log('documents made by others: not tested, ../shared is not there');
else describe('documents made by others', () => {
  const read = (...parts) => readFileSync(join(shared, ...parts)).toString('base64');
  const one = async (id, ...parts) => {
    const result = await inspect({ files: { [id]: read(...parts) }, photo: true });
    assert.deepEqual(result.problems.filter(({ file }) => file !== 'DG2'), []);
    return result;
  };

  test('the BSI reference document: photo and keys', async () => {
    const { photo, parsed } = await one('0102', 'bsi-eac-dataset', 'Datagroup2.bin');
    assert.deepEqual([parsed.DG2.record, jpeg(photo)], ['iso19794-5', true]);
    const { DG14 } = (await one('010E', 'bsi-eac-dataset', 'Datagroup14.bin')).parsed;
    assert.deepEqual(DG14.chipKeys.map(({ key }) => key), [{ kind: 'ec', bits: 224, parameters: 'brainpoolP224r1', form: 'explicit' }]);
    const { DG15 } = (await one('010F', 'bsi-eac-dataset', 'Datagroup15.bin')).parsed;
    assert.equal(DG15.key.kind, 'rsa');
  });

  test('worked examples of 9303-10 and 39794-5', async () => {
    const { DG11 } = (await one('010B', 'icao-9303-10', 'DG11.bin')).parsed;
    assert.deepEqual([DG11.fullName, DG11.placeOfBirth, DG11.permanentAddress, DG11.telephone, DG11.profession], [{ primary: 'SMITH', secondary: 'JOHN J' }, ['ANYTOWN', 'MN'], ['123 MAPLE RD', 'ANYTOWN', 'MN'], '16125551212', 'TRAVEL AGENT']);
    const { DG14 } = (await one('010E', 'icao-9303-10', 'DG14_ecdh_explicit_brainpoolP384.bin')).parsed;
    assert.deepEqual(DG14.chipKeys.map(({ key }) => key), [{ kind: 'ec', bits: 384, parameters: 'brainpoolP384r1', form: 'explicit' }]);
    assert.equal((await one('0101', 'icao-9303-10', 'DG1_TD2.bin')).parsed.DG1.format, 'TD2');
    const face = await one('0102', 'icao-39794-5', 'ICAO_39794_5_AP_DG2_MandFields.dat');
    assert.deepEqual([face.parsed.DG2.record, jpeg(face.photo), face.problems], ['iso39794-5', true, []]);
    assert.equal((await one('0102', 'icao-9303-10', 'DG2_iso19794_jpeg.bin')).parsed.DG2.record, 'iso19794-5');
  });
});

test('the command line takes the same parameters', async () => {
  const outcome = await run(['call', 'document.inspect', JSON.stringify({ files: { '0101': filesOf('nguyen-thi-mau')['0101'] }, photo: true })], { configDirectory: empty });
  assert.deepEqual(JSON.parse(outcome.stdout).problems, [{ code: 'card.fileMissing', file: 'DG2' }]);
});
