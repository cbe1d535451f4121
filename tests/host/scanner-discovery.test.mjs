// Which serial ports are scanners: the real host and the real libudev, with tty devices on a pretended USB bus.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { usbScanners } from '../virtual-scanner/index.mjs';
import { binary, chromeOrigin, Host } from './client.mjs';
import { qrText } from './desk.mjs';

describe('serial scanners by vendor and product', () => {
  const directory = mkdtempSync(join(tmpdir(), 'discovery-'));
  const bus = usbScanners(directory);
  const id = (port, vendor) => `serial:1-${port}:1.0:${vendor}:0b6a`;
  const [known, unknown, named] = [id(2, '0c2e'), id(3, '1a86'), id(4, '0403')];
  let host;

  const listed = (wanted, from) =>
    host.event('scanner.changed', ({ scanners }) => JSON.stringify(scanners.map(({ id: one, state }) => [one, state]).sort()) === JSON.stringify([...wanted].sort()), from);
  const scan = async (name, of, text) => {
    const from = host.events.length;
    await bus.type(name, `${text}\r`);
    return host.event('scanner.scanned', ({ scanner }) => scanner === of, from);
  };

  before(async () => {
    writeFileSync(join(directory, 'scanners.json'), JSON.stringify({ serialPorts: [{ usb: '0403:0b6a', name: 'Counter 4', baudRate: 38400, prefix: '<' }] }));
    host = new Host({ command: bus.command, args: [...bus.args(binary), '--config-dir', directory, chromeOrigin] });
    await bus.connect();
    await host.start();
    await host.request('scanner.listen');
  });
  after(() => {
    host?.process.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  test('a port of a maker of scanners is opened by itself and named as the table names it', async () => {
    await bus.plugSerial('Voyager', { address: 2, vendor: '0c2e', node: 'ttyACM0' });
    const { scanners } = await listed([[known, 'listening']], 0);
    assert.deepEqual(scanners[0], {
      id: known, name: 'Honeywell Voyager', kind: 'serial', state: 'listening', automatic: true, vendorId: '0c2e', productId: '0b6a', serialNumber: 'S2', port: '/dev/ttyACM0', quirk: 'honeywell',
    });
    const text = qrText('nguyen-thi-mau');
    assert.equal((await scan('Voyager', known, text)).text, text);
  });

  test('an unknown port is listed and left alone; by its name it is opened with the defaults and read', async () => {
    const from = host.events.length;
    await bus.plugSerial('Bridge', { address: 3, vendor: '1a86', node: 'ttyUSB0' });
    const { scanners } = await listed([[known, 'listening'], [unknown, 'ready']], from);
    const bridge = scanners.find(({ id: one }) => one === unknown);
    assert.deepEqual([bridge.name, bridge.automatic, bridge.quirk], ['Bridge', false, undefined]);
    const { scanners: now } = await host.request('scanner.listen', { scanner: unknown });
    assert.equal(now.find(({ id: one }) => one === unknown).state, 'listening');
    assert.equal((await scan('Bridge', unknown, '001099999999')).parsed.kind, 'idNumber');
  });

  test('a port that the administrator named by vendor and product has his name and settings', async () => {
    const from = host.events.length;
    await bus.plugSerial('Cable', { address: 4, vendor: '0403', node: 'ttyUSB1' });
    const { scanners } = await listed([[known, 'listening'], [unknown, 'listening'], [named, 'listening']], from);
    assert.equal(scanners.find(({ id: one }) => one === named).name, 'Counter 4');
    assert.equal((await scan('Cable', named, '<001099999999')).text, '001099999999');
  });

  test('unplugged and plugged in again, under another node: the same scanner, heard again without a word', async () => {
    let from = host.events.length;
    await bus.unplug('Voyager');
    await listed([[unknown, 'listening'], [named, 'listening']], from);
    from = host.events.length;
    await bus.plugSerial('Voyager', { address: 12, port: 2, vendor: '0c2e', node: 'ttyACM3' });
    const { scanners } = await listed([[known, 'listening'], [unknown, 'listening'], [named, 'listening']], from);
    assert.equal(scanners.find(({ id: one }) => one === known).port, '/dev/ttyACM3');
    assert.equal((await scan('Voyager', known, '001099999999')).text, '001099999999');
  });
});
