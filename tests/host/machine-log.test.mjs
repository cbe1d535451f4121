// What the host tells the machine's log: few lines, each as schemas/events.json says, none of them about a person.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, test } from 'node:test';
import { chromeOrigin, firefoxId, Host, HostError } from './client.mjs';
import { card, facts, qrText } from './desk.mjs';
import { DoctorRoot } from './doctor-root.mjs';
import { confinedHelper, eventually } from './helper-processes.mjs';
import { finderPng, flatPng } from './pictures.mjs';
import { SystemLog } from './system-log.mjs';

const { events } = JSON.parse(readFileSync(new URL('../../schemas/events.json', import.meta.url), 'utf8'));
const levels = { information: 6, warning: 4, error: 3 };
const facility = 1; // "user", RFC 5424 §6.2.1
const name = 'nguyen-thi-mau';
const truth = facts(name);
const anchors = '/etc/cccd-bridge/anchors';
const shape = /^<(\d+)>[A-Z][a-z]{2} [ 1-3]\d \d\d:\d\d:\d\d cccd-bridge\[\d+\]: ([A-Za-z.]+): (.*) event=(\d+) version=(\d+\.\d+\.\d+)((?: [A-Za-z]+=[A-Za-z0-9.,:+?-]+)*)$/;

/** A line taken apart, and that it is one of the catalogue's. */
function understood(line) {
  const [whole, priority, code, message, number, , tail] = shape.exec(line) ?? [];
  assert.ok(whole, `not a line of ours: ${line}`);
  const event = events[code];
  assert.deepEqual([message, Number(number), Number(priority)], [event.message.en, event.number, facility * 8 + levels[event.severity]], line);
  const fields = Object.fromEntries(tail.trim().split(' ').filter(Boolean).map((field) => field.split('=')));
  const { withheld, ...listed } = fields;
  assert.deepEqual(Object.keys(listed), Object.keys(event.fields), line);
  return { event: code, ...fields };
}

describe("the machine's log", () => {
  const desk = new DoctorRoot();
  let log;
  let hosts = [];
  before(async () => {
    await desk.furnish();
    desk.write('/dev/null', ''); // a picture's helper opens it
    mkdirSync(desk.at('/dev'), { recursive: true });
    log = await SystemLog.open(desk.at('/dev/log'));
  });
  after(async () => {
    for (const host of hosts) host.process.kill('SIGKILL');
    log?.close();
    await desk.stop();
  });
  beforeEach(async () => {
    for (const host of hosts) await host.close();
    hosts = [];
    await log.taken();
  });

  const lines = async () => (await log.taken()).map(understood);
  const nextLine = (code) => eventually(async () => (await lines()).find((line) => line.event === code), code);
  function open(args = [chromeOrigin]) {
    const host = new Host(desk.command(args));
    hosts.push(host);
    return host;
  }
  async function started() {
    const host = open();
    await host.start();
    return host;
  }

  test('a stranger that starts the host', async () => {
    const host = open(['/manifest.json', `x;${firefoxId}`]);
    assert.equal((await host.exited).code, 1);
    assert.deepEqual(await lines(), [{ event: 'program.callerRefused', code: 'protocol.originRefused' }]);
  });

  test('a whole day of readings says nothing at all', async () => {
    const host = await started();
    await desk.insert(card(name));
    const keys = [{ can: truth.key.can }, { mrz: truth.key.mrz }, { qr: qrText(name) }];
    for (const key of keys) {
      const { citizen, photo } = await host.request('card.read', { key, dataGroups: ['DG1', 'DG2', 'DG13'], include: ['ethnicity', 'fatherName'] });
      assert.equal(citizen.fullName.value, truth.citizen.fullName);
      assert.ok(photo.data.length > 1000);
    }
    await host.request('qr.parse', { text: qrText(name) });
    await host.request('address.resolve', { text: truth.citizen.placeOfResidence });
    await desk.pullCard();
    await host.event('card.removed');
    await assert.rejects(host.request('card.read', { key: keys[0] }), HostError);
    await host.close();
    assert.deepEqual(await log.taken(), []);
  });

  test('issuers that trust.import brought, and nothing where it brought none', async () => {
    desk.remove(anchors);
    desk.write('/issuer.pem', readFileSync(new URL('../virtual-card/pki/csca-vn.cert.pem', import.meta.url), 'utf8'));
    const { code, stdout } = await desk.run(['call', 'trust.import', '{"path": "/issuer.pem"}']);
    assert.equal(code, 0);
    const { imported } = JSON.parse(stdout);
    assert.deepEqual(await lines(), [
      { event: 'trust.changed', issuers: '1', signers: '0', revocationLists: '0', skipped: '0', fingerprints: imported[0].fingerprint },
    ]);
    assert.equal((await desk.run(['call', 'trust.import', '{"path": "/issuer.pem"}'])).code, 0);
    assert.deepEqual(await lines(), []);
  });

  test('files of the trust directory that hold nothing', async () => {
    for (const file of ['Nguyễn Văn Mẫu.cer', 'b.pem']) desk.write(`${anchors}/${file}`, 'x');
    const host = await started();
    await host.request('host.status');
    await host.request('host.status');
    assert.deepEqual(await lines(), [{ event: 'trust.filesIgnored', code: 'trust.formatUnsupported', files: '2' }]);
    for (const file of ['Nguyễn Văn Mẫu.cer', 'b.pem']) desk.remove(`${anchors}/${file}`);
  });

  test('settings of scanners that cannot be used: three times, not for each request', async () => {
    desk.write('/etc/cccd-bridge/scanners.json', '{"serialPorts": 1}');
    const host = await started();
    for (let tries = 0; tries < 10; ++tries) await assert.rejects(host.request('scanner.list'), HostError);
    assert.deepEqual(await lines(), Array(3).fill({ event: 'scanner.settingsIgnored', code: 'scanner.settingsInvalid' }));
    desk.remove('/etc/cccd-bridge/scanners.json');
  });

  test('the smart card service that goes and comes back', async () => {
    const host = await started();
    await host.request('reader.list');
    await desk.killService();
    await nextLine('service.lost');
    await desk.startService();
    await nextLine('service.back');
    assert.equal((await host.request('reader.list')).readers.length, 1);
    assert.deepEqual(await lines(), []);
  });

  test('a helper that dies, and one that cannot start', async () => {
    const host = await started();
    const id = host.send('qr.decode', { image: finderPng(1024).toString('base64') });
    process.kill(await confinedHelper(host), 'SIGSEGV');
    await assert.rejects(host.result(id), HostError);
    assert.deepEqual(await lines(), [{ event: 'helper.failed', reason: 'died' }]);
    desk.remove('/dev/null');
    await assert.rejects(host.request('qr.decode', { image: flatPng(64).toString('base64') }), HostError);
    assert.deepEqual(await lines(), [{ event: 'helper.failed', reason: 'notStarted' }]);
    desk.write('/dev/null', '');
  });

  test('an error that nobody catches: its kind, status 70', async () => {
    // A thread's stack, larger than all the memory that may be had.
    const { command, args, env } = desk.command([chromeOrigin]);
    const host = new Host({ command: 'prlimit', args: [`--stack=${2 ** 36}`, `--as=${2 ** 33}`, command, ...args], env });
    assert.equal((await host.exited).code, 70);
    assert.equal(host.stderr, '');
    assert.deepEqual(await lines(), [{ event: 'program.failed', reason: 'system' }]);
  });

  test('a log that nobody reads holds nothing up', async () => {
    await log.fill();
    const host = open(['https://stranger.example/']);
    assert.equal((await host.exited).code, 1);
    assert.deepEqual(host.responses.map(({ error }) => error.data.code), ['protocol.originRefused']);
    assert.deepEqual(new Set(await log.taken()), new Set(['full']));
  });
});
