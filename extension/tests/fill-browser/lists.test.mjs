// Lists of libraries and patterns that no sample portal has: what the library or the page holds is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage } from "./widget-page.mjs";

/** Fills, compares the page's model, takes back, and compares what was said and the model again. */
async function there(open, values, model, taken, after) {
  const { at, step, fill, undo } = open;
  const before = await at.model();
  const filled = await fill(Object.entries(values).map(([label, value]) => step(label, value)));
  assert.deepEqual(outcomes(filled), Object.fromEntries(Object.keys(values).map((label) => [label, "filled"])));
  assert.deepEqual(await at.model(), { ...before, ...model });
  assert.deepEqual(outcomes(await undo()), taken);
  assert.deepEqual(await at.model(), { ...before, ...model, ...after });
}

const NOT_TAKEN = "kept fill.notUndone";

test("Material UI and React Select: select, autocomplete, radio buttons", async (t) => {
  const open = await openWidgetPage(t, "", "react-lists.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ widget }) => widget), ["combobox", "combobox", "radio", "combobox"]);
  await there(
    open,
    { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Giới tính": "Nữ", "Quê quán": "Tỉnh An Giang" },
    { tinh: "3", noiSinh: "Thành phố Hải Phòng", gioiTinh: "1", queQuan: "4" },
    { "Tỉnh/Thành phố": NOT_TAKEN, "Nơi sinh": "undone", "Giới tính": NOT_TAKEN, "Quê quán": NOT_TAKEN },
    { noiSinh: null },
  );
});

test("Element UI: a list, one that can be searched, radio buttons", async (t) => {
  const open = await openWidgetPage(t, "", "element-lists.page.js");
  await there(open, { "Dân tộc": "Tày", "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Giới tính": "Nữ" }, { danToc: "02", tinh: "3", gioiTinh: "2" }, { "Dân tộc": NOT_TAKEN, "Tỉnh/Thành phố": NOT_TAKEN, "Giới tính": NOT_TAKEN }, {});
});

test("Vuetify 2: a list, one that can be searched, radio buttons", async (t) => {
  const open = await openWidgetPage(t, "", "vuetify2-lists.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ widget }) => widget), ["vuetify-select", "vuetify-select", "radio"]);
  await there(open, { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Giới tính": "Nữ" }, { tinh: "3", noiSinh: "2", gioiTinh: "2" }, { "Tỉnh/Thành phố": NOT_TAKEN, "Nơi sinh": NOT_TAKEN, "Giới tính": NOT_TAKEN }, {});
});

test("PrimeNG and NG-ZORRO: lists at the end of the page and beside the field, radio buttons", async (t) => {
  const open = await openWidgetPage(t, "", "angular-lists.page.js");
  await there(
    open,
    { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Nơi cấp": "Tỉnh An Giang", "Giới tính": "Nữ" },
    { tinh: "3", noiSinh: "2", noiCap: "4", gioiTinh: "2" },
    { "Tỉnh/Thành phố": NOT_TAKEN, "Nơi sinh": "undone", "Nơi cấp": NOT_TAKEN, "Giới tính": NOT_TAKEN },
    // PrimeNG shows its first option before anything is chosen.
    { noiSinh: "1" },
  );
});

test("Ant Design for Vue 2 and Quasar: lists, one after the other from the same names, radio buttons; what has a cross is emptied", async (t) => {
  const open = await openWidgetPage(t, "", "vue-lists.page.js");
  const labels = { home: "Quê quán arrow_drop_down", issuer: "Nơi cấp arrow_drop_down" };
  assert.deepEqual(open.snapshot.value.fields.map(({ widget, current }) => [widget, current]), [...["combobox", "combobox", "radio", "combobox", "combobox"].map((widget) => [widget, ""])]);
  await there(
    open,
    { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Giới tính": "Nữ", [labels.home]: "Tỉnh An Giang", [labels.issuer]: "Thành phố Hà Nội" },
    { tinh: "3", noiSinh: "2", gioiTinh: "2", queQuan: "4", noiCap: "1" },
    { "Tỉnh/Thành phố": NOT_TAKEN, "Nơi sinh": "undone", "Giới tính": NOT_TAKEN, [labels.home]: NOT_TAKEN, [labels.issuer]: "undone" },
    { noiSinh: "", noiCap: "" },
  );
});

test("Headless UI and Radix UI: lists behind buttons, and radio buttons without native ones", async (t) => {
  const open = await openWidgetPage(t, "", "aria-lists.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ labels, widget, current, options }) => [labels[0], widget, current, options]), [
    ["Tỉnh/Thành phố", "combobox", "", undefined], ["Giới tính", "radio-group", "", ["Nam", "Nữ"]], ["Nơi sinh", "combobox", "", undefined], ["Tình trạng hôn nhân", "radio-group", "Độc thân", ["Độc thân", "Đã kết hôn", "Ly hôn"]],
  ]);
  await there(
    open,
    { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Giới tính": "Nữ", "Nơi sinh": "Thành phố Hải Phòng", "Tình trạng hôn nhân": "Đã kết hôn" },
    { tinh: "Tỉnh Cà Mau", gioiTinh: "Nữ", noiSinh: "Thành phố Hải Phòng", honNhan: "1" },
    { "Tỉnh/Thành phố": NOT_TAKEN, "Giới tính": NOT_TAKEN, "Nơi sinh": NOT_TAKEN, "Tình trạng hôn nhân": "undone" },
    { honNhan: "0" },
  );
});

test("drawn radio buttons that are locked or do not offer what is wanted are refused", async (t) => {
  const { at, step, fill } = await openWidgetPage(t, "", "aria-lists.page.js");
  const before = await at.model();
  assert.deepEqual(outcomes(await fill([step("Giới tính", "Khác"), step("Tình trạng hôn nhân", "Ly hôn")])), { "Giới tính": "refused fill.optionMissing", "Tình trạng hôn nhân": "refused fill.timeout" });
  assert.deepEqual(await at.model(), before);
});

const CHOSEN = `<p><label for="danToc">Dân tộc</label><select id="danToc" name="maDanToc"><option value=""></option><option value="01">Kinh</option><option value="02">Tày</option></select></p>
  <table><tr><td>Tỉnh/Thành phố</td><td><select id="tinh" name="maTinh"><option value="">-- Chọn --</option><option value="1">Thành phố Hà Nội</option><option value="2">Thành phố Hải Phòng</option><option value="3" selected>Tỉnh Cà Mau</option></select></td></tr></table>`;

test("Chosen: a list without a search and one with it; its handlers hear each choice once", async (t) => {
  const open = await openWidgetPage(t, CHOSEN, "chosen-lists.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ labels, widget, name, current }) => [labels[0], widget, name, current]), [["Dân tộc", "combobox", "maDanToc", ""], ["Tỉnh/Thành phố", "combobox", "maTinh", "Tỉnh Cà Mau"]]);
  await there(open, { "Dân tộc": "Tày", "Tỉnh/Thành phố": "Thành phố Hải Phòng" }, { danToc: "02", tinh: "2" }, { "Dân tộc": "undone", "Tỉnh/Thành phố": "undone" }, { danToc: "", tinh: "3" });
  assert.deepEqual(await open.at.page.evaluate(() => window.portalEvents()), ["danToc", "tinh", "tinh", "danToc"]);
});

const OLD_LISTS = `<p><label for="dan-toc">Dân tộc</label><select id="dan-toc"><option value="">Chọn</option><option value="01">Kinh</option><option value="02">Tày</option></select></p>
  <p><label for="quoc-tich">Quốc tịch</label><select id="quoc-tich"><option value="VN">Việt Nam</option><option value="LA">Lào</option></select></p>
  <p><label for="tinh">Tỉnh</label><input id="tinh"></p>
  <p><label for="ton-giao">Tôn giáo</label><select id="ton-giao"><option value="">Chọn</option><option value="0">Không</option><option value="1">Phật giáo</option></select></p>`;

test("jQuery UI, Kendo UI and Tom Select, drawn over hidden lists", async (t) => {
  const open = await openWidgetPage(t, OLD_LISTS, "jquery-lists.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ widget, current }) => [widget, current]), [["combobox", ""], ["combobox", "Việt Nam"], ["combobox", ""], ["combobox", ""]]);
  await there(open, { "Dân tộc": "Tày", "Quốc tịch": "Lào", Tỉnh: "Tỉnh Cà Mau", "Tôn giáo": "Phật giáo" }, { danToc: "02", quocTich: "LA", tinh: "2", tonGiao: "1" }, { "Dân tộc": "undone", "Quốc tịch": "undone", Tỉnh: "undone", "Tôn giáo": NOT_TAKEN }, { danToc: "", quocTich: "VN", tinh: "" });
});

test("what was chosen before is read where each of them draws it", async (t) => {
  const chosen = OLD_LISTS.replace('<option value="02">', '<option value="02" selected>').replace('<option value="0">', '<option value="0" selected>').replace('<input id="tinh">', '<input id="tinh" value="3">');
  const { snapshot } = await openWidgetPage(t, chosen, "jquery-lists.page.js");
  assert.deepEqual(snapshot.value.fields.map(({ current }) => current), ["Tày", "Việt Nam", "Tỉnh An Giang", "Không"]);
});

test("lists written by hand: select-only, editable, behind a button", async (t) => {
  const open = await openWidgetPage(t, "", "plain-lists.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ labels, widget, current }) => [labels[0], widget, current]), [["Tỉnh/Thành phố", "combobox", ""], ["Nơi sinh", "combobox", ""], ["Dân tộc", "combobox", "Kinh"], ["Quốc tịch", "combobox", ""], ["Quốc gia", "combobox", ""]]);
  await there(open, { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Tỉnh An Giang", "Dân tộc": "Tày", "Quốc tịch": "Việt Nam" }, { tinh: "Tỉnh Cà Mau", noiSinh: "Tỉnh An Giang", danToc: "Tày", quocTich: "Việt Nam" }, { "Tỉnh/Thành phố": "undone", "Nơi sinh": "undone", "Dân tộc": "undone", "Quốc tịch": NOT_TAKEN }, { tinh: "-- Chọn --", noiSinh: "Tỉnh An Giang", danToc: "Kinh" });
});

test("an option that is not there, and a list that cannot be told from another, leave everything as it was", async (t) => {
  const { at, step, fill } = await openWidgetPage(t, "", "plain-lists.page.js");
  const before = await at.model();
  const filled = await fill([step("Tỉnh/Thành phố", "Tỉnh Bình Phước"), step("Nơi sinh", "Tỉnh Bình Phước"), step("Quốc gia", "Việt Nam", 1500)]);
  assert.deepEqual(outcomes(filled), { "Tỉnh/Thành phố": "refused fill.optionMissing", "Nơi sinh": "refused fill.timeout", "Quốc gia": "refused fill.timeout" });
  assert.deepEqual(await at.model(), before);
  assert.equal(await at.page.locator("#noi-sinh").inputValue(), "");
  assert.equal(await at.page.locator('[aria-expanded="true"]').count(), 0);
});
