// Damage of a scan as the clerk sees it: gone once the chip has given the field, shown until then.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Citizen } from "../../generated/citizen";
import { isRepaired, lostFields, openWarnings } from "../../panel/scan-warnings";

const warnings = [
  { code: "nameDamaged", field: "fullName", cause: "inputMethod" },
  { code: "addressRepaired", field: "placeOfResidence", cause: "mojibake" },
  { code: "sexMismatch", field: "sex" },
] as const;
const qr: Citizen = {
  idNumber: { value: "001199990123", source: "qr", verified: false },
  placeOfResidence: { value: "Phường Hoàn Kiếm", source: "qr", verified: false },
  sex: { value: "female", source: "qr", verified: false },
};
const card: Citizen = { ...qr, fullName: { value: "Nguyễn Thị Mẫu", source: "dg13", verified: true }, placeOfResidence: { value: "Phường Hoàn Kiếm", source: "dg13", verified: true } };

test("of a damaged scan: the name is missing with its cause, the address is marked as repaired", () => {
  assert.deepEqual(openWarnings(warnings, qr), [...warnings]);
  assert.deepEqual(lostFields(warnings, qr), ["fullName"]);
  assert.equal(isRepaired(warnings, qr, "placeOfResidence"), true);
});

test("the chip's text ends the damage, and nothing else", () => {
  assert.deepEqual(openWarnings(warnings, card).map(({ code }) => code), ["sexMismatch"]);
  assert.deepEqual(lostFields(warnings, card), []);
  assert.equal(isRepaired(warnings, card, "placeOfResidence"), false);
});
