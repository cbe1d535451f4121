// A scanner and a card at one host at the same time.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startSerialScanners } from '../virtual-scanner/index.mjs';
import { card, facts, present, qrText, startDesk } from './desk.mjs';

let desk;
let scanners;
let host;

before(async () => {
  desk = await startDesk();
  const port = join(desk.configDirectory, 'counter');
  writeFileSync(join(desk.configDirectory, 'scanners.json'), JSON.stringify({ serialPorts: [{ path: port }] }));
  scanners = startSerialScanners(desk.configDirectory);
  await scanners.plug('counter');
  host = await desk.host();
  await host.request('scanner.listen');
});
after(async () => {
  await scanners.stop();
  await desk.stop();
});

test('a scan while a card is being read comes at once and does not disturb the card', async () => {
  // So slow that the scan falls between two of its commands.
  const link = { perApduMicroseconds: 40_000, bitsPerSecond: 424_000 };
  await present(desk, host, { extends: card('nguyen-thi-mau'), link });
  const from = host.events.length;
  const reading = host.request('card.read', { key: { can: facts('nguyen-thi-mau').key.can }, dataGroups: ['DG1', 'DG13', 'DG2'] }, 60_000);
  let finished = false;
  reading.then(() => (finished = true), () => (finished = true));
  await host.event('card.progress', ({ phase }) => phase === 'openingChannel', from);
  const text = qrText('tran-van-thu');
  await scanners.send('counter', `${text}\r`);
  const scan = await host.event('scanner.scanned', undefined, from);
  assert.equal(finished, false, 'the card was still being read');
  assert.equal(scan.text, text);
  assert.equal(scan.parsed.citizen.idNumber.value, facts('tran-van-thu').citizen.idNumber);
  const { citizen, photo, problems } = await reading;
  assert.deepEqual(problems, []);
  assert.ok(photo);
  assert.equal(citizen.idNumber.value, facts('nguyen-thi-mau').citizen.idNumber);
});
