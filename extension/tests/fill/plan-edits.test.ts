// What a person changes in a plan by hand: taken where the field can take it, and nothing hangs on it unseen.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SnapshotField } from "../../shared/content-protocol";
import { makePlan } from "../../plan/plan";
import { editedPlan, editedValue, keysByHand } from "../../plan/plan-edits";
import type { FillPlan, FoundField } from "../../plan/types";
import { CITIZEN, control, field, OPTIONS, profile, snapshot } from "./builders";

const FIELDS = [
  field("fullName", { citizen: "fullName" }), field("religion", { citizen: "religion" }), field("idNumber", { citizen: "idNumber" }), field("nationality", { citizen: "nationality" }),
  field("province", { residence: "province" }), field("commune", { residence: "commune" }, { after: "province" }), field("agree", { constant: "true" }), field("account", { citizen: "idNumber" }),
];
const OVER: Readonly<Record<string, Partial<SnapshotField>>> = {
  idNumber: { current: "001" }, nationality: { current: "Việt Nam" }, agree: { widget: "checkbox", current: "false" }, account: { readOnly: true, current: "1" },
  province: { widget: "select", options: ["TP Hồ Chí Minh", "Tỉnh Cà Mau"] }, commune: { widget: "select", options: [], disabled: true },
};

function planWith(over: Readonly<Record<string, Partial<SnapshotField>>> = OVER): FillPlan {
  return makePlan(snapshot(FIELDS.map(({ key }, ref) => control(ref, { profileKey: key, labels: [key], ...over[key] }))), profile(FIELDS), CITIZEN, OPTIONS);
}

const keys = (list: readonly { key: string }[]): string[] => list.map(({ key }) => key);

test("what may be changed: every field that was found, but boxes and locked ones; a value that was not planned is not told", () => {
  const { fields = {} } = planWith();
  assert.deepEqual(Object.keys(fields), ["fullName", "religion", "idNumber", "nationality", "province", "commune"]);
  assert.deepEqual(fields["religion"], { ref: 1, label: "religion", role: "applicant", widget: "text", expected: "", waitMs: 5000 });
  assert.deepEqual(fields["province"]?.options, ["TP Hồ Chí Minh", "Tỉnh Cà Mau"]);
  assert.deepEqual([fields["commune"]?.options, fields["commune"]?.after, fields["commune"]?.proposal?.value], [undefined, "province", "Phường Bình Thọ"]);
});

test("a step, a refusal, a question and a field that is right: each becomes a step with the new text, and in no other list", () => {
  const plan = planWith();
  const edited = editedPlan({ plan, edits: { fullName: "Nguyễn Thị Thuỷ A", religion: "Không", idNumber: "079099990002", nationality: "Lào" } });
  assert.deepEqual(edited.steps.map(({ key, value, accepted, expected }) => [key, value, accepted, expected]).filter(([key]) => ["fullName", "religion", "idNumber", "nationality"].includes(key as string)), [
    ["fullName", "Nguyễn Thị Thuỷ A", [], ""], ["religion", "Không", [], ""], ["idNumber", "079099990002", [], "001"], ["nationality", "Lào", [], "Việt Nam"],
  ]);
  assert.deepEqual([keys(edited.refusals), keys(edited.questions), keys(edited.alreadyRight)], [[], [], []]);
  assert.equal(edited.steps.find(({ key }) => key === "fullName")?.field, undefined, "it is not the card's any more");
  assert.equal(editedPlan({ plan, edits: { account: "2", agree: "x", nobody: "y" } }), plan);
  assert.equal(editedPlan({ plan }), plan);
});

test("what waits for a changed field is left alone until a person has changed it, too", () => {
  const plan = planWith();
  const edited = editedPlan({ plan, edits: { province: "Tỉnh Cà Mau" } });
  assert.deepEqual(edited.refusals.filter(({ key }) => key === "commune"), [{ key: "commune", label: "commune", reason: "afterEdited" }]);
  assert.ok(!keys(edited.steps).includes("commune"));
  const both = editedPlan({ plan, edits: { commune: "Xã Tân Hưng", province: "Tỉnh Cà Mau" } });
  assert.deepEqual(both.steps.find(({ key }) => key === "commune")?.after, "province");
  const alone = editedPlan({ plan, edits: { commune: "Phường Linh Xuân" } });
  assert.deepEqual(alone.steps.filter(({ key }) => key === "commune").map(({ value, after }) => [value, after]), [["Phường Linh Xuân", "province"]]);
});

test("a refused parent that a person settles opens its child to a person, with the citizen's own text", () => {
  const plan = planWith({ ...OVER, province: { widget: "select", options: ["Sài Gòn", "Tỉnh Cà Mau"] } });
  assert.deepEqual(plan.refusals.filter(({ key }) => key !== "religion").map(({ key, reason }) => [key, reason]), [["province", "optionMissing"], ["commune", "afterRefused"]]);
  const parent = editedPlan({ plan, edits: { province: "Sài Gòn" } });
  assert.equal(parent.refusals.find(({ key }) => key === "commune")?.reason, "afterEdited");
  const both = editedPlan({ plan, edits: { province: "Sài Gòn", commune: "Phường Bình Thọ" } });
  assert.deepEqual(both.steps.filter(({ key }) => ["province", "commune"].includes(key)).map(({ key, value, after }) => [key, value, after]), [["province", "Sài Gòn", undefined], ["commune", "Phường Bình Thọ", "province"]]);
  assert.deepEqual([...keysByHand({ plan, edits: { province: "Sài Gòn", commune: "Phường Bình Thọ" } })], ["province"]);
});

test("a commune that is right is no longer so once its province is changed", () => {
  const plan = planWith({ ...OVER, province: { widget: "select", options: ["TP Hồ Chí Minh"], current: "TP Hồ Chí Minh" }, commune: { widget: "select", options: ["Phường Bình Thọ"], current: "Phường Bình Thọ" } });
  assert.deepEqual(keys(plan.alreadyRight), ["nationality", "province", "commune"]);
  const edited = editedPlan({ plan, edits: { province: "TP Hồ Chí Minh" } });
  assert.deepEqual([keys(edited.alreadyRight), keys(edited.refusals)], [["nationality"], ["religion", "commune"]]);
});

test("the detected field that says too little takes a person's text", () => {
  const plan = makePlan(snapshot([control(0, { labels: ["Địa chỉ"] })]), undefined, CITIZEN, OPTIONS);
  assert.deepEqual(editedPlan({ plan, edits: { "detected.0": "Tổ 10" } }).steps.map(({ ref, value }) => [ref, value]), [[0, "Tổ 10"]]);
});

test("a text that the field cannot take is none", () => {
  const base: FoundField = { ref: 0, label: "x", role: "applicant", widget: "text", expected: "", waitMs: 1 };
  const value = (text: string, over: Partial<FoundField> = {}): string | undefined => editedValue({ ...base, ...over }, text);
  assert.equal(value("  Trần   Văn A "), "Trần Văn A");
  for (const text of ["", "   "]) assert.equal(value(text), undefined);
  assert.equal(value("12345", { maxLength: 4 }), undefined);
  assert.equal(value("x".repeat(2001)), undefined);
  assert.deepEqual([value("Lào", { widget: "select", options: ["Việt Nam", "Lào"] }), value("Làoo", { widget: "select", options: ["Việt Nam", "Lào"] }), value("Xã A", { widget: "select" })], ["Lào", undefined, "Xã A"]);
  assert.deepEqual([value("12", { widget: "number" }), value("1a", { widget: "number" })], ["12", undefined]);
  assert.deepEqual([value("05/02/1999", { widget: "date" }), value("1999-02-05", { widget: "flatpickr" }), value("5/2/1999", { widget: "antd-date" })], ["1999-02-05", "05/02/1999", "05/02/1999"]);
  assert.equal(value("05/02/1999", { widget: "flatpickr", proposal: { value: "2000-01-01", accepted: [] } }), "1999-02-05");
  for (const text of ["1999", "05/13/1999", "hôm qua"]) assert.equal(value(text, { widget: "flatpickr" }), undefined, text);
});
