// Who may start the host, the hello, the session, and the end.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromeId, chromeOrigin, firefoxId, Host, HostError, run, within } from './client.mjs';

const hosts = [];
after(() => hosts.forEach((host) => host.process.kill('SIGKILL')));
function open(options) {
  const host = new Host(options);
  hosts.push(host);
  return host;
}
const rejectsWith = (code) => (error) => error instanceof HostError && error.code === code;

test('the host speaks first, to Chromium and to Firefox', async () => {
  for (const args of [
    [chromeOrigin],
    [chromeOrigin, '--parent-window=0'],
    ['/usr/lib/mozilla/native-messaging-hosts/vn.cccdbridge.host.json', firefoxId],
  ]) {
    const host = open({ args });
    const hello = await host.event('host.hello');
    assert.deepEqual(hello.protocol, { min: 1, max: 1 });
    assert.deepEqual(await host.close(), { code: 0, signal: null });
  }
});

test('another caller gets one refusal and nothing else', async () => {
  const strangers = [
    [`chrome-extension://${'a'.repeat(32)}/`],
    [`chrome-extension://${chromeId}`],
    [`chrome-extension://${chromeId}/x`],
    [`chrome-extension://${chromeId}.evil/`],
    ['chrome-extension:///'],
    [`https://${chromeId}/`],
    ['/manifest.json', 'other@example.org'],
    ['/manifest.json', ''],
    ['/manifest.json', `x;${firefoxId}`],
    [firefoxId],
    ['/bin/sh', firefoxId],
  ];
  for (const args of strangers) {
    const host = open({ args });
    assert.deepEqual(await within(15_000, host.exited, 'end'), { code: 1, signal: null }, args.join(' '));
    assert.equal(host.events.length, 0);
    assert.deepEqual(host.responses.map((message) => message.error.data.code), ['protocol.originRefused']);
  }
});

test('a mistyped command gets the help, not a message for a browser', async () => {
  for (const word of ['diagnostics.run', '-V', '--config-dir']) {
    const { code, stdout, stderr } = await run([word]);
    assert.equal(code, 1, word);
    assert.equal(stdout, '', word);
    assert.match(stderr, /cccd-bridge call METHOD/, word);
  }
});

test('nothing but session.start before session.start', async () => {
  const host = open();
  await host.event('host.hello');
  await assert.rejects(host.request('host.status'), rejectsWith('protocol.notStarted'));
  await assert.rejects(host.request('reader.list'), rejectsWith('protocol.notStarted'));
  await assert.rejects(host.request('session.start', { protocol: 2, extensionVersion: '1.0.0' }), rejectsWith('protocol.versionUnsupported'));
  for (const params of [
    {},
    { protocol: 1 },
    { protocol: '1', extensionVersion: '1.0.0' },
    { protocol: 1, extensionVersion: '1.0' },
    { protocol: 1, extensionVersion: '1.0.0', options: { transmitTimeoutMs: 5 } },
    { protocol: 1, extensionVersion: '1.0.0', options: { allowBac: 'yes' } },
    { protocol: 1, extensionVersion: '1.0.0', options: { weakAlgorithms: 'sometimes' } },
    { protocol: 1, extensionVersion: '1.0.0', options: { unknown: 1 } },
  ]) {
    await assert.rejects(host.request('session.start', params), rejectsWith('protocol.invalidParams'), JSON.stringify(params));
  }
  assert.equal(host.events.length, 1);
  assert.equal((await host.start()).protocol, 1);
  await assert.rejects(host.request('session.start', { protocol: 1, extensionVersion: '1.0.0' }), rejectsWith('protocol.invalidRequest'));
  await host.close();
});

test('commands of the command line are refused on the wire', async () => {
  const host = open();
  await host.start();
  await assert.rejects(host.request('trust.import', { path: '/tmp/x.cer' }), rejectsWith('protocol.commandLineOnly'));
  await host.close();
});

test('the end of input ends the host at once', async () => {
  const host = open();
  await host.start();
  host.process.stdin.end();
  assert.deepEqual(await within(15_000, host.exited, 'end'), { code: 0, signal: null });
});

test('no arguments: help; --version: the version', async () => {
  const help = await run([], { env: { LANG: 'C', LC_ALL: 'C' } });
  assert.equal(help.code, 0);
  assert.match(help.stdout, /cccd-bridge call METHOD/);
  const vietnamese = await run(['--help'], { env: { LC_ALL: 'vi_VN.UTF-8' } });
  assert.match(vietnamese.stdout, /thẻ căn cước/);
  assert.match((await run(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
});
