// A processor six times slower: what a page's own scripts answer is waited for by their work, not by the clock, so that nothing is taken for
// silence that is only slow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const SLOWER = { slower: 6 };
// The field's own time, which a profile sets, is not what is tried here.
const WAIT_MS = 60_000;

test("a calendar that is slow to open is heard before what was typed is believed", async (t) => {
  const { at, step, fill } = await openWidgetPage(t, "", "vuetify2-dates.page.js", SLOWER);
  const before = await at.model();
  const filled = await fill(["Ngày gõ được", "Ngày cấp"].map((label) => step(label, "05/02/2021", WAIT_MS)));
  assert.deepEqual(outcomes(filled), { "Ngày gõ được": "filled", "Ngày cấp": "filled" });
  assert.deepEqual(await at.model(), { ...before, sua: "2021-02-05", iso: "2021-02-05" });
  assert.equal(await at.page.evaluate(() => window.openWidgets()), 0);
});

test("a picker that is slow to mark the wrong day is refused as on any other machine", async (t) => {
  const { at, step, fill } = await openWidgetPage(t, "", "angular-dates.page.js", SLOWER);
  const before = await at.model();
  const labels = { "Ngày có nút Mỹ": "refused fill.changedByPage", "Ngày nhập Mỹ": "refused fill.changedByPage", "Ngày nhập": "filled" };
  assert.deepEqual(outcomes(await fill(Object.keys(labels).map((label) => step(label, "05/02/1999", WAIT_MS)))), labels);
  assert.deepEqual(await at.model(), { ...before, nmacdinh: "1999-02-05" });
});
