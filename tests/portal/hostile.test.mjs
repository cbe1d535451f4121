// The hostile pages do what they are for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, portalsFor } from './testing.mjs';

const model = (frame) => frame.evaluate(() => window.portalModel());
const command = (page, ...words) => page.evaluate((all) => window.portalCommand(...all), words);

test('every hostile page opens on its own host and on a host of the family', async (t) => {
  const portals = await portalsFor(t);
  const { page, problems } = await openPage(t, portals);
  for (const url of [...Object.values(portals.urls.hostile), ...Object.values(portals.urls.trap)]) {
    await page.goto(url);
    await page.locator('#formTiepNhan, iframe').waitFor();
  }
  assert.deepEqual(problems.filter((text) => !/sandbox/i.test(text)), []);
});

test('the forging page sends its messages and finds the doors shut', async (t) => {
  const portals = await portalsFor(t);
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.trap.forge);
  await command(page, 'forge', 'a'.repeat(32));
  const { events } = await model(page);
  assert.equal(events.at(-1).kind, 'done');
  assert.ok(events.some(({ kind, detail }) => kind === 'lookup' && detail.trusted === false));
  assert.ok(events.filter(({ detail }) => detail?.reached !== undefined).every(({ detail }) => detail.reached === false));
});

test('the sandboxed frame has an opaque origin', async (t) => {
  const portals = await portalsFor(t);
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.trap.sandbox);
  await page.frameLocator('iframe').locator('#formTiepNhan').waitFor();
  const frame = page.frames().find((f) => f.url().endsWith('/khung-con'));
  assert.deepEqual((await model(frame)).events, [{ kind: 'origin', detail: 'null' }]);
});

test('the leaving page leaves on command, on input and on lookup', async (t) => {
  const portals = await portalsFor(t);
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.trap.leave);
  await command(page, 'navigate');
  await page.getByText('Lần 2').waitFor();
  await page.goto(`${portals.urls.trap.leave}?khi=input`);
  await page.locator('#hoTen').fill('A');
  await page.getByText('Lần 2').waitFor();
  await page.goto(`${portals.urls.trap.leave}?khi=lookup`);
  await page.locator('#nutKiemTra').click();
  await page.getByText('Lần 2').waitFor();
});

test('only the visible fields of the trap page can be seen', async (t) => {
  const portals = await portalsFor(t);
  const { page } = await openPage(t, portals);
  await page.goto(portals.urls.trap.traps);
  for (const name of ['hoTen', 'ngaySinh', 'soCCCD', 'diaChi', 'matKhau', 'maOTP']) assert.ok(await page.locator(`#${name}`).isVisible(), name);
  for (const name of ['hoTenAn', 'namSinhAn', 'soTheThat']) assert.ok(await page.locator(`#${name}`).isHidden(), name);
  await page.locator('#hoTen').fill('A');
  assert.deepEqual((await model(page)).events, [{ kind: 'input', detail: 'hoTen' }]);
});

test('the vandal changes, throws, takes away and fights on command', async (t) => {
  const portals = await portalsFor(t);
  const { page, problems } = await openPage(t, portals);
  const url = portals.urls.trap.vandal;
  await page.goto(`${url}?lam=change`);
  await page.locator('#hoTen').fill('A');
  assert.equal(await page.locator('#hoTen').inputValue(), 'Đã bị đổi');
  await page.goto(`${url}?lam=throw`);
  const thrown = page.waitForEvent('pageerror');
  await page.locator('#hoTen').fill('A');
  await thrown;
  assert.deepEqual(problems, ['lỗi của trang']);
  await page.goto(`${url}?lam=fight`);
  await page.locator('#hoTen').fill('A');
  await page.waitForFunction(() => window.portalModel().values.hoTen.startsWith('Lượt'));
  await page.goto(`${url}?lam=submit`);
  await page.locator('#hoTen').fill('A');
  assert.ok((await model(page)).events.some(({ kind }) => kind === 'submit'));
  await page.goto(`${url}?lam=changeLater`);
  await page.locator('#hoTen').fill('AB');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('#hoTen').inputValue(), 'BA');
  await command(page, 'replace');
  assert.equal(await page.locator('#formTiepNhan').count(), 1);
  await command(page, 'remove');
  assert.deepEqual((await model(page)).values, {});
});
