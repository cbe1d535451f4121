// How a profile's locators find a field: other ways when the first finds nothing, one label in several groups.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "../../content/page";
import { makePlan } from "../../plan/plan";
import { CITIZEN, OPTIONS, control, field, profile, snapshot } from "./builders";
import { page } from "./dom";

const BINDING = { token: "t", origin: "https://portal.example", path: "/form" };
const FORM = `
  <fieldset><legend>Người nộp</legend><label for="a1">Họ và tên</label><input id="a1"></fieldset>
  <fieldset><legend>Chủ hồ sơ</legend><label for="b1">Họ và tên</label><input id="b1"></fieldset>`;

test("a label in two groups is found by its group, and only there", () => {
  const fields = [field("applicant", { citizen: "fullName" }, { locate: { label: "Họ và tên", group: "Người nộp" } }), field("owner", { citizen: "fullName" }, { role: "owner", locate: { label: "Họ và tên", group: "Chủ hồ sơ:" } })];
  const { fields: found, broken } = new Page(page(FORM), profile(fields)).snapshot(BINDING);
  assert.deepEqual([found.map(({ profileKey, id }) => [profileKey, id]), broken], [[["applicant", "a1"], ["owner", "b1"]], []]);
});

test("another way is tried only when the one before finds nothing, and never to choose among several", () => {
  const gone = field("gone", { citizen: "fullName" }, { locate: { id: "x1" }, orElse: [{ name: "x1" }, { label: "Họ và tên", group: "Chủ hồ sơ" }] });
  const doubled = field("doubled", { citizen: "fullName" }, { locate: { label: "Họ và tên" }, orElse: [{ id: "a1" }] });
  const { fields, broken } = new Page(page(FORM), profile([gone, doubled])).snapshot(BINDING);
  assert.deepEqual([fields.map(({ profileKey, id }) => [profileKey, id]), broken], [[["gone", "b1"]], [{ profileKey: "doubled", found: 2 }]]);
});

test("a form that asks how much of a date is known gets it, and then the date or the year", () => {
  const fields = [
    field("kind", { knownPartOf: "dateOfBirth" }, { options: [{ value: "year", labels: ["Chỉ năm sinh"] }] }),
    field("born", { citizen: "dateOfBirth", format: "dd/MM/yyyy|yyyy" }, { after: "kind" }),
  ];
  const form = snapshot([control(0, { profileKey: "kind", widget: "select", options: ["Ngày/tháng/năm", "Chỉ năm sinh"] }), control(1, { profileKey: "born" })]);
  const values = (date: string): unknown => makePlan(form, profile(fields), { ...CITIZEN, dateOfBirth: { value: date, source: "dg13", verified: false } }, OPTIONS).steps.map(({ value, accepted }) => [value, accepted]);
  assert.deepEqual(values("1958-03-01"), [["Ngày/tháng/năm", []], ["01/03/1958", []]]);
  assert.deepEqual(values("1958"), [["Năm", ["Chỉ năm sinh"]], ["1958", []]]);
});

test("a date in three lists is one field, unless a profile names its parts", () => {
  const form = `<div><label>Ngày sinh</label><span><select id="d1"><option>Ngày</option></select><select id="m1"><option>Tháng</option></select><select id="y1"><option>Năm</option></select></span></div><input id="x" placeholder="Khác">`;
  const whole = new Page(page(form), undefined).snapshot(BINDING);
  assert.deepEqual(whole.fields.map(({ widget, labels }) => [widget, labels[0]]), [["date-parts", "Ngày sinh"], ["text", "Khác"]]);
  const fields = (["day", "month", "yyyy"] as const).map((format, index) => field(`birth${format}`, { citizen: "dateOfBirth", format }, { locate: { id: ["d1", "m1", "y1"][index] ?? "" } }));
  const parts = new Page(page(form), profile(fields, { detectOthers: true })).snapshot(BINDING);
  assert.deepEqual([parts.broken, parts.fields.map(({ id, widget }) => [id, widget])], [[], [["d1", "select"], ["m1", "select"], ["y1", "select"], ["x", "text"]]]);
});

test("three fields of a form that say other things, or stand among others, are no date", () => {
  for (const form of [
    `<div><input placeholder="Ngày"><input placeholder="Tháng"><input placeholder="Năm"><input placeholder="Giờ"></div>`,
    `<div><input placeholder="Ngày"><input placeholder="Ngày"><input placeholder="Năm"></div>`,
    `<form><input maxlength="2"><input maxlength="2"><input maxlength="4"></form>`,
  ]) assert.ok(new Page(page(form), undefined).snapshot(BINDING).fields.every(({ widget }) => widget === "text"), form);
});

test("a select2 has the label that stands before the list it hides", () => {
  const form = `<div><label>Dân tộc</label><select id="s" class="select2-hidden-accessible"><option value="">Chọn</option></select><span class="select2 select2-container">-- Chọn --</span></div><p><label for="x">Khác</label><input id="x"></p>`;
  const { fields } = new Page(page(form), undefined).snapshot(BINDING);
  assert.deepEqual(fields.map(({ widget, labels }) => [widget, labels[0]]), [["select2", "Dân tộc"], ["text", "Khác"]]);
});
