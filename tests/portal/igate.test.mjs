// The iGate 2 portal over HTTP: form definition, remote lists, captcha, submission.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTS } from './index.mjs';
import { APPLICATION_KEYS } from './server/igate-form.mjs';
import { Client, portalsFor, sqliteRows } from './testing.mjs';

const KEYS = ('chonDoiTuong fullname birthday gender nation identityNumber identityDate identityAgency idIssuePlace province district village address phoneNumber email fax isOwnerDossierCheck '
  + 'ownerFullname ownerBirthday ownerGender ownerIdentityNumber ownerIdentityDate ownerIdentityAgency22 ownerProvince ownerDistrict ownerAddress ownerPhoneNumber ownerEmail ownerNation '
  + 'ownerOrganizationFullname ownerTaxCode').split(' ');
const DATA = { fullname: 'Nguyễn Thị Mẫu', identityNumber: '001199990123', birthday: '1999-02-05T00:00:00+07:00', gender: '2', province: { id: '01', name: 'Thành phố Hà Nội' }, district: { id: '00070', name: 'Phường Hoàn Kiếm' }, isOwnerDossierCheck: true, strange: 'x' };

async function igate(t) {
  const portals = await portalsFor(t);
  const client = new Client(portals, HOSTS.igate);
  await client.open(new URL(portals.urls.igate).pathname);
  const captcha = async () => [...(await client.send('GET', '/vi/api/captcha.svg')).text.matchAll(/>(\d)<\/text>/g)].map((m) => m[1]).join('');
  return { portals, client, captcha };
}

test('the form has the keys of the real e-forms', () => {
  assert.deepEqual(APPLICATION_KEYS.map(({ key }) => key).sort(), KEYS.sort());
});

test('remote lists give objects; the commune list follows the province', async (t) => {
  const { client } = await igate(t);
  assert.equal((await client.json('GET', '/vi/api/place?level=province')).body.length, 34);
  assert.deepEqual((await client.json('GET', '/vi/api/place?level=commune&parent=01')).body.find(({ id }) => id === '00070'), { id: '00070', name: 'Phường Hoàn Kiếm' });
  assert.deepEqual((await client.json('GET', '/vi/api/place?level=commune&parent=')).body, []);
  assert.ok((await client.json('GET', '/vi/api/category?name=issuer')).body.some(({ name }) => name === 'Bộ Công an'));
  assert.equal((await client.json('GET', '/vi/api/category?name=other')).status, 404);
  assert.equal((await client.send('GET', '/vi/padsvc/apply-online/xyz')).status, 404);
});

test('an application is saved once its captcha is right, and read back by another program', async (t) => {
  const { portals, client, captcha } = await igate(t);
  const code = await captcha();
  assert.match(code, /^\d{5}$/);
  assert.equal((await client.json('POST', '/vi/api/dossier', { data: DATA, captcha: '00000' })).status, 422);
  assert.equal((await client.json('POST', '/vi/api/dossier', { data: DATA, captcha: code })).status, 422, 'a captcha serves once');
  assert.deepEqual((await client.json('POST', '/vi/api/dossier', { data: { ...DATA, district: {} }, captcha: await captcha() })).body.details, ['district']);
  const { status, body } = await client.json('POST', '/vi/api/dossier', { data: DATA, captcha: await captcha(), receive: 'Trực tiếp' });
  assert.equal(status, 201);
  const [row] = sqliteRows(portals.databasePath, 'SELECT * FROM igate');
  for (const [column, value] of Object.entries({ number: body.number, fullname: DATA.fullname, birthday: '1999-02-05', gender: 'Nữ', genderMa: '2', province: 'Thành phố Hà Nội', district: 'Phường Hoàn Kiếm', districtMa: '00070', isOwnerDossierCheck: 'true', hinhThucNhan: 'Trực tiếp' })) assert.equal(row[column], value, column);
});
