// A person at the screens, driven by clicks and keys in a real Chromium: both forms can be filled by hand and are saved as typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, portalsFor, sqliteRows } from './testing.mjs';

/** Opens a select2, types into its search and takes the highlighted entry with Enter. */
async function pickSelect2(page, name, search, wanted) {
  await page.locator(`#${name}:enabled`).waitFor({ state: 'attached' });
  await page.locator(`#${name} + .select2 .select2-selection`).click();
  await page.locator('.select2-search__field').pressSequentially(search);
  await page.locator('.select2-results__option--highlighted', { hasText: wanted }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`#${name} + .select2 .select2-selection__rendered`, { hasText: wanted }).waitFor();
}

async function typeReception(page) {
  await page.getByLabel('Họ và tên', { exact: false }).first().click();
  await page.keyboard.type('Nguyễn Thị Mẫu');
  await page.locator('#ngaySinh').click();
  await page.keyboard.type('05021999');
  await page.getByRole('radio', { name: 'Nữ' }).check();
  await page.locator('#soDienThoai').fill('0900000000');
  await page.locator('#soCCCD').click();
  await page.keyboard.type('001199990123');
  await page.locator('#ngayCap').click();
  await page.keyboard.type('10052021');
  await pickSelect2(page, 'noiCap', 'quản lý hành chính', 'Cục Cảnh sát Quản lý hành chính về trật tự xã hội');
  await pickSelect2(page, 'tinhThanh', 'Hà Nội', 'Thành phố Hà Nội');
  await pickSelect2(page, 'phuongXa', 'Hoàn Kiếm', 'Phường Hoàn Kiếm');
  await page.locator('#diaChi').fill('Số 1 Phố Mẫu');
}

test('a clerk fills, looks up, records and saves by hand', async (t) => {
  const portals = await portalsFor(t, { quirks: { latencyMs: 150 } });
  const { page, problems } = await openPage(t, portals);
  await page.goto(portals.urls.reception);
  assert.equal(await page.title(), 'Tiếp nhận hồ sơ');
  assert.equal(await page.locator('#taiKhoanCanBo').innerText(), portals.clerk.account);
  await typeReception(page);
  await page.getByRole('button', { name: 'Kiểm tra danh tính số' }).click();
  await page.getByText('Thông tin công dân hợp lệ').waitFor();
  assert.equal(await page.locator('#kqThuongTru').innerText(), 'Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội');
  await page.getByLabel('Ghi nhận khai thác thông tin cư trú').fill('Phương thức a; 22/11/2026 10:00');
  const model = await page.evaluate(() => window.portalModel());
  assert.deepEqual([model.hoTen, model.ngaySinh, model.gioiTinh.text, model.tinhThanh, model.phuongXa], ['Nguyễn Thị Mẫu', '05/02/1999', 'Nữ', { value: '01', text: 'Thành phố Hà Nội' }, { value: '00070', text: 'Phường Hoàn Kiếm' }]);
  await page.getByRole('button', { name: 'Lưu hồ sơ' }).click();
  const number = await page.locator('#soHoSo').innerText();
  const [row] = sqliteRows(portals.databasePath, 'SELECT * FROM reception');
  for (const [column, value] of Object.entries({
    number, hoTen: 'Nguyễn Thị Mẫu', ngaySinh: '05/02/1999', gioiTinh: 'Nữ', soDienThoai: '0900000000', soCCCD: '001199990123', ngayCap: '10/05/2021', tinhThanhMa: '01', phuongXa: 'Phường Hoàn Kiếm',
    diaChi: 'Số 1 Phố Mẫu', ghiNhan: 'Phương thức a; 22/11/2026 10:00', ketQuaTraCuu: 'Thông tin công dân hợp lệ',
  })) assert.equal(row[column], value, column);
  await page.goto(portals.urls.dossierList);
  await page.getByText(number).waitFor();
  assert.deepEqual(problems, []);
});

test('the screen says which fields are wrong, and choosing another province empties the commune', async (t) => {
  const portals = await portalsFor(t, { quirks: { more: true, districts: true } });
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.reception);
  await page.getByRole('button', { name: 'Lưu hồ sơ' }).click();
  await page.locator('[data-loi=hoTen]', { hasText: 'Trường bắt buộc' }).waitFor();
  await pickSelect2(page, 'tinhThanh', 'Hồ Chí Minh', 'Thành phố Hồ Chí Minh');
  await pickSelect2(page, 'quanHuyen', 'Quận 8', 'Quận 8');
  await pickSelect2(page, 'phuongXa', 'Phường 4', 'Phường 4');
  await pickSelect2(page, 'tinhThanh', 'Hà Nội', 'Thành phố Hà Nội');
  const model = await page.evaluate(() => window.portalModel());
  assert.deepEqual([model.quanHuyen.value, model.phuongXa.value], ['', '']);
  assert.ok(Object.keys(model).length >= 30);
});

test('a late answer for an earlier province is dropped', async (t) => {
  const portals = await portalsFor(t);
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.reception);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/api/dia-ban/phuong-xa?cha=01', async (route) => {
    await held;
    await route.continue();
  });
  const late = page.waitForResponse((response) => response.url().endsWith('cha=01'));
  await pickSelect2(page, 'tinhThanh', 'Hà Nội', 'Thành phố Hà Nội');
  await pickSelect2(page, 'tinhThanh', 'Huế', 'Thành phố Huế');
  await page.waitForFunction(() => document.querySelectorAll('#phuongXa option').length === 41);
  release();
  await (await late).finished();
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  assert.equal(await page.locator('#phuongXa option').count(), 41);
});

const field = (page, key) => page.locator(`.formio-component-${key}`);

/** Opens a Choices.js select, searches, and takes the entry by a click. */
async function pickChoice(page, key, search, wanted) {
  await field(page, key).locator('.choices .form-control').first().click();
  await field(page, key).locator('.choices__input--cloned').fill(search);
  await field(page, key).locator('.choices__item--choice', { hasText: wanted }).first().click();
  await field(page, key).locator('.choices__list--single', { hasText: wanted }).waitFor();
}

async function typeDate(page, key, text) {
  await field(page, key).locator('input.input').click();
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

async function typeApplication(page) {
  await field(page, 'fullname').locator('input').fill('Nguyễn Thị Mẫu');
  await typeDate(page, 'birthday', '05/02/1999');
  await field(page, 'gender').getByLabel('Nữ').check();
  await pickChoice(page, 'nation', 'Việt', 'Việt Nam');
  await field(page, 'identityNumber').locator('input').fill('001199990123');
  await typeDate(page, 'identityDate', '10/05/2021');
  await pickChoice(page, 'identityAgency', 'hành chính', 'Cục Cảnh sát Quản lý hành chính về trật tự xã hội');
  await pickChoice(page, 'province', 'Hà Nội', 'Thành phố Hà Nội');
  await pickChoice(page, 'district', 'Hoàn Kiếm', 'Phường Hoàn Kiếm');
  await field(page, 'address').locator('input').fill('Số 1 Phố Mẫu');
}

/** Goes to the step with the captcha; the digits a person would read off its image. */
async function goToCaptcha(page) {
  await page.locator('#tiepTuc').click();
  await page.getByRole('heading', { name: 'Thành phần hồ sơ' }).waitFor();
  const image = page.waitForResponse((response) => response.url().includes('captcha.svg'));
  await page.locator('#tiepTuc').click();
  return [...(await (await image).text()).matchAll(/>(\d)<\/text>/g)].map((match) => match[1]).join('');
}

test('a citizen fills the form.io form by hand, goes through the steps and submits', async (t) => {
  const portals = await portalsFor(t, { quirks: { latencyMs: 100 } });
  const { page, problems } = await openPage(t, portals);
  await page.goto(portals.urls.igate);
  await field(page, 'birthday').locator('input.input').waitFor();
  await typeApplication(page);
  await field(page, 'isOwnerDossierCheck').locator('input').check();
  await page.waitForFunction(() => window.portalModel().ownerDistrict?.name === 'Phường Hoàn Kiếm');
  const model = await page.evaluate(() => window.portalModel());
  assert.deepEqual([model.fullname, model.birthday.slice(0, 10), model.gender, model.province, model.district], ['Nguyễn Thị Mẫu', '1999-02-05', 2, { id: '01', name: 'Thành phố Hà Nội' }, { id: '00070', name: 'Phường Hoàn Kiếm' }]);
  await page.locator('#captcha').fill(await goToCaptcha(page));
  await page.locator('button[form=captchaForm]').click();
  await page.getByText('Nộp hồ sơ thành công').waitFor();
  const [row] = sqliteRows(portals.databasePath, 'SELECT * FROM igate');
  for (const [column, value] of Object.entries({
    number: await page.locator('#soHoSo').innerText(), fullname: 'Nguyễn Thị Mẫu', birthday: '1999-02-05', identityDate: '2021-05-10', gender: 'Nữ', nation: 'Việt Nam', identityNumber: '001199990123',
    identityAgencyMa: 'administrative', province: 'Thành phố Hà Nội', district: 'Phường Hoàn Kiếm', address: 'Số 1 Phố Mẫu', ownerFullname: 'Nguyễn Thị Mẫu', ownerDistrict: 'Phường Hoàn Kiếm',
  })) assert.equal(row[column], value, column);
  assert.deepEqual(problems, []);
});

test('the form shows the known faults of such forms when switched on', async (t) => {
  const portals = await portalsFor(t, { quirks: { rerenderWipe: true, readonlyAccount: true, issuerKey: 'idIssuePlace' } });
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.igate);
  assert.equal(await field(page, 'fullname').locator('input').getAttribute('readonly'), 'readonly');
  assert.equal(await field(page, 'fullname').locator('input').inputValue(), 'Nguyễn Thị Mẫu');
  await field(page, 'idIssuePlace').waitFor();
  await field(page, 'address').locator('input').fill('Số 1 Phố Mẫu');
  await pickChoice(page, 'province', 'Hà Nội', 'Thành phố Hà Nội');
  await page.waitForFunction(() => window.portalModel().address === '');
  await field(page, 'address').locator('input').fill('Số 1 Phố Mẫu');
  await pickChoice(page, 'province', 'Huế', 'Thành phố Huế');
  await page.waitForFunction(() => window.portalModel().province.id === '46');
  assert.equal((await page.evaluate(() => window.portalModel())).address, 'Số 1 Phố Mẫu', 'it happens once');
});
