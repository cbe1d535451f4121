// Vuetify 2's dates that a picker in a menu or dialog writes: Vue's data is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const open = (t) => openWidgetPage(t, "", "vuetify2-dates.page.js");
const openWidgets = (at) => at.page.evaluate(() => window.openWidgets());

test("what a menu or dialog writes may be filled, what nothing opens is the portal's", async (t) => {
  const { snapshot } = await open(t);
  assert.deepEqual(snapshot.value.fields.map(({ labels, widget, readOnly }) => [labels[0], widget, readOnly]), [
    ["Ngày sinh", "vuetify-date", false], ["Ngày cấp", "vuetify-date", false], ["Ngày xoá được", "vuetify-date", false], ["Ngày hẹn", "vuetify-date", false], ["Ngày khoá", "vuetify-date", false],
    ["Ngày gõ được", "text", false], ["Tháng năm", "vuetify-date", false], ["Ngày riêng", "text", true], ["Ngày theo năm", "vuetify-date", false],
  ]);
});

for (const [day, iso] of [["05/02/2021", "2021-02-05"], ["29/02/2028", "2028-02-29"]]) {
  test(`${day}: the model holds the day, also where it was typed; undo empties what can be emptied`, async (t) => {
    const { at, step, fill, undo } = await open(t);
    const before = await at.model();
    const labels = { viet: "Ngày sinh", iso: "Ngày cấp", clear: "Ngày xoá được", thoai: "Ngày hẹn", sua: "Ngày gõ được" };
    assert.deepEqual(outcomes(await fill(Object.values(labels).map((label) => step(label, day)))), Object.fromEntries(Object.values(labels).map((label) => [label, "filled"])));
    assert.deepEqual(await at.model(), { ...before, ...Object.fromEntries(Object.keys(labels).map((name) => [name, iso])) });
    assert.equal(await openWidgets(at), 0);
    const undone = outcomes(await undo());
    assert.equal(undone["Ngày sinh"], "kept fill.notUndone", "the library offers no way back to no day");
    for (const name of ["iso", "clear", "thoai", "sua"]) assert.equal(undone[labels[name]], "undone");
    assert.deepEqual(await at.model(), { ...before, viet: iso });
    assert.equal(await openWidgets(at), 0);
  });
}

test("a list of years that comes first is clicked through; too early, of months alone or locked is refused", async (t) => {
  const { at, step, fill } = await open(t);
  const before = await at.model();
  const filled = await fill([step("Ngày theo năm", "31/12/1955"), step("Ngày hẹn", "31/12/2019"), step("Tháng năm", "05/02/1999"), step("Ngày khoá", "05/02/1999")]);
  assert.deepEqual(outcomes(filled), { "Ngày theo năm": "filled", "Ngày hẹn": "refused fill.optionMissing", "Tháng năm": "refused fill.optionMissing", "Ngày khoá": "refused fill.timeout" });
  assert.deepEqual(await at.model(), { ...before, tuoi: "1955-12-31" });
  assert.equal(await openWidgets(at), 0);
});
