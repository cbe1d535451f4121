// "Dạy lại trang này" in the real Chromium, on the sample portals: a page is taught with a real mouse, and what was taught still fills
// right when ids, classes and the order of the form are others. Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { axeProblems as violations } from "./axe.mjs";
import { extensionId } from "./stage.mjs";
import { openTeaching } from "./teaching.mjs";

let teaching;
let desk;
before(async () => {
  teaching = await openTeaching({ quirks: { evidence: false } });
});
after(() => teaching?.close());
afterEach(async () => {
  if (await desk?.part("teach-close").isVisible()) await desk.press("teach-close");
  if (await desk?.part("action-next").isVisible()) await desk.press("action-next");
  await desk?.panel.close();
  await desk?.page.close();
  desk = undefined;
  await teaching.forgetProfiles();
});

const reception = () => teaching.portals.urls.reception;

/** What the page holds beside the values: its nodes with their attributes, and where the focus is. */
const outside = (page) => page.evaluate(() => document.documentElement.outerHTML);

test("while picking, clicks and keys reach nothing of the page; afterwards it is as before", async () => {
  desk = await teaching.openDesk(reception());
  const { page } = desk;
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ["click", "mousedown", "pointerdown", "keydown", "keypress", "input", "change", "submit", "contextmenu"]) {
      for (const element of document.querySelectorAll("input, select, textarea, button, form, label")) element.addEventListener(type, (event) => window.heard.push(`${type} ${event.currentTarget.id}`));
      document.addEventListener(type, (event) => window.heard.push(`${type} document`));
    }
  });
  const clean = await outside(page);
  const model = await desk.model();
  await desk.startTeaching();
  assert.notEqual(await outside(page), clean, "the overlay is there");
  await desk.teach(page.locator("#hoTen"), "Họ và tên");
  await desk.point(page.locator("#nutLuu"));
  await desk.said("pick_notAField");
  await page.focus("#soCCCD");
  await page.keyboard.type("12a ");
  await page.keyboard.press("Enter");
  await desk.row("Số CMND/CCCD").waitFor({ state: "attached" });
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  // The page's own clicks are its own: they neither pick nor are they kept.
  await page.evaluate(() => document.querySelector("#ngayCap").click());
  assert.deepEqual(await page.evaluate(() => window.heard.splice(0)), ["click ngayCap", "click formTiepNhan", "click document"]);
  await page.keyboard.press("Escape");
  await desk.phase("resting");
  assert.equal(await desk.panel.locator(".teach-row").count(), 2);
  await page.evaluate(() => document.activeElement.blur());
  assert.equal(await outside(page), clean, "nothing is left in the page");
  assert.deepEqual(await desk.model(), model);
  await page.mouse.move(5, 5);
  await page.locator("#hoTen").click();
  assert.ok((await page.evaluate(() => window.heard)).includes("click hoTen"), "clicks are the page's again");
});

/** Ids of every control are others, classes too, and the form stands the other way round: what the next release of a portal may do. */
function rebuilt(page) {
  return page.evaluate(() => {
    const others = (name) => `x${name.length}q7z${Math.floor(Math.random() * 9000) + 1000}`;
    for (const control of document.querySelectorAll("form [id]")) {
      if (control.closest(".select2-container") || /^(nut|ketQua|kq|bang|ghi)/.test(control.id)) continue;
      const id = others(control.id);
      for (const label of document.querySelectorAll(`label[for="${control.id}"]`)) label.htmlFor = id;
      control.id = id;
    }
    for (const cell of document.querySelectorAll(".truong, .luoi, .khoi, .o-nhap:not(.select2-hidden-accessible)")) cell.className = others(cell.className);
    for (const grid of document.querySelectorAll("form section > div")) grid.append(...[...grid.children].reverse());
  });
}

const byName = (name) => `[name="${name}"]`;

async function save(page) {
  await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await page.locator("#soHoSo").waitFor();
  return teaching.portals.readDossiers().findLast(({ portal }) => portal === "reception");
}

test("a page that was taught fills right after a reload, with other ids, other classes and the form the other way round", async () => {
  desk = await teaching.openDesk(`${reception()}?lan=1`);
  const { page } = desk;
  await rebuilt(page);
  await desk.startTeaching();
  for (const [name, label] of [["hoTen", "Họ và tên"], ["ngaySinh", "Ngày sinh"], ["soCCCD", "Số CMND/CCCD"], ["diaChi", "Địa chỉ chi tiết"]]) await desk.teach(page.locator(byName(name)), label);
  await desk.teach(page.locator(`${byName("tinhThanh")} + .select2-container`), "Tỉnh/TP");
  await desk.teach(page.locator(`${byName("phuongXa")} + .select2-container`), "Phường/xã");
  await desk.teach(page.locator(byName("gioiTinh")).first(), "Giới tính");
  await page.keyboard.press("Escape");
  await desk.phase("resting");
  await desk.panel.bringToFront();
  const { kept } = await desk.panel.evaluate(() => ({ kept: document.querySelector("[data-testid=teach]").textContent }));
  assert.match(kept, /Giữ nguyên/, "the rest of the shipped profile stays");
  await desk.save();
  const [made] = await teaching.stored();
  assert.equal(made.version, 1);
  assert.match(made.provenance.source, /Made with the picker on motcua\.example\.gov\.vn, from profile hcmc-reception version \d+\. Not reviewed\./);
  await page.reload();
  await page.locator("#hoTen").waitFor();
  await rebuilt(page);
  await desk.scan();
  const outcomes = await desk.fill();
  const bad = Object.entries(outcomes).filter(([, outcome]) => outcome === "changedByPage");
  assert.deepEqual(bad, [], JSON.stringify(outcomes));
  const model = await desk.model();
  assert.deepEqual([model.hoTen, model.ngaySinh, model.soCCCD, model.gioiTinh.text, model.tinhThanh.text, model.phuongXa.text, model.diaChi], ["Nguyễn Thị Mẫu", "05/02/1999", "001199990123", "Nữ", "Thành phố Hà Nội", "Phường Hoàn Kiếm", "Số 1 Phố Mẫu"]);
});

test("a trial fills that one field and shows its line; undo empties it; it goes with the citizen", async () => {
  desk = await teaching.openDesk(reception());
  const { page } = desk;
  await desk.scan();
  await desk.startTeaching();
  await desk.teach(page.locator("#hoTen"), "Họ và tên");
  const row = desk.row("Họ và tên");
  await desk.panel.bringToFront();
  await row.getByRole("button", { name: "Thử điền ô Họ và tên" }).click();
  await row.locator(".report-filled").waitFor();
  const model = await desk.model();
  assert.deepEqual([model.hoTen, model.soCCCD], ["Nguyễn Thị Mẫu", ""]);
  await row.getByRole("button", { name: "Hoàn tác" }).click();
  await row.locator(".report-undone").waitFor();
  assert.equal((await desk.model()).hoTen, "");
  await desk.press("action-next");
  await row.locator(".report").first().waitFor({ state: "detached" });
  assert.equal(await desk.panel.locator(".teach-row").count(), 1, "what was taught stays");
  assert.doesNotMatch(JSON.stringify(await teaching.stage.inBackground(() => chrome.storage.session.get())), /Nguyễn Thị Mẫu/);
});

test("a broken profile names its field in the preview; pointed at once, the repaired profile fills the rest as before", async () => {
  desk = await teaching.openDesk(reception());
  const { page } = desk;
  await page.evaluate(() => (document.querySelector("label[for=soCCCD]").textContent = "Mã định danh"));
  await desk.scan();
  await desk.press("action-preview");
  await desk.part("refusal-idNumber").waitFor();
  await desk.startTeaching("teach-again-idNumber");
  await desk.teach(page.locator("#soCCCD"), "Mã định danh");
  await desk.phase("resting");
  await desk.save();
  await desk.press("action-closePreview");
  const outcomes = await desk.fill();
  assert.equal(outcomes.idNumber, "filled", JSON.stringify(outcomes));
  assert.equal((await desk.model()).soCCCD, "001199990123");
  const [made] = await teaching.stored();
  assert.ok(made.lookup, "the lookup by that key is still there");
  const saved = await save(page);
  assert.deepEqual([saved.hoTen, saved.soCCCD, saved.phuongXa], ["Nguyễn Thị Mẫu", "001199990123", "Phường Hoàn Kiếm"]);
});

test("a password, a captcha and a hidden trap are not picked, and why is said", async () => {
  desk = await teaching.openDesk(reception());
  const { page } = desk;
  await page.evaluate(() => {
    const section = document.createElement("section");
    section.id = "rieng";
    section.innerHTML = '<p><label for="mk">Mật khẩu</label> <input id="mk" type="password"></p><p><label for="cap">Mã xác nhận</label> <input id="cap"></p><p><label for="tep">Tệp</label> <input id="tep" type="file"></p><p><input id="vo1x9z3"></p>';
    document.querySelector("#formTiepNhan").prepend(section);
  });
  await desk.startTeaching();
  for (const [id, reason] of [["mk", "secret"], ["cap", "secret"], ["tep", "file"], ["vo1x9z3", "noStableName"]]) {
    await desk.point(page.locator(`#${id}`));
    await desk.said(`pick_${reason}`);
  }
  assert.equal(await desk.panel.locator(".teach-row").count(), 0);
});

test("a navigation ends the picking with a word; going on on another page is refused", async () => {
  desk = await teaching.openDesk(reception());
  await desk.startTeaching();
  await desk.teach(desk.page.locator("#hoTen"), "Họ và tên");
  await desk.page.goto(teaching.portals.urls.dossierList);
  await desk.said("teachNotice_navigated");
  assert.equal(await desk.panel.locator(".teach-row").count(), 1);
  await desk.press("teach-more");
  await desk.said("teachProblem_otherPage");
});

test("accessible while a page is taught and in the list of what was taught, in both languages", async () => {
  const problems = [];
  for (const language of ["vi", "en"]) {
    await teaching.setOptions({ language });
    desk = await teaching.openDesk(reception());
    await desk.startTeaching();
    await desk.teach(desk.page.locator("#hoTen"), "Họ và tên");
    await desk.panel.bringToFront();
    problems.push(...(await violations(desk.panel)).map((problem) => `panel ${language}: ${problem}`));
    await desk.save();
    const options = await teaching.stage.browser.newPage();
    await options.goto(`chrome-extension://${extensionId}/options.html`);
    await options.waitForSelector("[data-testid^=profile-local]");
    problems.push(...(await violations(options)).map((problem) => `options ${language}: ${problem}`));
    await options.close();
    if (language === "vi") {
      await desk.press("teach-close");
      await desk.panel.close();
      await desk.page.close();
    }
  }
  await teaching.setOptions();
  assert.deepEqual(problems, []);
});

test("iGate: form.io's random ids are no names; the taught key fills the framework's model after a reload", async () => {
  desk = await teaching.openDesk(teaching.portals.urls.igate);
  const { page } = desk;
  await page.locator(".formio-component-birthday input.input").waitFor();
  await desk.startTeaching();
  await desk.teach(page.locator(".formio-component-fullname input"), "Họ và tên");
  await desk.teach(page.locator(".formio-component-birthday input.input"), "Ngày sinh");
  await desk.teach(page.locator(".formio-component-gender input").first(), "Giới tính");
  await desk.save();
  const [made] = await teaching.stored();
  assert.deepEqual(made.fields.filter(({ key }) => ["fullName", "dateOfBirth", "sex"].includes(key)).map(({ locate }) => locate), [{ formio: "fullname" }, { formio: "birthday" }, { formio: "gender" }]);
  await page.reload();
  await page.locator(".formio-component-birthday input.input").waitFor();
  await desk.scan();
  const outcomes = await desk.fill();
  const model = await desk.model();
  assert.deepEqual([model.fullname, model.birthday.slice(0, 10), Number(model.gender), model.identityNumber], ["Nguyễn Thị Mẫu", "1999-02-05", 2, "001199990123"], JSON.stringify(outcomes));
});
