import assert from "node:assert/strict";
import { test } from "node:test";
import { splitTwoLevel } from "../../plan/address";
import { isoDate, sameValue } from "../../plan/compare";
import { propose } from "../../plan/values";
import type { Citizen } from "../../generated/citizen";
import { CITIZEN, field, OPTIONS } from "./builders";

test("splitTwoLevel splits only what is certain", () => {
  const certain: [string, string, string, string][] = [
    ["Tổ 10, Phường Bình Thọ, Thành phố Hồ Chí Minh", "Phường Bình Thọ", "Thành phố Hồ Chí Minh", "Tổ 10"],
    ["12 Lê Lợi, KP 2,, P. Bình Thọ, TP Hồ Chí Minh", "P. Bình Thọ", "TP Hồ Chí Minh", "12 Lê Lợi, KP 2"],
    ["Xã An Lão, thành phố Hải Phòng", "Xã An Lão", "thành phố Hải Phòng", ""],
    ["Đặc khu Phú Quý, Tỉnh Lâm Đồng", "Đặc khu Phú Quý", "Tỉnh Lâm Đồng", ""],
  ];
  for (const [text, commune, province, detail] of certain) assert.deepEqual(splitTwoLevel(text), { commune, province, detail }, text);
  const uncertain = [
    "Tổ 10 Ấp An Thái, Hòa Bình, Chợ Mới, An Giang",
    "Hòa Bình, An Giang",
    "Phường 4, Quận 8, TP. Hồ Chí Minh",
    "KP 2, P. Bình Thọ, TP. Thủ Đức, TP Hồ Chí Minh",
    "Xã An Quý, Huyện Quỳnh Phụ, Tỉnh Thái Bình",
    "Xã An Quý, Tỉnh Thái Bình",
    "Thị trấn An Lão, Thành phố Hải Phòng",
    "Phường 1, Phường 2, Thành phố Hải Phòng",
    "Thành phố Hải Phòng",
    "",
    ",,,",
  ];
  for (const text of uncertain) assert.equal(splitTwoLevel(text), undefined, text);
});

test("propose formats dates as the field takes them", () => {
  const born = (widget: "text" | "date" | "flatpickr", format?: "dd/MM/yyyy" | "yyyy" | "yyyy-MM-dd") =>
    propose(field("d", { citizen: "dateOfBirth", ...(format === undefined ? {} : { format }) }), CITIZEN, widget, OPTIONS);
  assert.equal((born("text") as { value: string }).value, "05/02/1999");
  assert.equal((born("date", "dd/MM/yyyy") as { value: string }).value, "1999-02-05");
  assert.equal((born("flatpickr", "dd/MM/yyyy") as { value: string }).value, "05/02/1999");
  assert.equal((born("text", "yyyy-MM-dd") as { value: string }).value, "1999-02-05");
  assert.equal((born("text", "yyyy") as { value: string }).value, "1999");
});

test("a date in three fields: each gets its part, or none is known", () => {
  const part = (format: "day" | "month" | "yyyy", widget: "text" | "select" | "number", iso = "1999-02-05") =>
    propose(field("d", { citizen: "dateOfBirth", format }), { dateOfBirth: { value: iso, source: "dg13", verified: false } }, widget, OPTIONS);
  assert.deepEqual(part("day", "text"), { value: "05", accepted: ["5", "Ngày 5", "Ngày 05"], field: "dateOfBirth" });
  assert.equal((part("month", "number") as { value: string }).value, "2");
  const month = part("month", "select") as { value: string; accepted: string[] };
  for (const label of ["2", "Tháng 2", "Tháng hai", "February", "Feb"]) assert.ok(month.accepted.includes(label), label);
  assert.equal((part("yyyy", "select") as { value: string }).value, "1999");
  assert.deepEqual([part("day", "text", "1999"), part("month", "text", "1999")], ["yearOnly", "yearOnly"]);
});

test("one sensitive field that is allowed opens no other", () => {
  const citizen: Citizen = { ...CITIZEN, religion: { value: "Không", source: "dg13", verified: false }, ethnicity: { value: "Kinh", source: "dg13", verified: false } };
  const options = { ...OPTIONS, sensitive: ["ethnicity"] as const };
  assert.equal((propose(field("e", { citizen: "ethnicity" }), citizen, "text", options) as { value: string }).value, "Kinh");
  assert.equal(propose(field("r", { citizen: "religion" }), citizen, "text", options), "sensitiveNotAllowed");
});

test("propose refuses with a reason instead of guessing", () => {
  const known = (over: Citizen): Citizen => ({ ...CITIZEN, ...over });
  const yearOnly = known({ dateOfBirth: { value: "1960", source: "dg13", verified: false } });
  assert.equal(propose(field("d", { citizen: "dateOfBirth", format: "dd/MM/yyyy" }), yearOnly, "text", OPTIONS), "yearOnly");
  assert.equal((propose(field("d", { citizen: "dateOfBirth", format: "yyyy" }), yearOnly, "text", OPTIONS) as { value: string }).value, "1960");
  assert.equal(propose(field("e", { citizen: "expiryDate" }), CITIZEN, "text", OPTIONS), "noExpiry");
  assert.equal(propose(field("r", { citizen: "religion" }), CITIZEN, "text", OPTIONS), "sensitiveNotAllowed");
  assert.equal(propose(field("r", { citizen: "religion" }), CITIZEN, "text", { ...OPTIONS, sensitive: ["religion"] }), "noValue");
  assert.equal(propose(field("n", { citizen: "idNumber" }), CITIZEN, "number", OPTIONS), "formatUnknown");
  const old = known({ placeOfResidence: { value: "An Quý, Quỳnh Phụ, Thái Bình", source: "dg13", verified: false } });
  for (const residence of ["province", "commune", "detail"] as const) assert.equal(propose(field("a", { residence }), old, "text", OPTIONS), "addressNeedsResolving");
  assert.equal((propose(field("a", { residence: "full" }), old, "text", OPTIONS) as { value: string }).value, "An Quý, Quỳnh Phụ, Thái Bình");
});

test("a name from the MRZ is never filled for a Vietnamese citizen", () => {
  const machine = { fullName: { value: "NGUYEN THI THUY", source: "dg1", verified: true } } as const;
  const name = field("n", { citizen: "fullName" });
  assert.equal(propose(name, machine, "text", OPTIONS), "nameWithoutDiacritics");
  assert.equal(propose(name, { ...machine, nationality: { value: "VNM", source: "dg1", verified: true } }, "text", OPTIONS), "nameWithoutDiacritics");
  const guest = propose(name, { ...machine, nationality: { value: "LAO", source: "dg1", verified: true } }, "text", OPTIONS);
  assert.deepEqual(guest, { value: "NGUYEN THI THUY", accepted: [], field: "fullName" });
});

test("option aliases of the profile come first", () => {
  const sex = field("s", { citizen: "sex" }, { options: [{ value: "female", labels: ["Giới nữ"] }] });
  assert.deepEqual(propose(sex, CITIZEN, "radio", OPTIONS), { value: "Nữ", accepted: ["Giới nữ", "Female"], field: "sex" });
  const constant = field("c", { constant: "Việt Nam" }, { options: [{ value: "Việt Nam", labels: ["VN"] }] });
  assert.deepEqual(propose(constant, CITIZEN, "select", OPTIONS), { value: "Việt Nam", accepted: ["VN"] });
});

test("isoDate reads dates and nothing else", () => {
  const cases: [string, string | undefined][] = [["05/02/1999", "1999-02-05"], ["5-2-1999", "1999-02-05"], ["1999-02-05", "1999-02-05"], ["1999", undefined], ["05/02/99", undefined], ["", undefined]];
  for (const [text, iso] of cases) assert.equal(isoDate(text), iso, text);
});

test("sameValue is what a person would call the same", () => {
  assert.ok(sameValue("text", "NGUYỄN THỊ THUỶ", "Nguyễn Thị Thủy"));
  assert.ok(!sameValue("text", "NGUYEN THI THUY", "Nguyễn Thị Thủy"));
  assert.ok(sameValue("text", "05/02/1999", "1999-02-05"));
  assert.ok(sameValue("select", "TP Hà Nội", "Thành phố Hà Nội"));
  assert.ok(!sameValue("select", "", "Thành phố Hà Nội"));
});
