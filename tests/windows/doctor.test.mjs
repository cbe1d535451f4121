// What the doctor finds in a registry of Windows, each entry set and taken away again in wine's.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { chromeOrigin, root } from '../host/client.mjs';

const execute = promisify(execFile);
const prefix = process.env.WINEPREFIX ?? join(root, '.cache', 'windows', 'wine');
const inWine = join(root, 'tests', 'windows', 'host-in-wine');
const winPath = (path) => `Z:${path.replaceAll('/', '\\')}`;

const chrome = join(prefix, 'drive_c', 'Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe');
const program = winPath(join(root, 'build-windows', 'bin', 'cccd-bridge.exe'));
const manifest = (changes = {}) =>
  JSON.stringify({ name: 'vn.cccdbridge.host', description: 'x', path: program, type: 'stdio', allowed_origins: [chromeOrigin], ...changes });

const machineKey = 'HKLM\\SOFTWARE\\Google\\Chrome\\NativeMessagingHosts\\vn.cccdbridge.host';
const userKey = machineKey.replace('HKLM', 'HKCU');
const policies = 'HKLM\\SOFTWARE\\Policies\\Google\\Chrome';
const appLocker = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2\\Exe';
const shellPolicy = 'HKCU\\Software\\Policies\\Microsoft\\Windows\\System';

const env = { ...process.env, WINEPREFIX: prefix, WINEDLLOVERRIDES: 'mscoree,mshtml=', WINEDEBUG: '-all' };
const registry = (...words) => execute('wine', ['reg', ...words], { env, timeout: 120_000 });

/** Sets a value; the name "" is the key's own. `view` is 32 or 64. */
const set = (key, name, type, data, view = 64) =>
  registry('add', key, ...(name === '' ? ['/ve'] : ['/v', name]), '/t', type, '/d', String(data), '/f', `/reg:${view}`);
const forget = (key, view = 64) => registry('delete', key, '/f', `/reg:${view}`);

async function report() {
  const { stdout } = await execute(inWine, ['doctor', '--json'], { timeout: 120_000 }).catch((failure) => failure);
  return JSON.parse(stdout);
}
/** What is not well of policies and of Chrome; the machine that runs the tests may lack readers and scanners. */
async function troubles() {
  const { findings } = await report();
  return findings.filter(({ code, severity }) => severity !== 'ok' && /^(browser|policy)\./.test(code)).map(({ code }) => code);
}

describe('the registry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'windows-doctor-'));
  const file = join(folder, 'chromium.json');
  before(() => {
    mkdirSync(dirname(chrome), { recursive: true });
    writeFileSync(chrome, '');
    writeFileSync(file, manifest());
  });
  after(async () => {
    for (const key of [machineKey, userKey, policies, appLocker, shellPolicy])
      for (const view of [32, 64]) await forget(key, view).catch(() => undefined); // most are gone already
    rmSync(join(prefix, 'drive_c', 'Program Files', 'Google'), { recursive: true });
    rmSync(folder, { recursive: true });
  });

  test('a browser without the key, with one that names no file, and with a good one', async () => {
    assert.deepEqual(await troubles(), ['browser.notRegistered']);
    await set(machineKey, '', 'REG_SZ', winPath(join(folder, 'gone.json')));
    assert.deepEqual(await troubles(), ['browser.manifestUnreadable']);
    await set(machineKey, '', 'REG_SZ', winPath(file));
    assert.deepEqual(await troubles(), []);
    const { findings } = await report();
    const registered = findings.find(({ code }) => code === 'browser.registered');
    assert.deepEqual([registered.subject, registered.found], ['Google Chrome', `${machineKey}: ${winPath(file)}`]);
    writeFileSync(file, manifest({ path: 'gone.exe' }));
    assert.deepEqual(await troubles(), ['browser.programMissing']);
    writeFileSync(file, manifest());
  });

  test('the view of 32-bit programs comes first, and is enough', async () => {
    await set(machineKey, '', 'REG_SZ', winPath(join(folder, 'gone.json')), 32);
    assert.deepEqual(await troubles(), ['browser.manifestUnreadable']);
    await set(machineKey, '', 'REG_SZ', winPath(file), 32);
    await forget(machineKey, 64);
    assert.deepEqual(await troubles(), []);
    await forget(machineKey, 32);
    assert.deepEqual(await troubles(), ['browser.notRegistered']);
    await set(machineKey, '', 'REG_SZ', winPath(file));
  });

  test("the user's own key wins, and his home is not named, in letters of any size", async () => {
    const home = join(prefix, 'drive_c', 'users', userInfo().username);
    const own = join(home, 'own.json');
    writeFileSync(own, manifest());
    await set(userKey, '', 'REG_SZ', `C:\\USERS\\${userInfo().username.toUpperCase()}\\own.json`);
    assert.deepEqual(await troubles(), ['browser.userManifestWins']);
    const bundle = join(folder, 'bundle.json');
    await execute(inWine, ['doctor', '--bundle', winPath(bundle)], { timeout: 120_000 }).catch((failure) => failure);
    const { configuration } = JSON.parse(readFileSync(bundle, 'utf8'));
    assert.deepEqual(configuration.browsers[0].manifests.map(({ place }) => place), [`${userKey}: ~\\own.json`, `${machineKey}: ${winPath(file)}`]);
    assert.ok(!readFileSync(bundle, 'utf8').toLowerCase().includes(`users\\\\${userInfo().username.toLowerCase()}`));
    await forget(userKey);
    rmSync(own);
    assert.deepEqual(await troubles(), []);
  });

  test('lists that block the program or allow it again', async () => {
    await set(`${policies}\\NativeMessagingBlocklist`, '1', 'REG_SZ', '*');
    assert.deepEqual(await troubles(), ['policy.hostBlocked']);
    await set(`${policies}\\NativeMessagingAllowlist`, '1', 'REG_SZ', 'com.example.other');
    assert.deepEqual(await troubles(), ['policy.hostBlocked']);
    await set(`${policies}\\NativeMessagingAllowlist`, '2', 'REG_SZ', 'vn.cccdbridge.host');
    assert.deepEqual(await troubles(), []);
    await forget(policies);
  });

  test('settings of extensions, and damaged ones', async () => {
    await set(policies, 'ExtensionSettings', 'REG_SZ', '{');
    assert.deepEqual(await troubles(), ['policy.damaged']);
    await set(`${policies}\\ExtensionInstallBlocklist`, '1', 'REG_SZ', '*');
    await set(policies, 'ExtensionSettings', 'REG_SZ', '{}');
    assert.deepEqual(await troubles(), ['policy.extensionBlocked']);
    await forget(policies);
    assert.deepEqual(await troubles(), []);
  });

  test('a command prompt that is forbidden matters unless the browser does without', async () => {
    await set(shellPolicy, 'DisableCMD', 'REG_DWORD', 1);
    assert.deepEqual(await troubles(), ['policy.commandShellForbidden']);
    await set(policies, 'NativeHostsExecutablesLaunchDirectly', 'REG_DWORD', 1);
    assert.deepEqual(await troubles(), []);
    await set(policies, 'NativeHostsExecutablesLaunchDirectly', 'REG_DWORD', 0);
    assert.deepEqual(await troubles(), ['policy.commandShellForbidden']);
    await forget(policies);
    await forget(shellPolicy);
    assert.deepEqual(await troubles(), []);
  });

  test('rules of AppLocker that are enforced are told, and those that only take notes are not', async () => {
    await set(appLocker, 'EnforcementMode', 'REG_DWORD', 1);
    assert.deepEqual(await troubles(), ['policy.appLockerEnforced']);
    await set(appLocker, 'EnforcementMode', 'REG_DWORD', 0);
    assert.deepEqual(await troubles(), []);
    await forget(appLocker);
  });
});
