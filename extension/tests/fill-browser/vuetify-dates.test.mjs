// Vuetify's dates that only a picker writes: in dialogs, confirmed, drawn at once, of months alone; and those that nobody but the portal writes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const open = (t) => openWidgetPage(t, "", "vuetify-dates.page.js");
const openWidgets = (at) => at.page.evaluate(() => window.openWidgets());

test("only what a menu or dialog writes may be filled", async (t) => {
  const { snapshot } = await open(t);
  assert.deepEqual(snapshot.value.fields.map(({ labels, widget, readOnly }) => [labels[0], widget, readOnly]), [
    ["Ngày hẹn", "vuetify-date", false], ["Ngày nhập", "vuetify-date", false], ["Ngày tháng", "vuetify-date", false], ["Ngày khác", "vuetify-date", false], ["Ngày khoá", "text", true], ["Ngày bằng chữ", "vuetify-date", false], ["Ngày riêng", "text", true],
  ]);
});

test("pickers in dialogs, confirmed or drawn at once: the model holds the day, undo empties it", async (t) => {
  const { at, step, fill, undo } = await open(t);
  const before = await at.model();
  assert.deepEqual(outcomes(await fill([step("Ngày hẹn", "29/02/2028"), step("Ngày nhập", "31/12/1925")])), { "Ngày hẹn": "filled", "Ngày nhập": "filled" });
  assert.deepEqual(await at.model(), { ...before, thoai: "2028-02-29", cu: "1925-12-31" });
  assert.deepEqual(await openWidgets(at), ["form"]);
  assert.deepEqual(outcomes(await undo()), { "Ngày hẹn": "undone", "Ngày nhập": "undone" });
  assert.deepEqual(await at.model(), before);
});

test("a picker of months, a menu without one and a day too early: refused, and nothing of it stays", async (t) => {
  const { at, step, fill } = await open(t);
  const before = await at.model();
  const filled = await fill([step("Ngày hẹn", "31/12/2019"), step("Ngày tháng", "05/02/1999"), step("Ngày khác", "05/02/1999")]);
  assert.deepEqual(outcomes(filled), { "Ngày hẹn": "refused fill.optionMissing", "Ngày tháng": "refused fill.optionMissing", "Ngày khác": "refused fill.timeout" });
  assert.deepEqual(await at.model(), before);
  assert.deepEqual(await openWidgets(at), ["form"]);
});

test("a day that the page shows in words of its own is told as what stands there, not as left alone", async (t) => {
  const { at, step, fill, undo } = await open(t);
  const filled = await fill([step("Ngày bằng chữ", "05/02/1999")]);
  assert.equal((await at.model()).noi, "1999-02-05");
  assert.deepEqual(outcomes(filled), { "Ngày bằng chữ": "changedByPage fill.changedByPage" });
  // The library offers no way back to no day at all.
  assert.deepEqual(outcomes(await undo()), { "Ngày bằng chữ": "kept fill.notUndone" });
  assert.equal((await at.model()).noi, "1999-02-05");
});
