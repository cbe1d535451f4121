// A serial scanner of the Windows program: a COM port of wine that leads to a pseudo terminal of this machine.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { binary, Host, root } from '../host/client.mjs';
import { facts, qrText } from '../host/desk.mjs';
import { startSerialScanners } from '../virtual-scanner/index.mjs';

assert.match(binary, /host-in-wine$/, 'CCCD_BRIDGE names the host to test');

// Wine makes ports for those of the machine, from COM1 on without a gap, and leaves this one alone.
const port = 'COM90';
const device = join(process.env.WINEPREFIX ?? join(root, '.cache', 'windows', 'wine'), 'dosdevices', port.toLowerCase());

describe('a serial scanner', () => {
  const directory = mkdtempSync(join(tmpdir(), 'com-'));
  const text = qrText('nguyen-thi-mau');
  let scanners;
  let host;
  before(async () => {
    writeFileSync(join(directory, 'scanners.json'), JSON.stringify({ serialPorts: [{ path: port, name: 'Quầy 1' }] }));
    scanners = startSerialScanners(directory);
    await scanners.plug('A');
    host = new Host({ configDirectory: directory });
    await host.start(); // its start makes wine's folder where there is none
    rmSync(device, { force: true });
    symlinkSync(join(directory, 'A'), device);
  });
  after(async () => {
    host?.process.kill('SIGKILL');
    rmSync(device, { force: true });
    await scanners?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('is listened to, and its scans arrive whole, whatever ends them', async () => {
    const { scanners: [one] } = await host.request('scanner.listen');
    assert.deepEqual([one.id, one.name, one.kind, one.state], [`port:${port}`, 'Quầy 1', 'serial', 'listening']);
    for (const end of ['\r', '\r\n', '']) {
      const from = host.events.length;
      await scanners.send('A', `${text}${end}`);
      const scan = await host.event('scanner.scanned', undefined, from);
      assert.deepEqual([scan.text, scan.damaged, scan.parsed.kind], [text, false, 'cccd2021'], JSON.stringify(end));
      assert.equal(scan.parsed.citizen.fullName.value, facts('nguyen-thi-mau').citizen.fullName);
    }
  });

  test('is noticed when it is pulled out', async () => {
    const pulled = host.events.length;
    await scanners.unplug('A');
    await host.event('scanner.changed', ({ scanners: [one] }) => one.state === 'failed' && one.error === 'scanner.disconnected', pulled);
  });
});
