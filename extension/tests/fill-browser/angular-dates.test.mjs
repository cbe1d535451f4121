// PrimeNG, NG-ZORRO and Angular Material's default format: the reactive form is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const open = (t) => openWidgetPage(t, "", "angular-dates.page.js");
const openWidgets = (at) => at.page.evaluate(() => window.openWidgets());

for (const [day, iso] of [["05/02/1999", "1999-02-05"], ["25/12/1988", "1988-12-25"]]) {
  test(`${day} reaches the form from pickers and masks, and is taken back`, async (t) => {
    const { at, step, fill, undo } = await open(t);
    const before = await at.model();
    const wanted = { "Ngày sinh": day, "Ngày ngược": day, "Ngày có nút": day, "Ngày ngoài": day, "Ngày cấp": day, "Số căn cước": "001099012345", "Ngày nhập": day, "Ngày chỉ chọn": day, "Ngày hết hạn": day, "Ngày đọc": day };
    // Calendars that turn a month a press have the time that a loaded machine takes.
    const filled = await fill(Object.entries(wanted).map(([label, value]) => step(label, value, 20_000)));
    assert.deepEqual(outcomes(filled), Object.fromEntries(Object.keys(wanted).map((label) => [label, "filled"])));
    assert.deepEqual(await at.model(), { ...before, pviet: iso, pnguoc: iso, pnut: iso, pbody: day, pmask: day, pcccd: "001099012345", nmacdinh: iso, pdoc: iso, nviet: iso, ndoc: iso });
    assert.equal(await openWidgets(at), 0);
    for (const outcome of Object.values(outcomes(await undo()))) assert.equal(outcome, "undone");
    assert.deepEqual(await at.model(), before);
    assert.equal(await openWidgets(at), 0);
  });

  test(`${day}: the month first is refused in every library, and nothing stays`, async (t) => {
    const { at, step, fill } = await open(t);
    const before = await at.model();
    const labels = ["Ngày kiểu Mỹ", "Ngày mặc định", "Ngày có nút Mỹ", "Ngày nhập Mỹ", "Ngày chọn", "Ngày chỉ chọn Mỹ"];
    assert.deepEqual(outcomes(await fill(labels.map((label) => step(label, day)))), Object.fromEntries(labels.map((label) => [label, "refused fill.changedByPage"])));
    assert.deepEqual(await at.model(), before);
    assert.equal(await openWidgets(at), 0);
  });
}
