// What the host is asked about a residence, and what is made of its answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { residenceOf, residenceQuestion } from "../../background/residence";
import type { Citizen } from "../../generated/citizen";

const text = "Tổ 10 Ấp An Thái, Hòa Bình, Chợ Mới, An Giang";
const province = { code: "91", name: "Tỉnh An Giang" };
const commune = { code: "30673", name: "Xã Hội An" };
const old = { province: { code: "89", name: "Tỉnh An Giang" }, district: { code: "893", name: "Huyện Chợ Mới" }, commune: { code: "30676", name: "Xã Hòa Bình" } };

test("a card's address is asked by the day of the card, the lookup's by today, and no address not at all", () => {
  const citizen = (source: "dg13" | "lookup"): Citizen => ({ placeOfResidence: { value: text, source, verified: false }, issueDate: { value: "2021-05-10", source: "dg13", verified: false } });
  assert.deepEqual(residenceQuestion(citizen("dg13"), "2026-11-22"), { text, issueDate: "2021-05-10" });
  assert.deepEqual(residenceQuestion(citizen("lookup"), "2026-11-22"), { text, issueDate: "2026-11-22" });
  assert.deepEqual(residenceQuestion({ placeOfResidence: { value: text, source: "qr", verified: false } }, "2026-11-22"), { text });
  assert.equal(residenceQuestion({}, "2026-11-22"), undefined);
});

test("an exact answer is converted only where the units have changed; the unknown stays unknown", () => {
  const exact: Parameters<typeof residenceOf>[0] = { status: "exact", province, commune, detail: "Tổ 10", candidates: [] };
  const units = { status: "exact", province, commune, detail: "Tổ 10" };
  assert.deepEqual(residenceOf({ ...exact, old }), { ...units, old, isConverted: true });
  assert.deepEqual(residenceOf(exact), { ...units, isConverted: false });
  const kept = { ...old, commune };
  assert.deepEqual(residenceOf({ ...exact, old: kept }), { ...units, old: kept, isConverted: false });
  assert.equal(residenceOf({ status: "unresolved", detail: text, candidates: [] }), undefined);
});

test("several communes are handed on, each with what stands before it", () => {
  const other = { code: "30700", name: "Xã Mẫu" };
  const result = residenceOf({ status: "ambiguous", province, detail: "Tổ 10", old, candidates: [{ province, commune, reason: "split" }, { province, commune: other, reason: "oldMap", detail: "Tổ 10, Mẫu" }] });
  assert.deepEqual(result, { status: "ambiguous", detail: "Tổ 10", old, candidates: [{ province, commune, reason: "split", detail: "Tổ 10" }, { province, commune: other, reason: "oldMap", detail: "Tổ 10, Mẫu" }] });
});
