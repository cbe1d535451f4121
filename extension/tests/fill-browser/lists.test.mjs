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
  assert.deepEqual(open.snapshot.value.fields.map(({ labels, widget, current }) => [labels[0], widget, current]), [["Tỉnh/Thành phố", "combobox", ""], ["Nơi sinh", "combobox", ""], ["Dân tộc", "combobox", "Kinh"], ["Quốc tịch", "combobox", ""]]);
  await there(open, { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Tỉnh An Giang", "Dân tộc": "Tày" }, { tinh: "Tỉnh Cà Mau", noiSinh: "Tỉnh An Giang", danToc: "Tày" }, { "Tỉnh/Thành phố": "undone", "Nơi sinh": "undone", "Dân tộc": "undone" }, { tinh: "-- Chọn --", noiSinh: "Tỉnh An Giang", danToc: "Kinh" });
});

test("an option that is not there, and a list that cannot be told from another, leave everything as it was", async (t) => {
  const { at, step, fill } = await openWidgetPage(t, "", "plain-lists.page.js");
  const before = await at.model();
  const filled = await fill([step("Tỉnh/Thành phố", "Tỉnh Bình Phước"), step("Nơi sinh", "Tỉnh Bình Phước"), step("Quốc tịch", "Việt Nam", 1500)]);
  assert.deepEqual(outcomes(filled), { "Tỉnh/Thành phố": "refused fill.optionMissing", "Nơi sinh": "refused fill.timeout", "Quốc tịch": "refused fill.timeout" });
  assert.deepEqual(await at.model(), before);
  assert.equal(await at.page.locator("#noi-sinh").inputValue(), "");
  assert.equal(await at.page.locator('[aria-expanded="true"]').count(), 0);
});
