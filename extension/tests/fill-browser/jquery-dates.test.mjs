// Calendars and masks of jQuery UI and Kendo UI: the library's own day is the judge, also of formats with the month first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const LABELS = {
  go: "Ngày sinh", nguoc: "Ngày viết ngược", my: "Ngày kiểu Mỹ", nut: "Ngày Mỹ có nút", nutviet: "Ngày có nút", gioihan: "Ngày từ năm 2000", co: "Ngày có sẵn",
  kngay: "Ngày cấp", kmacdinh: "Ngày mặc định", kmy: "Ngày cấp kiểu Mỹ", knhap: "Ngày từng đoạn", knhapmy: "Ngày từng đoạn Mỹ", kmat: "Ngày mặt nạ", kcccd: "Số căn cước", doc: "Ngày chỉ chọn", mydoc: "Ngày Mỹ chỉ chọn", cham: "Ngày có chấm",
};
const READ_ONLY = ["doc", "mydoc"];
const FORM = `${Object.entries(LABELS).filter(([id]) => id !== "co").map(([id, label]) => `<p><label for="${id}">${label}</label> <input id="${id}" ${READ_ONLY.includes(id) ? "readonly" : ""}></p>`).join("")}
  <p><label for="co">${LABELS.co}</label> <input id="co" value="12/11/1970"></p><input type="hidden" id="go_an"><input type="hidden" id="doc_an"><input type="hidden" id="my_an">`;
const open = (t) => openWidgetPage(t, FORM, "jquery-dates.page.js");
const openWidgets = (at) => at.page.evaluate(() => window.openWidgets());
const all = (ids, outcome) => Object.fromEntries(ids.map((id) => [LABELS[id], outcome]));

const TAKEN = ["go", "nguoc", "nutviet", "kngay", "co", "doc"];
const MONTH_FIRST = ["my", "nut", "kmacdinh", "kmy", "knhapmy", "mydoc"];

for (const [day, iso] of [["05/02/1999", "1999-02-05"], ["25/12/1988", "1988-12-25"], ["29/02/2000", "2000-02-29"]]) {
  test(`${day}: held by each library that reads it, and undone`, async (t) => {
    const { at, step, fill, undo } = await open(t);
    const before = await at.model();
    // The segments of Kendo's input are set one by one in a year of its own, which has no 29 February.
    const taken = iso.endsWith("02-29") ? TAKEN : [...TAKEN, "knhap"];
    const steps = [...taken.map((id) => step(LABELS[id], day)), step(LABELS.kmat, day), step(LABELS.kcccd, "001099012345")];
    assert.deepEqual(outcomes(await fill(steps)), all([...taken, "kmat", "kcccd"], "filled"));
    assert.deepEqual(await at.model(), { ...before, ...Object.fromEntries(taken.map((id) => [id, iso])), go_an: iso, doc_an: iso, kmat: day, kcccd: "001099012345" });
    assert.deepEqual(await at.page.evaluate(() => window.portalEvents()), ["doc"], "its own handler is told once");
    assert.equal(await openWidgets(at), 0);
    assert.deepEqual(outcomes(await undo()), all([...taken, "kmat", "kcccd"], "undone"));
    assert.deepEqual(await at.model(), before);
    assert.equal(await openWidgets(at), 0);
  });

  test(`${day}: refused where the month is read first or the day is not on offer, and nothing of it stays`, async (t) => {
    const { at, step, fill } = await open(t);
    const before = await at.model();
    const refused = iso < "2000" ? [...MONTH_FIRST, "gioihan"] : MONTH_FIRST;
    assert.deepEqual(outcomes(await fill(refused.map((id) => step(LABELS[id], day)))), all(refused, "refused fill.changedByPage"));
    assert.deepEqual(await at.model(), before);
    assert.equal(await openWidgets(at), 0);
  });
}

test("a day that no spelling reaches is clicked through to, by the list of years where there is one", async (t) => {
  const { at, step, fill, undo } = await open(t);
  const before = await at.model();
  // By arrows alone it would be further than anybody goes.
  assert.deepEqual(outcomes(await fill([step(LABELS.cham, "05/02/1901", 20_000)])), all(["cham"], "filled"));
  assert.deepEqual(await at.model(), { ...before, cham: "1901-02-05" });
  assert.deepEqual(outcomes(await undo()), all(["cham"], "undone"));
  assert.deepEqual(await at.model(), before);
  assert.equal(await openWidgets(at), 0);
});
