// Ant Design 4 and 5 in several formats: React's state is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const open = (t) => openWidgetPage(t, "", "react-dates.page.js");

for (const [day, iso] of [["05/02/1999", "1999-02-05"], ["25/12/1988", "1988-12-25"]]) {
  test(`${day} in each format with the day or the year first; the month first is refused`, async (t) => {
    const { at, step, fill, undo } = await open(t);
    const before = await at.model();
    const labels = ["Ngày sinh", "Ngày ngược", "Ngày cấp", "Ngày có gạch"];
    assert.deepEqual(outcomes(await fill(labels.map((label) => step(label, day)))), Object.fromEntries(labels.map((label) => [label, "filled"])));
    assert.deepEqual(await at.model(), { ...before, bon: iso, bonnguoc: iso, nam: iso, namgach: iso });
    for (const outcome of Object.values(outcomes(await undo()))) assert.equal(outcome, "undone");
    assert.deepEqual(await at.model(), before);
    const refused = ["Ngày kiểu Mỹ", "Ngày cấp kiểu Mỹ"];
    assert.deepEqual(outcomes(await fill(refused.map((label) => step(label, day)))), Object.fromEntries(refused.map((label) => [label, "refused fill.changedByPage"])));
    assert.deepEqual(await at.model(), before);
  });
}
