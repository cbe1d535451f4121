import assert from "node:assert/strict";
import { test } from "node:test";
import { detect } from "../../plan/detect/detect";
import { leaveOut } from "../../plan/edit";
import { makePlan } from "../../plan/plan";
import { Page } from "../../content/page";
import type { SnapshotField } from "../../shared/content-protocol";
import { CITIZEN, control, field, OPTIONS, profile, snapshot } from "./builders";
import { page } from "./dom";

const fieldsOf = (...list: Partial<SnapshotField>[]): SnapshotField[] => list.map((over, ref) => control(ref, over));
const BINDING = { token: "t", origin: "https://portal.example", path: "/form" };

test("a step that is left out takes the fields that wait for it along", () => {
  const fields = [field("province", { residence: "province" }), field("commune", { residence: "commune" }, { after: "province" }), field("name", { citizen: "fullName" })];
  const plan = makePlan(snapshot(fields.map(({ key }, ref) => control(ref, { profileKey: key }))), profile(fields), CITIZEN, OPTIONS);
  const edited = leaveOut(plan, ["province"]);
  assert.deepEqual(edited.steps.map(({ key }) => key), ["name"]);
  assert.deepEqual(edited.refusals.map(({ key, reason }) => [key, reason]), [["province", "leftOut"], ["commune", "afterRefused"]]);
  assert.equal(leaveOut(plan, []), plan);
});

const DATE = [{ labels: ["Ngày"], shared: "Ngày sinh" }, { labels: ["Tháng"], shared: "Ngày sinh" }, { labels: ["Năm"], shared: "Ngày sinh" }];

test("a date in three fields is filled as one, left out as one and refused as one", () => {
  const plan = makePlan(snapshot(fieldsOf(...DATE)), undefined, CITIZEN, OPTIONS);
  assert.deepEqual(plan.steps.map(({ key, value }) => [key, value]), [["detected.applicant.dateOfBirth.day", "05"], ["detected.applicant.dateOfBirth.month", "02"], ["detected.applicant.dateOfBirth.year", "1999"]]);
  assert.equal(leaveOut(plan, ["detected.applicant.dateOfBirth.month"]).steps.length, 0);
  const yearOnly = { ...CITIZEN, dateOfBirth: { value: "1960", source: "dg13", verified: false } } as const;
  assert.deepEqual(makePlan(snapshot(fieldsOf(...DATE)), undefined, yearOnly, OPTIONS).refusals.map(({ reason }) => reason), ["yearOnly", "yearOnly", "yearOnly"]);
  const other = DATE.map((part) => ({ ...part, shared: "Lập tại ngày" }));
  assert.deepEqual(makePlan(snapshot(fieldsOf(...other)), undefined, CITIZEN, OPTIONS).steps, []);
});

test("every detected field says why", () => {
  const plan = makePlan(snapshot(fieldsOf({ labels: ["Họ và tên"], name: "hoTen", groups: ["Thông tin người nộp"] })), undefined, CITIZEN, OPTIONS);
  assert.deepEqual(plan.reasons, {
    "detected.applicant.fullName": [{ kind: "label", text: "Họ và tên" }, { kind: "name", text: "hoTen" }, { kind: "title", text: "Thông tin người nộp" }],
  });
});

test("what speaks against itself is refused: label and name, label and kind, label and hint", () => {
  const doubts = (...list: Partial<SnapshotField>[]): string[] => detect(fieldsOf(...list), ["applicant"]).ambiguous.map(({ reason }) => reason);
  assert.deepEqual(doubts({ labels: ["Số CCCD"], name: "maSoThue" }), ["contradiction"]);
  assert.deepEqual(doubts({ labels: ["Ngày sinh"], name: "ngayCapCccd" }), ["contradiction"]);
  assert.deepEqual(doubts({ labels: ["Họ và tên"], type: "email" }), ["contradiction"]);
  assert.deepEqual(doubts({ labels: ["Số CCCD"], pattern: "\\d{9}" }), ["contradiction"]);
  assert.deepEqual(doubts({ labels: ["Số CCCD", "Nhập số điện thoại", "Nhập họ và tên"], labelSources: ["label", "placeholder", "title"] }), ["contradiction"]);
  assert.deepEqual(doubts({ labels: ["Họ và tên"], name: "hoTenCha", groups: ["Người nộp"] }), ["contradiction"]);
});

test("an issue date belongs to the paper before it", () => {
  const found = (...list: Partial<SnapshotField>[]): string[] => detect(fieldsOf(...list), ["applicant"]).targets.map(({ field: { key } }) => key.replace("detected.applicant.", ""));
  assert.deepEqual(found({ labels: ["Số CCCD"] }, { labels: ["Ngày cấp"] }, { labels: ["Có giá trị đến"] }), ["idNumber", "issueDate", "expiryDate"]);
  assert.deepEqual(found({ labels: ["Số GPLX"] }, { labels: ["Ngày cấp"] }, { labels: ["Nơi cấp"] }), []);
  assert.deepEqual(found({ labels: ["Số CMND"] }, { labels: ["Ngày cấp"] }), []);
  assert.deepEqual(found({ labels: ["Số thẻ"], groups: ["Thẻ căn cước đã cấp"] }, { labels: ["Ngày cấp"], groups: ["Thẻ căn cước đã cấp"] }), ["idNumber", "issueDate"]);
});

test("parts of an address are the residence only where something says so", () => {
  const lists = (shared: string): Partial<SnapshotField>[] => ["Tỉnh/Thành phố", "Phường/Xã", "Số nhà, đường"].map((label) => ({ labels: [label], shared }));
  const keys = (list: Partial<SnapshotField>[]): string[] => detect(fieldsOf(...list), ["applicant"]).targets.map(({ field: { key } }) => key.replace("detected.applicant.", ""));
  assert.deepEqual(keys(lists("Nơi thường trú")), ["province", "commune", "detail"]);
  for (const elsewhere of ["Nơi tạm trú", "Địa chỉ nhận kết quả", ""]) assert.deepEqual(keys(lists(elsewhere)), [], elsewhere);
  assert.deepEqual(keys([...lists("Nơi thường trú"), { labels: ["Quận/Huyện"], shared: "Nơi thường trú" }]), []);
});

test("looking at a page leaves its document as it was", () => {
  const document = page('<h2>Người nộp</h2><form><label>Họ tên <input name="a"></label><fieldset><legend>Ngày sinh</legend><select><option>Ngày</option></select></fieldset></form>');
  const before = document.documentElement.outerHTML;
  detect(new Page(document, undefined).snapshot(BINDING).fields, ["applicant"]);
  assert.equal(document.documentElement.outerHTML, before);
});
