// What the Windows program tells the event log, as far as wine's goes: it prints what ReportEvent is given.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { can, mau, readingDesk, values } from '../host/card-reading.mjs';
import { Host, root, within } from '../host/client.mjs';

process.env.WINEDEBUG = '-all,+eventlog';
const { events } = JSON.parse(readFileSync(new URL('../../schemas/events.json', import.meta.url), 'utf8'));

/** What was reported: its type (as wine calls it) and its text. */
const reported = (host) => [...host.stderr.matchAll(/:(\w+):eventlog:ReportEventW L"(.*)"/g)].map(([, type, text]) => `${type} ${text}`);

const { at, insert, read } = readingDesk();
const strangers = [];
after(() => strangers.forEach((host) => host.process.kill('SIGKILL')));

test('the program holds the sentence of every event in both languages', () => {
  const program = readFileSync(join(root, 'build-windows', 'bin', 'cccd-bridge.exe'));
  for (const { message } of Object.values(events))
    for (const text of Object.values(message)) assert.ok(program.includes(Buffer.from(`${text}%n%1`, 'utf16le')), text);
});

test('a stranger that starts the host', async () => {
  const host = new Host({ args: ['https://stranger.example/'] });
  strangers.push(host);
  assert.equal((await within(60_000, host.exited, 'the end')).code, 1);
  assert.equal(reported(host).length, 1);
  assert.match(reported(host)[0], /^warn program\.callerRefused: event=1 version=\d+\.\d+\.\d+ code=protocol\.originRefused$/);
});

test('a reading says nothing', async () => {
  await insert('nguyen-thi-mau');
  const result = await read(can, { dataGroups: ['DG1', 'DG13', 'DG2'] });
  assert.equal(values(result.citizen).fullName, mau.citizen.fullName);
  await at.desk.pcscd.remove('A');
  await at.host.event('card.removed');
  assert.deepEqual(reported(at.host), []);
});
