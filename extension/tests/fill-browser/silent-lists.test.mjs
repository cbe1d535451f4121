// Lists of libraries that say nothing by roles, or other things than they are: what the library or the native list behind it holds is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "./harness.mjs";
import { openWidgetPage, stepFor } from "./widget-page.mjs";

const NOT_TAKEN = "kept fill.notUndone";
const provinces = '<option value="">-- Chọn --</option><option value="01">Thành phố Hà Nội</option><option value="96">Tỉnh Cà Mau</option>';
const list = (id, label, options, more = "") => `<div class="field"><label for="${id}">${label}</label><select id="${id}" ${more}>${options}</select></div>`;
const radio = (value, label) => `<div class="field"><div class="ui radio checkbox"><input type="radio" name="gioiTinh" value="${value}" class="hidden" tabindex="0"><label>${label}</label></div></div>`;
const FORM = `${list("danToc", "Dân tộc", '<option value="">Chọn</option><option value="01">Kinh</option><option value="02">Tày</option>')}
  <div class="inline fields"><label>Giới tính</label>${radio("1", "Nam")}${radio("2", "Nữ")}</div>
  ${list("tinh", "Tỉnh/Thành phố", provinces)}${list("xa", "Phường/Xã", '<option value="">-- Chọn --</option>')}
  ${list("tinhMoi", "Nơi sinh", provinces, 'class="ui search dropdown"')}
  <div class="field"><label>Nơi cấp</label><div class="ui selection dropdown" id="xaMoi"><input type="hidden" name="xaMoi"><i class="dropdown icon"></i><div class="default text">Chọn xã</div><div class="menu"></div></div></div>`;

/** Fills the wanted, each after the one it waits for, and compares what was said and what is held; then the same of taking it back. */
async function there({ at, snapshot, fill, undo }, wanted, held, taken, left) {
  const before = await at.model();
  // vue-select says in English of its own that it is a search, before the label.
  const step = (label, value) => stepFor(snapshot.value.fields.find(({ labels }) => labels.includes(label)), label, value, 4000);
  const steps = Object.entries(wanted).map(([label, [value, after]]) => ({ ...step(label, value), ...(after === undefined ? {} : { after }) }));
  const expected = Object.fromEntries(Object.keys(wanted).map((label) => [label, "filled"]));
  assert.deepEqual(outcomes(await fill(steps)), expected);
  assert.deepEqual(await at.model(), { ...before, ...held });
  assert.deepEqual(outcomes(await undo()), { ...Object.fromEntries(Object.keys(wanted).map((label) => [label, "undone"])), ...taken });
  assert.deepEqual(await at.model(), { ...before, ...left });
}

test("Selectize, nice-select2 and Fomantic UI: one field each, filled through what is drawn, communes that come late", async (t) => {
  const open = await openWidgetPage(t, FORM, "silent-jquery.page.js");
  assert.deepEqual(open.snapshot.value.fields.map(({ labels, widget }) => [labels[0], widget]), [["Dân tộc", "combobox"], ["Giới tính", "radio"], ["Tỉnh/Thành phố", "combobox"], ["Phường/Xã", "combobox"], ["Nơi sinh", "combobox"], ["Nơi cấp", "combobox"]]);
  await there(
    open,
    { "Dân tộc": ["Tày"], "Giới tính": ["Nữ"], "Tỉnh/Thành phố": ["Tỉnh Cà Mau"], "Phường/Xã": ["Xã Cái Nước", "Tỉnh/Thành phố"], "Nơi sinh": ["Thành phố Hà Nội"], "Nơi cấp": ["Phường Cửa Nam", "Nơi sinh"] },
    { danToc: "02", gioiTinh: "2", tinh: "96", xa: "Xã Cái Nước", tinhMoi: "01", xaMoi: "Phường Cửa Nam" },
    { "Tỉnh/Thành phố": NOT_TAKEN, "Phường/Xã": NOT_TAKEN, "Nơi sinh": NOT_TAKEN, "Nơi cấp": NOT_TAKEN },
    { tinh: "96", xa: "Xã Cái Nước", tinhMoi: "01", xaMoi: "Phường Cửa Nam" },
  );
});

test("iView, vue-select and vue-multiselect: lists and days as Vue holds them; a day it reads month first is said not to be taken", async (t) => {
  const open = await openWidgetPage(t, "", "silent-vue.page.js");
  await there(
    open,
    { "Giới tính": ["Nữ"], "Ngày sinh": ["05/02/1999"], "Ngày cấp": ["25/12/2021"], "Tỉnh/Thành phố": ["Tỉnh Cà Mau"], "Phường/Xã": ["Xã Cái Nước", "Tỉnh/Thành phố"], "Nơi sinh": ["Thành phố Hà Nội"], "Nơi cấp": ["Tỉnh Cà Mau"], "Tình trạng hôn nhân": ["Độc thân"] },
    { gioiTinh: "2", ngaySinh: "1999-02-05", ngayCap: "2021-12-25", tinh: "96", xa: "Xã Cái Nước", noiSinh: "01", noiCap: "96", honNhan: "Độc thân" },
    Object.fromEntries(["Giới tính", "Ngày sinh", "Ngày cấp", "Tỉnh/Thành phố", "Phường/Xã", "Nơi cấp", "Tình trạng hôn nhân"].map((label) => [label, NOT_TAKEN])),
    { gioiTinh: "2", ngaySinh: "1999-02-05", ngayCap: "2021-12-25", tinh: "96", xa: "Xã Cái Nước", noiCap: "96", honNhan: "Độc thân" },
  );
  // Nothing but its own cross empties it: what it shows looks right, and it holds another day.
  assert.deepEqual(outcomes(await open.fill([open.step("Ngày kiểu Mỹ", "05/02/1999")])), { "Ngày kiểu Mỹ": "changedByPage fill.changedByPage" });
  assert.equal((await open.at.model()).ngayMy, "1999-05-02");
});
