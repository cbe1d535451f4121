// The reception portal over HTTP: lists, lookup, saving, refusals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTS } from './index.mjs';
import { WORDINGS } from './server/lookup.mjs';
import { Client, portalsFor, sqliteRows } from './testing.mjs';

const INPUTS = { hoTen: 'Nguyễn Thị Mẫu', ngaySinh: '05/02/1999', soCCCD: '001199990123' };
const FORM = { ...INPUTS, gioiTinh: '2', noiCap: 'administrative', ngayCap: '10/05/2021', quocGia: 'VN', tinhThanh: '01', phuongXa: '00070', diaChi: 'Số 1 "Phố" <Mẫu>; DROP', ghiNhan: 'Dòng 1\nDòng 2' };

async function reception(t, options) {
  const portals = await portalsFor(t, options);
  const client = new Client(portals, HOSTS.reception);
  await client.open('/tiep-nhan-ho-so');
  return { portals, client, check: (inputs = INPUTS) => client.json('POST', '/api/kiem-tra-danh-tinh', inputs), save: (fields = FORM) => client.json('POST', '/api/ho-so', { fields }) };
}

test('communes follow the province; the old district level and zero padding are switches', async (t) => {
  const { portals, client } = await reception(t);
  const hanoi = (await client.json('GET', '/api/dia-ban/phuong-xa?cha=01')).body;
  assert.equal(hanoi.length, 126);
  assert.deepEqual(hanoi.find(({ code }) => code === '00070'), { code: '00070', name: 'Phường Hoàn Kiếm' });
  assert.deepEqual((await client.json('GET', '/api/dia-ban/phuong-xa?cha=99')).body, []);
  portals.control.setQuirks({ districts: true, zeroPadded: true });
  assert.match((await client.open('/tiep-nhan-ho-so')).text, /Quận\/huyện/);
  const district = (await client.json('GET', '/api/dia-ban/quan-huyen?tinh=79')).body.find(({ name }) => name === 'Quận 8');
  const wards = (await client.json('GET', `/api/dia-ban/phuong-xa?cha=${district.code}`)).body.map(({ name }) => name);
  assert.ok(wards.includes('Phường 04') && !wards.includes('Phường 4'));
});

test('the lookup goes to the population service and shows what came back', async (t) => {
  const { portals, check } = await reception(t);
  const { body } = await check();
  assert.equal(body.message, 'Thông tin công dân hợp lệ');
  assert.deepEqual(body.result, {
    soDinhDanh: '001199990123', soCMND: '012345678', hoTen: 'Nguyễn Thị Mẫu', ngaySinh: '05/02/1999', gioiTinh: 'Nữ', quocTich: 'Việt Nam',
    queQuan: 'Phường Ba Đình, Thành phố Hà Nội', thuongTru: 'Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội',
  });
  const [logged] = portals.control.lookupLog();
  assert.deepEqual([logged.idNumber, logged.name, logged.birth, logged.clerk, logged.outcome], ['001199990123', 'NGUYENTHIMAU', '19990205', portals.clerk.code, 'found']);
});

test('an address that already holds its units is not given them again', async (t) => {
  const { portals, check } = await reception(t);
  portals.control.populationCapitals(true);
  assert.equal((await check()).body.result.thuongTru, 'SỐ 1 PHỐ MẪU, PHƯỜNG HOÀN KIẾM, THÀNH PHỐ HÀ NỘI');
});

test('every outcome has its message', async (t) => {
  const { portals, check } = await reception(t, { quirks: { lookupTimeoutMs: 1000 } });
  const { control } = portals;
  const message = async (inputs) => (await check(inputs)).body.message;
  assert.equal(await message({ ...INPUTS, ngaySinh: '06/02/1999' }), 'Không tìm thấy thông tin công dân');
  assert.equal(await message({ ...INPUTS, ngaySinh: '' }), 'Vui lòng nhập đủ Họ và tên, Ngày sinh và Số CMND/CCCD');
  assert.equal(await message({ ...INPUTS, soCCCD: '012345678' }), 'Thông tin công dân hợp lệ');
  assert.equal(await message({ hoTen: 'Trần Văn Thử', ngaySinh: '1958', soCCCD: '079058990456' }), 'Thông tin công dân hợp lệ');
  for (const [code, text] of [['004', 'Thủ tục chưa được cấp phép khai thác CSDL dân cư'], ['005', 'Tài khoản cán bộ không có quyền thao tác'], ['099', 'Lỗi truy cập hệ thống tra cứu']]) {
    control.populationError(code);
    assert.equal(await message(), text);
  }
  control.populationError(undefined);
  control.setQuirks({ procedureCode: '0.000000' });
  assert.equal(await message(), 'Thủ tục chưa được cấp phép khai thác CSDL dân cư');
  control.setQuirks({ procedureCode: '1.004222' });
  control.populationDown(true);
  assert.equal(await message(), 'Lỗi truy cập hệ thống tra cứu');
  control.populationDown(false);
  assert.equal(await message(), 'Thông tin công dân hợp lệ');
  control.populationDelay(3000);
  assert.equal(await message(), 'Lỗi truy cập hệ thống tra cứu');
});

test('other portals word the outcome otherwise', async (t) => {
  const { portals, check } = await reception(t);
  for (const [wording, words] of Object.entries(WORDINGS)) {
    portals.control.setQuirks({ wording });
    portals.control.populationDown(false);
    assert.equal((await check()).body.message, words.match);
    assert.equal((await check({ ...INPUTS, soCCCD: '001199990999' })).body.message, words.noMatch);
    portals.control.populationDown(true);
    assert.equal((await check()).body.message, words.down);
  }
});

test('a saved dossier is in the database as sent, read by another program', async (t) => {
  const { portals, check, save } = await reception(t);
  await check();
  const { status, body } = await save();
  assert.equal(status, 201);
  assert.match(body.number, /^H29\.26-\d{6}-0001$/);
  assert.match((await save()).body.number, /-0002$/);
  const [row, second] = sqliteRows(portals.databasePath, 'SELECT * FROM reception ORDER BY rowid');
  for (const [column, value] of Object.entries({
    ...FORM, number: body.number, clerk: portals.clerk.account, gioiTinh: 'Nữ', gioiTinhMa: '2', noiCap: 'Cục Cảnh sát Quản lý hành chính về trật tự xã hội', noiCapMa: 'administrative',
    quocGia: 'Việt Nam', tinhThanh: 'Thành phố Hà Nội', tinhThanhMa: '01', phuongXa: 'Phường Hoàn Kiếm', phuongXaMa: '00070', ketQuaTraCuu: 'Thông tin công dân hợp lệ', email: null,
  })) assert.equal(row[column], value, column);
  assert.equal(second.ketQuaTraCuu, null, 'a lookup belongs to one dossier');
  assert.ok(Math.abs(Date.now() - Date.parse(row.savedAt)) < 60000);
  assert.equal(portals.readDossiers()[0].diaChi, FORM.diaChi);
});

test('what is missing or wrong is refused field by field and nothing is saved', async (t) => {
  const { portals, save } = await reception(t);
  const { status, body } = await save({ ...FORM, hoTen: '', ngaySinh: '31/02/1999', soCCCD: '12', phuongXa: '26506', noiCap: 'nobody' });
  assert.equal(status, 422);
  assert.deepEqual(Object.keys(body.details).sort(), ['hoTen', 'ngaySinh', 'noiCap', 'phuongXa', 'soCCCD']);
  assert.equal((await save({ ...FORM, hoTen: ['x'] })).status, 400);
  assert.deepEqual(portals.readDossiers(), []);
});

test('writes need the session and its token; other hosts, paths and bodies are refused', async (t) => {
  const { portals, client } = await reception(t);
  const stranger = new Client(portals, HOSTS.reception);
  assert.equal((await stranger.json('POST', '/api/ho-so', { fields: FORM })).status, 403);
  const token = client.token;
  client.token = '0'.repeat(32);
  assert.equal((await client.json('POST', '/api/ho-so', { fields: FORM })).status, 403);
  assert.equal((await client.json('POST', '/api/kiem-tra-danh-tinh', INPUTS)).status, 403);
  client.token = token;
  assert.equal((await client.send('GET', '/', undefined, { Host: 'khac.example.gov.vn' })).status, 421);
  assert.equal((await client.send('GET', '/vi/api/form')).status, 404);
  assert.equal((await client.send('GET', '/assets/..%2fkey.pem')).status, 404);
  for (const body of ['[]', '{', 'null', '"x"']) assert.equal((await client.send('POST', '/api/ho-so', body)).status, 400);
  assert.equal((await client.send('POST', '/api/ho-so', JSON.stringify({ fields: { hoTen: 'x'.repeat(300 * 1024) } }))).status, 413);
  assert.deepEqual(portals.readDossiers(), []);
});

test('the content policy is strict by default and can be switched off; unknown switches are refused', async (t) => {
  const { portals, client } = await reception(t);
  const policy = (await client.open('/tiep-nhan-ho-so')).headers['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  portals.control.setQuirks({ csp: false });
  assert.equal((await client.open('/tiep-nhan-ho-so')).headers['content-security-policy'], undefined);
  assert.throws(() => portals.control.setQuirks({ cps: true }), TypeError);
  assert.throws(() => portals.control.setQuirks({ issuerSpelling: 'none' }), TypeError);
});
