// Dates that portals make by hand: what their own scripts hold is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const field = (id, label, more = "") => `<p><label for="${id}">${label}</label> <input id="${id}" ${more}></p>`;
const dialog = (id, label, more = "") => `<p><label for="${id}">${label}</label> <input id="${id}" ${more}><button type="button" aria-label="Chọn ngày">…</button></p>`;
const part = (label, digits, word) => `<span role="spinbutton" tabindex="0" aria-label="${label}" data-digits="${digits}">${word}</span>`;
const FORM = `
  ${field("mat", "Ngày sinh", 'inputmode="numeric" maxlength="10"')}${field("matmy", "Ngày mặt nạ Mỹ", 'inputmode="numeric" maxlength="10" placeholder="mm/dd/yyyy"')}
  ${dialog("hop", "Ngày cấp")}${dialog("hopmy", "Ngày hộp Mỹ")}${dialog("hopdoc", "Ngày hết hạn", "readonly")}${dialog("hopkhoa", "Ngày khoá", "readonly")}
  ${dialog("hopbam", "Ngày chỉ bấm", "readonly")}${dialog("hopbammy", "Ngày chỉ bấm Mỹ", "readonly")}
  <p><span id="ls">Địa chỉ</span><span id="soan" role="textbox" contenteditable="true" aria-labelledby="ls">&nbsp;</span></p><p><span id="lt">Họ tên</span><span id="ten" role="textbox" contenteditable="true" aria-labelledby="lt">&nbsp;</span></p>
  <div role="group" aria-label="Ngày quay" id="quay">${part("Ngày", 2, "dd")}/${part("Tháng", 2, "mm")}/${part("Năm", 4, "yyyy")}</div>
  <p><label for="rngay">Ngày đăng ký</label><span id="o-rngay"></span></p><p><label for="rthang">Tháng đăng ký</label><span id="o-rthang"></span></p>
  ${field("nam", "Năm sinh", 'maxlength="4"')}${field("thangnam", "Tháng năm", 'type="month"')}${field("thangchu", "Tháng năm chữ", 'placeholder="mm/yyyy"')}`;
const open = (t) => openWidgetPage(t, FORM, "plain-dates.page.js");
const openWidgets = (at) => at.page.evaluate(() => window.openWidgets());

test("a read-only field with a calendar of its own may be filled; what is no field is not taken for one", async (t) => {
  const { snapshot } = await open(t);
  const kinds = Object.fromEntries(snapshot.value.fields.map(({ labels, widget, readOnly }) => [labels[0], readOnly ? `${widget} readonly` : widget]));
  for (const label of ["Ngày hết hạn", "Ngày khoá", "Ngày chỉ bấm", "Ngày chỉ bấm Mỹ"]) assert.equal(kinds[label], "date-picker", label);
  for (const label of ["Địa chỉ", "Họ tên", "Ngày quay"]) assert.equal(kinds[label], undefined, label);
});

for (const [day, iso] of [["05/02/1999", "1999-02-05"], ["25/12/2031", "2031-12-25"]]) {
  test(`${day}: masks, dialogs and a framework's native field hold it, and give it back`, async (t) => {
    const { at, step, fill, undo } = await open(t);
    const before = await at.model();
    const wanted = { "Ngày sinh": day, "Ngày cấp": day, "Ngày hết hạn": day, "Ngày chỉ bấm": day, "Ngày đăng ký": iso, "Tháng đăng ký": iso.slice(0, 7), "Năm sinh": iso.slice(0, 4), "Tháng năm": iso.slice(0, 7) };
    assert.deepEqual(outcomes(await fill(Object.entries(wanted).map(([label, value]) => step(label, value)))), Object.fromEntries(Object.keys(wanted).map((label) => [label, "filled"])));
    assert.deepEqual(await at.model(), { ...before, mat: iso, hop: iso, hopdoc: iso, hopbam: iso, rngay: iso, rthang: iso.slice(0, 7), nam: iso.slice(0, 4), thangnam: iso.slice(0, 7) });
    assert.equal(await openWidgets(at), 0);
    const undone = outcomes(await undo());
    // Its own script has no way back to no day.
    assert.equal(undone["Ngày chỉ bấm"], "kept fill.notUndone");
    for (const label of Object.keys(wanted).filter((name) => name !== "Ngày chỉ bấm")) assert.equal(undone[label], "undone", label);
    assert.deepEqual(await at.model(), { ...before, hopbam: iso });
    assert.equal(await openWidgets(at), 0);
  });

  test(`${day}: the month first, a locked calendar and a month alone are refused, and nothing stays`, async (t) => {
    const { at, step, fill } = await open(t);
    const before = await at.model();
    const filled = await fill(["Ngày mặt nạ Mỹ", "Ngày hộp Mỹ", "Ngày khoá", "Tháng năm chữ"].map((label) => step(label, day)));
    assert.deepEqual(outcomes(filled), { "Ngày mặt nạ Mỹ": "refused fill.changedByPage", "Ngày hộp Mỹ": "refused fill.changedByPage", "Ngày khoá": "refused fill.optionMissing", "Tháng năm chữ": "refused fill.changedByPage" });
    assert.deepEqual(await at.model(), before);
    assert.equal(await openWidgets(at), 0);
  });
}
