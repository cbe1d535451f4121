// Reading cards through the real pcscd: text first, verdicts, keys, and everything that can go wrong on the way.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { HostError } from './client.mjs';
import { card, facts, present, qrText, startDesk } from './desk.mjs';

const rejectsWith = (code) => (error) => {
  assert.ok(error instanceof HostError, String(error));
  assert.equal(error.code, code);
  return true;
};

const values = (citizen) => Object.fromEntries(Object.entries(citizen).map(([name, field]) => [name, field.value]));
const sensitive = ['ethnicity', 'religion', 'fatherName', 'motherName', 'spouseName'];
const withoutSensitive = (citizen) =>
  Object.fromEntries(Object.entries(citizen).filter(([name]) => !sensitive.includes(name)));

describe('reading a card', () => {
  let desk;
  let host;
  const mau = facts('nguyen-thi-mau');
  const can = { can: mau.key.can };

  before(async () => {
    desk = await startDesk();
  });
  after(() => desk?.stop());
  beforeEach(async () => {
    await host?.close();
    host = undefined;
    await desk.pcscd.remove('A');
    desk.removeAnchors();
  });

  async function insert(cardFile, options) {
    host ??= await desk.host(options);
    return present(desk, host, cardFile);
  }
  const read = (key, more = {}) => host.request('card.read', { key, ...more });
  const eventsOf = (name) => host.events.filter((event) => event.method === name).map((event) => event.params);

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
    desk.installAnchor('csca-vn.cert.pem');
    await insert('nguyen-thi-mau');
    const result = await read(can, { include: sensitive });
    assert.deepEqual(result.verdicts.data, { status: 'yes', reason: 'signedByInstalledIssuer' });
    assert.deepEqual(result.verdicts.certificate, { status: 'unknown', reason: 'revocationNotChecked', rule: 'revocation.listMissing' });
    for (const [name, field] of Object.entries(result.citizen)) assert.equal(field.verified, field.source !== 'derived', name);
    assert.equal(result.citizen.ethnicity.value, mau.citizen.ethnicity);
    assert.equal(result.citizen.fatherName.value, mau.citizen.fatherName);
    desk.removeAnchors();
    const again = await read(can);
    assert.equal(again.verdicts.data.reason, 'issuerNotInstalled');
  });

  test('another issuer does not vouch for it; an expired signer is said to be expired', async () => {
    desk.installAnchor('csca-unrelated.cert.pem');
    await insert('nguyen-thi-mau');
    assert.deepEqual((await read(can)).verdicts.data, { status: 'unknown', reason: 'issuerNotInstalled', rule: 'chain.issuer' });
    desk.installAnchor('csca-vn.cert.pem');
    await insert('expired-signer');
    assert.deepEqual((await read(can)).verdicts.certificate, { status: 'no', reason: 'expired', rule: 'validity.now' });
  });

  test('the photo comes after the text, when asked for, and over the same channel later', async () => {
    const { reader, insertion } = await insert('nguyen-thi-mau');
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    const image = Buffer.from(result.photo.data, 'base64');
    assert.equal(result.photo.mediaType, 'image/jpeg');
    assert.equal(image.length, mau.photo.size);
    const text = host.events.findIndex((event) => event.method === 'card.citizen');
    const photo = host.events.findIndex((event) => event.params.phase === 'readingPhoto');
    assert.ok(text >= 0 && text < photo);

    const later = await host.request('card.readPhoto', { reader, insertion });
    assert.equal(later.photo.data, result.photo.data);
    assert.ok(later.timing.apdus < result.timing.apdus);
    await assert.rejects(host.request('card.readPhoto', { insertion: insertion + 1 }), rejectsWith('card.channelClosed'));
    await desk.pcscd.remove('A');
    await host.event('card.removed');
    await assert.rejects(host.request('card.readPhoto', { insertion }), rejectsWith('card.none'));
  });

  test('a channel that is not kept needs a key again', async () => {
    await insert('nguyen-thi-mau', { channelOpenMs: 0 });
    await read(can);
    await assert.rejects(host.request('card.readPhoto', {}), rejectsWith('card.channelClosed'));
    const { photo } = await host.request('card.readPhoto', { key: can });
    assert.equal(Buffer.from(photo.data, 'base64').length, mau.photo.size);
    const byMrz = await host.request('card.readPhoto', { key: { mrz: mau.key.mrz } });
    assert.equal(byMrz.photo.data, photo.data);
  });

  test('a policy without photos', async () => {
    await insert('nguyen-thi-mau', { allowPhoto: false });
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.equal(result.photo, undefined);
    assert.deepEqual(result.problems, [{ code: 'photo.withheld', dataGroup: 'DG2' }]);
    await assert.rejects(host.request('card.readPhoto', {}), rejectsWith('photo.withheld'));
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
    await assert.rejects(host.request('card.readPhoto', {}), rejectsWith('card.channelClosed'));
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
    await assert.rejects(host.request('card.readPhoto', { key: { qr: qrText('same-last-digits') } }), rejectsWith('citizen.mismatch'));
    await read(can);
    const own = await host.request('card.readPhoto', { key: { qr: qrText('nguyen-thi-mau') } });
    assert.equal(Buffer.from(own.photo.data, 'base64').length, mau.photo.size);
    assert.ok(own.timing.apdus > 0);
    await assert.rejects(host.request('card.readPhoto', { key: { can: '999999' } }), rejectsWith('card.wrongKey'));
    await assert.rejects(host.request('card.readPhoto', { key: { can: '999999' } }), rejectsWith('card.keyAlreadyTried'));
    await assert.rejects(host.request('card.readPhoto', { key: { can: '999998' } }), rejectsWith('card.keyLimit'));
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
    await desk.pcscd.waitForEvent('A', (event) => event.event === 'attempts');
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
    const later = await host.request('card.readPhoto', {});
    assert.equal(later.verdicts.data.status, 'no');
    assert.equal(later.photo, undefined);
    assert.equal(eventsOf('card.withdrawn').length, 1);
  });

  test('a wrong signature, a changed DG1, and a signer of another country are a no', async () => {
    desk.installAnchor('csca-utopia.cert.pem');
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
    await host.close();
    host = undefined;
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

  test('a card pulled at any command; the next insertion works', async () => {
    host = await desk.host();
    await insert('nguyen-thi-mau');
    const { apdus } = (await read(can)).timing;
    let afterText = 0;
    for (let atApdu = 1; atApdu < apdus; ++atApdu) {
      await desk.pcscd.remove('A');
      const from = host.events.length;
      const { insertion } = await insert({ extends: card('nguyen-thi-mau'), faults: [{ atApdu, kind: 'remove' }] });
      const outcome = await read(can).catch((error) => error);
      await host.event('card.removed', (removed) => removed.insertion === insertion);
      const shown = host.events.slice(from).some((event) => event.method === 'card.citizen');
      if (shown) {
        // The text is there already, only the chip could not be asked any more.
        ++afterText;
        assert.deepEqual(outcome.problems, [{ code: 'card.removed' }], `pulled at ${atApdu}`);
        assert.deepEqual(outcome.verdicts.chip, { status: 'unknown', reason: 'notChecked' });
        assert.equal(outcome.citizen.idNumber.value, mau.citizen.idNumber);
      } else {
        assert.equal(outcome.code, 'card.removed', `pulled at ${atApdu}`);
      }
    }
    assert.ok(afterText > 0 && afterText < apdus / 2);
    await insert('nguyen-thi-mau');
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('a card pulled at the photo keeps the text that was shown', async () => {
    await insert('pulled-at-photo');
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.equal(result.citizen.idNumber.value, mau.citizen.idNumber);
    assert.deepEqual(result.problems, [{ code: 'card.removed', dataGroup: 'DG2' }]);
  });

  test('a channel that breaks is built anew with the same key, which is no new attempt', async () => {
    for (const fault of [
      { onFile: 'SOD', kind: 'wrongMac' },
      { onFile: 'DG13', kind: 'wrongMac' },
      { onFile: 'DG1', kind: 'statusWord', statusWord: '6988' },
      { onFile: 'DG2', kind: 'wrongMac' },
      { onFile: 'DG14', kind: 'wrongMac' },
    ]) {
      await insert({ extends: card('nguyen-thi-mau'), faults: [fault] });
      const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
      const what = JSON.stringify(fault);
      assert.deepEqual(result.problems, [], what);
      assert.equal(result.citizen.idNumber.value, mau.citizen.idNumber, what);
      assert.equal(Buffer.from(result.photo.data, 'base64').length, mau.photo.size, what);
      assert.equal(result.verdicts.chip.reason, 'keyNotTrusted', what);
      await assert.rejects(read({ can: '999999' }), rejectsWith('card.wrongKey'), what);
    }
  });

  test('a channel that breaks again and again ends the read', async () => {
    const faults = Array.from({ length: 6 }, (_, index) => ({ onFile: 'SOD', occurrence: index + 1, kind: 'wrongMac' }));
    await insert({ extends: card('nguyen-thi-mau'), faults });
    await assert.rejects(read(can), rejectsWith('card.secureMessagingFailed'));
    assert.deepEqual(eventsOf('card.citizen'), []);
  });

  test('a card that only complains of the length of EXTERNAL AUTHENTICATE has not refused the key', async () => {
    const declined = (occurrence) => ({ onPhase: 'bac', occurrence, kind: 'statusWord', statusWord: '6700' });
    await insert({ extends: card('bac-only'), faults: [declined(2), declined(4)] });
    await assert.rejects(read({ mrz: mau.key.mrz }), rejectsWith('card.protocolViolation'));
    assert.equal((await read({ mrz: mau.key.mrz })).access, 'bac');
  });

  test('a card that drips is given up when the time of a read is over, and the next one is read', async () => {
    const drips = { apdu: { maximumRead: 16 }, link: { perApduMicroseconds: 200_000 } };
    await insert({ extends: card('nguyen-thi-mau'), ...drips }, { readTimeoutMs: 2000 });
    await assert.rejects(read(can), rejectsWith('card.tooSlow'));
    await insert('nguyen-thi-mau');
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('a photo for which no time is left costs the photo only', async () => {
    const stall = { onFile: 'DG2', kind: 'stall', milliseconds: 3500 };
    await insert({ extends: card('nguyen-thi-mau'), apdu: { extendedLength: false }, faults: [stall] }, { readTimeoutMs: 3000 });
    const result = await read(can, { dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.deepEqual(result.problems, [{ code: 'card.tooSlow', dataGroup: 'DG2' }]);
    assert.equal(result.photo, undefined);
    assert.deepEqual(values(result.citizen).fullName, mau.citizen.fullName);
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('a cancelled read ends between two commands, and the card stays usable', async () => {
    await insert({ extends: card('slow'), apdu: { extendedLength: false } });
    const id = host.send('card.read', { key: can, dataGroups: ['DG1', 'DG2', 'DG13'] });
    await host.event('card.citizen');
    assert.deepEqual(await host.request('operation.cancel', { id }), { cancelled: true });
    await assert.rejects(host.result(id), rejectsWith('operation.cancelled'));
    assert.deepEqual(await host.request('operation.cancel', { id }), { cancelled: false });
    assert.equal((await read(can)).access, 'pace');
    assert.equal((await read({ mrz: mau.key.mrz })).access, 'pace');
  });

  test('a cancel during the last command comes too late for that read, and does not spoil the next one', async () => {
    await insert('nguyen-thi-mau');
    const first = await read(can);
    const { apdus } = first.timing;
    const stalls = { extends: card('nguyen-thi-mau'), faults: [{ atApdu: apdus, kind: 'stall', milliseconds: 1500 }] };
    for (let cancelled = false; !cancelled; ) {
      const begin = desk.pcscd.events('A').at(-1).time;
      await insert(stalls);
      const id = host.send('card.read', { key: can });
      await desk.pcscd.waitForEvent('A', ({ event, number, time }) => event === 'apdu' && number === apdus && time > begin);
      ({ cancelled } = await host.request('operation.cancel', { id }));
      assert.deepEqual((await host.result(id)).citizen, first.citizen);
    }
    // The kept session was told to stop: what comes next begins a new one, with the key or not at all.
    await assert.rejects(host.request('card.readPhoto', {}), rejectsWith('card.channelClosed'));
    assert.deepEqual((await read(can)).citizen, first.citizen);
  });

  test('one read a reader at a time', async () => {
    await insert('slow');
    const first = host.send('card.read', { key: can });
    await assert.rejects(read(can), rejectsWith('protocol.busy'));
    assert.equal((await host.result(first)).access, 'pace');
  });

  test('the end of input in the middle of a read ends the host within a second', async () => {
    await insert('slow');
    host.send('card.read', { key: can, dataGroups: ['DG1', 'DG2', 'DG13'] });
    await host.event('card.progress', ({ phase }) => phase === 'readingText');
    const begin = performance.now();
    await host.close();
    host = undefined;
    assert.ok(performance.now() - begin < 1000);
  });

  test('a card that stalls: the reader is marked stuck, and usable again when the command comes back', async () => {
    await insert('stalls-at-dg13', { transmitTimeoutMs: 300 });
    await assert.rejects(read(can), rejectsWith('reader.stuck'));
    await host.event('reader.changed', ({ readers }) => readers[0].state === 'stuck');
    await assert.rejects(read(can), rejectsWith('reader.stuck'));
    const from = host.events.length;
    await desk.pcscd.remove('A');
    await host.event('reader.changed', ({ readers }) => readers[0].state === 'empty', from);
    await insert('nguyen-thi-mau');
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });

  test('no card, an unknown reader, parameters that are not as they should be', async () => {
    host = await desk.host();
    await assert.rejects(read(can), rejectsWith('card.none'));
    await assert.rejects(read(can, { reader: 'Nowhere' }), rejectsWith('reader.unknown'));
    for (const params of [
      { key: {} }, { key: { can: '12345' } }, { key: { can: '12345x' } }, { key: { can: '123456', qr: 'x' } },
      { key: { mrz: { documentNumber: 'X', dateOfBirth: '990101' } } }, { key: can, dataGroups: ['DG3'] },
      { key: can, include: ['idNumber'] }, { key: can, more: 1 }, { key: 'x' },
    ]) {
      await assert.rejects(host.request('card.read', params), rejectsWith('protocol.invalidParams'), JSON.stringify(params));
    }
    await assert.rejects(host.request('card.read', {}), rejectsWith('card.keyRequired'));
  });

  test('time from insertion to text', async (t) => {
    host = await desk.host();
    const times = [];
    for (let round = 0; round < 5; ++round) {
      await insert('nguyen-thi-mau');
      times.push((await read(can)).timing);
    }
    times.sort((a, b) => a.textMs - b.textMs);
    const { textMs, apdus, bytesSent, bytesReceived } = times[2];
    t.diagnostic(`request to text: median ${textMs.toFixed(1)} ms; ${apdus} APDUs, ${bytesSent} + ${bytesReceived} bytes; resident ${host.peakMemory()} KiB`);
    assert.ok(host.peakMemory() <= 25 * 1024);
  });
});
