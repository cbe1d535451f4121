// Reading cards through the real pcscd: text first, verdicts, keys, and what the card does not hold.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { can, mau, readingDesk, rejectsWith, values } from './card-reading.mjs';
import { HostError } from './client.mjs';
import { card, facts, qrText } from './desk.mjs';

const sensitive = ['ethnicity', 'religion', 'fatherName', 'motherName', 'spouseName'];
const withoutSensitive = (citizen) =>
  Object.fromEntries(Object.entries(citizen).filter(([name]) => !sensitive.includes(name)));

describe('reading a card', () => {
  const { at, insert, read, eventsOf } = readingDesk();

  test('text, honest verdicts without an issuer, progress, and no sensitive field unasked', async () => {
    const { reader, insertion } = await insert('nguyen-thi-mau');
    const result = await read(can);
    assert.deepEqual([result.reader, result.insertion, result.access], [reader, insertion, 'pace']);
    const { issuingAuthority, documentNumber, ...rest } = values(result.citizen);
    assert.deepEqual(rest, withoutSensitive(mau.citizen));
    assert.equal(documentNumber, mau.key.mrz.documentNumber);
    assert.equal(result.citizen.issuingAuthority?.source ?? 'derived', 'derived');
    assert.equal(result.citizen.fullName.source, 'dg13');
    assert.ok(Object.values(result.citizen).every((field) => field.verified === false));
    assert.deepEqual(result.verdicts.data, { status: 'unknown', reason: 'issuerNotInstalled', rule: 'chain.issuer' });
    assert.deepEqual(result.verdicts.certificate, { status: 'unknown', reason: 'issuerNotInstalled', rule: 'chain.issuer' });
    assert.equal(result.verdicts.chip.status, 'unknown');
    assert.deepEqual(result.problems, []);
    assert.equal(result.photo, undefined);

    const [shown] = eventsOf('card.citizen');
    assert.deepEqual(shown.citizen, result.citizen);
    assert.equal(shown.verdicts.chip.reason, 'pending');
    const phases = [...new Set(eventsOf('card.progress').map((progress) => progress.phase))];
    assert.deepEqual(phases, ['connecting', 'readingCardAccess', 'openingChannel', 'selectingApplication', 'readingSecurityObject', 'readingText', 'verifying']);
  });

  test('with the issuer installed everything signed is verified; asked-for sensitive fields are delivered', async () => {
    at.desk.installAnchor('csca-vn.cert.pem');
    await insert('nguyen-thi-mau');
    const result = await read(can, { include: sensitive });
    assert.deepEqual(result.verdicts.data, { status: 'yes', reason: 'signedByInstalledIssuer' });
    assert.deepEqual(result.verdicts.certificate, { status: 'unknown', reason: 'revocationNotChecked', rule: 'revocation.listMissing' });
    for (const [name, field] of Object.entries(result.citizen)) assert.equal(field.verified, field.source !== 'derived', name);
    assert.equal(result.citizen.ethnicity.value, mau.citizen.ethnicity);
    assert.equal(result.citizen.fatherName.value, mau.citizen.fatherName);
    at.desk.removeAnchors();
    const again = await read(can);
    assert.equal(again.verdicts.data.reason, 'issuerNotInstalled');
  });

  test('another issuer does not vouch for it; an expired signer is said to be expired', async () => {
    at.desk.installAnchor('csca-unrelated.cert.pem');
    await insert('nguyen-thi-mau');
    assert.deepEqual((await read(can)).verdicts.data, { status: 'unknown', reason: 'issuerNotInstalled', rule: 'chain.issuer' });
    at.desk.installAnchor('csca-vn.cert.pem');
    await insert('expired-signer');
    assert.deepEqual((await read(can)).verdicts.certificate, { status: 'no', reason: 'expired', rule: 'validity.now' });
  });

  test('the photo comes after the text, when asked for, and over the same channel later', async () => {
    const { reader, insertion } = await insert('nguyen-thi-mau');
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    const image = Buffer.from(result.photo.data, 'base64');
    assert.equal(result.photo.mediaType, 'image/jpeg');
    assert.equal(image.length, mau.photo.size);
    const text = at.host.events.findIndex((event) => event.method === 'card.citizen');
    const photo = at.host.events.findIndex((event) => event.params.phase === 'readingPhoto');
    assert.ok(text >= 0 && text < photo);

    const later = await at.host.request('card.readPhoto', { reader, insertion });
    assert.equal(later.photo.data, result.photo.data);
    assert.ok(later.timing.apdus < result.timing.apdus);
    await assert.rejects(at.host.request('card.readPhoto', { insertion: insertion + 1 }), rejectsWith('card.channelClosed'));
    await at.desk.pcscd.remove('A');
    await at.host.event('card.removed');
    await assert.rejects(at.host.request('card.readPhoto', { insertion }), rejectsWith('card.none'));
  });

  test('a channel that is not kept needs a key again', async () => {
    await insert('nguyen-thi-mau', { channelOpenMs: 0 });
    await read(can);
    await assert.rejects(at.host.request('card.readPhoto', {}), rejectsWith('card.channelClosed'));
    const { photo } = await at.host.request('card.readPhoto', { key: can });
    assert.equal(Buffer.from(photo.data, 'base64').length, mau.photo.size);
    const byMrz = await at.host.request('card.readPhoto', { key: { mrz: mau.key.mrz } });
    assert.equal(byMrz.photo.data, photo.data);
  });

  test('a policy without photos', async () => {
    await insert('nguyen-thi-mau', { allowPhoto: false });
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.equal(result.photo, undefined);
    assert.deepEqual(result.problems, [{ code: 'photo.withheld', dataGroup: 'DG2' }]);
    await assert.rejects(at.host.request('card.readPhoto', {}), rejectsWith('photo.withheld'));
  });

  test('the key from the QR code, and from the MRZ; a second read of the same card', async () => {
    await insert('nguyen-thi-mau');
    const byQr = await read({ qr: qrText('nguyen-thi-mau') });
    assert.ok(byQr.citizen.fullName.confirmedBy.includes('qr'));
    const byMrz = await read({ mrz: mau.key.mrz });
    assert.equal(byMrz.access, 'pace');
    assert.equal(byMrz.citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('an open channel serves only the key that opened it', async () => {
    await insert('nguyen-thi-mau');
    await read(can);
    await assert.rejects(read({ can: '999999' }), rejectsWith('card.wrongKey'));
    await assert.rejects(at.host.request('card.readPhoto', {}), rejectsWith('card.channelClosed'));
  });

  test('the QR code of another person with the same last six digits is a stop', async () => {
    await insert('nguyen-thi-mau');
    await assert.rejects(read({ qr: qrText('same-last-digits') }), rejectsWith('citizen.mismatch'));
    assert.deepEqual(eventsOf('card.citizen'), []);
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('a photo is given only to the key that opened the channel, and to the QR code of its holder', async () => {
    await insert('nguyen-thi-mau');
    await read(can);
    await assert.rejects(at.host.request('card.readPhoto', { key: { qr: qrText('same-last-digits') } }), rejectsWith('citizen.mismatch'));
    await read(can);
    const own = await at.host.request('card.readPhoto', { key: { qr: qrText('nguyen-thi-mau') } });
    assert.equal(Buffer.from(own.photo.data, 'base64').length, mau.photo.size);
    assert.ok(own.timing.apdus > 0);
    await assert.rejects(at.host.request('card.readPhoto', { key: { can: '999999' } }), rejectsWith('card.wrongKey'));
    await assert.rejects(at.host.request('card.readPhoto', { key: { can: '999999' } }), rejectsWith('card.keyAlreadyTried'));
    await assert.rejects(at.host.request('card.readPhoto', { key: { can: '999998' } }), rejectsWith('card.keyLimit'));
  });

  test('a key is spent by being sent, whatever the card says to it', async () => {
    for (const statusWord of ['6A80', '6985', '6F00', '6983']) {
      // The fifth command of PACE brings the token.
      await insert({ extends: card('nguyen-thi-mau'), faults: [{ onPhase: 'pace', occurrence: 5, kind: 'statusWord', statusWord }] });
      await assert.rejects(read({ can: '999999' }), HostError, statusWord);
      await assert.rejects(read({ can: '999999' }), rejectsWith('card.keyAlreadyTried'), statusWord);
    }
    await insert({ extends: card('nguyen-thi-mau'), faults: [{ onPhase: 'pace', occurrence: 2, kind: 'statusWord', statusWord: '6F00' }] });
    await assert.rejects(read(can), HostError);
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('an answer that is damaged after the card took the key is no word about the key', async () => {
    for (const fault of [{ kind: 'flipBit', bit: 60 }, { kind: 'wrongMac' }]) {
      await insert({ extends: card('nguyen-thi-mau'), faults: [{ onPhase: 'pace', occurrence: 5, ...fault }] });
      const outcome = await read(can).catch((error) => error.code);
      if (fault.kind === 'flipBit') assert.equal(outcome, 'card.protocolViolation');
      assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
    }
  });

  test('codes that are no card give no key', async () => {
    await insert('nguyen-thi-mau');
    for (const qr of ['https://example.org', '012345678', 'hello']) {
      await assert.rejects(read({ qr }), rejectsWith('qr.notACard'), qr);
    }
  });

  test('a wrong CAN is one attempt; the same is not tried again; a right one still works; a third is refused', async () => {
    await insert('nguyen-thi-mau');
    await assert.rejects(read({ can: '999999' }), rejectsWith('card.wrongKey'));
    await assert.rejects(read({ can: '999999' }), rejectsWith('card.keyAlreadyTried'));
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
    await assert.rejects(read({ can: '888888' }), rejectsWith('card.keyLimit'));
    assert.equal((await read(can)).access, 'pace');
    await at.desk.pcscd.waitForEvent('A', (event) => event.event === 'attempts');
    await insert('nguyen-thi-mau');
    await assert.rejects(read({ can: '888888' }), rejectsWith('card.wrongKey'));
  });

  test('DG13 changed after signing: not authentic at once, nothing delivered', async () => {
    await insert('tampered-dg13');
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.deepEqual(result.verdicts.data, { status: 'no', reason: 'hashMismatch', rule: 'hash.dataGroup', dataGroups: ['DG13'] });
    assert.equal(result.verdicts.chip.reason, 'dataNotAuthentic');
    assert.deepEqual(result.citizen, {});
    assert.ok(!eventsOf('card.progress').some(({ phase }) => phase === 'readingPhoto'));
    assert.deepEqual(eventsOf('card.citizen'), []);
  });

  test('a photo changed after signing: the text that was shown is withdrawn', async () => {
    await insert('tampered-dg2');
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.equal(eventsOf('card.citizen').length, 1);
    const [withdrawn] = eventsOf('card.withdrawn');
    assert.deepEqual(withdrawn.verdicts.data, { status: 'no', reason: 'hashMismatch', rule: 'hash.dataGroup', dataGroups: ['DG2'] });
    assert.deepEqual(result.verdicts, withdrawn.verdicts);
    assert.deepEqual(result.citizen, {});
    assert.equal(result.photo, undefined);
  });

  test('a photo asked for later that was changed withdraws the text as well', async () => {
    await insert('tampered-dg2');
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
    const later = await at.host.request('card.readPhoto', {});
    assert.equal(later.verdicts.data.status, 'no');
    assert.equal(later.photo, undefined);
    assert.equal(eventsOf('card.withdrawn').length, 1);
  });

  test('a wrong signature, a changed DG1, and a signer of another country are a no', async () => {
    at.desk.installAnchor('csca-utopia.cert.pem');
    for (const [name, reason] of [
      ['tampered-signature', 'signatureInvalid'],
      ['tampered-dg1', 'hashMismatch'],
      ['other-country', 'countryMismatch'],
    ]) {
      await insert(name);
      const result = await read({ can: facts(name).key.can });
      assert.deepEqual([result.verdicts.data.status, result.verdicts.data.reason], ['no', reason], name);
      assert.deepEqual(result.citizen, {}, name);
    }
  });

  test('without DG13, and with one that is not understood, DG1 and the QR code are still delivered', async () => {
    for (const [name, code] of [['no-dg13', 'card.fileMissing'], ['opaque-dg13', 'card.fileMalformed']]) {
      await insert(name);
      const result = await read({ qr: qrText(name) });
      assert.deepEqual(result.problems, [{ code, dataGroup: 'DG13' }], name);
      assert.equal(result.citizen.idNumber.source, 'dg1');
      assert.deepEqual(
        [result.citizen.fullName.value, result.citizen.fullName.source, result.citizen.fullName.confirmedBy],
        [mau.citizen.fullName, 'qr', ['dg1']],
      );
    }
  });

  test('cards of every kind are read as they are', async () => {
    for (const name of [
      'pace-3des', 'pace-aes192-p384', 'pace-aes256-p521', 'pace-only', 'pace-two-offers', 'no-card-access', 'short-only',
      'response-chaining', 'rsa-pkcs1-signer', 'rsa-pss-signer', 'long-lengths-dg13', 'nested-parents-dg13', 'strange-dg13', 'pham-minh-moi',
      'tran-van-thu', 'vo-thi-khac', 'le-hoang-dai', 'dang-thi-bich-ngoc',
    ]) {
      await insert(name);
      const truth = facts(name);
      const result = await read({ qr: truth.qr }, { include: sensitive, dataGroups: ['DG1', 'DG2', 'DG13'] });
      assert.equal(result.verdicts.data.reason, 'issuerNotInstalled', name);
      for (const [field, value] of Object.entries(truth.citizen)) {
        assert.deepEqual(result.citizen[field]?.value, value, `${name}: ${field}`);
      }
      assert.equal(Buffer.from(result.photo.data, 'base64').length, truth.photo.size, name);
    }
  });

  test('BAC with the key from the MRZ, unless the policy forbids it; the CAN cannot open it', async () => {
    await insert('bac-only');
    const { mrz } = facts('bac-only').key;
    await assert.rejects(read(can), rejectsWith('card.protocolUnsupported'));
    assert.equal((await read({ mrz })).access, 'bac');
    await at.host.close();
    at.host = undefined;
    await insert('bac-only', { allowBac: false });
    await assert.rejects(read({ mrz }), rejectsWith('card.bacNotAllowed'));
  });

  test('the BSI reference document: read, and honestly unknown', async () => {
    await insert('bsi');
    const result = await read({ mrz: facts('bsi').key.mrz }, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.equal(result.verdicts.data.reason, 'issuerNotInstalled');
    assert.equal(result.verdicts.chip.status, 'unknown');
    assert.equal(result.citizen.fullName.source, 'dg1');
    assert.deepEqual(result.problems, [{ code: 'card.fileMissing', dataGroup: 'DG13' }]);
    // A JP2 of 413 × 531 on the card, a JPEG of the same sides here.
    assert.equal(result.photo.mediaType, 'image/jpeg');
    const photo = Buffer.from(result.photo.data, 'base64');
    const frame = photo.indexOf(Buffer.from([0xff, 0xc0]));
    assert.deepEqual([photo.readUInt16BE(frame + 7), photo.readUInt16BE(frame + 5)], [413, 531]);
  });

  test('no card, an unknown reader, parameters that are not as they should be', async () => {
    at.host = await at.desk.host();
    await assert.rejects(read(can), rejectsWith('card.none'));
    await assert.rejects(read(can, { reader: 'Nowhere' }), rejectsWith('reader.unknown'));
    for (const params of [
      { key: {} }, { key: { can: '12345' } }, { key: { can: '12345x' } }, { key: { can: '123456', qr: 'x' } },
      { key: { mrz: { documentNumber: 'X', dateOfBirth: '990101' } } }, { key: can, dataGroups: ['DG3'] },
      { key: can, include: ['idNumber'] }, { key: can, more: 1 }, { key: 'x' },
    ]) {
      await assert.rejects(at.host.request('card.read', params), rejectsWith('protocol.invalidParams'), JSON.stringify(params));
    }
    await assert.rejects(at.host.request('card.read', {}), rejectsWith('card.keyRequired'));
  });
});
