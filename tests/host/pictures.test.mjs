// Pictures are looked at by a helper of the host: whatever they are, the host goes on, and stays small.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { frame, Host, root, run, within } from './client.mjs';
import { confinedHelper, eventually, helpersOf, isGone, statusOf } from './helper-processes.mjs';
import { finderPng, flatPng } from './pictures.mjs';

const memoryLimit = 64 * 1024;
const hosts = [];
after(() => hosts.forEach((host) => host.process.kill('SIGKILL')));

async function startedHost() {
  const host = new Host();
  hosts.push(host);
  await host.start();
  return host;
}

const endless = finderPng(1024).toString('base64');
const failsWith = (code) => (error) => (assert.equal(error.code, code, String(error)), true);

test('a picture that takes for ever is given up in time, and nothing else waits for it', async () => {
  const host = await startedHost();
  const slow = host.send('qr.decode', { image: endless });
  const helper = await confinedHelper(host);
  await host.request('trust.list', {}, 2000);
  await host.request('host.status', {}, 2000);
  assert.equal((await host.request('qr.parse', { text: 'hello' }, 2000)).kind, 'text');
  assert.ok(!host.responses.some(({ id }) => id === slow));
  await assert.rejects(host.result(slow, 20_000), failsWith('operation.timeout'));
  await eventually(() => isGone(helper), 'the end of the helper');
  await host.close();
});

test('cancel ends the look at a picture at once, and those that wait', async () => {
  const host = await startedHost();
  const ids = [host.send('qr.decode', { image: endless }), host.send('qr.decode', { image: endless })];
  const helper = await confinedHelper(host);
  for (const id of [...ids].reverse()) assert.deepEqual(await host.request('operation.cancel', { id }, 2000), { cancelled: true });
  for (const id of ids) await assert.rejects(host.result(id, 2000), failsWith('operation.cancelled'));
  await eventually(() => isGone(helper), 'the end of the helper');
  assert.deepEqual(await host.request('qr.decode', { image: flatPng(64).toString('base64') }), { symbols: [] });
  await host.close();
});

test('one helper at a time', async () => {
  const host = await startedHost();
  for (let number = 0; number < 8; ++number) host.send('qr.decode', { image: endless });
  await confinedHelper(host);
  await host.request('host.status');
  assert.equal(helpersOf(host).length, 1);
  await host.close();
});

test('more than 32 requests in progress are refused as busy, but for cancel; an id in use is refused', async () => {
  const host = await startedHost();
  for (let id = 100; id < 132; ++id) host.send('qr.decode', { image: endless }, id);
  await assert.rejects(host.request('host.status'), failsWith('protocol.busy'));
  const before = host.responses.length;
  host.write(frame('{"jsonrpc":"2.0","id":100,"method":"host.status"}'));
  const refusal = await host.until(() => host.responses[before], 'an answer');
  assert.deepEqual([refusal.id, refusal.error.data.code], [100, 'protocol.invalidRequest']);
  host.responses.splice(before, 1);
  for (let id = 131; id >= 100; --id) assert.deepEqual(await host.request('operation.cancel', { id }), { cancelled: true });
  for (let id = 100; id < 132; ++id) await assert.rejects(host.result(id), failsWith('operation.cancelled'));
  await host.request('host.status');
  await host.close();
});

test('the host and its helper end with the input', async () => {
  const host = await startedHost();
  host.send('qr.decode', { image: endless });
  const helper = await confinedHelper(host);
  assert.deepEqual(await host.close(), { code: 0, signal: null });
  await eventually(() => isGone(helper), 'the end of the helper');
});

test('a helper ends with a host that is killed', async () => {
  const host = await startedHost();
  host.send('qr.decode', { image: endless });
  const helper = await confinedHelper(host);
  host.process.kill('SIGKILL');
  await eventually(() => isGone(helper) || /State:\s*Z/.test(statusOf(helper)), 'the end of the helper');
});

test('a helper that dies is a damaged picture, and the next one is read', async () => {
  const host = await startedHost();
  const id = host.send('qr.decode', { image: endless });
  process.kill(await confinedHelper(host), 'SIGSEGV');
  await assert.rejects(host.result(id), failsWith('image.malformed'));
  assert.deepEqual(await host.request('qr.decode', { image: flatPng(64).toString('base64') }), { symbols: [] });
  await host.close();
});

test('a helper has limits and can gain nothing', async () => {
  const host = await startedHost();
  host.send('qr.decode', { image: endless });
  const helper = await confinedHelper(host);
  const limits = readFileSync(`/proc/${helper}/limits`, 'utf8');
  const limit = (name) => new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(limits)?.[1];
  assert.equal(limit('Max open files'), '3');
  assert.equal(limit('Max core file size'), '0');
  assert.equal(limit('Max file size'), '0');
  assert.equal(limit('Max cpu time'), '20');
  assert.ok(Number(limit('Max address space')) <= 256 * 1024 * 1024);
  assert.match(statusOf(helper), /NoNewPrivs:\s*1/);
  assert.match(statusOf(helper), /Seccomp:\s*2/);
  assert.match(statusOf(helper), /Threads:\s*1/);
  await host.close();
});

test('the helper by itself answers rubbish with an error and ends', async () => {
  for (const input of ['', 'x', Buffer.alloc(16), Buffer.alloc(16, 0xff), Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1])]) {
    assert.equal((await run(['--picture-helper'], { input })).code, 0);
  }
});

test('the largest picture with a full queue behind it and the largest message: still within the memory limit', async () => {
  const host = await startedHost();
  const large = host.send('qr.decode', { image: flatPng(4096).toString('base64') });
  const luma = Buffer.alloc(1024 * 760, 0x55).toString('base64');
  const ids = [];
  for (let number = 0; number < 31; ++number) ids.push(host.send('qr.decode', { width: 1024, height: 760, luma }));
  host.send('qr.parse', { text: Array(240_000).fill(0) });
  host.send('qr.parse', { text: Array(100_000).fill([]) });
  for (const id of [large, ...ids]) assert.deepEqual(await host.result(id, 60_000), { symbols: [] });
  assert.ok(host.peakMemory() <= memoryLimit, `peak memory ${host.peakMemory()} KiB`);
  await host.close();
});

test('the command line gives such a picture up too', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    const path = join(directory, 'endless.png');
    writeFileSync(path, finderPng(1024));
    const outcome = await within(20_000, run(['qr', path]), 'the command to end');
    assert.equal(outcome.code, 1);
    assert.match(outcome.stderr, /operation\.timeout/);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('the command line prints one line a symbol, cards first, and names the file in each complaint', async () => {
  const data = join(root, 'tests/unit/imaging/data');
  const directory = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    const [two, card, text, empty, missing] = [join(data, 'two.png'), join(data, 'card.png'), join(data, 'card.txt'), join(directory, 'empty.png'), join(directory, 'missing.png')];
    writeFileSync(empty, flatPng(64));
    const outcome = await run(['qr', two, missing, text, empty, card]);
    assert.equal(outcome.code, 1);
    const lines = outcome.stdout.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ file }) => file), [two, two, card]);
    assert.deepEqual(lines.map(({ corners }) => corners.length), [4, 4, 4]);
    assert.equal(lines[2].text, readFileSync(card.replace('.png', '.txt'), 'utf8'));
    assert.equal(lines[2].parsed.kind, 'cccd2021');
    assert.match(outcome.stderr, new RegExp(`^${missing}: `, 'm'));
    assert.match(outcome.stderr, new RegExp(`^${text}: image\\.unsupported$`, 'm'));
    assert.match(outcome.stderr, new RegExp(`^${empty}: qr\\.notFound$`, 'm'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
