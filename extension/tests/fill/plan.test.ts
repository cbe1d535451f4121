import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlan } from "../../plan/plan";
import { CITIZEN, control, field, OPTIONS, profile, snapshot } from "./builders";

const NAME = field("fullName", { citizen: "fullName" });

function planFor(over: Parameters<typeof control>[1], of = NAME) {
  return makePlan(snapshot([control(0, { profileKey: of.key, labels: ["Họ và tên"], ...over })]), profile([of]), CITIZEN, OPTIONS);
}

test("an empty field becomes a step that carries what it held", () => {
  assert.deepEqual(planFor({}), {
    steps: [{ ref: 0, key: "fullName", label: "Họ và tên", role: "applicant", widget: "text", field: "fullName", value: "Nguyễn Thị Thủy", accepted: [], expected: "", waitMs: 5000 }],
    refusals: [], comparisons: [], questions: [], alreadyRight: [],
    fields: { fullName: { ref: 0, label: "Họ và tên", role: "applicant", widget: "text", expected: "", waitMs: 5000, proposal: { value: "Nguyễn Thị Thủy", accepted: [], field: "fullName" } } },
  });
});

test("a field that holds something is asked about, compared or left", () => {
  const asked = planFor({ current: "Trần Văn An" });
  assert.equal(asked.steps.length, 0);
  assert.deepEqual(asked.questions.map(({ key, current, proposed, step }) => [key, current, proposed, step.expected]), [["fullName", "Trần Văn An", "Nguyễn Thị Thủy", "Trần Văn An"]]);
  assert.equal(planFor({ current: "NGUYỄN THỊ THỦY" }).alreadyRight.length, 1);
  assert.deepEqual(planFor({ current: "NGUYỄN THỊ THỦY", readOnly: true }).comparisons.map(({ same }) => same), [true]);
  assert.deepEqual(planFor({ current: "TRẦN VĂN AN", readOnly: true }).comparisons.map(({ same }) => same), [false]);
});

test("obstacles are refusals with their reason", () => {
  assert.deepEqual(planFor({ maxLength: 5 }).refusals, [{ key: "fullName", label: "Họ và tên", reason: "tooLong" }]);
  assert.equal(planFor({ disabled: true }).refusals[0]?.reason, "fieldDisabled");
  assert.equal(planFor({ readOnly: true }).refusals[0]?.reason, "fieldDisabled");
  const issuer = field("issuer", { citizen: "issuingAuthority" });
  assert.equal(planFor({ widget: "select", options: ["Công an tỉnh"] }, issuer).refusals[0]?.reason, "optionMissing");
  assert.equal(planFor({ widget: "select", options: ["Cục CS QLHC về TTXH", "Cục CSQLHC về TTXH"] }, issuer).refusals[0]?.reason, "optionAmbiguous");
  assert.equal(planFor({ widget: "select", options: ["Cục CS QLHC về TTXH"] }, issuer).steps.length, 1);
});

test("a broken field is named, an optional one is not missed", () => {
  const fields = [NAME, field("idNumber", { citizen: "idNumber" }, { locate: { label: "Số CCCD" } }), field("sex", { citizen: "sex" }, { optional: true })];
  const plan = makePlan(snapshot([], [{ profileKey: "fullName", found: 0 }, { profileKey: "idNumber", found: 2 }]), profile(fields), CITIZEN, OPTIONS);
  assert.deepEqual(plan.refusals, [{ key: "fullName", label: "fullName", reason: "fieldMissing" }, { key: "idNumber", label: "Số CCCD", reason: "fieldAmbiguous" }]);
});

test("fields of another role are in no list", () => {
  const owner = field("ownerName", { citizen: "fullName" }, { role: "owner" });
  const plan = makePlan(snapshot([control(0, { profileKey: "ownerName" })]), profile([owner]), CITIZEN, OPTIONS);
  assert.deepEqual(plan, { steps: [], refusals: [], comparisons: [], questions: [], alreadyRight: [] });
});

test("a clerk's profile fills nothing for a citizen", () => {
  const plan = makePlan(snapshot([control(0, { profileKey: "fullName" })]), profile([NAME]), CITIZEN, { ...OPTIONS, mode: "citizen" });
  assert.deepEqual(plan.refusals.map(({ reason }) => reason), ["otherAudience"]);
  assert.equal(plan.steps.length, 0);
});

const PROVINCE = field("province", { residence: "province" });
const COMMUNE = field("commune", { residence: "commune" }, { after: "province" });
const LIST = { widget: "select", options: ["Thành phố Hồ Chí Minh", "Thành phố Hà Nội"] } as const;

function cascade(province: Parameters<typeof control>[1], commune: Parameters<typeof control>[1]) {
  const fields = [control(0, { profileKey: "province", widget: "select", ...province }), control(1, { profileKey: "commune", widget: "select", ...commune })];
  return makePlan(snapshot(fields), profile([COMMUNE, PROVINCE]), CITIZEN, OPTIONS);
}

test("a dependent field comes after its parent, disabled and without its options though it is", () => {
  const plan = cascade({ options: [...LIST.options] }, { disabled: true, options: ["Phường Cũ"] });
  assert.deepEqual(plan.steps.map(({ key, after }) => [key, after]), [["province", undefined], ["commune", "province"]]);
});

test("a dependent field waits for nothing when its parent is right, and is refused when the parent is", () => {
  const right = cascade({ options: [...LIST.options], current: "TP. Hồ Chí Minh" }, { options: ["Phường Bình Thọ"] });
  assert.deepEqual(right.steps.map(({ key, after }) => [key, after]), [["commune", undefined]]);
  const refused = cascade({ options: ["Tỉnh An Giang"] }, { options: ["Phường Bình Thọ"] });
  assert.deepEqual(refused.refusals.map(({ reason }) => reason), ["optionMissing", "afterRefused"]);
  const asked = cascade({ options: [...LIST.options], current: "Thành phố Hà Nội" }, {});
  assert.deepEqual([asked.questions.map(({ key }) => key), asked.steps.map(({ key, after }) => [key, after])], [["province"], [["commune", "province"]]]);
});

test("an unticked box is empty, a ticked one is right", () => {
  const same = field("same", { constant: "true" });
  assert.equal(planFor({ widget: "checkbox", current: "false" }, same).steps.length, 1);
  assert.equal(planFor({ widget: "checkbox", current: "true" }, same).alreadyRight.length, 1);
});

test("without a profile, fields are found by their labels", () => {
  const fields = [control(0, { labels: ["Họ và tên *"] }), control(1, { labels: ["Số CCCD:"] }), control(2, { labels: ["Địa chỉ"] }), control(3, { labels: ["Sở thích"] })];
  const plan = makePlan(snapshot(fields), undefined, CITIZEN, OPTIONS);
  assert.deepEqual(plan.steps.map(({ ref, value }) => [ref, value]), [[0, "Nguyễn Thị Thủy"], [1, "079099990001"]]);
  assert.deepEqual(plan.refusals.map(({ label, reason }) => [label, reason]), [["Địa chỉ", "addressUnclear"]]);
});

test("what nobody has compared with the card yet is refused, in every part of it", () => {
  const fields = [NAME, field("address", { residence: "full" }), field("province", { residence: "province" }), field("id", { citizen: "idNumber" })];
  const controls = fields.map(({ key }, ref) => control(ref, { profileKey: key }));
  const plan = makePlan(snapshot(controls), profile(fields), CITIZEN, { ...OPTIONS, unconfirmed: new Set(["fullName", "placeOfResidence"]) });
  assert.deepEqual(plan.refusals.map(({ key, reason }) => [key, reason]), [["fullName", "unconfirmed"], ["address", "unconfirmed"], ["province", "unconfirmed"]]);
  assert.deepEqual(plan.steps.map(({ key }) => key), ["id"]);
});
