// The host as a process of Linux: signals, and memory as the kernel counts it.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { can, readingDesk } from './card-reading.mjs';
import { Host, within } from './client.mjs';

const hosts = [];
after(() => hosts.forEach((host) => host.process.kill('SIGKILL')));
function open() {
  const host = new Host();
  hosts.push(host);
  return host;
}

test('a termination signal ends the host at once, in order', async () => {
  const host = open();
  await host.start();
  host.process.kill('SIGTERM');
  assert.deepEqual(await within(15_000, host.exited, 'end'), { code: 0, signal: null });
});

test('start to hello, and memory at rest', async (t) => {
  const times = [];
  let memory = 0;
  for (let round = 0; round < 20; ++round) {
    const begin = performance.now();
    const host = open();
    await host.event('host.hello');
    times.push(performance.now() - begin);
    memory = Math.max(memory, host.peakMemory());
    await host.close();
  }
  times.sort((a, b) => a - b);
  t.diagnostic(`start to host.hello: median ${times[10].toFixed(1)} ms; resident ${memory} KiB`);
  assert.ok(memory < 25 * 1024);
});

describe('a host that reads', () => {
  const { at, insert, read } = readingDesk();

  test('time from insertion to text, and memory', async (t) => {
    at.host = await at.desk.host();
    const times = [];
    for (let round = 0; round < 5; ++round) {
      await insert('nguyen-thi-mau');
      times.push((await read(can)).timing);
    }
    times.sort((a, b) => a.textMs - b.textMs);
    const { textMs, apdus, bytesSent, bytesReceived } = times[2];
    t.diagnostic(`request to text: median ${textMs.toFixed(1)} ms; ${apdus} APDUs, ${bytesSent} + ${bytesReceived} bytes; resident ${at.host.peakMemory()} KiB`);
    assert.ok(at.host.peakMemory() <= 25 * 1024);
  });
});
