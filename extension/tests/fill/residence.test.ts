// The parts of an address: by today's map, by the old one where a form still has a district, and by a person's choice where neither is certain.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Citizen } from "../../generated/citizen";
import type { SiteProfile } from "../../generated/site-profile";
import type { SnapshotField } from "../../shared/content-protocol";
import { isVietnam } from "../../plan/countries";
import { makePlan } from "../../plan/plan";
import { levelsOf, proposeResidence, withChoice, type ResidencePart, type UnitLevels } from "../../plan/residence";
import type { FillPlan, Residence } from "../../plan/types";
import { propose } from "../../plan/values";
import { CITIZEN, control, field, OPTIONS, profile, snapshot } from "./builders";

declare const EXTENSION_DIRECTORY: string;

const TEXT = "Tổ 10 Ấp An Thái, Hòa Bình, Chợ Mới, An Giang";
const LIVING: Citizen = { ...CITIZEN, placeOfResidence: { value: TEXT, source: "dg13", verified: false } };
const OLD = { province: { code: "89", name: "Tỉnh An Giang" }, district: { code: "893", name: "Huyện Chợ Mới" }, commune: { code: "30676", name: "Xã Hòa Bình" } };
const EXACT: Residence = { status: "exact", province: { code: "91", name: "Tỉnh An Giang" }, commune: { code: "30673", name: "Xã Hội An" }, detail: "Tổ 10 Ấp An Thái", old: OLD, isConverted: true };
const HANOI = { code: "01", name: "Thành phố Hà Nội" };
const SPLIT: Residence = {
  status: "ambiguous", detail: "Tổ 2",
  old: { province: HANOI, district: { code: "001", name: "Quận Ba Đình" }, commune: { code: "00028", name: "Phường Kim Mã" } },
  candidates: [
    { province: HANOI, commune: { code: "00025", name: "Phường Giảng Võ" }, reason: "split", detail: "Tổ 2" },
    { province: HANOI, commune: { code: "00008", name: "Phường Ngọc Hà" }, reason: "wholePopulation", detail: "Tổ 2" },
  ],
};
const PARTS: readonly ResidencePart[] = ["province", "district", "commune", "detail", "full", "path"];

function parts(known: Residence | undefined, levels: UnitLevels, citizen = LIVING): string[] {
  return PARTS.map((part) => proposeResidence(part, citizen, known, levels)).map((found) => (typeof found === "string" ? `!${found}` : found.value));
}

test("an exact address: today's units, or the old ones where the form has a district", () => {
  assert.deepEqual(parts(EXACT, "two"), ["Tỉnh An Giang", "!oldUnitsUnknown", "Xã Hội An", "Tổ 10 Ấp An Thái", TEXT, "Tỉnh An Giang / Xã Hội An"]);
  assert.deepEqual(parts(EXACT, "three"), ["Tỉnh An Giang", "Huyện Chợ Mới", "Xã Hòa Bình", "Tổ 10 Ấp An Thái", TEXT, "Tỉnh An Giang / Huyện Chợ Mới / Xã Hòa Bình"]);
  const { commune: _, ...island } = OLD;
  assert.deepEqual(parts({ ...EXACT, old: island }, "three").slice(0, 3), ["Tỉnh An Giang", "Huyện Chợ Mới", "!noValue"]);
});

test("the country of an address is Vietnam for its citizens; somebody else's is the clerk's to say", () => {
  const of = (name: string | undefined, living = LIVING) => {
    const { nationality: _, ...unsaid } = living;
    const found = proposeResidence("country", name === undefined ? unsaid : { ...unsaid, nationality: { value: name, source: "dg1", verified: false } }, undefined, "two");
    return typeof found === "string" ? `!${found}` : found.value;
  };
  assert.deepEqual(["Việt Nam", "VNM", undefined, "D", "Hoa Kỳ", ""].map((name) => of(name)), ["Việt Nam", "Việt Nam", "Việt Nam", "!noValue", "!noValue", "!noValue"]);
  const { placeOfResidence: _, ...nowhere } = LIVING;
  assert.equal(of("Việt Nam", nowhere), "!noValue");
});

test("no shipped profile says for everybody that they live in Vietnam", () => {
  const folder = join(EXTENSION_DIRECTORY, "profiles");
  for (const name of readdirSync(folder)) {
    const { fields } = JSON.parse(readFileSync(join(folder, name), "utf8")) as SiteProfile;
    assert.deepEqual(fields.filter(({ value }) => "constant" in value && isVietnam(value.constant)).map(({ key }) => key), [], name);
  }
});

test("of several communes only what they share is filled; the old units are certain all the same", () => {
  assert.deepEqual(parts(SPLIT, "two"), ["Thành phố Hà Nội", "!oldUnitsUnknown", "!communeToChoose", "Tổ 2", TEXT, "!communeToChoose"]);
  assert.deepEqual(parts(SPLIT, "three").slice(0, 4), ["Thành phố Hà Nội", "Quận Ba Đình", "Phường Kim Mã", "Tổ 2"]);
  const [one, other] = SPLIT.candidates;
  assert.ok(one && other);
  const apart: Residence = { ...SPLIT, candidates: [one, { ...other, province: { code: "91", name: "Tỉnh An Giang" }, detail: "Tổ 2, Kim Mã" }] };
  assert.deepEqual(parts(apart, "two").slice(0, 4), ["!communeToChoose", "!oldUnitsUnknown", "!communeToChoose", "!communeToChoose"]);
  const cut: Residence = { ...SPLIT, candidates: Array.from({ length: 24 }, () => one) };
  assert.equal(parts(cut, "two")[0], "!communeToChoose", "a list that is full may lack others");
  assert.equal(parts({ status: "ambiguous", detail: "", candidates: [] }, "two")[2], "!addressNeedsResolving");
});

test("what the tables do not know: today's units where the text says them outright, the old ones never", () => {
  assert.deepEqual(parts(undefined, "two", CITIZEN).slice(0, 4), ["Thành phố Hồ Chí Minh", "!oldUnitsUnknown", "Phường Bình Thọ", "Tổ 10"]);
  assert.deepEqual(parts(undefined, "two").slice(0, 5), ["!addressNeedsResolving", "!oldUnitsUnknown", "!addressNeedsResolving", "!addressNeedsResolving", TEXT]);
  assert.deepEqual(parts(undefined, "three", CITIZEN).slice(0, 4), ["!oldUnitsUnknown", "!oldUnitsUnknown", "!oldUnitsUnknown", "!oldUnitsUnknown"]);
});

test("in a list of the old provinces a name is chosen only where both maps mean the same", () => {
  const province = (known: Residence | undefined, citizen = LIVING): string => parts(known, "oldList", citizen)[0] ?? "";
  assert.equal(province(EXACT), "Tỉnh An Giang");
  const moved: Residence = { ...EXACT, old: { ...OLD, province: { code: "91", name: "Tỉnh Kiên Giang" } } };
  assert.equal(province(moved), "!oldUnitsUnknown");
  const { old: _, ...unsaid } = EXACT;
  assert.equal(province(unsaid), "!oldUnitsUnknown");
  assert.equal(province({ ...unsaid, province: HANOI }), "Thành phố Hà Nội");
  assert.equal(province(undefined, CITIZEN), "!oldUnitsUnknown");
});

test("which map a form is made for", () => {
  const today = Array.from({ length: 34 }, (_none, at) => `Tỉnh ${at}`);
  assert.equal(levelsOf(false, undefined), "two");
  assert.equal(levelsOf(false, ["Tỉnh An Giang", "TỈNH HẢI DƯƠNG"]), "oldList");
  assert.equal(levelsOf(true, undefined), "three");
  assert.equal(levelsOf(true, [...today, "Bà Rịa - Vũng Tàu"]), "three");
  assert.equal(levelsOf(true, today), "two");
});

test("a choice counts for its own address and for a commune that was offered", () => {
  const chosen = withChoice(SPLIT, TEXT, { text: TEXT, code: "00008" });
  assert.deepEqual(parts(chosen, "two").slice(0, 4), ["Thành phố Hà Nội", "!oldUnitsUnknown", "Phường Ngọc Hà", "Tổ 2"]);
  assert.equal(parts(chosen, "three")[2], "Phường Kim Mã");
  assert.equal(withChoice(SPLIT, TEXT, undefined), SPLIT);
  assert.equal(withChoice(SPLIT, "Tổ 2", { text: TEXT, code: "00008" }), SPLIT);
  assert.equal(withChoice(SPLIT, TEXT, { text: TEXT, code: "00070" }), SPLIT);
  assert.equal(withChoice(EXACT, TEXT, { text: TEXT, code: "00008" }), EXACT);
});

test("what nobody has compared with the card is refused in every part", () => {
  assert.equal(propose(field("a", { residence: "commune" }), LIVING, "text", { ...OPTIONS, residence: EXACT, unconfirmed: new Set(["placeOfResidence"] as const) }), "unconfirmed");
  assert.equal((propose(field("a", { residence: "commune" }), LIVING, "text", { ...OPTIONS, residence: EXACT }) as { value: string }).value, "Xã Hội An");
});

const UNITS = [
  field("province", { residence: "province" }), field("district", { residence: "district" }, { after: "province", optional: true }), field("commune", { residence: "commune" }, { after: "district" }), field("detail", { residence: "detail" }),
];

function planOf(keys: string[], provinces: string[], residence: Residence = EXACT): FillPlan {
  const fields = keys.map((key, ref) => control(ref, { profileKey: key, ...(key === "detail" ? {} : { widget: "select" as const, options: key === "province" ? provinces : [], disabled: key !== "province" }) }));
  return makePlan(snapshot(fields), profile(UNITS), LIVING, { ...OPTIONS, residence });
}

test("one profile fills a screen with the district and one without it", () => {
  const three = planOf(["province", "district", "commune", "detail"], ["Tỉnh An Giang", "Tỉnh Kiên Giang"]);
  assert.deepEqual(three.steps.map(({ key, value, after }) => [key, value, after]), [["province", "Tỉnh An Giang", undefined], ["district", "Huyện Chợ Mới", "province"], ["commune", "Xã Hòa Bình", "district"], ["detail", "Tổ 10 Ấp An Thái", undefined]]);
  const two = planOf(["province", "commune", "detail"], ["Tỉnh An Giang", "Tỉnh Cà Mau"]);
  assert.deepEqual(two.steps.map(({ key, value, after }) => [key, value, after]), [["province", "Tỉnh An Giang", undefined], ["commune", "Xã Hội An", "province"], ["detail", "Tổ 10 Ấp An Thái", undefined]]);
});

test("a district under today's provinces is a contradiction: what hangs on it is left alone", () => {
  const today = ["Tỉnh An Giang", ...Array.from({ length: 33 }, (_none, at) => `Tỉnh ${at}`)];
  const plan = planOf(["province", "district", "commune"], today);
  assert.deepEqual(plan.steps.map(({ key }) => key), ["province"]);
  assert.deepEqual(plan.refusals.map(({ key, reason }) => [key, reason]), [["district", "oldUnitsUnknown"], ["commune", "afterRefused"]]);
});

function detected(provinces: string[]): FillPlan {
  const lists: Partial<SnapshotField>[] = [["Tỉnh/Thành phố", provinces], ["Quận/Huyện", []], ["Phường/Xã", []]].map(([label, options]) => ({ labels: [label as string], shared: "Nơi thường trú", widget: "select", options: options as string[] }));
  const fields = [...lists, { labels: ["Số nhà, đường"], shared: "Nơi thường trú" }].map((over, ref) => control(ref, { disabled: ref === 1 || ref === 2, ...over }));
  return makePlan(snapshot(fields), undefined, LIVING, { ...OPTIONS, residence: EXACT });
}

test("without a profile three levels are filled only where the provinces are those of the old map", () => {
  const old = detected(["Tỉnh An Giang", "Tỉnh Kiên Giang"]);
  assert.deepEqual(old.steps.map(({ key, value }) => [key.replace("detected.applicant.", ""), value]), [["province", "Tỉnh An Giang"], ["district", "Huyện Chợ Mới"], ["commune", "Xã Hòa Bình"], ["detail", "Tổ 10 Ấp An Thái"]]);
  const unsaid = detected(["Tỉnh An Giang", "Tỉnh Cà Mau"]);
  assert.deepEqual([unsaid.steps.length, unsaid.refusals.map(({ reason }) => reason)], [0, ["addressUnclear", "addressUnclear", "addressUnclear", "addressUnclear"]]);
});

test("without a profile labels that say the residence themselves are held to the same", () => {
  const labels = ["Tỉnh/thành phố nơi thường trú", "Quận/huyện nơi thường trú", "Phường/xã nơi thường trú"];
  const planFor = (options: string[]) => makePlan(snapshot(labels.map((label, ref) => control(ref, { labels: [label], widget: "select", options: ref === 0 ? options : [] }))), undefined, LIVING, { ...OPTIONS, residence: EXACT });
  assert.deepEqual(planFor(["An Giang", "Kiên Giang"]).steps.map(({ value }) => value), ["Tỉnh An Giang", "Huyện Chợ Mới", "Xã Hòa Bình"]);
  assert.equal(planFor(["An Giang", "Cà Mau"]).steps.length, 0);
});
