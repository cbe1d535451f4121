// Serial scanners: the real host with pseudo terminals that the administrator named.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { volume } from '../harness/volume.mjs';
import { startSerialScanners } from '../virtual-scanner/index.mjs';
import { binary, Host, HostError, run } from './client.mjs';
import { qrText } from './desk.mjs';

const refusedWith = (code) => (error) => error instanceof HostError && error.code === code;

describe('serial scanners', () => {
  const directory = mkdtempSync(join(tmpdir(), 'serial-'));
  const port = (name) => join(directory, name);
  const id = (name) => `port:${port(name)}`;
  const hosts = [];
  let scanners;
  let host;

  const settings = (ports, configDirectory = directory) => writeFileSync(join(configDirectory, 'scanners.json'), JSON.stringify({ serialPorts: ports }));
  const newHost = async (configDirectory = directory) => {
    const one = new Host({ configDirectory });
    hosts.push(one);
    await one.start();
    return one;
  };
  const scans = (name, from = 0) => host.events.slice(from).filter(({ method, params }) => method === 'scanner.scanned' && params.scanner === id(name));
  const nextScan = (name, from) => host.event('scanner.scanned', ({ scanner }) => scanner === id(name), from);
  const stateOf = (name, state, from) =>
    host.event('scanner.changed', ({ scanners: list }) => list.some((one) => one.id === id(name) && one.state === state), from);
  const scan = async (name, bytes) => {
    const from = host.events.length;
    await scanners.send(name, bytes);
    return nextScan(name, from);
  };

  before(async () => {
    settings([{ path: port('A'), name: 'Counter 1', baudRate: 115200 }, { path: port('B'), prefix: '<<', suffix: '>>', baudRate: 50 }]);
    scanners = startSerialScanners(directory);
    await scanners.plug('A');
    await scanners.plug('B');
    host = await newHost();
  });
  after(async () => {
    for (const one of hosts) one.process.kill('SIGKILL');
    await scanners?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('nothing is opened before somebody listens; then all that are named are', async () => {
    const { scanners: before } = await host.request('scanner.list');
    assert.deepEqual(before.map(({ id: one, name, kind, state, automatic }) => [one, name, kind, state, automatic]), [
      [id('A'), 'Counter 1', 'serial', 'ready', true],
      [id('B'), port('B'), 'serial', 'ready', true],
    ]);
    const { scanners: now } = await host.request('scanner.listen');
    assert.deepEqual(now.map(({ state }) => state), ['listening', 'listening']);
  });

  test('a card with any terminator, or none, gives its citizen', async () => {
    const text = qrText('nguyen-thi-mau');
    const truth = await host.request('qr.parse', { text });
    for (const end of ['\r', '\n', '\r\n', '\t', '\x03', '']) {
      const event = await scan('A', `${text}${end}`);
      assert.deepEqual([event.text, event.kind, event.encoding, event.damaged], [text, 'serial', 'utf8', false], JSON.stringify(end));
      assert.deepEqual(event.parsed, truth);
    }
  });

  test('what the scanner adds is taken off: set prefix and suffix, STX, AIM identifier, byte order mark', async () => {
    const text = qrText('nguyen-thi-mau');
    assert.equal((await scan('B', `<<${text}>>\r`)).text, text);
    const event = await scan('A', `\x02]Q1${text}\x03`);
    assert.deepEqual([event.text, event.symbology], [text, { aim: ']Q1', name: 'qr' }]);
    assert.equal((await scan('A', `\uFEFF${text}\r`)).text, text);
  });

  test('a scan in pieces of one byte, and one with lines of its own', async () => {
    const text = qrText('nguyen-thi-mau');
    const from = host.events.length;
    for (const byte of Buffer.from(`${text}\r`)) await scanners.send('A', Buffer.of(byte));
    assert.equal((await nextScan('A', from)).text, text);
    const card = 'BEGIN:VCARD\r\nN:Mẫu\r\nEND:VCARD';
    assert.deepEqual([(await scan('A', `${card}\r\n`)).text, scans('A', from).length], [card, 2]);
  });

  test('UTF-16 is read; what is no known text is marked as damaged', async () => {
    const text = qrText('nguyen-thi-mau');
    const wide = await scan('A', Buffer.from(`${text}\r\n`, 'utf16le'));
    assert.deepEqual([wide.text, wide.encoding, wide.damaged], [text, 'utf16', false]);
    const broken = Buffer.from(`${text}\r`.normalize('NFD').replace(/\p{M}/gu, '\x8f'), 'latin1');
    const { encoding, damaged, parsed } = await scan('A', broken);
    assert.deepEqual([encoding, damaged, parsed.citizen?.fullName], ['unknown', true, undefined]);
  });

  test('a port belongs to one program at a time, and comes back by itself', async () => {
    const second = await newHost();
    const { scanners: seen } = await second.request('scanner.listen');
    assert.deepEqual(seen.map(({ state, error }) => [state, error]), [['busy', 'scanner.busy'], ['busy', 'scanner.busy']]);
    await assert.rejects(second.request('scanner.listen', { scanner: id('A') }), refusedWith('scanner.busy'));
    const { scanners: stopped } = await host.request('scanner.stop', { scanner: id('A') });
    assert.deepEqual(stopped.map(({ state }) => state), ['ready', 'listening']);
    await second.event('scanner.changed', ({ scanners: list }) => list[0].state === 'listening');
    await second.close();
    await host.request('scanner.listen');
  });

  test('unplugged in the middle of a scan: it is lost, said so, and the next one comes from the port plugged in again', async () => {
    const from = host.events.length;
    const long = Buffer.from(qrText('nguyen-thi-mau')).subarray(0, 40);
    // What comes in one write is read at once; at 50 baud it takes seconds of silence to end a scan.
    await scanners.send('B', Buffer.concat([Buffer.from('001099999999\r'), long]));
    await nextScan('B', from);
    await scanners.unplug('B');
    await stateOf('B', 'failed', from);
    assert.deepEqual(await host.event('scanner.rejected', undefined, from), { scanner: id('B'), error: 'scanner.disconnected' });
    assert.equal(scans('B', from).length, 1);
    const again = host.events.length;
    await scanners.plug('B');
    await stateOf('B', 'listening', again);
    assert.equal((await scan('B', '001099999999\r')).parsed.kind, 'idNumber');
  });

  test('two scanners at once do not mix their letters', async () => {
    // At 50 baud only seconds of silence end a scan: how long this machine takes from piece to piece does not count.
    const apart = join(directory, 'apart');
    mkdirSync(apart);
    settings(['C', 'D'].map((name) => ({ path: port(name), baudRate: 50 })), apart);
    await Promise.all(['C', 'D'].map((name) => scanners.plug(name)));
    const other = await newHost(apart);
    await other.request('scanner.listen');
    const [one, two] = [qrText('nguyen-thi-mau'), qrText('vo-thi-khac')];
    const [a, b] = [Buffer.from(`${one}\r`), Buffer.from(`${two}\r`)];
    for (let at = 0; at < Math.max(a.length, b.length); at += 16) {
      await scanners.send('C', a.subarray(at, at + 16));
      await scanners.send('D', b.subarray(at, at + 16));
    }
    const textOf = async (name) => (await other.event('scanner.scanned', ({ scanner }) => scanner === id(name))).text;
    assert.deepEqual([await textOf('C'), await textOf('D')], [one, two]);
    await other.close();
  });

  test('more than any code holds is refused, once, and the next scan is read', async () => {
    const from = host.events.length;
    await scanners.send('A', `${'x'.repeat(20_000)}\r`);
    assert.deepEqual(await host.event('scanner.rejected', undefined, from), { scanner: id('A'), error: 'scanner.dataTooLong' });
    assert.equal((await scan('A', '001099999999\r')).text, '001099999999');
  });

  // What 115200 baud carry in a minute; a pseudo terminal brings it as fast as the host takes it.
  const bytesOfGarbage = volume(691_200);
  test(`${bytesOfGarbage} bytes of garbage are said once and then not heard, until the scanner is quiet`, async () => {
    const from = host.events.length;
    const garbage = Buffer.alloc(bytesOfGarbage);
    for (let at = 0, seed = 1; at < garbage.length; ++at) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      garbage[at] = seed >>> 16;
    }
    const sent = scanners.send('A', garbage);
    await stateOf('A', 'noisy', from);
    await sent;
    await stateOf('A', 'listening', from);
    const said = host.events.slice(from).filter(({ method }) => method !== 'scanner.changed');
    assert.ok(said.length < 20, `${said.length} events`);
    assert.equal(said.at(-1).params.error, 'scanner.garbage');
    assert.equal((await scan('A', '001099999999\r')).text, '001099999999');
  });

  const scanCount = volume(10_000);
  test(`${scanCount} scans in a row all come, and memory does not grow`, async () => {
    const numbers = Array.from({ length: scanCount }, (_, index) => `00109999${String(index).padStart(4, '0')}`);
    const resident = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${host.process.pid}/status`, 'utf8'))[1]);
    const text = qrText('nguyen-thi-mau');
    const batch = async (part) => {
      host.events.length = 0;
      await scanners.send('A', part.map((number) => `${number}${text.slice(12)}\r`).join(''));
      const last = part.at(-1);
      await host.until(() => host.events.find(({ params }) => params.text?.startsWith(last)), 'the last scan', 60_000);
      assert.deepEqual(scans('A').map(({ params }) => params.text.slice(0, 12)), part);
    };
    const step = scanCount / 10;
    await batch(numbers.slice(0, 2 * step));
    const early = resident();
    for (let at = 2 * step; at < numbers.length; at += step) await batch(numbers.slice(at, at + step));
    assert.ok(resident() - early < 4096, `${early} KiB, then ${resident()} KiB`);
  });

  test('an unknown scanner, wrong params, and a wrong settings file have their codes', async () => {
    for (const method of ['scanner.listen', 'scanner.stop']) {
      await assert.rejects(host.request(method, { scanner: 'serial:nowhere' }), refusedWith('scanner.none'));
      await assert.rejects(host.request(method, { scanner: 5 }), refusedWith('protocol.invalidParams'));
    }
    await assert.rejects(host.request('scanner.listen', { baudRate: 9600 }), refusedWith('protocol.invalidParams'));
    await assert.rejects(host.request('scanner.listen', { scanner: id('A'), baudRate: 9601 }), refusedWith('protocol.invalidParams'));
    for (const wrong of ['[]', '{', '{"serialPorts":[{}]}', '{"serialPorts":[{"path":"/dev/x","usb":"1a86:7523"}]}', '{"serialPorts":[{"usb":"1a86"}]}', '{"ports":[]}', '{"serialPorts":[{"path":"/dev/x","baudRate":1}]}']) {
      writeFileSync(join(directory, 'scanners.json'), wrong);
      const other = await newHost();
      await assert.rejects(other.request('scanner.list'), refusedWith('scanner.settingsInvalid'), wrong);
      const { checks } = await other.request('diagnostics.run');
      assert.deepEqual(checks.at(-1), { check: 'scanners', status: 'failed', error: 'scanner.settingsInvalid' });
      await other.close();
    }
  });

  test('the end of input ends the host at once and frees its ports; the command line can listen', async () => {
    settings([{ path: port('A') }]);
    const begin = process.hrtime.bigint();
    assert.deepEqual(await host.close(), { code: 0, signal: null });
    assert.ok(process.hrtime.bigint() - begin < 1_000_000_000n);
    const list = JSON.parse((await run(['call', 'scanner.list'], { configDirectory: directory })).stdout);
    assert.equal(list.scanners[0].state, 'ready');

    const line = spawn(binary, ['--config-dir', directory, 'call', '--ndjson', '--events']);
    const messages = createInterface({ input: line.stdout })[Symbol.asyncIterator]();
    const next = async (wanted) => {
      for (;;) {
        const message = JSON.parse((await messages.next()).value);
        if (wanted(message)) return message;
      }
    };
    line.stdin.write('{"method":"scanner.listen"}\n');
    assert.equal((await next(({ result }) => result)).result.scanners[0].state, 'listening');
    await scanners.send('A', '001099999999\r');
    const { params } = await next(({ method }) => method === 'scanner.scanned');
    assert.equal(params.parsed.kind, 'idNumber');
    line.kill('SIGTERM');
    assert.deepEqual(await once(line, 'close'), [0, null]);
  });
});
