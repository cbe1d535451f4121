// What a broken or hostile peer can send: always an error or an end, never a crash, never much memory.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { frame, Host, root, within } from './client.mjs';

const memoryLimit = 64 * 1024;
const hosts = [];
after(() => hosts.forEach((host) => host.process.kill('SIGKILL')));

async function startedHost() {
  const host = new Host();
  hosts.push(host);
  await host.start();
  return host;
}

async function assertAlive(host) {
  const { kind } = await host.request('qr.parse', { text: 'hello' });
  assert.equal(kind, 'text');
  assert.ok(host.peakMemory() <= memoryLimit, `peak memory ${host.peakMemory()} KiB`);
}

// Sends a frame and gives the code of the error response that it must bring.
async function errorFor(host, content) {
  const before = host.responses.length;
  host.write(frame(content));
  const response = await host.until(() => host.responses[before], 'an answer');
  return { code: response.error.data.code, id: response.id };
}

test('frames that are not requests are answered and the session goes on', async () => {
  const host = await startedHost();
  const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
  const cases = [
    ['', 'protocol.parseError', null],
    ['{', 'protocol.parseError', null],
    ['null', 'protocol.invalidRequest', null],
    ['[]', 'protocol.invalidRequest', null],
    ['"text"', 'protocol.invalidRequest', null],
    ['{}{}', 'protocol.parseError', null],
    [Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), 'protocol.parseError', null],
    [Buffer.from('{"jsonrpc":"2.0","id":7,"method":"qr.parse","params":{"text":"\xc3\x28"}}', 'latin1'), 'protocol.parseError', null],
    [Buffer.from('{"jsonrpc":"2.0","id":7,"method":"qr.parse","params":{"text":"\xed\xa0\x80"}}', 'latin1'), 'protocol.parseError', null],
    [`\uFEFF{"jsonrpc":"2.0","id":7,"method":"host.status"}`, 'protocol.parseError', null],
    [nested(32), 'protocol.invalidRequest', null],
    [nested(33), 'protocol.tooDeep', null],
    [nested(400_000), 'protocol.tooDeep', null],
    [`[${'0,'.repeat(500_000)}0]`, 'protocol.tooLarge', null],
    [`[${'{"a":[0]},'.repeat(100_000)}0]`, 'protocol.tooLarge', null],
    ['{"id":7,"method":"host.status"}', 'protocol.invalidRequest', 7],
    ['{"jsonrpc":"1.0","id":7,"method":"host.status"}', 'protocol.invalidRequest', 7],
    ['{"jsonrpc":"2.0","id":"7","method":"host.status"}', 'protocol.invalidRequest', null],
    ['{"jsonrpc":"2.0","id":1.5,"method":"host.status"}', 'protocol.invalidRequest', null],
    ['{"jsonrpc":"2.0","id":0,"method":"host.status"}', 'protocol.invalidRequest', null],
    ['{"jsonrpc":"2.0","id":-3,"method":"host.status"}', 'protocol.invalidRequest', null],
    ['{"jsonrpc":"2.0","id":2147483648,"method":"host.status"}', 'protocol.invalidRequest', null],
    ['{"jsonrpc":"2.0","id":7,"method":5}', 'protocol.invalidRequest', 7],
    ['{"jsonrpc":"2.0","id":7,"method":"host.status","params":[]}', 'protocol.invalidRequest', 7],
    ['{"jsonrpc":"2.0","id":7,"method":"host.status","extra":1}', 'protocol.invalidRequest', 7],
    ['{"jsonrpc":"2.0","id":7,"result":{}}', 'protocol.invalidRequest', 7],
    [`{"jsonrpc":"2.0","id":7,"method":"${'m'.repeat(65)}"}`, 'protocol.invalidRequest', 7],
    ['{"jsonrpc":"2.0","id":7,"method":"host.unknown"}', 'protocol.methodUnknown', 7],
    ['{"jsonrpc":"2.0","id":7,"method":"host.status","params":{"unknown":1}}', 'protocol.invalidParams', 7],
    ['{"jsonrpc":"2.0","id":7,"method":"qr.parse","params":{"text":5}}', 'protocol.invalidParams', 7],
    [`{"jsonrpc":"2.0","id":7,"method":"qr.parse","params":{"text":"${'x'.repeat(65_537)}"}}`, 'protocol.invalidParams', 7],
    ['{"jsonrpc":"2.0","id":7,"method":"trust.import","params":{"path":"/etc/passwd"}}', 'protocol.commandLineOnly', 7],
  ];
  for (const [content, code, id] of cases) {
    assert.deepEqual(await errorFor(host, content), { code, id }, String(content).slice(0, 80));
  }
  await assertAlive(host);
  await host.close();
});

test('of a duplicate key the last counts', async () => {
  const host = await startedHost();
  const id = host.send('host.status');
  await host.result(id);
  host.write(frame('{"jsonrpc":"2.0","id":50,"method":"x","method":"qr.parse","params":{"text":"a","text":"012345678"}}'));
  host.send('qr.parse', { text: 'later' }, 51);
  await host.result(51);
  const answer = host.responses.find((message) => message.id === 50);
  assert.equal(answer.result.kind, 'oldIdOnly');
  await host.close();
});

test('notifications are ignored', async () => {
  const host = await startedHost();
  host.write(frame('{"jsonrpc":"2.0","method":"host.status"}'));
  host.write(frame('{"jsonrpc":"2.0","method":"no.such"}'));
  await assertAlive(host);
  assert.equal(host.responses.filter((message) => message.error).length, 0);
  await host.close();
});

test('a frame above 1 MiB is refused in one message, then the host ends', async () => {
  const host = await startedHost();
  const header = Buffer.alloc(4);
  header.writeUInt32LE(1024 * 1024 + 1);
  host.write(header);
  const answer = await host.until(() => host.responses.find((message) => message.error), 'refusal');
  assert.equal(answer.error.data.code, 'protocol.tooLarge');
  assert.deepEqual(await within(15_000, host.exited, 'end'), { code: 1, signal: null });
});

test('a frame of exactly 1 MiB is read', async () => {
  const host = await startedHost();
  const start = '{"jsonrpc":"2.0","id":9,"method":"qr.parse","params":{"text":"';
  const end = '"}}';
  host.write(frame(start + 'A'.repeat(1024 * 1024 - start.length - end.length) + end));
  const answer = await host.until(() => host.responses.find((message) => message.id === 9), 'answer');
  // Read as a request, whose text is too long.
  assert.equal(answer.error.data.code, 'protocol.invalidParams');
  await assertAlive(host);
  await host.close();
});

test('input that ends in the middle of a frame ends the host', async () => {
  for (const bytes of [Buffer.from([5]), Buffer.from([5, 0, 0, 0]), Buffer.from([200, 0, 0, 0, 0x7b, 0x22])]) {
    const host = await startedHost();
    host.write(bytes);
    assert.deepEqual(await host.close(), { code: 0, signal: null });
  }
});

test('a flood of requests from a peer that reads late is answered in full and takes little memory', async () => {
  const host = await startedHost();
  host.process.stdout.pause();
  const text = 'x'.repeat(60_000) + '|';
  const ids = [];
  for (let number = 0; number < 150; ++number) ids.push(host.send('qr.parse', { text }));
  host.process.stdout.resume();
  for (const id of ids) await host.result(id);
  await assertAlive(host);
  await host.close();
});

test('a peer that never reads does not keep the host from ending', async () => {
  const host = await startedHost();
  host.process.stdout.pause();
  const raw = frame(JSON.stringify({ jsonrpc: '2.0', id: 5, method: 'host.nothing' }));
  for (let number = 0; number < 20_000; ++number) host.write(raw);
  host.process.stdin.destroy();
  await within(15_000, new Promise((resolve) => host.process.once('exit', resolve)), 'the host to end');
  host.process.stdout.resume();
});

test('JSON parsing cases: valid ones parse, invalid ones do not', async (t) => {
  const folder = join(root, '..', 'shared', 'data', 'json', 'JSONTestSuite', 'test_parsing');
  if (!existsSync(folder)) return t.diagnostic('the JSON parsing cases are not beside the project');
  const host = await startedHost();
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    const before = host.responses.length;
    host.write(frame(content));
    const response = await host.until(() => host.responses[before], `answer to ${name}`);
    const code = response.error.data.code;
    if (name.startsWith('n_')) assert.match(code, /^protocol\.(parseError|tooDeep)$/, name);
    if (name.startsWith('y_')) assert.equal(code, 'protocol.invalidRequest', name);
  }
  await assertAlive(host);
  await host.close();
});

test('a thousand mutated frames do no harm', async () => {
  const host = await startedHost();
  let state = 12345;
  const random = (below) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % below;
  const base = Buffer.from('{"jsonrpc":"2.0","id":3,"method":"card.read","params":{"key":{"can":"012345"},"dataGroups":["DG1","DG2"]}}');
  for (let round = 0; round < 1000; ++round) {
    const bytes = Buffer.from(base);
    for (let change = 0; change <= random(4); ++change) bytes[random(bytes.length)] = random(256);
    host.write(frame(bytes.subarray(0, random(10) ? bytes.length : random(bytes.length))));
  }
  await assertAlive(host);
  await host.close();
});
