// What the tests of card.read share: a desk for all of a file, and for each test a host of its own that finds no card.
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { HostError } from './client.mjs';
import { facts, present, startDesk } from './desk.mjs';

/** The holder most tests read, and the key to the card. */
export const mau = facts('nguyen-thi-mau');
export const can = { can: mau.key.can };

/** For assert.rejects: the host refused with this code. */
export const rejectsWith = (code) => (error) => {
  assert.ok(error instanceof HostError, String(error));
  assert.equal(error.code, code);
  return true;
};

/** The values of a citizen's fields by name. */
export const values = (citizen) => Object.fromEntries(Object.entries(citizen).map(([name, field]) => [name, field.value]));

/**
 * To be called inside `describe`.
 * @returns `at` with the `desk` and the test's `host`; insert(cardFile, options) starts the host where there is none; read(key, params);
 * eventsOf(name), the params of the host's events
 */
export function readingDesk() {
  const at = { desk: undefined, host: undefined };
  before(async () => {
    at.desk = await startDesk();
  });
  after(() => at.desk?.stop());
  beforeEach(async () => {
    await at.host?.close();
    at.host = undefined;
    await at.desk.pcscd.remove('A');
    at.desk.removeAnchors();
  });
  const insert = async (cardFile, options) => {
    at.host ??= await at.desk.host(options);
    return present(at.desk, at.host, cardFile);
  };
  const read = (key, more = {}) => at.host.request('card.read', { key, ...more });
  const eventsOf = (name) => at.host.events.filter((event) => event.method === name).map((event) => event.params);
  return { at, insert, read, eventsOf };
}
