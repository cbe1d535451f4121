// Lists that carry the state's codes: the code decides what the text leaves open, and numbers that only look like codes decide nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlan } from "../../plan/plan";
import type { Residence } from "../../plan/types";
import { hasTwins, matchListed } from "../../plan/unit-codes";
import { unitCode } from "../../plan/unit-table";
import { CITIZEN, control, field, OPTIONS, profile, snapshot } from "./builders";

const HANOI = unitCode("00008", "n01");
const wanted = (value: string, unit = HANOI) => ({ value, accepted: [], unit });
/** The first communes of Hà Nội with their codes, one of them written in another way. */
function listOf(text: string, more: readonly [string, string][] = []): { labels: string[]; values: string[] } {
  const some = Object.entries(HANOI.others).slice(0, 8).map(([code, name]) => [code, name] as const);
  const all = [...some, ["00008", text] as const, ...more];
  return { labels: all.map(([, label]) => label), values: all.map(([code]) => code) };
}
const matched = ({ labels, values }: { labels: string[]; values: string[] }, value = "Phường Ngọc Hà") => matchListed(labels, values, wanted(value));

test("the table knows every unit of both maps by the unit around it", () => {
  assert.equal(Object.keys(unitCode("01", "N").others).length, 33);
  assert.equal(Object.keys(unitCode("01", "O").others).length, 62);
  assert.equal(HANOI.others["00004"], "Phường Ba Đình");
  assert.equal(unitCode("001", "D01").others["002"], "Quận Hoàn Kiếm");
  assert.equal(unitCode("00001", "c001").others["00004"], "Phường Trúc Bạch");
  assert.deepEqual(unitCode("99999", "n99"), { code: "99999", others: {} });
});

test("an option that is spelled otherwise is known by its code, with and without noughts in front", () => {
  for (const text of ["Ngoc Ha (phuong)", "P.NGỌC-HÀ", "Ngọc Hà - Ba Đình"]) {
    const list = listOf(text);
    assert.deepEqual(matched(list), { index: 8 }, text);
    assert.deepEqual(matched({ ...list, values: list.values.map((value) => String(Number(value))) }), { index: 8 }, text);
    assert.deepEqual(matchListed(list.labels, undefined, wanted("Phường Ngọc Hà")), { reason: "missing" }, text);
  }
});

test("two options of one text: the code tells which", () => {
  const list = listOf("Ngọc Hà", [["99001", "Ngọc Hà"]]);
  assert.deepEqual(matched(list), { index: 8 });
  assert.deepEqual(matchListed(list.labels, undefined, wanted("Phường Ngọc Hà")), { reason: "ambiguous" });
  assert.ok(hasTwins(list.labels, wanted("Phường Ngọc Hà")));
  assert.ok(!hasTwins(list.labels, { value: "Phường Ngọc Hà", accepted: [] }), "for units only");
});

test("numbers that only look like codes are not believed", () => {
  const { labels } = listOf("Ngoc Ha (phuong)");
  const counted = labels.map((_label, at) => String(at));
  assert.deepEqual(matched({ labels, values: counted }), { reason: "missing" });
  const shifted = [...listOf("x").values.slice(1), "00004"];
  assert.deepEqual(matched({ labels, values: shifted }), { reason: "missing" });
  assert.deepEqual(matched({ labels: labels.slice(6), values: listOf("x").values.slice(6) }), { reason: "missing" }, "two others are no witnesses");
});

test("the list of the old map has the same numbers for other communes", () => {
  const old = Object.entries({ ...unitCode("00004", "c001").others, "00004": "Phường Trúc Bạch" });
  const [labels, values] = [old.map(([, name]) => name), old.map(([code]) => code)];
  assert.deepEqual(matchListed(labels, values, wanted("Phường Ba Đình", unitCode("00004", "n01"))), { reason: "missing" });
});

test("text and code that mean two options: neither; but a code under another unit's name says nothing against the text", () => {
  assert.deepEqual(matched(listOf("Ngọc Hà mới", [["99001", "Phường Ngọc Hà"]])), { reason: "ambiguous" });
  const other = Object.values(HANOI.others).at(-1) ?? "";
  assert.deepEqual(matched(listOf(other, [["99001", "Phường Ngọc Hà"]])), { index: 9 });
  assert.deepEqual(matched(listOf(other)), { reason: "missing" });
  assert.deepEqual(matched(listOf("Ngọc Hà A", [["00008", "Ngọc Hà B"]])), { reason: "missing" }, "one code twice");
});

const EXACT: Residence = { status: "exact", province: { code: "01", name: "Thành phố Hà Nội" }, commune: { code: "00008", name: "Phường Ngọc Hà" }, detail: "", isConverted: false };

function planFor(current: string, optionValues?: string[]) {
  const list = listOf("Ngoc Ha (phuong)");
  const commune = field("commune", { residence: "commune" });
  return makePlan(snapshot([control(0, { profileKey: "commune", widget: "select", current, options: list.labels, ...(optionValues === undefined ? {} : { optionValues }) })]), profile([commune]), CITIZEN, { ...OPTIONS, residence: EXACT });
}

test("the plan goes by codes where the page has them", () => {
  const { values } = listOf("");
  assert.deepEqual(planFor("").refusals.map(({ reason }) => reason), ["optionMissing"]);
  assert.equal(planFor("", values).steps[0]?.unit?.code, "00008");
  assert.equal(planFor("Ngoc Ha (phuong)", values).alreadyRight.length, 1);
  assert.equal(planFor("Phường Ba Đình", values).questions.length, 1);
});
