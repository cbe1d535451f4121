// Readers and the smart card service: events, several readers, and a service that is killed and comes back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HostError } from './client.mjs';
import { card, facts, startDesk } from './desk.mjs';

const rejectsWith = (code) => (error) => error instanceof HostError && error.code === code;

describe('readers', () => {
  let desk;
  const can = { can: facts('nguyen-thi-mau').key.can };
  before(async () => {
    desk = await startDesk({
      readers: ['A', 'B', { name: 'H', friendlyName: 'Windows Hello for Business 1' }],
    });
  });
  after(() => desk?.stop());

  test('are listed with class and state; cards of virtual ones are never announced or read', async () => {
    const host = await desk.host();
    await desk.pcscd.insert('H', card('nguyen-thi-mau'));
    const { reader } = await (await desk.pcscd.insert('A', card('nguyen-thi-mau')), host.event('card.inserted'));
    assert.equal(reader, desk.pcscd.readerNames.A);
    const { service, readers } = await host.request('reader.list');
    assert.equal(service, 'running');
    const byName = Object.fromEntries(readers.map((entry) => [entry.name, entry]));
    assert.deepEqual(byName[desk.pcscd.readerNames.A], { name: reader, state: 'present', class: 'contactless', insertion: 1 });
    assert.equal(byName[desk.pcscd.readerNames.B].state, 'empty');
    assert.equal(byName[desk.pcscd.readerNames.H].class, 'virtual');
    await assert.rejects(host.request('card.read', { reader: desk.pcscd.readerNames.H, key: can }), rejectsWith('reader.unknown'));
    assert.equal((await host.request('card.read', { key: can })).reader, reader);
    const status = await host.request('host.status');
    assert.deepEqual(status.readers, readers);
    const { checks } = await host.request('diagnostics.run');
    assert.deepEqual(checks.find(({ check }) => check === 'readers'), { check: 'readers', status: 'ok', count: 2 });
    assert.deepEqual(checks.at(-1), { check: 'scanners', status: 'ok', count: 0 });
    assert.ok(host.events.every((event) => !('reader' in event.params) || event.params.reader === reader));
    await desk.pcscd.remove('H');
    await host.close();
  });

  test('a card put back at once is another insertion', async () => {
    const host = await desk.host();
    await desk.pcscd.insert('A', card('nguyen-thi-mau'));
    const first = await host.event('card.inserted');
    await desk.pcscd.remove('A');
    await desk.pcscd.insert('A', card('nguyen-thi-mau'));
    const second = await host.event('card.inserted', ({ insertion }) => insertion !== first.insertion);
    assert.equal(second.insertion, first.insertion + 1);
    assert.deepEqual(await host.event('card.removed'), first);
    await desk.pcscd.remove('A');
    await host.close();
  });

  test('two cards: the reader must be named; both are read at the same time', async () => {
    const host = await desk.host();
    await desk.pcscd.insert('A', card('slow'));
    await desk.pcscd.insert('B', card('vo-thi-khac'));
    const { A, B } = desk.pcscd.readerNames;
    await host.event('card.inserted', ({ reader }) => reader === A);
    await host.event('card.inserted', ({ reader }) => reader === B);
    await assert.rejects(host.request('card.read', { key: can }), rejectsWith('reader.unknown'));
    const slow = host.send('card.read', { reader: A, key: can });
    const other = facts('vo-thi-khac');
    const quick = await host.request('card.read', { reader: B, key: { can: other.key.can } });
    assert.equal(quick.citizen.idNumber.value, other.citizen.idNumber);
    assert.ok(!host.responses.some((message) => message.id === slow), 'the slow reader held up the other');
    assert.equal((await host.result(slow)).reader, A);
    await desk.pcscd.remove('A');
    await desk.pcscd.remove('B');
    await host.close();
  });

  test('a service that is killed is announced once, and taken up again when it is back', async () => {
    const host = await desk.host();
    await desk.pcscd.insert('A', card('nguyen-thi-mau'));
    const { insertion } = await host.event('card.inserted');
    await host.request('card.read', { key: can });
    const from = host.events.length;
    await desk.pcscd.kill();
    await host.event('card.removed', (removed) => removed.insertion === insertion, from);
    await host.event('reader.changed', ({ service }) => service === 'unavailable', from);
    await assert.rejects(host.request('card.read', { key: can }), rejectsWith('pcsc.serviceUnavailable'));
    await desk.pcscd.start();
    const back = await host.event('card.inserted', undefined, from);
    assert.equal(back.insertion, insertion + 1);
    const lost = host.events.slice(from).filter(({ method, params }) => method === 'reader.changed' && params.service === 'unavailable');
    assert.equal(lost.length, 1);
    assert.equal((await host.request('card.read', { key: can })).insertion, back.insertion);
    await desk.pcscd.remove('A');
    await host.close();
  });
});
