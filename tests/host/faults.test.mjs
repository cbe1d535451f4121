// Faults at commands spread over a whole reading, through the real pcscd: a typed error or a whole answer, no hang, and
// the next reading works. Every command and every kind of fault is tried in process (tests/conformance/emrtd).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HostError } from './client.mjs';
import { card, facts, present, startDesk } from './desk.mjs';

const name = 'nguyen-thi-mau';
const truth = facts(name);
const key = { can: truth.key.can };
// Short, for the cards that stall; far above what a busy machine may keep a command waiting.
const watchdog = 1500;
const everything = ['DG1', 'DG2', 'DG13'];

const kinds = {
  'pulled': { kind: 'remove' },
  'an answer cut to three bytes': { kind: 'truncate', keep: 3 },
  'an answer that is only a status word': { kind: 'truncate', keep: 2 },
  'one bit wrong': { kind: 'flipBit', bit: 37 },
  'a status word out of place': { kind: 'statusWord', statusWord: '6F00' },
  'a status word of a reader': { kind: 'statusWord', statusWord: '6700' },
};
// What may be said of such a card: the link failed, the card spoke nonsense, or it seemed to refuse.
const acceptable = /^(card|reader|qr|pcsc)\./;

describe('faults on the way to the card', () => {
  let desk;
  let host;

  before(async () => {
    desk = await startDesk();
    host = await desk.host();
  });
  after(() => desk?.stop());

  const insert = (faults) => present(desk, host, { extends: card(name), faults });
  const read = () => host.request('card.read', { key, dataGroups: everything });

  function isWhole(result) {
    assert.equal(result.citizen.idNumber.value, truth.citizen.idNumber);
    assert.equal(result.citizen.placeOfResidence.value, truth.citizen.placeOfResidence);
  }

  /** Every second command; the ends of the reading always. */
  async function spread() {
    await insert([]);
    const { apdus } = (await read()).timing;
    return Array.from({ length: apdus }, (_, index) => index + 1).filter((k) => k % 2 === 1 || k === apdus);
  }

  for (const [what, fault] of Object.entries(kinds))
    test(`${what}, at commands spread over the reading`, async () => {
      for (const atApdu of await spread()) {
        await insert([{ atApdu, ...fault }]);
        try {
          isWhole(await read());
        } catch (error) {
          assert.ok(error instanceof HostError, `${what} at ${atApdu}: ${error}`);
          assert.match(error.code, acceptable, `${what} at ${atApdu}`);
        }
        await insert([]);
        isWhole(await read());
      }
    });

  test('a stall beyond the watchdog, at commands spread over the reading', async () => {
    const all = await spread();
    await host.close();
    host = await desk.host({ transmitTimeoutMs: watchdog });
    for (const atApdu of all.filter((_, index) => index % 2 === 0)) {
      await insert([{ atApdu, kind: 'stall' }]);
      const outcome = await read().catch((error) => error);
      if (outcome instanceof HostError) assert.equal(outcome.code, 'reader.stuck', `stalled at ${atApdu}`);
      else isWhole(outcome); // the photo alone was lost
      const from = host.events.length;
      await desk.pcscd.remove('A');
      await host.event('reader.changed', ({ readers }) => readers[0].state === 'empty', from);
      await insert([]);
      isWhole(await read());
    }
  });

  test('nothing of all this is in the log', () => assert.equal(host.stderr, ''));
});
