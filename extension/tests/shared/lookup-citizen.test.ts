import assert from "node:assert/strict";
import { test } from "node:test";
import { citizen as isCitizen } from "../../generated/validators.mjs";
import { citizenFromLookup, isoDate } from "../../shared/lookup-citizen";

test("dates as portals write them", () => {
  const cases: [string, string | undefined][] = [
    ["05/02/1999", "1999-02-05"],
    ["5/2/1999", "1999-02-05"],
    ["05-02-1999", "1999-02-05"],
    ["1999-02-05", "1999-02-05"],
    ["19990205", "1999-02-05"],
    ["1999", "1999"],
    ["31/02/1999", undefined],
    ["02/1999", undefined],
    ["", undefined],
    ["hôm nay", undefined],
  ];
  for (const [text, iso] of cases) assert.equal(isoDate(text), iso, text);
});

test("what the database returned becomes a citizen of source lookup, in NFC", () => {
  const result = citizenFromLookup({ idNumber: "001199990123", fullName: "NGUYỄN THỊ MẪU".normalize("NFD"), dateOfBirth: "05/02/1999", sex: "Nữ", nationality: "VN", placeOfResidence: "  Phường\n Hoàn Kiếm " });
  assert.equal(result.fullName?.value, "NGUYỄN THỊ MẪU".normalize("NFC"));
  assert.deepEqual([result.dateOfBirth?.value, result.sex?.value, result.nationality?.value], ["1999-02-05", "female", "Việt Nam"]);
  assert.equal(result.placeOfResidence?.value, "Phường Hoàn Kiếm");
  assert.deepEqual(result.idNumber, { value: "001199990123", source: "lookup", verified: false });
  assert.ok(isCitizen(result));
});

test("what cannot be understood is left out, whatever it is", () => {
  const result = citizenFromLookup({ idNumber: "12", dateOfBirth: "?", sex: "0", fullName: "", placeOfOrigin: "x".repeat(5000) });
  assert.deepEqual(result, {});
  assert.deepEqual(citizenFromLookup(JSON.parse(`{"__proto__": "x", "other": "y"}`) as { sex?: string }), {});
});
