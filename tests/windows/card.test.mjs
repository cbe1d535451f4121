// A whole read by the Windows program: the virtual card in this machine's pcscd, reached through the test-only bridge.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { can, mau, readingDesk, rejectsWith, values } from '../host/card-reading.mjs';
import { binary } from '../host/client.mjs';

assert.match(binary, /host-in-wine$/, 'CCCD_BRIDGE names the host to test');

const { at, insert, read } = readingDesk();

test('text, photo by the helper process, and verdicts under an installed issuer', async () => {
  at.desk.installAnchor('csca-vn.cert.pem');
  await insert('nguyen-thi-mau');
  const result = await read(can, { dataGroups: ['DG1', 'DG13', 'DG2'] });
  assert.equal(values(result.citizen).fullName, mau.citizen.fullName);
  assert.deepEqual(result.verdicts.data, { status: 'yes', reason: 'signedByInstalledIssuer' });
  assert.equal(result.photo.mediaType, 'image/jpeg');
});

test('a wrong key is told, and a removed card is noticed', async () => {
  await insert('nguyen-thi-mau');
  const wrong = mau.key.can === '000000' ? '000001' : '000000';
  await assert.rejects(read({ can: wrong }), rejectsWith('card.wrongKey'));
  await at.desk.pcscd.remove('A');
  await at.host.event('card.removed');
  await assert.rejects(read(can), rejectsWith('card.none'));
});
