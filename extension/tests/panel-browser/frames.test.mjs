// A form that stands in frames of other origins, in the real Chromium: what is listed is filled with the page, read back and taken back;
// what is not is not entered; a frame that leaves or fights back costs its own fields alone. Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { axeProblems } from "./axe.mjs";
import { openTeaching } from "./teaching.mjs";

const PAGE = "https://motcua.example.gov.vn/khung";
/** Of another site: a process of its own. */
const LISTED = "https://dichvu.tinhmau.gov.vn/khung";
const OTHER = "https://bay.example.gov.vn/khung";
const ORIGINS = [PAGE, LISTED, OTHER].map((address) => new URL(address).origin);
const UNLISTED = "https://la.example.gov.vn/khung";

const MODEL = "window.held = {}; document.addEventListener('input', ({ target }) => { held[target.name] = target.value; });";
const INPUTS = {
  hoTen: '<p><label for="hoTen">Họ và tên</label> <input id="hoTen" name="hoTen"></p>',
  soCCCD: '<p><label for="soCCCD">Số định danh cá nhân</label> <input id="soCCCD" name="soCCCD"></p>',
  diaChi: '<p><label for="queQuan">Quê quán</label> <input id="queQuan" name="queQuan"></p>',
};
const FORM = Object.values(INPUTS).join("");
const frame = (src, id = "khung") => `<iframe id="${id}" src="${src}" title="Tờ khai" width="600" height="300"></iframe>`;
const html = (body, script = "") => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Khung</title><body>${body}<script>${MODEL}${script}</script>`;

let stand;
let desk;
before(async () => {
  stand = await openTeaching();
  await stand.setOptions({ allowedOrigins: ORIGINS });
});
after(() => stand?.close());
afterEach(async () => {
  if (await desk?.part("action-next").isVisible()) await desk.press("action-next");
  await desk?.panel.close();
  await desk?.page.close();
  desk = undefined;
  await stand.setOptions({ allowedOrigins: ORIGINS });
});

/** A desk at a page of these documents, by address; the citizen is scanned. */
async function open(documents) {
  desk = await stand.openDesk(PAGE, (page) => page.route("**/khung**", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: documents[route.request().url()] ?? html("") })));
  await desk.scan();
  return desk;
}

async function preview() {
  await desk.press("action-preview");
  await desk.panel.waitForSelector("[data-testid=status][data-work=previewed]");
}

const frameAt = (address) => desk.page.frames().find((candidate) => candidate.url() === address);
const heldIn = (address) => frameAt(address).evaluate(() => window.held);
const isEntered = (address) => stand.stage.inBackground(async (origin) => {
  const tabId = Math.max(...(await chrome.tabs.query({ url: "https://motcua.example.gov.vn/*" })).map(({ id }) => id));
  const all = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: () => [self.origin, globalThis.cccdBridgeContent === true] });
  return all.some(({ result: [at, isThere] }) => at === origin && isThere);
}, new URL(address).origin);
const framesNamed = () => desk.panel.locator("[data-testid=preview] [data-testid^=frame-]").allInnerTexts();

/** Fields that no profile names are known by what is found to go there. */
const DETECTED = "detected.applicant.";
const report = (field) => desk.part(`report-${DETECTED}${field}`);
const codeOf = (field) => report(field).locator(".code").innerText();

async function reports() {
  const rows = await desk.panel.locator("[data-testid=result] .report").all();
  return Object.fromEntries(await Promise.all(rows.map(async (row) => [(await row.getAttribute("data-testid")).replace("report-", "").replace(DETECTED, ""), await row.getAttribute("data-outcome")])));
}

async function confirm() {
  await desk.press("action-confirm");
  await desk.panel.waitForSelector("[data-testid=status][data-work=filled]", { timeout: 30_000 });
  return reports();
}

async function fill() {
  await preview();
  return confirm();
}

async function undo() {
  await desk.press("action-undo");
  await desk.panel.waitForSelector("[data-testid=status][data-work=idle]");
  return reports();
}

test("a form in a listed frame alone: named in the preview, filled, read back and taken back", async () => {
  await open({ [PAGE]: html(frame(LISTED)), [LISTED]: html(FORM) });
  assert.equal(await isEntered(LISTED), false, "no script before the click");
  await preview();
  assert.deepEqual([...new Set(await framesNamed())], ["trong khung của dichvu.tinhmau.gov.vn"]);
  assert.deepEqual(await axeProblems(desk.panel), []);
  assert.deepEqual(await confirm(), { fullName: "filled", idNumber: "filled", placeOfOrigin: "filled" });
  assert.deepEqual(await heldIn(LISTED), { hoTen: "Nguyễn Thị Mẫu", soCCCD: "001199990123", queQuan: "Phường Ba Đình, Thành phố Hà Nội" });
  assert.deepEqual(await undo(), { fullName: "undone", idNumber: "undone", placeOfOrigin: "undone" });
  assert.deepEqual(await heldIn(LISTED), { hoTen: "", soCCCD: "", queQuan: "" });
});

test("a form over a page and frames in frames is one preview: listed in the page's own, and the page's own in listed", async () => {
  const inner = `${PAGE}/trong`;
  await open({
    [PAGE]: html(INPUTS.hoTen + frame(`${PAGE}/vo`) + frame(OTHER, "hai")),
    [`${PAGE}/vo`]: html(frame(LISTED)), [LISTED]: html(INPUTS.soCCCD),
    [OTHER]: html(frame(inner)), [inner]: html(INPUTS.diaChi),
  });
  await preview();
  assert.deepEqual((await framesNamed()).sort(), ["trong khung của dichvu.tinhmau.gov.vn", "trong khung của motcua.example.gov.vn"]);
  assert.deepEqual(await confirm(), { fullName: "filled", idNumber: "filled", placeOfOrigin: "filled" });
  assert.equal((await desk.page.evaluate(() => window.held)).hoTen, "Nguyễn Thị Mẫu");
  assert.deepEqual([await heldIn(LISTED), await heldIn(inner)], [{ soCCCD: "001199990123" }, { queQuan: "Phường Ba Đình, Thành phố Hà Nội" }]);
  await undo();
  assert.deepEqual([await heldIn(LISTED), await heldIn(inner), await desk.page.evaluate(() => window.held.hoTen)], [{ soCCCD: "" }, { queQuan: "" }, ""]);
});

test("a frame that is not listed is refused by name and never entered; beside a form it is passed over", async () => {
  await open({ [PAGE]: html(frame(UNLISTED)), [UNLISTED]: html(FORM) });
  await desk.press("action-preview");
  await desk.panel.waitForSelector("[data-code='portal.foreignFrame']");
  assert.equal(await isEntered(UNLISTED), false);
  await desk.page.evaluate((inputs) => document.body.insertAdjacentHTML("afterbegin", inputs), INPUTS.hoTen);
  assert.deepEqual(await fill(), { fullName: "filled" });
  assert.deepEqual([await isEntered(UNLISTED), await heldIn(UNLISTED)], [false, {}]);
});

test("a hidden listed frame gets nothing; neither does what is listed in a frame that is not", async () => {
  await open({ [PAGE]: html(INPUTS.hoTen + `<div style="display:none">${frame(LISTED)}</div>${frame(UNLISTED, "la")}`), [LISTED]: html(FORM), [UNLISTED]: html(frame(OTHER)), [OTHER]: html(FORM) });
  assert.deepEqual(await fill(), { fullName: "filled" });
  assert.deepEqual([await isEntered(LISTED), await isEntered(OTHER)], [false, false]);
});

test("one field of a name in the page and one in its frame are two: neither is filled", async () => {
  await open({ [PAGE]: html(INPUTS.hoTen + INPUTS.diaChi + frame(LISTED)), [LISTED]: html(INPUTS.hoTen) });
  const said = await fill();
  assert.equal(said.placeOfOrigin, "filled");
  assert.equal((await desk.page.evaluate(() => window.held)).hoTen, undefined);
  assert.deepEqual(await heldIn(LISTED), {});
});

/** Sends the frame to another address and waits until it is there. */
async function goTo(address) {
  const isThere = (candidate) => candidate.url() === address;
  const arrived = desk.page.frames().some(isThere) ? undefined : desk.page.waitForEvent("framenavigated", isThere);
  await desk.page.evaluate((src) => (document.getElementById("khung").src = src), address);
  await arrived;
  await frameAt(address).waitForLoadState();
}

/** Another document of the same address. */
async function reload() {
  const arrived = desk.page.waitForEvent("framenavigated", (candidate) => candidate.url() === LISTED);
  await frameAt(LISTED).evaluate(() => setTimeout(() => location.reload()));
  await arrived;
}

/** How a frame leaves. */
const DEPARTURES = {
  "loads anew": () => reload(),
  "goes to another listed page": () => goTo(OTHER),
  "goes to a page that is not listed": () => goTo(UNLISTED),
  "is taken away": () => desk.page.evaluate(() => document.getElementById("khung").remove()),
};

test("a page that leaves while it is written says of each field that it is gone, not that nothing was done", async () => {
  await open({ [PAGE]: html(FORM, "document.getElementById('hoTen').addEventListener('input', () => { location.href += '?sau'; });") });
  await preview();
  const left = desk.page.waitForURL("**?sau");
  const said = await confirm();
  await left;
  // Either the page left first, or the fill had ended: then it was all written.
  const outcomes = [...new Set(Object.values(said))];
  assert.deepEqual([Object.keys(said).sort(), outcomes.length], [["fullName", "idNumber", "placeOfOrigin"], 1]);
  if (outcomes[0] !== "filled") assert.deepEqual([outcomes[0], await codeOf("fullName")], ["refused", "fill.fieldGone"]);
});

for (const [name, leave] of Object.entries(DEPARTURES)) {
  test(`a frame that ${name} after the preview: a line for each of its fields, the page's own are filled`, async () => {
    await open({ [PAGE]: html(INPUTS.hoTen + frame(LISTED)), [LISTED]: html(INPUTS.soCCCD + INPUTS.diaChi), [OTHER]: html(FORM), [UNLISTED]: html(FORM) });
    await preview();
    await leave();
    await confirm();
    assert.deepEqual([await codeOf("idNumber"), await codeOf("placeOfOrigin")], ["fill.fieldGone", "fill.fieldGone"]);
    assert.equal(await report("fullName").getAttribute("data-outcome"), "filled");
    for (const other of desk.page.frames().filter((candidate) => candidate !== desk.page.mainFrame())) assert.deepEqual(await other.evaluate(() => window.held ?? {}), {});
  });
}

test("a frame that leaves in the middle of its fill, and one that leaves before the undo: every field has its line", async () => {
  const leaves = "document.addEventListener('change', () => location.reload());";
  await open({ [PAGE]: html(INPUTS.hoTen + frame(LISTED)), [LISTED]: html(INPUTS.soCCCD + INPUTS.diaChi, leaves) });
  const said = await fill();
  assert.equal(said.fullName, "filled");
  // Which of them it is depends on how soon the frame is gone; a line each has in any case.
  for (const outcome of [said.idNumber, said.placeOfOrigin]) assert.ok(["refused", "changedByPage", "filled"].includes(outcome), JSON.stringify(said));
  await desk.press("action-next");
  await desk.panel.close();
  await desk.page.close();
  await open({ [PAGE]: html(INPUTS.hoTen + frame(LISTED)), [LISTED]: html(INPUTS.soCCCD + INPUTS.diaChi) });
  assert.deepEqual(await fill(), { fullName: "filled", idNumber: "filled", placeOfOrigin: "filled" });
  await reload();
  assert.deepEqual(await undo(), { fullName: "undone", idNumber: "refused", placeOfOrigin: "refused" });
  assert.deepEqual([await codeOf("idNumber"), await heldIn(LISTED)], ["fill.fieldGone", {}]);
});

test("an origin that is taken off the list after the preview gets nothing, and that is said", async () => {
  await open({ [PAGE]: html(INPUTS.hoTen + frame(LISTED)), [LISTED]: html(INPUTS.soCCCD) });
  await preview();
  await stand.setOptions({ allowedOrigins: [new URL(PAGE).origin] });
    await confirm();
  assert.deepEqual([await codeOf("idNumber"), await heldIn(LISTED)], ["portal.notAllowed", {}]);
});

const HOSTILE = {
  "has more fields than any form": ["dichvu.tinhmau.gov.vn", "for (let n = 0; n < 2500; n += 1) document.body.append(document.createElement('input'));"],
  "never comes back from its own script": ["motcua.example.gov.vn", "addEventListener('load', () => setTimeout(() => { for (;;); }));"],
};

for (const [name, [host, script]] of Object.entries(HOSTILE)) {
  test(`a listed frame that ${name} costs one line, and the page's own fields are filled`, async () => {
    await open({ [PAGE]: html(INPUTS.hoTen + frame(LISTED)), [LISTED]: html(INPUTS.soCCCD, script) });
    await preview();
    assert.deepEqual([await desk.part("refusal-frame.1").getAttribute("data-reason"), await desk.part("refusal-frame.1").locator(".plan-label").innerText()], ["frameUnread", host]);
    assert.deepEqual(await confirm(), { fullName: "filled", "frame.1": "refused" });
  });
}

test("of thirty listed frames the first sixteen are looked into, and the others are said", async () => {
  const many = Array.from({ length: 30 }, (_, n) => frame(`${LISTED}/${n}`, `k${n}`)).join("");
  await open({ [PAGE]: html(INPUTS.hoTen + many), [`${LISTED}/15`]: html(INPUTS.soCCCD), [`${LISTED}/16`]: html(INPUTS.diaChi) });
  await preview();
  assert.deepEqual([await desk.part(`step-${DETECTED}idNumber`).count(), await desk.part(`step-${DETECTED}placeOfOrigin`).count()], [1, 0]);
  assert.equal(await desk.panel.locator("[data-reason=frameUnread]").count(), 14);
});
