import assert from "node:assert/strict";
import { test } from "node:test";
import { bare, clean, fold, foldLabel, isBare } from "../../plan/fold";
import { matchOption, saysSame, unitName } from "../../plan/options";

test("fold ignores case, spaces, tone placement, composition and apostrophes, but no marks", () => {
  const same: [string, string][] = [
    ["Hòa Bình", "HOÀ  BÌNH"],
    ["Thủy", "Thuỷ"],
    ["Nguyễn Văn An".normalize("NFD"), " nguyễn\u00a0văn an "],
    ["Ea H’leo", "Ea H'Leo"],
    ["Quý", "Qúy"],
    ["Ấp\u200b Bà", "ấp bà"],
  ];
  for (const [a, b] of same) assert.equal(fold(a), fold(b), `${a} = ${b}`);
  const different: [string, string][] = [
    ["Cẩm Giang", "Cẩm Giàng"],
    ["Văn Lang", "Văn Lăng"],
    ["Đông", "Dông"],
    ["Mỹ Tho", "Mỹ Thọ"],
    ["mía", "mịa"],
  ];
  for (const [a, b] of different) assert.notEqual(fold(a), fold(b), `${a} ≠ ${b}`);
});

test("foldLabel drops what forms put around a label", () => {
  for (const label of ["Họ và tên:", "* Họ và tên", "Họ và tên (*) :", "  HỌ VÀ TÊN *", "Họ và tên"]) assert.equal(foldLabel(label), foldLabel("họ và tên"), label);
});

test("bare drops every mark", () => {
  assert.equal(bare("Đường Nguyễn Thị Thuỷ"), "duong nguyen thi thuy");
  assert.ok(isBare("Quan 8"));
  assert.ok(!isBare("Quận 8"));
  assert.equal(clean(" a\n b ".normalize("NFD")), "a b");
});

test("unitName splits the unit word only where it is one", () => {
  const cases: [string, string | undefined, string][] = [
    ["Phường 04", "ward", "4"],
    ["P.4", "ward", "4"],
    ["P 04", "ward", "4"],
    ["Tỉnh An Giang", "province", fold("an giang")],
    ["TP. Hồ Chí Minh", "province", fold("hồ chí minh")],
    ["TP Hồ Chí Minh", "province", fold("hồ chí minh")],
    ["Thành phố Huế", "province", fold("huế")],
    ["X. An Thọ", "commune", fold("an thọ")],
    ["Thị trấn An Lão", "town", fold("an lão")],
    ["Thị xã Kỳ Anh", "borough", fold("kỳ anh")],
    ["Đặc khu Phú Quý", "zone", fold("phú quý")],
    ["An Giang", undefined, fold("an giang")],
    ["Phú Thọ", undefined, fold("phú thọ")],
    ["Xãm", undefined, fold("xãm")],
  ];
  for (const [text, kind, name] of cases) assert.deepEqual({ kind: undefined, ...unitName(text) }, { kind, name }, text);
});

interface Case {
  name: string;
  options: string[];
  value: string;
  accepted?: string[];
  index?: number;
  reason?: "missing" | "ambiguous";
}

const CASES: Case[] = [
  { name: "exact", options: ["Nam", "Nữ"], value: "Nữ", index: 1 },
  { name: "never a part of the text", options: ["Việt Nam", "Nam Phi"], value: "Nam", reason: "missing" },
  { name: "NFD option", options: ["Hà Nội".normalize("NFD"), "Huế"], value: "Hà Nội", index: 0 },
  { name: "capitals and tone placement", options: ["TỈNH KHÁNH HOÀ"], value: "Tỉnh Khánh Hòa", index: 0 },
  { name: "option without the unit word", options: ["An Giang", "Cà Mau"], value: "Tỉnh An Giang", index: 0 },
  { name: "value without the unit word", options: ["Tỉnh An Giang", "Tỉnh Cà Mau"], value: "An Giang", index: 0 },
  { name: "short unit word", options: ["TP. Hồ Chí Minh", "TP. Hà Nội"], value: "Thành phố Hồ Chí Minh", index: 0 },
  { name: "zero-padded ward", options: ["Phường 04", "Phường 14"], value: "Phường 4", index: 0 },
  { name: "number is not a prefix", options: ["Phường 14", "Phường 40"], value: "Phường 4", reason: "missing" },
  { name: "ward and commune of one name", options: ["Xã Tân An", "Phường Tân An"], value: "Phường Tân An", index: 1 },
  { name: "commune is not the ward", options: ["Xã Tân An"], value: "Phường Tân An", reason: "missing" },
  { name: "bare name fits two units", options: ["Xã Tân An", "Phường Tân An"], value: "Tân An", reason: "ambiguous" },
  { name: "marks decide", options: ["Xã Cẩm Giàng", "Xã Cẩm Giang"], value: "Xã Cẩm Giang", index: 1 },
  { name: "another mark is another place", options: ["Xã Cẩm Giàng"], value: "Xã Cẩm Giang", reason: "missing" },
  { name: "unmarked option", options: ["Phuong Binh Tho", "Phuong Linh Xuan"], value: "Phường Bình Thọ", index: 0 },
  { name: "unmarked name alone", options: ["Binh Tho"], value: "Phường Bình Thọ", index: 0 },
  { name: "unmarked value fits two", options: ["Xã Cẩm Giàng", "Xã Cẩm Giang"], value: "Cam Giang", reason: "ambiguous" },
  { name: "same label twice", options: ["Bộ Công an", "Bộ Công an"], value: "Bộ Công an", reason: "ambiguous" },
  { name: "own spelling before an alias", options: ["Cục CS QLHC về TTXH", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"], value: "Cục Cảnh sát quản lý hành chính về trật tự xã hội", accepted: ["Cục CS QLHC về TTXH"], index: 1 },
  { name: "alias", options: ["Bộ Công an", "CỤC CS QLHC VỀ TTXH"], value: "Cục Cảnh sát quản lý hành chính về trật tự xã hội", accepted: ["Cục CS QLHC về TTXH"], index: 1 },
  { name: "two aliases", options: ["VN", "VNM"], value: "Việt Nam", accepted: ["VN", "VNM"], reason: "ambiguous" },
  { name: "empty options are none", options: ["", "  "], value: "", accepted: [""], reason: "missing" },
];

for (const { name, options, value, accepted, index, reason } of CASES) {
  test(`matchOption: ${name}`, () => {
    assert.deepEqual(matchOption(options, value, accepted), index === undefined ? { reason } : { index });
  });
}

test("saysSame does not complete missing marks", () => {
  assert.ok(saysSame("TP.Hồ Chí Minh", "Thành phố Hồ Chí Minh"));
  assert.ok(!saysSame("Ho Chi Minh", "Thành phố Hồ Chí Minh"));
  assert.ok(!saysSame("", ""));
});

test("a number inside a name is the same with a nought before it, and no other", () => {
  assert.deepEqual(matchOption(["Phường 1 Bảo Lộc", "Phường 03 Bảo Lộc", "Phường 13 Bảo Lộc"], "Phường 3 Bảo Lộc"), { index: 1 });
  assert.deepEqual(matchOption(["Phường 03 Bảo Lộc", "Phường 3 Bảo Lộc"], "Phường 3 Bảo Lộc"), { index: 1 });
  assert.deepEqual(matchOption(["Phường 30 Bảo Lộc", "Phường 13 Bảo Lộc"], "Phường 3 Bảo Lộc"), { reason: "missing" });
});
