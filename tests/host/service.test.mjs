// A smart card service that dies or is not there: on Linux a fault of its own.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { card, facts, startDesk } from './desk.mjs';

describe('the smart card service', () => {
  let desk;
  const can = { can: facts('nguyen-thi-mau').key.can };
  before(async () => {
    desk = await startDesk();
  });
  after(() => desk?.stop());

  test('a service that dies in the middle of a read', async () => {
    const host = await desk.host();
    await desk.pcscd.insert('A', card('slow'));
    await host.event('card.inserted');
    const id = host.send('card.read', { key: can });
    await host.event('card.progress', ({ phase }) => phase === 'readingText');
    await desk.pcscd.kill();
    await assert.rejects(host.result(id), (error) => ['pcsc.serviceUnavailable', 'card.removed', 'reader.disconnected'].includes(error.code));
    await desk.pcscd.start();
    await host.event('card.inserted', ({ insertion }) => insertion === 2);
    assert.equal((await host.request('card.read', { key: can })).access, 'pace');
    await desk.pcscd.remove('A');
    await host.close();
  });

  test('no service at all is a state, not a failure', async () => {
    await desk.pcscd.kill();
    const host = await desk.host();
    assert.deepEqual(await host.event('reader.changed'), { service: 'unavailable', readers: [] });
    const { checks } = await host.request('diagnostics.run');
    assert.deepEqual(checks[0], { check: 'service', status: 'failed', error: 'pcsc.serviceUnavailable' });
    await desk.pcscd.start();
    await host.event('reader.changed', ({ service }) => service === 'running');
    await host.close();
  });
});
