// Readers that are plugged and unplugged while the host runs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startPcscdWithHotplug } from '../virtual-reader/index.mjs';
import { buildDirectory, Host, HostError } from './client.mjs';
import { card, facts } from './desk.mjs';

describe('hot plug', () => {
  const directory = mkdtempSync(join(tmpdir(), 'plug-'));
  const key = { can: facts('nguyen-thi-mau').key.can };
  let pcscd;
  let host;
  before(async () => {
    pcscd = await startPcscdWithHotplug({ buildDir: buildDirectory, directory: join(directory, 'p'), readers: ['A', 'B'] });
    host = new Host({ env: pcscd.env, configDirectory: directory });
    await host.start();
  });
  after(async () => {
    host?.process.kill('SIGKILL');
    await pcscd?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const readersNow = (names, from) =>
    host.event('reader.changed', ({ readers }) => JSON.stringify(readers.map(({ name }) => name).sort()) === JSON.stringify([...names].sort()), from);

  test('a service without readers is running, and has none', async () => {
    assert.deepEqual(await host.event('reader.changed'), { service: 'running', readers: [] });
    await assert.rejects(host.request('card.read', { key }), (error) => error instanceof HostError && error.code === 'reader.none');
  });

  test('readers come and go, with their cards; insertions go on counting', async () => {
    await pcscd.plug('A');
    const first = pcscd.readerNames.A;
    await readersNow([first], 0);
    await pcscd.insert('A', card('nguyen-thi-mau'));
    const { reader, insertion } = await host.event('card.inserted');
    assert.equal(reader, first);
    assert.equal((await host.request('card.read', { key })).insertion, insertion);

    await pcscd.plug('B');
    await readersNow([first, pcscd.readerNames.B], 0);

    const from = host.events.length;
    await pcscd.unplug('A');
    assert.deepEqual(await host.event('card.removed', undefined, from), { reader, insertion });
    await readersNow([pcscd.readerNames.B], from);
    await assert.rejects(host.request('card.read', { reader, key }), (error) => error.code === 'reader.unknown');

    await pcscd.plug('A');
    const again = await host.event('card.inserted', undefined, from);
    if (again.reader === reader) assert.equal(again.insertion, insertion + 1);
    assert.equal((await host.request('card.read', { key })).access, 'pace');
  });

  test('a reader unplugged in the middle of a read', async () => {
    await pcscd.remove('A');
    const from = host.events.length;
    await pcscd.insert('A', { extends: card('slow'), link: { perApduMicroseconds: 50_000 } });
    await host.event('card.inserted', undefined, from);
    const id = host.send('card.read', { reader: pcscd.readerNames.A, key });
    await host.event('card.progress', ({ request, phase }) => request === id && phase === 'readingText');
    await pcscd.unplug('A');
    // pcscd may serve a read to its end before it lets go of the reader.
    const outcome = await host.result(id).then(() => 'read', ({ code }) => code);
    assert.ok(['read', 'reader.disconnected', 'card.removed', 'card.unresponsive'].includes(outcome), outcome);
    await assert.rejects(host.request('card.read', { key }), (error) => ['reader.none', 'card.none'].includes(error.code));
  });
});
