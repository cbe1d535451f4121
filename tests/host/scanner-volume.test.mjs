// Days of work and minutes of garbage from HID-POS scanners: the real host and the real libusb on a pretended USB bus.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { volume } from '../harness/volume.mjs';
import { hidPosPackets, usbScanners } from '../virtual-scanner/index.mjs';
import { binary, chromeOrigin, Host } from './client.mjs';
import { qrText } from './desk.mjs';

const patienceMs = 300_000;
const packetBytes = 32;
// What a host that reads a noisy scanner every twenty milliseconds takes of it in a minute (scan_intake.hpp).
const minuteOfPackets = 3000;
const scanCount = volume(10_000);

/** Process numbers of a process and of all below it. */
function family(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

/** Bytes that repeat on every run and mean nothing. */
function garbage(length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0, seed = 1; at < length; ++at) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    bytes[at] = seed >>> 16;
  }
  return bytes;
}

describe('HID-POS scanners for a long time', () => {
  const directory = mkdtempSync(join(tmpdir(), 'volume-'));
  const bus = usbScanners(directory);
  const id = (address) => `usb:1-${address}:1.0:0c2e:0b6a`;
  const [desk, neighbour] = [id(2), id(3)];
  let host;
  let pid;

  const scans = (of, from = 0) => host.events.slice(from).filter(({ method, params }) => method === 'scanner.scanned' && params.scanner === of);
  const state = (of, wanted, from) =>
    host.until(
      () => host.events.slice(from).find(({ method, params }) => method === 'scanner.changed' && params.scanners.some((one) => one.id === of && one.state === wanted)),
      `${of} to be ${wanted}`,
      patienceMs,
    );
  const scanned = (of, text, from) => host.until(() => scans(of, from).find(({ params }) => params.text === text), `the scan of ${text}`, patienceMs);
  const resident = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  const descriptors = () => readdirSync(`/proc/${pid}/fd`).length;

  before(async () => {
    host = new Host({ command: bus.command, args: [...bus.args(binary), '--config-dir', directory, chromeOrigin] });
    await bus.connect();
    await host.start();
    pid = family(host.process.pid).find((one) => readlinkSync(`/proc/${one}/exe`) === binary);
    await bus.plug('Desk', { address: 2 });
    await bus.plug('Neighbour', { address: 3 });
    await host.request('scanner.listen');
    for (const one of [desk, neighbour]) await state(one, 'listening', 0);
  });
  after(() => {
    host?.process.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  test(`${scanCount} scans in a row all come in their order; neither memory nor descriptors grow`, async () => {
    const text = qrText('nguyen-thi-mau');
    const numbers = Array.from({ length: scanCount }, (_, index) => `00109999${String(index).padStart(4, '0')}`);
    // Every tenth is a whole card, in several reports; the others are its number.
    const scanOf = (number, index) => (index % 10 === 9 ? `${number}${text.slice(12)}` : number);
    const batch = async (part) => {
      host.events.length = 0;
      const wanted = part.map(scanOf);
      await bus.send('Desk', wanted.flatMap((one) => hidPosPackets(one)));
      await scanned(desk, wanted.at(-1), 0);
      assert.deepEqual(scans(desk).map(({ params }) => params.text), wanted);
    };
    const step = scanCount / 10;
    await batch(numbers.slice(0, 2 * step));
    const early = [resident(), descriptors()];
    for (let at = 2 * step; at < numbers.length; at += step) await batch(numbers.slice(at, at + step));
    assert.ok(resident() - early[0] < 4096, `${early[0]} KiB, then ${resident()} KiB`);
    assert.equal(descriptors(), early[1]);
  });

  test('a minute of garbage is said once and not heard; the scanner beside it is; then it scans again', async () => {
    const from = host.events.length;
    const before = resident();
    const bytes = garbage(minuteOfPackets * packetBytes);
    await bus.send('Desk', Array.from({ length: minuteOfPackets }, (_, index) => bytes.subarray(index * packetBytes, (index + 1) * packetBytes)));
    await state(desk, 'noisy', from);
    await bus.send('Neighbour', hidPosPackets('001099999999'));
    await scanned(neighbour, '001099999999', from);
    await bus.taken('Desk');
    await state(desk, 'listening', from);
    const said = host.events.slice(from).filter(({ method, params }) => method !== 'scanner.changed' && params.scanner === desk);
    assert.ok(said.length < 20, `${said.length} events`);
    assert.ok(resident() - before < 4096, `${before} KiB, then ${resident()} KiB`);
    // What the garbage left of a report is ended by the host's patience, and the next one is whole.
    await bus.send('Desk', hidPosPackets('001099999998'));
    await scanned(desk, '001099999998', from);
  });

  test('one is unplugged in the middle of a report while the other scans: that scan is whole', async () => {
    const from = host.events.length;
    const text = qrText('vo-thi-khac');
    const packets = hidPosPackets(text);
    await bus.send('Desk', packets.slice(0, 1));
    await bus.send('Neighbour', packets.slice(0, 3));
    await Promise.all([bus.taken('Neighbour'), bus.taken('Desk')]);
    await bus.unplug('Neighbour');
    await bus.send('Desk', packets.slice(1));
    await scanned(desk, text, from);
    assert.deepEqual(await host.event('scanner.rejected', undefined, from), { scanner: neighbour, error: 'scanner.disconnected' });
    assert.deepEqual([scans(desk, from).length, scans(neighbour, from).length], [1, 0]);
  });
});
