// Element UI's date pickers on Vue 2: Vue's data is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const open = (t) => openWidgetPage(t, "", "element-dates.page.js");
const openWidgets = (at) => at.page.evaluate(() => window.openWidgets());

test("days and years reach Vue's data in the portal's own format, over what was there, and are taken back", async (t) => {
  const { at, step, fill, undo } = await open(t);
  const before = await at.model();
  const filled = await fill([step("Ngày sinh", "05/02/1999"), step("Ngày cấp", "25/12/2021"), step("Ngày ngược", "05/02/1999"), step("Ngày có sẵn", "01/12/1999"), step("Năm sinh", "1999"), step("Ngày giới hạn", "29/02/2000"), step("Ngày hết hạn", "05/02/2039")]);
  assert.deepEqual(outcomes(filled), Object.fromEntries(["Ngày sinh", "Ngày cấp", "Ngày ngược", "Ngày có sẵn", "Năm sinh", "Ngày giới hạn", "Ngày hết hạn"].map((label) => [label, "filled"])));
  assert.deepEqual(await at.model(), { ...before, viet: "1999-02-05", date: "2021-12-25", nguoc: "05/02/1999", san: "1999-12-01", nam: "1999", han: "2000-02-29", chon: "2039-02-05" });
  assert.equal(await openWidgets(at), 0);
  for (const outcome of Object.values(outcomes(await undo()))) assert.equal(outcome, "undone");
  assert.deepEqual(await at.model(), before);
  assert.equal(await openWidgets(at), 0);
});

test("the month first, a day not on offer, a picker of months or of hours: nothing stays", async (t) => {
  const { at, step, fill } = await open(t);
  const before = await at.model();
  const labels = ["Ngày kiểu Mỹ", "Ngày giới hạn", "Tháng sinh", "Ngày giờ", "Ngày chọn kiểu Mỹ"];
  for (const day of ["05/02/1999", "25/12/1988"]) {
    const found = outcomes(await fill(labels.map((label) => step(label, day))));
    for (const label of labels) assert.match(found[label], /^(?:refused|changedByPage) fill\.changedByPage$/, label);
    assert.deepEqual(outcomes(await fill([step("Ngày khoá", day)])), { "Ngày khoá": "refused fill.optionMissing" });
    assert.deepEqual(await at.model(), before);
  }
  assert.equal(await openWidgets(at), 0);
});

test("a year alone leaves nothing open, filled or taken back", async (t) => {
  const { at, step, fill, undo } = await open(t);
  const before = await at.model();
  assert.deepEqual(outcomes(await fill([step("Năm sinh", "1999")])), { "Năm sinh": "filled" });
  assert.equal(await openWidgets(at), 0);
  assert.deepEqual(outcomes(await undo()), { "Năm sinh": "undone" });
  assert.deepEqual(await at.model(), before);
  assert.equal(await openWidgets(at), 0);
});
