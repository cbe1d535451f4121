// Everything that can go wrong while a card is read through the real pcscd: pulled, broken, slow, stuck, cancelled.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { can, mau, readingDesk, rejectsWith, values } from './card-reading.mjs';
import { card } from './desk.mjs';

describe('a read that does not go its way', () => {
  const { at, insert, read, eventsOf } = readingDesk();

  test('a card pulled at any command; the next insertion works', async () => {
    at.host = await at.desk.host();
    await insert('nguyen-thi-mau');
    const { apdus } = (await read(can)).timing;
    let afterText = 0;
    for (let atApdu = 1; atApdu < apdus; ++atApdu) {
      await at.desk.pcscd.remove('A');
      const from = at.host.events.length;
      const { insertion } = await insert({ extends: card('nguyen-thi-mau'), faults: [{ atApdu, kind: 'remove' }] });
      const outcome = await read(can).catch((error) => error);
      await at.host.event('card.removed', (removed) => removed.insertion === insertion);
      const shown = at.host.events.slice(from).some((event) => event.method === 'card.citizen');
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
    const id = at.host.send('card.read', { key: can, dataGroups: ['DG1', 'DG2', 'DG13'] });
    await at.host.event('card.citizen');
    assert.deepEqual(await at.host.request('operation.cancel', { id }), { cancelled: true });
    await assert.rejects(at.host.result(id), rejectsWith('operation.cancelled'));
    assert.deepEqual(await at.host.request('operation.cancel', { id }), { cancelled: false });
    assert.equal((await read(can)).access, 'pace');
    assert.equal((await read({ mrz: mau.key.mrz })).access, 'pace');
  });

  test('a cancel during the last command comes too late for that read, and does not spoil the next one', async () => {
    await insert('nguyen-thi-mau');
    const first = await read(can);
    const { apdus } = first.timing;
    const stalls = { extends: card('nguyen-thi-mau'), faults: [{ atApdu: apdus, kind: 'stall', milliseconds: 1500 }] };
    for (let cancelled = false; !cancelled; ) {
      const begin = at.desk.pcscd.events('A').at(-1).time;
      await insert(stalls);
      const id = at.host.send('card.read', { key: can });
      await at.desk.pcscd.waitForEvent('A', ({ event, number, time }) => event === 'apdu' && number === apdus && time > begin);
      ({ cancelled } = await at.host.request('operation.cancel', { id }));
      assert.deepEqual((await at.host.result(id)).citizen, first.citizen);
    }
    // The kept session was told to stop: what comes next begins a new one, with the key or not at all.
    await assert.rejects(at.host.request('card.readPhoto', {}), rejectsWith('card.channelClosed'));
    assert.deepEqual((await read(can)).citizen, first.citizen);
  });

  test('one read a reader at a time', async () => {
    await insert('slow');
    const first = at.host.send('card.read', { key: can });
    await assert.rejects(read(can), rejectsWith('protocol.busy'));
    assert.equal((await at.host.result(first)).access, 'pace');
  });

  test('the end of input ends the host in the middle of a command that never comes back', async () => {
    await insert('stalls-at-dg13');
    at.host.send('card.read', { key: can, dataGroups: ['DG1', 'DG2', 'DG13'] });
    await at.host.event('card.progress', ({ phase }) => phase === 'readingText');
    await at.host.close();
    at.host = undefined;
  });

  test('a card that stalls: the reader is marked stuck, and usable again when the command comes back', async () => {
    await insert('stalls-at-dg13', { transmitTimeoutMs: 1500 });
    await assert.rejects(read(can), rejectsWith('reader.stuck'));
    await at.host.event('reader.changed', ({ readers }) => readers[0].state === 'stuck');
    await assert.rejects(read(can), rejectsWith('reader.stuck'));
    const from = at.host.events.length;
    await at.desk.pcscd.remove('A');
    await at.host.event('reader.changed', ({ readers }) => readers[0].state === 'empty', from);
    await insert('nguyen-thi-mau');
    assert.equal((await read(can)).citizen.idNumber.value, mau.citizen.idNumber);
  });
});
