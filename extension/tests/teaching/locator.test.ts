// By what a taught field is found again: names that last, and the refusal of those that do not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLocator, stableLocators, type Naming } from "../../content/picker/choose-locator";
import { isStableLabel, isStableName } from "../../content/picker/stable-name";
import type { Locator } from "../../generated/site-profile";

const stable = [
  "hoTen", "ho_ten", "ho-ten", "txtHoTen", "CongDan_HoTen", "ChuHoSo.SoDinhDanh", "data[fullname]", "diaChi2", "soCMND", "cboTinhThanh", "_org_bn_hoso_hoTen", "formTiepNhan", "ngayCapCCCD", "vm.hoSo.hoTen", "sdt", "cccd",
  "cmnd", "hoTenNguoiDaiDienTheoPhapLuat", "địaChỉ",
];
const generated = [
  "", " hoTen", "mat-input-3", "input-57", "react-select-2-input", ":r1:", "«r1»", "_r_1_", "rc_select_0", "ctl00_Main_txtHoTen", "j_idt45:hoTen", "ext-gen1001", "ember123", "e7x2k9-fullname", "a1b2c3d4e5f6", "3f9c-name",
  "hoTen_8f3a2b", "members[0][name]", "ho_ten_1", "select2-hoTen-container-9x", "__BVID__34", "el-id-1234-5", "v-0", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "portlet_aBcDeFgH_hoTen", "xkqzjw", "hoTen-1700000000000", "123", "x".repeat(129), "--",
];

test("names that last are told from names made up for one rendering", () => {
  assert.deepEqual(stable.filter((name) => !isStableName(name)), []);
  assert.deepEqual(generated.filter((name) => isStableName(name)), []);
});

test("a label is words: no drawn pattern, no number, no sentence", () => {
  for (const label of ["Họ và tên", "Tên", "Số CMND/CCCD *", "Email", "Địa chỉ 1"]) assert.equal(isStableLabel(label), true, label);
  for (const label of ["dd/mm/yyyy", "DD-MM-YYYY", "", "*", "001199990123", "Hồ sơ 2026", "__/__/____", "a".repeat(121)]) assert.equal(isStableLabel(label), false, label);
});

const bare: Naming = { ids: [], names: [], labels: [], groups: [], attributes: [] };
const anything = () => true;

test("the first that lasts and finds one control only", () => {
  const naming: Naming = {
    ...bare, ids: ["mat-input-4"], names: ["hoTen"], labels: ["dd/mm/yyyy", "Họ và tên"], groups: ["Người nộp", "Tờ khai"], attributes: [{ attribute: "formcontrolname", value: "fullName" }, { attribute: "data-key", value: "x9y8z7" }],
  };
  assert.deepEqual(stableLocators(naming), [
    { name: "hoTen" }, { label: "Họ và tên" }, { label: "Họ và tên", group: "Người nộp" }, { label: "Họ và tên", group: "Tờ khai" }, { attribute: "formcontrolname", value: "fullName" },
  ]);
  const shared = new Set([JSON.stringify({ name: "hoTen" }), JSON.stringify({ label: "Họ và tên" })]);
  const isOnly = (locator: Locator) => !shared.has(JSON.stringify(locator));
  assert.deepEqual(chooseLocator(naming, isOnly), { label: "Họ và tên", group: "Người nộp" });
});

test("the key of a form.io component goes first, its digits and all", () => {
  assert.deepEqual(chooseLocator({ ...bare, formio: "ownerIdentityAgency22", ids: ["ekb7x2-ownerIdentityAgency22"], names: ["data[ownerIdentityAgency22]"], labels: ["Nơi cấp"] }, anything), { formio: "ownerIdentityAgency22" });
  assert.deepEqual(chooseLocator({ ...bare, formio: "đường dẫn", labels: ["Nơi cấp"] }, anything), { label: "Nơi cấp" });
});

test("nothing lasting: no locator, and never a guess", () => {
  assert.equal(chooseLocator({ ...bare, ids: ["input-3"], names: ["f[2]"], labels: ["dd/mm/yyyy"] }, anything), undefined);
  assert.equal(chooseLocator({ ...bare, ids: ["hoTen"] }, () => false), undefined);
});
