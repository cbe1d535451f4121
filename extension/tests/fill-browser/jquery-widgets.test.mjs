// The jQuery widgets of older portals, and dates in parts: what their libraries hold, what they told the page, and undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const FORM = `
  <p><label for="dantoc">Dân tộc</label> <select id="dantoc" title="Chọn dân tộc"><option value="01">Kinh</option><option value="02">Ta\u0300y</option><option value="03">THÁI</option><option value="04">Thái Đen</option></select></p>
  <p><label for="cap">Ngày cấp</label> <input id="cap"></p>
  <p><label for="han">Ngày hết hạn</label> <input id="han" class="datepicker" readonly></p>
  <p><label for="my">Ngày kiểu Mỹ</label> <input id="my"></p>
  <p><label for="sinh">Ngày sinh</label> <input id="sinh"></p>
  <p><label for="kyhieu">Ngày ký hiệu</label> <input id="kyhieu"></p>
  <p><label for="vao">Ngày vào</label> <input id="vao"></p>
  <div><label>Ngày sinh của con</label><div><select id="ngay" name="con_ngay"><option value="">Ngày</option></select> <select id="thang" name="con_thang"><option value="">Tháng</option></select> <select id="nam" name="con_nam"><option value="">Năm</option></select></div></div>
  <div><span>Ngày đăng ký</span><div><input name="sinh_dd" maxlength="2"> / <input name="sinh_mm" maxlength="2"> / <input name="sinh_yyyy" maxlength="4"></div></div>
  <p><label for="thangnam">Tháng năm</label> <input id="thangnam" type="month"></p>`;
const open = (t) => openWidgetPage(t, FORM, "jquery-widgets.page.js");

test("each widget is known for what it is", async (t) => {
  const { snapshot } = await open(t);
  assert.deepEqual(snapshot.value.fields.map(({ labels, widget }) => `${labels[0]}: ${widget}`), [
    "Dân tộc: bootstrap-select", "Ngày cấp: text", "Ngày hết hạn: bootstrap-datepicker", "Ngày kiểu Mỹ: text", "Ngày sinh: text", "Ngày ký hiệu: text", "Ngày vào: text",
    "Ngày sinh của con: date-parts", "Ngày đăng ký: date-parts", "Tháng năm: month",
  ]);
});

test("the libraries hold the values, tell the page of them, and give them back", async (t) => {
  const { at, step, fill, undo } = await open(t);
  const before = await at.model();
  const filled = await fill([
    step("Dân tộc", "Thái"), step("Ngày cấp", "10/05/2021"), step("Ngày hết hạn", "05/02/2039"), step("Ngày sinh", "05/02/1999"), step("Ngày ký hiệu", "05/02/1999"), step("Ngày vào", "05/02/1999"),
    step("Ngày sinh của con", "29/02/2000"), step("Ngày đăng ký", "05/02/1999"), step("Tháng năm", "1999-02"),
  ]);
  const wrong = Object.entries(outcomes(filled)).filter(([, outcome]) => outcome !== "filled");
  assert.deepEqual(wrong, []);
  assert.deepEqual(await at.model(), {
    dantoc: "03", shown: "THÁI", cap: "2021-05-10", capText: "10/05/2021", han: "2039-02-05", my: "", sinh: "05/02/1999", kyhieu: "05-02-1999", vao: "05/02/1999", ba: "29/2/2000", o: "05/02/1999", thangNam: "1999-02",
  });
  const events = await at.page.evaluate(() => window.portalEvents());
  for (const event of ["changed.dantoc", "changeDate.cap", "changeDate.han"]) assert.equal(events.filter((seen) => seen === event).length, 1, event);
  assert.equal(await at.page.evaluate(() => window.openWidgets()), 0);
  const undone = Object.entries(outcomes(await undo())).filter(([, outcome]) => outcome !== "undone");
  assert.deepEqual(undone, []);
  assert.deepEqual(await at.model(), before);
});

test("a calendar that takes the month first, a day its month has not and an option that is not there stay as they were", async (t) => {
  const { at, step, fill } = await open(t);
  const before = await at.model();
  const filled = await fill([step("Ngày kiểu Mỹ", "05/02/1999"), step("Ngày sinh của con", "31/02/2000"), step("Dân tộc", "Mường")]);
  assert.deepEqual(outcomes(filled), { "Ngày kiểu Mỹ": "refused fill.changedByPage", "Ngày sinh của con": "refused fill.optionMissing", "Dân tộc": "refused fill.optionMissing" });
  assert.deepEqual(await at.model(), before);
  assert.equal(await at.page.evaluate(() => window.openWidgets()), 0);
});

test("evidence goes into a file input that takes it, over an earlier one and over nothing else", async (t) => {
  const { at, snapshot } = await openWidgetPage(t, '<input id="x"><input type="file" id="tep"><input type="file" id="anh" accept="image/*">', "jquery-global.page.js");
  const place = (id, text) => at.ask({ kind: "evidence", binding: snapshot.value.binding, field: { id }, text });
  const held = () => at.page.evaluate(async () => document.getElementById("tep").files[0]?.text());
  for (const text of ['{"a":1}', '{"a":22}']) {
    assert.equal((await place("tep", text)).value?.outcome, "filled");
    assert.equal(await held(), text);
  }
  assert.deepEqual(await place("anh", "{}"), { ok: false, error: "evidence.notPlaced" });
  await at.page.locator("#tep").setInputFiles({ name: "cua-toi.pdf", mimeType: "application/pdf", buffer: Buffer.from("x") });
  assert.deepEqual(await place("tep", "{}"), { ok: false, error: "evidence.notPlaced" });
  assert.equal(await held(), "x");
});
