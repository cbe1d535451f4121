// What a person says of a plan in the panel: the commune of an address in several, and other texts for its fields; on the real portal's form.
// Needs dist/chrome (node build.mjs) and /usr/bin/chromium. Run: node --test tests/panel-browser/plan.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { axeProblems } from "./axe.mjs";
import { cardCitizen } from "./sample.mjs";
import { openTeaching } from "./teaching.mjs";

const text = "Tổ 2, Kim Mã, Ba Đình, Hà Nội";
const hanoi = { code: "01", name: "Thành phố Hà Nội" };
const split = {
  status: "ambiguous", detail: "Tổ 2", province: hanoi,
  old: { province: hanoi, district: { code: "001", name: "Quận Ba Đình" }, commune: { code: "00028", name: "Phường Kim Mã" } },
  candidates: [
    { province: hanoi, commune: { code: "00025", name: "Phường Giảng Võ" }, reason: "split" },
    { province: hanoi, commune: { code: "00008", name: "Phường Ngọc Hà" }, reason: "wholePopulation" },
  ],
};

/** A reception screen with its preview open, for somebody who lives at `text`. */
async function openPreview(t, { quirks, language } = {}) {
  const stand = await openTeaching({ quirks });
  t.after(() => stand.close());
  if (language !== undefined) await stand.setOptions({ language });
  const { answers } = stand.stage.host;
  answers["qr.parse"] = () => ({ kind: "cccd2021", citizen: { ...cardCitizen(false), placeOfResidence: { value: text, source: "qr", verified: false } }, warnings: [] });
  answers["address.resolve"] = () => split;
  const desk = await stand.openDesk(stand.portals.urls.reception);
  await desk.scan();
  await desk.press("action-preview");
  await desk.panel.waitForSelector("[data-testid=status][data-work=previewed]");
  return { ...stand, desk };
}

const shown = (desk, key) => desk.part(`step-${key}`).locator("strong").innerText();

async function confirm(desk) {
  await desk.press("action-confirm");
  await desk.panel.waitForSelector("[data-testid=status][data-work=filled]", { timeout: 60_000 });
}

async function edit(desk, key, enter) {
  await desk.part(`edit-${key}`).click();
  await enter(desk.part("edit-entry"));
  await desk.part("edit-use").click();
}

test("an old commune in several of today's: asked with its hamlet, nothing preselected, refused until it is chosen", async (t) => {
  const { desk } = await openPreview(t);
  const { panel } = desk;
  assert.equal(await desk.part("refusal-commune").getAttribute("data-reason"), "communeToChoose");
  assert.equal(await desk.part("step-commune").count(), 0);
  const question = desk.part("communes");
  assert.equal(await question.locator("input:checked").count(), 0);
  assert.match(await question.innerText(), /Tổ 2, Kim Mã, Ba Đình, Hà Nội[^]*Phường Giảng Võ, Thành phố Hà Nội[^]*Phường Ngọc Hà[^]*toàn bộ dân cư[^]*Tổ 2/);
  assert.deepEqual(await axeProblems(panel), []);
  await desk.part("commune-00008").click();
  await panel.waitForSelector("[data-testid=communes][data-chosen='00008']");
  assert.equal(await shown(desk, "commune"), "Phường Ngọc Hà");
  assert.match(await desk.part("converted").innerText(), /Phường Ngọc Hà, Thành phố Hà Nội/);
  await confirm(desk);
  const { tinhThanh, phuongXa, diaChi } = await desk.model();
  assert.deepEqual([tinhThanh.text, phuongXa.text, diaChi], ["Thành phố Hà Nội", "Phường Ngọc Hà", "Tổ 2"]);
});

test("a form that still has the district is filled by the old units, and asks nothing", async (t) => {
  const { desk } = await openPreview(t, { quirks: { districts: true } });
  assert.equal(await desk.part("communes").count(), 0);
  assert.deepEqual([await shown(desk, "province"), await shown(desk, "district"), await shown(desk, "commune")], ["Thành phố Hà Nội", "Quận Ba Đình", "Phường Kim Mã"]);
  await confirm(desk);
  const { tinhThanh, quanHuyen, phuongXa, diaChi } = await desk.model();
  assert.deepEqual([tinhThanh.text, quanHuyen.text, phuongXa.text, diaChi], ["Thành phố Hà Nội", "Quận Ba Đình", "Phường Kim Mã", "Tổ 2"]);
});

test("a field is changed by hand for this fill: taken where it fits, said in the result, never looked up by, undone", async (t) => {
  const { desk } = await openPreview(t);
  const { panel } = desk;
  await edit(desk, "fullName", (entry) => entry.fill("Nguyễn Thị Mẫu A"));
  await panel.waitForSelector("[data-testid=by-hand-fullName]");
  assert.equal(await shown(desk, "fullName"), "Nguyễn Thị Mẫu A");
  await desk.part("edit-commune").click();
  assert.deepEqual(await axeProblems(panel), []);
  await desk.part("edit-entry").fill("Phường Hoàn Kiếm");
  await desk.part("edit-use").click();
  await panel.waitForSelector("[data-testid=by-hand-commune]");
  await edit(desk, "country", (entry) => entry.selectOption("Lào"));
  await panel.waitForSelector("[data-testid=by-hand-country]");
  assert.equal(await desk.part("refusal-province").getAttribute("data-reason"), "afterEdited");
  await desk.part("unedit-country").click();
  await panel.waitForSelector("[data-testid=step-province]");
  await confirm(desk);
  const model = await desk.model();
  assert.deepEqual([model.hoTen, model.quocGia.text, model.phuongXa.text], ["Nguyễn Thị Mẫu A", "Việt Nam", "Phường Hoàn Kiếm"]);
  assert.equal(await desk.part("report-by-hand-fullName").count(), 1);
  assert.equal(await desk.part("report-by-hand-idNumber").count(), 0);
  await desk.press("action-lookup");
  await panel.waitForSelector("[data-code='lookup.formDiffers']");
  await desk.press("action-undo");
  await panel.waitForSelector("[data-testid=report-fullName][data-outcome=undone]");
  assert.equal((await desk.model()).hoTen, "");
  await desk.press("action-preview");
  await panel.waitForSelector("[data-testid=status][data-work=previewed]");
  assert.equal(await shown(desk, "fullName"), "Nguyễn Thị Mẫu", "a change is for one fill");
});
