// Is the chip genuine: every proof through the real pcscd, copies of cards, keys nobody vouches for, and what a proof
// that breaks may cost.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { HostError } from './client.mjs';
import { card, facts, pki, present, startDesk } from './desk.mjs';

const everything = { dataGroups: ['DG1', 'DG2', 'DG13'] };
const mau = facts('nguyen-thi-mau');

describe('authenticating the chip', () => {
  let desk;
  let host;

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

  async function read(cardFile, more = {}, key = { can: mau.key.can }) {
    host ??= await desk.host();
    await present(desk, host, typeof cardFile === 'string' ? cardFile : { extends: card('nguyen-thi-mau'), ...cardFile });
    return host.request('card.read', { key, ...more });
  }
  const eventsOf = (name) => host.events.filter((event) => event.method === name).map((event) => event.params);
  const yes = (reason) => ({ status: 'yes', reason });
  const unknown = (reason) => ({ status: 'unknown', reason });
  const whole = (result, what) => {
    assert.deepEqual(result.problems, [], what);
    assert.equal(result.citizen.idNumber.value, mau.citizen.idNumber, what);
    assert.equal(Buffer.from(result.photo.data, 'base64').length, mau.photo.size, what);
  };

  test('chip authentication with every cipher and agreement; the photo comes over the new keys', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    for (const name of ['nguyen-thi-mau', 'ca-3des', 'ca-dh', 'ca-explicit-p384-aes256', 'ca-two-keys', 'short-only']) {
      const result = await read(name, everything);
      assert.deepEqual(result.verdicts.chip, yes('chipAuthentication'), name);
      assert.equal(result.verdicts.data.status, 'yes', name);
      whole(result, name);
    }
    assert.equal(eventsOf('card.citizen')[0].verdicts.chip.reason, 'pending');
  });

  test('chip authentication mapping proves the chip while the channel is opened; a copy is found out by DG14', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    const mapped = await read('pace-cam', everything);
    assert.deepEqual(mapped.verdicts.chip, yes('paceChipAuthenticationMapping'));
    whole(mapped);
    const copy = await read({ extends: card('pace-cam-clone'), chipAuthentication: [{ key: pki('chip-authentication.key.pem'), agreesWith: pki('chip-authentication-clone.key.pem') }] });
    assert.deepEqual(copy.verdicts.chip, { status: 'no', reason: 'authenticationFailed' });
    desk.removeAnchors();
    assert.deepEqual((await read('pace-cam')).verdicts.chip, unknown('keyNotTrusted'));
  });

  test('a channel that breaks while the key of the mapping is read is opened again, with the same key', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    for (const kind of ['wrongMac', 'endSession']) {
      const result = await read({ extends: card('pace-cam'), faults: [{ onFile: 'CardSecurity', kind }] }, everything);
      assert.deepEqual(result.verdicts.chip, yes('paceChipAuthenticationMapping'), kind);
      whole(result, kind);
    }
  });

  test('a channel that breaks while nothing is left to prove costs no verdict', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    for (const atApdu of [10, 11, 12, 13]) {
      const result = await read({ extends: card('no-chip-keys'), faults: [{ atApdu, kind: 'endSession' }] });
      assert.deepEqual(result.verdicts.chip, unknown('notSupportedByCard'), `at ${atApdu}`);
    }
  });

  test('damaged answers are no accusation, though no channel is left to try again', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    const at = (onFile) => ({ onFile, kind: 'wrongMac' });
    const result = await read({ extends: card('nguyen-thi-mau'), faults: [at('SOD'), at('DG1'), at('DG13'), at('DG14'), at('DG2')] }, everything).catch((error) => error);
    assert.notEqual(result.verdicts?.chip.status, 'no');
  });

  test('a key of EF.CardSecurity alone counts when the file is signed under an installed issuer of the state', async () => {
    const keyOnly = card('card-security-key');
    const chipOf = async (more) => (await read({ extends: keyOnly, ...more })).verdicts.chip;
    assert.deepEqual(await chipOf({}), unknown('keyNotTrusted'));
    desk.installAnchor('csca-vn.cert.pem');
    const whole = await read('card-security-key', everything);
    assert.deepEqual(whole.verdicts.chip, yes('paceChipAuthenticationMapping'));
    assert.deepEqual(await chipOf({ cardSecurity: { encoding: 'indefinite' } }), yes('paceChipAuthenticationMapping'));
    assert.deepEqual(await chipOf({ tamperAfterSigning: [{ file: 'CardSecurity', offset: -3 }] }), unknown('keyNotSigned'));
    // Whoever copies a card may sign a key of his own, even with a signer of another state.
    assert.deepEqual((await read('card-security-forged')).verdicts.chip, unknown('keyNotTrusted'));
    desk.installAnchor('csca-utopia.cert.pem');
    const utopia = { key: pki('ds-utopia.key.pem'), certificate: pki('ds-utopia.cert.pem') };
    assert.deepEqual(await chipOf({ cardSecurity: utopia }), unknown('keyNotSigned'));
    const revoked = { key: pki('ds-vn-revoked.key.pem'), certificate: pki('ds-vn-revoked.cert.pem') };
    desk.installAnchor('csca-vn.crl.pem');
    assert.deepEqual(await chipOf({ cardSecurity: revoked }), unknown('keyNotTrusted'));
    // Forged or not: the key of the signed DG14 decides.
    const copied = { key: pki('chip-authentication.key.pem'), agreesWith: pki('chip-authentication-clone.key.pem') };
    assert.deepEqual((await read({ extends: card('card-security-forged'), chipAuthentication: [copied] })).verdicts.chip, { status: 'no', reason: 'authenticationFailed' });
    assert.deepEqual((await read({ extends: card('card-security-tampered') })).verdicts.chip, yes('paceChipAuthenticationMapping'));
  });

  test('active authentication where the card has no chip authentication', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    for (const name of ['aa-ecdsa', 'aa-ecdsa-p521', 'aa-rsa1024-sha1', 'aa-rsa4096-sha512', 'aa-smaller-value']) {
      const result = await read({ extends: card(name), chipAuthentication: [] }, everything);
      assert.deepEqual(result.verdicts.chip, yes('activeAuthentication'), name);
      whole(result, name);
    }
    const short = await read({ extends: card('short-only'), chipAuthentication: [] });
    assert.deepEqual(short.verdicts.chip, yes('activeAuthentication'));
  });

  test('a proof under a key that no installed issuer vouches for is not a yes', async () => {
    const agreed = await read('nguyen-thi-mau', everything);
    assert.deepEqual(agreed.verdicts.chip, unknown('keyNotTrusted'));
    whole(agreed);
    assert.deepEqual((await read({ chipAuthentication: [] })).verdicts.chip, unknown('keyNotTrusted'));
  });

  test('a copy of the files in another chip is a no, with and without an issuer: the text is withdrawn', async () => {
    for (const anchored of [true, false]) {
      if (anchored) desk.installAnchor('csca-vn.cert.pem');
      else desk.removeAnchors();
      for (const copy of ['ca-clone', 'chip-clone', { extends: card('aa-clone'), chipAuthentication: [] }]) {
        const what = JSON.stringify([copy, anchored]);
        const withdrawn = host === undefined ? 0 : eventsOf('card.withdrawn').length;
        const result = await read(copy, everything);
        assert.deepEqual(result.verdicts.chip, { status: 'no', reason: 'authenticationFailed' }, what);
        assert.notEqual(result.verdicts.data.status, 'no', what);
        assert.deepEqual(result.citizen, {}, what);
        assert.equal(result.photo, undefined, what);
        assert.equal(eventsOf('card.withdrawn').length, withdrawn + 1, what);
        assert.deepEqual(eventsOf('card.withdrawn').at(-1).verdicts, result.verdicts, what);
        await assert.rejects(host.request('card.readPhoto', {}), HostError, what);
      }
    }
  });

  test('a key that is not signed proves nothing; a card without keys says so', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    const noAgreement = { extends: card('ca-key-not-signed'), dataGroups: { absent: [15] }, activeAuthentication: null };
    const noSignature = { extends: card('aa-key-not-signed'), chipAuthentication: [] };
    assert.deepEqual((await read(noAgreement)).verdicts.chip, unknown('keyNotSigned'));
    assert.deepEqual((await read(noSignature)).verdicts.chip, unknown('keyNotSigned'));
    // The other key is signed and proves the chip.
    assert.deepEqual((await read('ca-key-not-signed')).verdicts.chip, yes('activeAuthentication'));
    assert.deepEqual((await read('aa-key-not-signed')).verdicts.chip, yes('chipAuthentication'));
    assert.deepEqual((await read('no-chip-keys')).verdicts.chip, unknown('notSupportedByCard'));
  });

  test('a key file that was changed after signing is a no about the data', async () => {
    const result = await read({ tamperAfterSigning: [{ file: 'DG14', offset: -3 }] });
    assert.deepEqual(result.verdicts.data, { ...result.verdicts.data, status: 'no', reason: 'hashMismatch', rule: 'hash.dataGroup', dataGroups: ['DG14'] });
    assert.equal(result.verdicts.chip.reason, 'dataNotAuthentic');
    assert.deepEqual(result.citizen, {});
    assert.equal(eventsOf('card.withdrawn').length, 1);
  });

  test('a chip authentication that breaks costs neither text nor photo, and is tried once more', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    for (let occurrence = 1; occurrence <= 2; ++occurrence) {
      for (const fault of [{ kind: 'wrongMac' }, { kind: 'statusWord', statusWord: '6988' }, { kind: 'flipBit', bit: 40 }]) {
        const result = await read({ faults: [{ onPhase: 'chipAuthentication', occurrence, ...fault }] }, everything);
        const what = JSON.stringify({ occurrence, ...fault });
        assert.deepEqual(result.verdicts.chip, yes('chipAuthentication'), what);
        whole(result, what);
      }
    }
    const faults = Array.from({ length: 6 }, (_, index) => ({ onPhase: 'chipAuthentication', occurrence: index + 1, kind: 'wrongMac' }));
    const result = await read({ faults }, everything);
    assert.equal(result.citizen.idNumber.value, mau.citizen.idNumber);
    assert.equal(Buffer.from(result.photo.data, 'base64').length, mau.photo.size);
    assert.notEqual(result.verdicts.chip.status, 'no');
    assert.deepEqual(eventsOf('card.withdrawn'), []);
  });

  test('a copy that fails over one channel only, because the other broke, is not accused yet', async () => {
    for (const kind of ['endSession', 'wrongMac'])
      for (let occurrence = 1; occurrence <= 4; ++occurrence) {
        const what = `${kind} ${occurrence}`;
        const result = await read({ extends: card('ca-clone'), faults: [{ onPhase: 'chipAuthentication', occurrence, kind }] }, everything);
        assert.equal(result.verdicts.chip.status, 'unknown', what);
        assert.deepEqual(result.problems, [{ code: 'card.secureMessagingFailed', dataGroup: 'DG14' }], what);
        assert.equal(result.citizen.idNumber.value, mau.citizen.idNumber, what);
      }
  });

  test('where the photo, which proves the new keys, comes damaged, they are proven once more', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    for (const fault of [{ kind: 'wrongMac' }, { kind: 'statusWord', statusWord: '6988' }, { kind: 'flipBit', bit: 40 }, { kind: 'truncate', keep: 1 }]) {
      const result = await read({ faults: [{ onFile: 'DG2', ...fault }] }, everything);
      assert.deepEqual(result.verdicts.chip, yes('chipAuthentication'), fault.kind);
      whole(result, fault.kind);
    }
    const missing = await read({ dataGroups: { absent: [2] } }, everything);
    assert.deepEqual(missing.verdicts.chip, yes('chipAuthentication'));
    assert.deepEqual(missing.problems, [{ code: 'card.fileMissing', dataGroup: 'DG2' }]);
  });

  test('an EF.CardAccess that is not the signed one, or is hidden from the host, is told of; the verdicts stand', async () => {
    desk.installAnchor('csca-vn.cert.pem');
    const told = [{ code: 'card.downgraded', dataGroup: 'DG14' }];
    const hidden = { cardAccessStatusWord: '6A82' };
    const stronger = [{ mapping: 'ecdh-gm', cipher: 'aes128', parameterId: 13 }, { mapping: 'ecdh-gm', cipher: 'aes256', parameterId: 13 }];
    const mrz = [{}, { mrz: mau.key.mrz }];
    const downgraded = [
      ['weaker PACE', 'pace', ['pace-downgrade']],
      ['no PACE offered, so BAC', 'bac', [{ access: { cardAccessContent: '310F300D060804007F0007020202020101' } }, ...mrz]],
      ['hidden, so BAC', 'bac', [{ access: hidden }, ...mrz]],
      ['refused, so BAC', 'bac', [{ access: { cardAccessStatusWord: '6982' } }, ...mrz]],
      ['hidden, so what such cards usually offer', 'pace', [{ access: { ...hidden, paceInDg14: stronger } }]],
    ];
    for (const [what, access, args] of downgraded) {
      const result = await read(...args);
      assert.deepEqual([result.access, result.problems], [access, told], what);
      assert.deepEqual([result.verdicts.data.status, result.verdicts.chip.status], ['yes', 'yes'], what);
      assert.equal(result.citizen.fullName.verified, true, what);
    }
    const strongest = [{ mapping: 'ecdh-cam', cipher: 'aes128', parameterId: 13 }, { mapping: 'ecdh-cam', cipher: 'aes256', parameterId: 13 }];
    const bySecurity = await read({ extends: card('card-security-key'), access: { paceInDg14: strongest }, dataGroups: { absent: [14, 15] } });
    assert.deepEqual([bySecurity.problems, bySecurity.verdicts.chip.status], [[{ code: 'card.downgraded' }], 'yes']);
    // Told once a read, also where the channel is kept or built anew.
    assert.deepEqual((await host.request('card.read', { key: { can: mau.key.can } })).problems, bySecurity.problems);
    assert.deepEqual((await read({ extends: card('pace-downgrade'), faults: [{ onFile: 'DG2', kind: 'wrongMac' }] }, everything)).problems, told);
  });

  test('what is signed, or cannot be compared, is no downgrade', async () => {
    for (const name of ['nguyen-thi-mau', 'pace-not-in-dg14', 'pace-cam', 'pace-two-offers', 'no-card-access'])
      assert.deepEqual((await read(name)).problems, [], name);
    for (const name of ['bac-only', 'nguyen-thi-mau']) assert.deepEqual((await read(name, {}, { mrz: mau.key.mrz })).problems, [], name);
    // A signed list that was changed is a forged file and nothing else.
    const forged = await read({ extends: card('pace-downgrade'), tamperAfterSigning: [{ file: 'DG14', offset: -3 }] });
    assert.deepEqual([forged.verdicts.data.status, forged.problems], ['no', []]);
  });

  test('a lifetime card whose chip was made with the birthday as its expiry: two keys, no third', async () => {
    const thu = facts('lifetime-birthday');
    const mrz = { ...thu.key.mrz, dateOfExpiry: '991231' };
    const opened = await read('lifetime-birthday', {}, { mrz });
    assert.equal(opened.citizen.idNumber.value, thu.citizen.idNumber);
    const again = await host.request('card.read', { key: { mrz } });
    assert.equal(again.citizen.idNumber.value, thu.citizen.idNumber);
    await assert.rejects(host.request('card.read', { key: { can: '999999' } }), (error) => error.code === 'card.keyLimit');

    const other = { ...mrz, dateOfBirth: '580302' };
    await assert.rejects(read('lifetime-birthday', {}, { mrz: other }), (error) => error.code === 'card.wrongKey');
    await assert.rejects(host.request('card.read', { key: { mrz } }), (error) => error.code === 'card.keyLimit');
    await assert.rejects(host.request('card.read', { key: { mrz: other } }), (error) => error.code === 'card.keyAlreadyTried');
    const usual = await read('tran-van-thu', {}, { mrz: facts('tran-van-thu').key.mrz });
    assert.equal(usual.citizen.idNumber.value, thu.citizen.idNumber);
  });
});
