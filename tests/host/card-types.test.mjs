// What one card taught the host, used for the next card of its kind: fewer commands, and never a failed read.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { card, facts, present, startDesk } from './desk.mjs';

const mau = facts('nguyen-thi-mau');
const extended = { extendedLength: true };
const short = { extendedLength: false };
const strict = { extendedLength: true, maximumRead: 1980, whenLonger: 'wrongLength' };
const cardsBeforeAskingAnew = 16; // of host/card_types.hpp

describe('cards of one kind, one after the other', () => {
  let desk;
  let host;

  before(async () => {
    desk = await startDesk();
  });
  after(() => desk?.stop());
  beforeEach(async () => {
    await host?.close();
    await desk.pcscd.remove('A');
    host = await desk.host();
  });

  /** Every card of these tests answers a reset alike. The commands that reading one with these abilities takes. */
  async function commandsFor(apdu) {
    await present(desk, host, { extends: card('nguyen-thi-mau'), apdu });
    const result = await host.request('card.read', { key: { can: mau.key.can }, dataGroups: ['DG1', 'DG2', 'DG13'] });
    assert.deepEqual(result.problems, []);
    assert.equal(result.citizen.idNumber.value, mau.citizen.idNumber);
    assert.equal(Buffer.from(result.photo.data, 'base64').length, mau.photo.size);
    return result.timing.apdus;
  }

  test('a refusal is not provoked twice', async () => {
    const first = await commandsFor(short);
    assert.equal(await commandsFor(short), first - 1);
    assert.equal(await commandsFor(short), first - 1);
  });

  test('the size that a card took is where the next begins', async () => {
    const first = await commandsFor(strict);
    assert.ok((await commandsFor(strict)) < first);
  });

  test('a card that can less than the last one costs one command more', async () => {
    const probing = await commandsFor(short);
    await host.close();
    host = await desk.host();
    await commandsFor(extended);
    await commandsFor(extended);
    assert.equal(await commandsFor(short), probing);
  });

  // The short one counts among the cards before.
  test('a card that can more than the last one is read as that one, and asked anew after a while', async () => {
    const long = await commandsFor(extended);
    await commandsFor(short);
    const counts = [];
    for (let i = 0; i < cardsBeforeAskingAnew; i += 1) counts.push(await commandsFor(extended));
    assert.equal(counts.at(-1), long);
    assert.ok(counts.slice(0, -1).every((count) => count > long), String(counts));
  });
});
