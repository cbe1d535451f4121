// Widget families beside those of the sample portals: lists that ask their server, calendars without typing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const FORM = `
  <p><label for="noi">Nơi</label> <select id="noi" style="width:300px"></select></p>
  <p><label for="tinh">Tỉnh</label> <select id="tinh" style="width:300px"><option value="">-- Chọn --</option><option value="91">An Giang</option><option value="96">Cà Mau</option></select></p>
  <p><label>Ngày <input id="ngay"></label></p><p><label>Hạn <input id="han"></label></p><p><label>Mỹ <input id="my"></label></p><p><label>Mỹ trơn <input id="mytron"></label></p>
`;

const openWidgets = (t) => openWidgetPage(t, FORM, "widgets.page.js");

test("a list that asks its server, a calendar without typing and one with it", async (t) => {
  const { at, snapshot, step, fill } = await openWidgets(t);
  assert.deepEqual(snapshot.value.fields.map(({ widget }) => widget), ["select2", "select2", "flatpickr", "flatpickr", "flatpickr", "flatpickr"]);
  const before = await at.model();
  const filled = await fill([step("Nơi", "Thành phố Hải Phòng"), step("Tỉnh", "Tỉnh Cà Mau"), step("Ngày", "05/02/1999"), step("Hạn", "10/05/2031")]);
  assert.deepEqual(outcomes(filled), { Nơi: "filled", Tỉnh: "filled", Ngày: "filled", Hạn: "filled" });
  assert.deepEqual(await at.model(), { noi: "Thành phố Hải Phòng", tinh: "96", ngay: "1999-02-05", han: "2031-05-10", my: "", mytron: "" });
  assert.equal(await at.page.evaluate(() => window.openWidgets()), 0);
  const undone = await at.ask({ kind: "undo", binding: snapshot.value.binding });
  assert.deepEqual(outcomes(undone), { Nơi: "undone", Tỉnh: "undone", Ngày: "undone", Hạn: "undone" });
  assert.deepEqual(await at.model(), before);
});

test("what the server does not find, and a picker that takes the month first, stay empty", async (t) => {
  const { at, step, fill } = await openWidgets(t);
  const before = await at.model();
  const filled = await fill([step("Nơi", "Tỉnh Bình Phước"), step("Mỹ", "05/02/1999"), step("Mỹ trơn", "05/02/1999")]);
  assert.deepEqual(outcomes(filled), { Nơi: "refused fill.optionMissing", Mỹ: "refused fill.changedByPage", "Mỹ trơn": "refused fill.changedByPage" });
  assert.deepEqual(outcomes(await fill([step("Mỹ trơn", "25/12/1999")])), { "Mỹ trơn": "refused fill.changedByPage" });
  assert.deepEqual(await at.model(), before);
  assert.equal(await at.page.evaluate(() => window.openWidgets()), 0);
});
