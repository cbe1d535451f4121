// Hostile elements, shadow trees and frames in a real Chromium: what a page does in the middle of a fill, and a frame that is another's.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CITIZEN, fillPage, open, outcomes, start } from "./harness.mjs";

const ADDRESS = "https://motcua.example.gov.vn/khung";
const run = await start({ after });

const html = (body, script = "") => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Khung</title><body>${body}<script>${script}</script>`;

/** Opens a page of these documents, by what follows its address ("" is the page itself). */
async function openPage(t, documents) {
  await run.context.unrouteAll();
  await run.context.route(`${ADDRESS}**`, (route) => {
    const name = route.request().url().slice(ADDRESS.length).replace(/^\//u, "");
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: documents[name] ?? html("") });
  });
  const at = await open(run, ADDRESS);
  t.after(() => at.page.close());
  return at;
}

const field = (key, citizen, locate = { name: key }) => ({ key, role: "applicant", locate, widget: "auto", value: { citizen }, waitMs: 1000 });
const profileOf = (...fields) => ({ format: 1, id: "khung", version: 1, title: { vi: "Khung", en: "Frame" }, audience: "clerk", match: [], detectOthers: false, fields });
const PROFILE = profileOf(field("hoTen", "fullName"), field("soGiayTo", "idNumber"), field("queQuan", "placeOfOrigin"));
const FIELDS = '<label for="hoTen">Họ tên</label><input id="hoTen" name="hoTen"><label for="soGiayTo">Số định danh</label><input id="soGiayTo" name="soGiayTo"><label for="queQuan">Quê quán</label><input id="queQuan" name="queQuan">';

/** Elements of the page's own, each with an input in a shadow tree; `act` is what one of them does with what is typed. */
const ELEMENTS = `
  const acts = {
    obey() {},
    throw() { throw new Error("lỗi của trang"); },
    setter(host, input) { Object.defineProperty(input, "value", { get() { return "giả"; }, set() { throw new Error("không nhận"); } }); },
    refuse(host, input) { input.value = "Đã bị đổi"; },
    remove(host) { document.querySelector("[name=soGiayTo]").remove(); },
    redraw(host) { const other = document.querySelector("[name=soGiayTo]"); if (!other.isRedrawn) { other.isRedrawn = true; other.draw(); } },
    wipe(host, input) { if (!host.isWiped) { host.isWiped = true; setTimeout(() => host.draw()); } },
  };
  class Field extends HTMLElement {
    held = "";
    constructor() { super(); this.tree = this.attachShadow({ mode: "closed" }); }
    connectedCallback() { this.draw(); }
    draw() {
      this.held = "";
      this.tree.innerHTML = "<label>" + this.title + " <input></label>";
      const input = this.tree.querySelector("input");
      const act = acts[this.getAttribute("act")];
      if (act === acts.setter) act(this, input);
      input.addEventListener("input", (event) => { if (act !== acts.setter) this.held = input.value; act(this, input, event); if (act === acts.refuse) this.held = input.value; });
    }
  }
  customElements.define("x-field", Field);
  window.portalModel = () => Object.fromEntries([...document.querySelectorAll("x-field")].map((host) => [host.getAttribute("name"), host.held]));`;
const element = (name, title, act) => `<x-field name="${name}" title="${title}" act="${act}"></x-field>`;

const CASES = {
  obey: [["filled", "filled"], ["Nguyễn Thị Mẫu", "001199990123"]],
  throw: [["filled", "filled"], ["Nguyễn Thị Mẫu", "001199990123"]],
  refuse: [["changedByPage fill.changedByPage", "filled"], ["Đã bị đổi", "001199990123"]],
  remove: [["filled", "refused fill.fieldGone"], ["Nguyễn Thị Mẫu", undefined]],
  redraw: [["filled", "filled"], ["Nguyễn Thị Mẫu", "001199990123"]],
  wipe: [["filled", "filled"], ["Nguyễn Thị Mẫu", "001199990123"]],
};

for (const [act, [reported, held]] of Object.entries(CASES)) {
  test(`an element whose input is answered with "${act}": what is said is what the element holds`, async (t) => {
    const at = await openPage(t, { "": html(element("hoTen", "Họ tên", act) + element("soGiayTo", "Số định danh", "obey"), ELEMENTS) });
    const { filled } = await fillPage(at, run.makePlan, profileOf(field("hoTen", "fullName"), field("soGiayTo", "idNumber")));
    const said = outcomes(filled);
    assert.deepEqual([said.hoTen, said.soGiayTo], reported);
    const { hoTen, soGiayTo } = await at.model();
    assert.deepEqual([hoTen, soGiayTo], held);
  });
}

test("an input that lies about its value to the page is written past that, as a person would", async (t) => {
  const at = await openPage(t, { "": html(element("hoTen", "Họ tên", "setter"), ELEMENTS) });
  const { filled } = await fillPage(at, run.makePlan, profileOf(field("hoTen", "fullName")));
  assert.deepEqual(outcomes(filled), { hoTen: "filled" });
});

const FRAME = '<h1>Nộp hồ sơ</h1><iframe id="khung" src="/khung/to-khai" width="600" height="300"></iframe>';
const MODEL = "window.held = {}; document.addEventListener('input', ({ target }) => { held[target.name] = target.value; });";

async function openFramed(t, script) {
  const at = await openPage(t, { "": html(FRAME), "to-khai": html(FIELDS, MODEL + script), khac: html(FIELDS, MODEL) });
  await at.page.frameLocator("#khung").locator("#queQuan").waitFor();
  return at;
}

const heldIn = (at) => at.page.evaluate(() => document.getElementById("khung")?.contentWindow.held);

test("a form in a frame of the same origin is filled and undone, with and without a profile", async (t) => {
  for (const profile of [PROFILE, undefined]) {
    const at = await openFramed(t, "");
    const snapshot = await at.ask({ kind: "snapshot", profile });
    const plan = run.makePlan(snapshot.value, profile, CITIZEN, { mode: "clerk", sensitive: [], roles: ["applicant"] });
    const filled = await at.ask({ kind: "fill", binding: snapshot.value.binding, steps: plan.steps });
    assert.ok(filled.value.length >= 2 && filled.value.every(({ outcome }) => outcome === "filled"), JSON.stringify(filled));
    const { hoTen, soGiayTo } = await heldIn(at);
    assert.deepEqual([hoTen, soGiayTo], ["Nguyễn Thị Mẫu", "001199990123"]);
    const undone = await at.ask({ kind: "undo", binding: snapshot.value.binding });
    assert.ok(undone.value.every(({ outcome }) => outcome === "undone"));
    assert.deepEqual(Object.values(await heldIn(at)).filter((text) => text !== ""), []);
    await at.page.close();
  }
});

const DEPARTURES = {
  "shows another dossier": ["location.assign('/khung/khac')", (page) => page.waitForFunction(() => document.getElementById("khung").contentWindow.location.pathname === "/khung/khac" && document.getElementById("khung").contentWindow.held !== undefined)],
  "is taken away": ["parent.document.getElementById('khung').remove()", (page) => page.waitForFunction(() => document.getElementById("khung") === null)],
  "shows another route": ["history.pushState({}, '', '/khung/khac')", (page) => page.waitForFunction(() => document.getElementById("khung").contentWindow.location.pathname === "/khung/khac")],
};

for (const [name, [leave, isGone]] of Object.entries(DEPARTURES)) {
  test(`a frame that ${name} after the preview gets nothing`, async (t) => {
    const at = await openFramed(t, "");
    const snapshot = await at.ask({ kind: "snapshot", profile: PROFILE });
    const { steps } = run.makePlan(snapshot.value, PROFILE, CITIZEN, { mode: "clerk", sensitive: [], roles: ["applicant"] });
    await at.page.evaluate((code) => document.getElementById("khung").contentWindow.eval(code), leave);
    await isGone(at.page);
    const filled = await at.ask({ kind: "fill", binding: snapshot.value.binding, steps });
    assert.deepEqual([...new Set(Object.values(outcomes(filled)))], ["refused fill.fieldGone"]);
    assert.deepEqual((await heldIn(at)) ?? {}, {});
  });

  test(`a frame that ${name} in the middle of a fill: every line says so, and undo touches nothing`, async (t) => {
    const at = await openFramed(t, `document.addEventListener('change', ({ target }) => { if (target.name === 'hoTen') { ${leave}; } });`);
    const { filled, binding } = await fillPage(at, run.makePlan, PROFILE);
    await isGone(at.page);
    const said = Object.values(outcomes(filled));
    assert.equal(said.length, 3);
    const held = (await heldIn(at)) ?? {};
    const undone = await at.ask({ kind: "undo", binding });
    assert.ok(undone.value.every(({ error }) => error === "fill.fieldGone"), JSON.stringify(undone));
    assert.deepEqual((await heldIn(at)) ?? {}, held);
    if (name !== "shows another dossier") assert.deepEqual(said, ["changedByPage fill.fieldGone", "refused fill.fieldGone", "refused fill.fieldGone"]);
    // Until the other document comes, this one takes what is written.
    else assert.ok(said.every((line) => line === "filled" || line.endsWith("fill.fieldGone")) && Object.keys(held).length === 0, JSON.stringify([said, held]));
  });
}

test("a frame of another origin, or of none, is refused by name; beside a form of the page's own it is passed over", async (t) => {
  const foreign = '<iframe src="https://bay.example.gov.vn/tiep-nhan-ho-so/bay-an" width="600" height="300"></iframe>';
  const sandboxed = '<iframe sandbox="allow-scripts" src="/khung/to-khai" width="600" height="300"></iframe>';
  for (const [body, error] of [[foreign, "portal.foreignFrame"], [sandboxed, "portal.opaqueOrigin"], [foreign + sandboxed, "portal.opaqueOrigin"], ["", "portal.noForm"]]) {
    const at = await openPage(t, { "": html(body), "to-khai": html(FIELDS) });
    assert.deepEqual(await at.ask({ kind: "snapshot" }), { ok: false, error }, body);
    await at.page.close();
  }
  const at = await openPage(t, { "": html(foreign + sandboxed + FIELDS), "to-khai": html(FIELDS) });
  assert.equal((await at.ask({ kind: "snapshot" })).value.fields.length, 3);
});

test("a thousand trees in one another and ten thousand beside one another do not keep the page", async (t) => {
  const script = `
    const grow = (parent) => { const host = parent.appendChild(document.createElement("x-t")); return host.attachShadow({ mode: "open" }); };
    let at = document.body;
    for (let depth = 0; depth < 1000; depth += 1) { at = grow(at); at.append(document.createElement("input")); }
    for (let number = 0; number < 10000; number += 1) grow(document.body).append(document.createElement("b"));`;
  const at = await openPage(t, { "": html(FIELDS, script) });
  const snapshot = await at.ask({ kind: "snapshot", profile: PROFILE });
  assert.deepEqual(snapshot.value.broken, []);
  assert.ok(snapshot.value.fields.length === 3);
  const { filled } = await fillPage(at, run.makePlan, PROFILE);
  assert.deepEqual([...new Set(Object.values(outcomes(filled)))], ["filled"]);
});
