// The Windows program itself: what it needs, what it holds, and what it says of itself. Runs in wine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Host, HostError, root, within } from '../host/client.mjs';
import { leftOut, runInWine } from './host-tests.mjs';

const program = join(root, 'build-windows', 'bin', 'cccd-bridge.exe');
const inWine = join(root, 'tests', 'windows', 'host-in-wine');
const headers = () => execFileSync('x86_64-w64-mingw32-objdump', ['-p', program], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const run = (...args) => execFileSync(inWine, args, { encoding: 'utf8', timeout: 120_000 });

// Of every Windows since 10.
const windowsLibraries = ['advapi32', 'hid', 'kernel32', 'mswsock', 'msvcrt', 'ole32', 'setupapi', 'shell32', 'user32', 'winscard', 'ws2_32'];

describe('the file', () => {
  test('needs nothing but Windows', () => {
    const needed = [...headers().matchAll(/DLL Name: (\S+)\.dll/gi)].map(([, name]) => name.toLowerCase());
    assert.ok(needed.includes('winscard'));
    assert.deepEqual(needed.filter((name) => !windowsLibraries.includes(name)), []);
  });

  test('lies anywhere in memory and has no memory that is both written and run', () => {
    for (const flag of ['HIGH_ENTROPY_VA', 'DYNAMIC_BASE', 'NX_COMPAT']) assert.match(headers(), new RegExp(flag));
  });

  test('holds no path of the machine that built it', () => {
    const content = readFileSync(program).toString('latin1');
    for (const path of [root, '/usr/local/ssl', '/usr/share']) assert.ok(!content.includes(path), path);
  });

  test('is small once its symbols are off', () => {
    const stripped = join(root, 'build-windows', 'stripped.exe');
    execFileSync('x86_64-w64-mingw32-strip', ['-o', stripped, program]);
    assert.ok(statSync(stripped).size < 12 * 1024 * 1024, String(statSync(stripped).size));
  });
});

describe('the program', () => {
  const host = new Host({ command: inWine });
  after(() => host.process.kill('SIGKILL'));

  test('says its version', () => {
    assert.match(run('--version'), /^\d+\.\d+\.\d+\n$/);
  });

  test('takes and gives Vietnamese on its command line', () => {
    const params = { text: 'Tổ 10 Ấp An Thái, Hòa Bình, Chợ Mới, An Giang', issueDate: '2021-05-10' };
    const { commune, detail } = JSON.parse(run('call', 'address.resolve', JSON.stringify(params)));
    assert.deepEqual([commune.name, detail], ['Xã Hội An', 'Tổ 10 Ấp An Thái']);
  });

  test('says in its greeting that codes in pictures are left to the extension, and refuses them', async () => {
    const hello = await host.start();
    assert.ok(hello.capabilities.includes('photo.jpeg2000'));
    assert.ok(!hello.capabilities.includes('qr.decode'));
    const refused = await host.request('qr.decode', { image: '' }).catch((error) => error);
    assert.ok(refused instanceof HostError);
    assert.equal(refused.code, 'protocol.methodUnknown');
  });

  test('ends with its input', async () => {
    host.process.stdin.end();
    assert.deepEqual(await within(20_000, host.exited, 'the end'), { code: 0, signal: null });
  });
});

test('every file of tests/host runs in wine or says why not', () => {
  const files = readdirSync(join(root, 'tests', 'host')).filter((name) => name.endsWith('.test.mjs'));
  assert.deepEqual([...runInWine, ...Object.keys(leftOut)].map((name) => `${name}.test.mjs`).sort(), files.sort());
});
