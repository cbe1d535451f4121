// HID-POS scanners: the real host and the real libusb on a pretended USB bus.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hidPosPackets, usbScanners } from '../virtual-scanner/index.mjs';
import { binary, chromeOrigin, Host, HostError } from './client.mjs';
import { qrText } from './desk.mjs';

describe('HID-POS scanners', () => {
  const directory = mkdtempSync(join(tmpdir(), 'hid-'));
  const bus = usbScanners(directory);
  let host;
  const id = (address) => `usb:1-${address}:1.0:0c2e:0b6a`;
  const listed = (states, from) =>
    host.event('scanner.changed', ({ scanners }) => JSON.stringify(scanners.map(({ id: one, state }) => [one, state])) === JSON.stringify(states), from);
  const scan = async (name, address, packets) => {
    const from = host.events.length;
    await bus.send(name, packets);
    return host.event('scanner.scanned', ({ scanner }) => scanner === id(address), from);
  };

  before(async () => {
    host = new Host({ command: bus.command, args: [...bus.args(binary), '--config-dir', directory, chromeOrigin] });
    await bus.connect();
    await host.start();
  });
  after(() => {
    host?.process.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  test('nothing is there; a scanner that is plugged in while somebody listens is opened, a keyboard is not even listed', async () => {
    assert.deepEqual(await host.request('scanner.listen'), { scanners: [] });
    await bus.plug('typist', { address: 5, keyboard: true });
    await bus.plug('Voyager', { address: 2 });
    const { scanners } = await listed([[id(2), 'listening']], 0);
    assert.deepEqual(scanners[0], {
      id: id(2), name: 'Honeywell Voyager', kind: 'hidPos', state: 'listening', automatic: true, vendorId: '0c2e', productId: '0b6a', serialNumber: 'S2', quirk: 'honeywell',
    });
    await bus.given('typist');
  });

  test('a card in several reports of several packets gives its citizen and its symbology', async () => {
    const text = qrText('nguyen-thi-mau');
    const event = await scan('Voyager', 2, hidPosPackets(text));
    assert.deepEqual([event.text, event.kind, event.symbology], [text, 'hidPos', { aim: ']Q1', name: 'qr' }]);
    assert.deepEqual(event.parsed, await host.request('qr.parse', { text }));
  });

  test('packets of no length, a scanner that adds CR LF, and a number in one report', async () => {
    const text = qrText('nguyen-thi-mau');
    const packets = hidPosPackets(`${text}\r\n`).flatMap((packet) => [packet, Buffer.alloc(0)]);
    assert.equal((await scan('Voyager', 2, packets)).text, text);
    const event = await scan('Voyager', 2, hidPosPackets('001099999999', { aim: ']C0' }));
    assert.deepEqual([event.parsed.kind, event.symbology.name], ['idNumber', 'code128']);
  });

  test('two scanners at once do not mix their letters', async () => {
    const from = host.events.length;
    await bus.plug('Xenon', { address: 3, driver: false });
    await listed([[id(2), 'listening'], [id(3), 'listening']], from);
    const [one, two] = [qrText('nguyen-thi-mau'), qrText('vo-thi-khac')];
    const [left, right] = [hidPosPackets(one), hidPosPackets(two)];
    while (left.length + right.length > 0) {
      await bus.send('Voyager', left.splice(0, 1));
      await bus.send('Xenon', right.splice(0, 1));
    }
    assert.equal((await host.event('scanner.scanned', ({ scanner }) => scanner === id(2), from)).text, one);
    assert.equal((await host.event('scanner.scanned', ({ scanner }) => scanner === id(3), from)).text, two);
  });

  test('unplugged in the middle of a scan: it is lost and said so; plugged in again it is read', async () => {
    const from = host.events.length;
    await bus.send('Voyager', hidPosPackets(qrText('nguyen-thi-mau')).slice(0, 3));
    await bus.taken('Voyager');
    await bus.unplug('Voyager');
    assert.deepEqual(await host.event('scanner.rejected', undefined, from), { scanner: id(2), error: 'scanner.disconnected' });
    await listed([[id(3), 'listening']], from);
    assert.equal(host.events.slice(from).filter(({ method }) => method === 'scanner.scanned').length, 0);
    await bus.plug('Voyager', { address: 12, port: 2 });
    await listed([[id(2), 'listening'], [id(3), 'listening']], from);
    assert.equal((await scan('Voyager', 2, hidPosPackets('001099999999'))).text, '001099999999');
  });

  test('in and out twenty times, each time in the middle of a scan', async () => {
    for (let count = 0; count < 20; ++count) {
      let from = host.events.length;
      await bus.plug('Loose', { address: 20 + count, port: 4 });
      await listed([[id(2), 'listening'], [id(3), 'listening'], [id(4), 'listening']], from);
      await bus.send('Loose', hidPosPackets('x'.repeat(100)).slice(0, 3));
      await bus.taken('Loose');
      from = host.events.length;
      await bus.unplug('Loose');
      await listed([[id(2), 'listening'], [id(3), 'listening']], from);
    }
  });

  test('a report that counts more bytes than it has is refused, and the next scan is read', async () => {
    const from = host.events.length;
    const [first, second] = hidPosPackets('001099999999');
    const lying = Buffer.from(first);
    lying[1] = 200;
    await bus.send('Voyager', [lying, second]);
    assert.deepEqual(await host.event('scanner.rejected', undefined, from), { scanner: id(2), error: 'scanner.garbage' });
    assert.equal((await scan('Voyager', 2, hidPosPackets('001099999999'))).text, '001099999999');
  });

  test('the system gets a scanner back that is stopped; one that another program has is busy and then comes by itself', async () => {
    await host.request('scanner.stop');
    await bus.given('Voyager');
    await bus.hold('Voyager');
    const from = host.events.length;
    const { scanners } = await host.request('scanner.listen');
    assert.deepEqual(scanners.map(({ state, error }) => [state, error]), [['busy', 'scanner.busy'], ['listening', undefined]]);
    await assert.rejects(host.request('scanner.listen', { scanner: id(2) }), (error) => error instanceof HostError && error.code === 'scanner.busy');
    await bus.free('Voyager');
    await listed([[id(2), 'listening'], [id(3), 'listening']], from);
  });

  test('an unknown maker\'s scanner that another program has is busy by its name, and comes when it is let go; what is no scanner is not listed', async () => {
    let from = host.events.length;
    await bus.plug('Gamepad', { address: 60, vendor: '1235', driver: false, held: true });
    await bus.plug('2D Barcode Scanner', { address: 61, vendor: '1234', driver: false, held: true });
    const unknown = 'usb:1-61:1.0:1234:0b6a';
    const { scanners } = await host.event('scanner.changed', ({ scanners: all }) => all.length === 3, from);
    const busy = scanners.find(({ id: one }) => one === unknown);
    assert.deepEqual([busy.name, busy.state, busy.error], ['2D Barcode Scanner', 'busy', 'scanner.busy']);
    from = host.events.length;
    await bus.free('2D Barcode Scanner');
    await host.event('scanner.changed', ({ scanners: all }) => all.some((one) => one.id === unknown && one.state === 'listening'), from);
    await bus.send('2D Barcode Scanner', hidPosPackets('001099999999'));
    assert.equal((await host.event('scanner.scanned', ({ scanner }) => scanner === unknown, from)).text, '001099999999');
    assert.ok(!JSON.stringify(host.events).includes('Gamepad'));
  });

  test('the end of input gives everything back and ends the host at once', async () => {
    const begin = process.hrtime.bigint();
    assert.deepEqual(await host.close(), { code: 0, signal: null });
    assert.ok(process.hrtime.bigint() - begin < 2_000_000_000n);
  });
});
