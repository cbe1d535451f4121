// Filling, reading back and undoing native controls: whatever happens, undo leaves every field as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isPrompt } from "../../content/execute/select";
import { fill } from "../../content/execute/fill";
import { undo } from "../../content/execute/undo";
import { Page } from "../../content/page";
import type { FillStep } from "../../shared/content-protocol";
import { byId, page } from "./dom";

const { signal } = new AbortController();
const BINDING = { token: "t", origin: "https://portal.example", path: "/form" };

/** A step for each entry, made as planning makes it: with what the field held. */
function prepare(html: string, values: Record<string, Partial<FillStep>>): { at: Page; steps: FillStep[] } {
  const at = new Page(page(html), undefined);
  const { fields } = at.snapshot(BINDING);
  const steps = Object.entries(values).map(([id, over]): FillStep => {
    const found = fields.find((candidate) => candidate.id === id || candidate.name === id);
    assert.ok(found, id);
    return { ref: found.ref, key: id, label: id, role: "applicant", widget: found.widget, value: "", accepted: [], expected: found.current, waitMs: 300, ...over };
  });
  return { at, steps };
}

async function outcomes(at: Page, steps: FillStep[]): Promise<string[]> {
  const { reports } = await fill(at, steps, signal);
  return reports.map(({ key, outcome, error }) => [key, outcome, error].filter((part) => part !== undefined).join(" "));
}

const FORM = `<form action="/luu">
  <input id="name" value=""><textarea id="note">cũ</textarea><input id="day" type="date"><input id="full" value="Trần Văn An">
  <select id="place"><option value="">-- Chọn --</option><option value="1">Tỉnh An Giang</option><option value="2">Tỉnh Cà Mau</option></select>
  <label><input type="radio" name="sex" value="1"> Nam</label><label><input type="radio" name="sex" value="2"> Nữ</label>
  <label><input type="radio" name="kind" value="1" checked> Cá nhân</label><label><input type="radio" name="kind" value="2"> Tổ chức</label>
  <input type="checkbox" id="same"></form>`;
const VALUES: Record<string, Partial<FillStep>> = {
  name: { value: "Nguyễn Thị Thủy" }, note: { value: "mới" }, day: { value: "1999-02-05" }, full: { value: "Lê Thị Bình" }, place: { value: "An Giang" }, sex: { value: "Nữ" }, kind: { value: "Tổ chức" }, same: { value: "true" },
};

function state(): unknown {
  return [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select, textarea")].map((element) => [element.value, (element as HTMLInputElement).checked ?? null]);
}

test("every kind is filled and read back, and undo leaves every field as before", async () => {
  const { at, steps } = prepare(FORM, VALUES);
  const before = state();
  const result = await fill(at, steps, signal);
  assert.deepEqual(result.reports.map(({ outcome }) => outcome), steps.map(() => "filled"));
  assert.equal(byId("name").value, "Nguyễn Thị Thủy");
  assert.equal(byId<HTMLSelectElement>("place").value, "1");
  assert.notDeepEqual(state(), before);
  const undone = await undo(result.undo, signal);
  assert.deepEqual(undone.map(({ outcome }) => outcome), steps.map(() => "undone"));
  assert.deepEqual(state(), before);
});

test("property: any subset of steps, filled and undone, leaves every field as before", async () => {
  const keys = Object.keys(VALUES);
  for (let subset = 1; subset < 2 ** keys.length; subset += 23) {
    const chosen = Object.fromEntries(Object.entries(VALUES).filter((_, index) => (subset >> index) % 2 === 1));
    const { at, steps } = prepare(FORM, chosen);
    const before = state();
    const result = await fill(at, steps.reverse(), signal);
    await undo(result.undo, signal);
    assert.deepEqual(state(), before, Object.keys(chosen).join());
  }
});

test("the whole event sequence is sent", async () => {
  const { at, steps } = prepare('<input id="a">', { a: { value: "x" } });
  const seen: string[] = [];
  for (const type of ["focus", "keydown", "input", "keyup", "change", "blur"]) byId("a").addEventListener(type, () => seen.push(type));
  await fill(at, steps, signal);
  assert.deepEqual(seen, ["focus", "keydown", "input", "keyup", "change", "blur"]);
});

test("what only asks for a choice is told from options that begin alike, however it is written", () => {
  const prompts = ["Chọn", "chọn tỉnh", "-- Chọn --", "--", "Vui lòng chọn", "VUI LÒNG CHỌN", "Select one", "", " ", "\u00adChọn tỉnh"];
  for (const text of prompts) assert.ok(isPrompt(text) && isPrompt(text.normalize("NFD")), text);
  for (const text of ["Chăm", "Cháy", "Chơ Ro", "Vũng Tàu", "Sê San", "Đà Nẵng", "C", "- khác", "1"]) assert.ok(!isPrompt(text) && !isPrompt(text.normalize("NFD")), text);
});

test("the focus stays where the clerk has it; a component that fetches it is left again", async () => {
  const { at, steps } = prepare('<input id="a"><input id="b">', { a: { value: "x" }, b: { value: "y" } });
  document.body.insertAdjacentHTML("beforeend", '<input id="clerk">');
  byId("clerk").focus();
  await fill(at, steps.slice(0, 1), signal);
  assert.equal(document.activeElement, byId("clerk"));
  byId("b").addEventListener("focus", () => byId("b").focus());
  const seen: string[] = [];
  byId("b").addEventListener("blur", () => seen.push(byId("b").value));
  await fill(at, steps.slice(1), signal);
  assert.deepEqual([document.activeElement, seen], [document.body, ["y"]]);
});

test("a field that takes nothing without the true focus is written with it", async () => {
  const { at, steps } = prepare('<input id="a">', { a: { value: "x" } });
  byId("a").addEventListener("input", () => {
    if (document.activeElement !== byId("a")) byId("a").value = "";
  });
  assert.deepEqual(await outcomes(at, steps), ["a filled"]);
  assert.equal(byId("a").value, "x");
});

test("a field that changed since the preview is left alone", async () => {
  const { at, steps } = prepare('<input id="a"><input id="b">', { a: { value: "x" }, b: { value: "y" } });
  byId("a").value = "của người dùng";
  byId("b").value = "y";
  assert.deepEqual(await outcomes(at, steps), ["a refused fill.valueChanged", "b alreadyRight"]);
  assert.equal(byId("a").value, "của người dùng");
});

test("what the page itself changed during the fill is not said to be changed by a person", async () => {
  const { at, steps } = prepare('<input id="a"><input id="b">', { a: { value: "x" }, b: { value: "y" } });
  byId("a").addEventListener("change", () => (byId("b").value = "của trang"));
  assert.deepEqual(await outcomes(at, steps), ["a filled", "b refused fill.changedByPage"]);
});

test("a field that is gone, or an option that is missing, is said so", async () => {
  const { at, steps } = prepare('<input id="a"><select id="b"><option value="">Chọn</option><option value=1>Một</option></select><label><input type=radio name=c> Nam</label>', { a: { value: "x" }, b: { value: "Hai" }, c: { value: "Nữ" } });
  byId("a").remove();
  assert.deepEqual(await outcomes(at, steps), ["a refused fill.fieldGone", "b refused fill.optionMissing", "c refused fill.optionMissing"]);
});

test("what a re-render wipes is written once more; what the page insists on is reported", async () => {
  const { at, steps } = prepare('<div id="w"><label for="a">Tên</label><input id="a"></div><input id="b"><input id="c">', { a: { value: "x" }, b: { value: "nhỏ" }, c: { value: "z" } });
  let renders = 0;
  byId("b").addEventListener("change", () => {
    byId("b").value = byId("b").value.toUpperCase();
    if (renders++ === 0) byId<HTMLDivElement>("w").innerHTML = '<label for="a">Tên</label><input id="a">';
  });
  byId("c").addEventListener("change", () => (byId("c").value = ""));
  const { reports } = await fill(at, steps, signal);
  assert.deepEqual(reports.map(({ key, outcome, shown }) => [key, outcome, shown]), [["a", "filled", "x"], ["b", "changedByPage", "NHỎ"], ["c", "changedByPage", ""]]);
});

test("a handler that throws stops nothing", async () => {
  const { at, steps } = prepare('<input id="a"><input id="b">', { a: { value: "x" }, b: { value: "y" } });
  byId("a").ownerDocument.defaultView?.addEventListener("error", (event) => event.preventDefault());
  byId("a").addEventListener("keydown", (event) => event.stopImmediatePropagation());
  assert.deepEqual(await outcomes(at, steps), ["a filled", "b filled"]);
});

const CASCADE = `<select id="p"><option value="">Chọn</option><option value="1">Tỉnh An Giang</option><option value="2">Tỉnh Cà Mau</option></select><select id="c" disabled><option value="">Chọn</option></select>`;

function serveWards(delay: number): void {
  const wards: Record<string, string> = { "": "", 1: '<option value="11">Phường Long Xuyên</option><option value="12">Xã Bình Hòa</option>', 2: '<option value="21">Xã Bình Hòa</option>' };
  const [parent, child] = [byId<HTMLSelectElement>("p"), byId<HTMLSelectElement>("c")];
  parent.addEventListener("change", () => {
    setTimeout(() => {
      child.innerHTML = `<option value="">Chọn</option>${wards[parent.value] ?? ""}`;
      child.disabled = parent.value === "";
    }, delay);
  });
}

test("a dependent list is waited for, and undone with its parent", async () => {
  const { at, steps } = prepare(CASCADE, { c: { value: "Xã Bình Hòa", after: "p", waitMs: 2000 }, p: { value: "Tỉnh An Giang" } });
  serveWards(120);
  const before = state();
  const result = await fill(at, steps, signal);
  assert.deepEqual(result.reports.map(({ key, outcome }) => [key, outcome]), [["c", "filled"], ["p", "filled"]]);
  assert.equal(byId<HTMLSelectElement>("c").value, "12");
  await undo(result.undo, signal);
  assert.deepEqual(state(), before);
});

test("a list of the former parent is never chosen from", async () => {
  const { at, steps } = prepare(CASCADE, { p: { value: "Tỉnh Cà Mau" }, c: { value: "Xã Bình Hòa", after: "p", waitMs: 2000 } });
  // Later than the moment after which values count as settled.
  serveWards(600);
  byId<HTMLSelectElement>("p").value = "1";
  byId<HTMLSelectElement>("c").innerHTML = '<option value="">Chọn</option><option value="11">Phường Long Xuyên</option><option value="12">Xã Bình Hòa</option>';
  byId<HTMLSelectElement>("c").disabled = false;
  const [first] = steps;
  assert.ok(first);
  first.expected = "Tỉnh An Giang";
  const result = await fill(at, steps, signal);
  assert.deepEqual(result.reports.map(({ outcome }) => outcome), ["filled", "filled"]);
  assert.equal(byId<HTMLSelectElement>("c").value, "21");
});

test("a dependent field is refused with its parent, and when its list never comes", async () => {
  const missing = prepare(CASCADE, { p: { value: "Tỉnh Kiên Giang" }, c: { value: "Xã Bình Hòa", after: "p" } });
  assert.deepEqual(await outcomes(missing.at, missing.steps), ["p refused fill.optionMissing", "c refused fill.dependsOnUnfilled"]);
  const silent = prepare(CASCADE, { p: { value: "Tỉnh An Giang" }, c: { value: "Xã Bình Hòa", after: "p" } });
  assert.deepEqual(await outcomes(silent.at, silent.steps), ["p filled", "c refused fill.timeout"]);
});

test("undo keeps what the person has written since", async () => {
  const { at, steps } = prepare('<input id="a"><input id="b">', { a: { value: "x" }, b: { value: "y" } });
  const result = await fill(at, steps, signal);
  byId("a").value = "của tôi";
  const reports = await undo(result.undo, signal);
  assert.deepEqual(reports.map(({ outcome, error }) => [outcome, error]), [["refused", "fill.valueChanged"], ["undone", undefined]]);
  assert.deepEqual([byId("a").value, byId("b").value], ["của tôi", ""]);
});

test("undo goes from the last field to the first", async () => {
  const { at, steps } = prepare('<input id="a"><input id="b"><input id="c">', { a: { value: "x" }, b: { value: "y" }, c: { value: "z" } });
  const result = await fill(at, steps, signal);
  const order: string[] = [];
  document.addEventListener("input", ({ target }) => order.push((target as HTMLInputElement).id));
  await undo(result.undo, signal);
  assert.deepEqual(order, ["c", "b", "a"]);
});

test("nothing is left behind", async () => {
  const { at, steps } = prepare(FORM, VALUES);
  const attributes = (): string => document.body.innerHTML;
  const before = attributes();
  const result = await fill(at, steps, signal);
  await undo(result.undo, signal);
  assert.equal(attributes(), before);
});

test("a list that loads with the state's codes: the option is known by its code, read back by it, and undone", async () => {
  const names = ["Phường Ba Đình", "Phường Giảng Võ", "Phường Hoàn Kiếm", "Phường Cửa Nam"];
  const codes = ["00004", "00025", "00070", "00082"];
  const unit = { code: "00008", others: Object.fromEntries(codes.map((code, at) => [code, names[at] ?? ""])) };
  const options = names.map((name, at) => `<option value="${Number(codes[at])}">${name}</option>`).join("");
  const { at, steps } = prepare(`<select id="commune"><option value="">--</option>${options}<option value="8">NGOC HA (P)</option></select>`, { commune: { value: "Phường Ngọc Hà", unit } });
  const result = await fill(at, steps, signal);
  assert.deepEqual(result.reports.map(({ outcome, shown }) => [outcome, shown]), [["filled", "NGOC HA (P)"]]);
  assert.equal(byId<HTMLSelectElement>("commune").value, "8");
  await undo(result.undo, signal);
  assert.equal(byId<HTMLSelectElement>("commune").value, "");
  const counted = prepare(`<select id="commune"><option value="">--</option>${names.map((name, index) => `<option value="${index + 5}">${name}</option>`).join("")}<option value="9">NGOC HA (P)</option></select>`, { commune: { value: "Phường Ngọc Hà", unit } });
  assert.deepEqual(await outcomes(counted.at, counted.steps), ["commune refused fill.optionMissing"]);
});

test("two options that read the same are told apart by their codes, whichever stands there", async () => {
  const others = { "00004": "Phường Ba Đình", "00025": "Phường Giảng Võ", "00070": "Phường Hoàn Kiếm" };
  const options = Object.entries(others).map(([code, name]) => `<option value="${code}">${name}</option>`).join("");
  const { at, steps } = prepare(`<select id="commune">${options}<option value="99001" selected>Ngọc Hà</option><option value="00008">Ngọc Hà</option></select>`, { commune: { value: "Phường Ngọc Hà", unit: { code: "00008", others } } });
  assert.deepEqual(await outcomes(at, steps), ["commune filled"]);
  assert.equal(byId<HTMLSelectElement>("commune").value, "00008");
});
