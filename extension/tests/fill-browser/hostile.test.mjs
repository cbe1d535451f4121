// Pages that change, leave, imitate and hide: nothing is filled that was not seen, and nothing is filled twice or elsewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CITIZEN, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const NAMED = ["fullName", "dateOfBirth", "idNumber", "addressDetail"];
const PROFILE = { ...PROFILES["hcmc-reception"], fields: PROFILES["hcmc-reception"].fields.filter(({ key }) => NAMED.includes(key)) };
const OPTIONS = { mode: "clerk", sensitive: ["ethnicity", "religion", "fatherName", "motherName", "spouseName"], roles: ["applicant"] };

test("hidden fields, passwords and one-time codes are not even seen", async (t) => {
  const run = await start(t);
  const at = await open(run, run.portals.urls.trap.traps);
  const snapshot = await at.ask({ kind: "snapshot" });
  const names = snapshot.value.fields.map(({ name }) => name);
  for (const seen of ["hoTen", "ngaySinh", "soCCCD", "diaChi"]) assert.ok(names.includes(seen), seen);
  for (const trap of ["soTheThat", "matKhau", "maOTP", "hoTenAn", "soCCCDAn", "queQuanAn", "thuongTruAn", "namSinhAn"]) assert.ok(!names.includes(trap), trap);
  const plan = run.makePlan(snapshot.value, undefined, CITIZEN, OPTIONS);
  for (const key of ["fullName", "dateOfBirth", "idNumber"]) assert.ok(plan.steps.some((step) => step.key === `detected.applicant.${key}`), key);
  assert.ok(plan.steps.every(({ ref }) => !snapshot.value.fields[ref].disabled));
});

test("a page that left, changed its address or forged a binding gets nothing", async (t) => {
  const run = await start(t);
  const at = await open(run, run.portals.urls.trap.leave);
  const snapshot = await at.ask({ kind: "snapshot", profile: PROFILE });
  const { steps } = run.makePlan(snapshot.value, PROFILE, CITIZEN, OPTIONS);
  const { binding } = snapshot.value;
  for (const over of [{ token: "0".repeat(32) }, { origin: "https://evil.example.com" }, { path: "/khac" }]) {
    assert.deepEqual(await at.ask({ kind: "fill", binding: { ...binding, ...over }, steps }), { ok: false, error: "portal.navigated" });
  }
  await Promise.all([at.page.waitForEvent("load"), at.page.evaluate(() => window.portalCommand("reload"))]);
  await at.inject();
  for (const kind of ["fill", "undo"]) assert.deepEqual(await at.ask({ kind, binding, steps }), { ok: false, error: "portal.navigated" });
  assert.equal(await at.page.locator("#hoTen").inputValue(), "");
});

test("injected twice, it answers once and keeps its preview", async (t) => {
  const run = await start(t);
  const at = await open(run, run.portals.urls.trap.forge);
  const snapshot = await at.ask({ kind: "snapshot", profile: PROFILE });
  await at.inject();
  const { steps } = run.makePlan(snapshot.value, PROFILE, CITIZEN, OPTIONS);
  const filled = await at.ask({ kind: "fill", binding: snapshot.value.binding, steps });
  assert.equal(outcomes(filled).fullName, "filled");
});

test("one thing at a time", async (t) => {
  const run = await start(t, { quirks: { latencyMs: 300 } });
  const at = await open(run, run.portals.urls.reception);
  const snapshot = await at.ask({ kind: "snapshot", profile: PROFILES["hcmc-reception"] });
  const { steps } = run.makePlan(snapshot.value, PROFILES["hcmc-reception"], CITIZEN, OPTIONS);
  const fill = () => at.ask({ kind: "fill", binding: snapshot.value.binding, steps });
  const answers = await Promise.all([fill(), fill()]);
  assert.deepEqual(answers.map(({ ok, error }) => error ?? ok).sort(), ["protocol.busy", true].sort());
});

test("the next citizen ends what is running at once: nothing more is written, nothing is kept", async (t) => {
  const run = await start(t, { quirks: { latencyMs: 5000 } });
  const at = await open(run, run.portals.urls.reception);
  const snapshot = await at.ask({ kind: "snapshot", profile: PROFILES["hcmc-reception"] });
  const { steps } = run.makePlan(snapshot.value, PROFILES["hcmc-reception"], CITIZEN, OPTIONS);
  const filling = at.ask({ kind: "fill", binding: snapshot.value.binding, steps });
  await at.page.waitForFunction(() => window.portalModel().tinhThanh.value !== "");
  const communes = at.page.waitForResponse(/phuong-xa/u);
  assert.deepEqual(await at.ask({ kind: "forget" }), { ok: true, value: true });
  assert.deepEqual(await filling, { ok: false, error: "operation.cancelled" });
  const { phuongXa: pending, ...before } = await at.model();
  assert.equal(pending.value, "");
  assert.deepEqual(await at.ask({ kind: "undo", binding: snapshot.value.binding }), { ok: false, error: "portal.navigated" });
  const again = await at.ask({ kind: "snapshot", profile: PROFILES["hcmc-reception"] });
  assert.ok(again.ok);
  await communes;
  await at.page.waitForFunction(() => !document.getElementById("phuongXa").disabled);
  assert.deepEqual(await at.ask({ kind: "undo", binding: again.value.binding }), { ok: true, value: [] });
  const { phuongXa, ...model } = await at.model();
  assert.equal(phuongXa.value, "");
  assert.deepEqual(model, before);
});

test("a page that changes values, throws, or takes the form away is reported line by line", async (t) => {
  const run = await start(t);
  const acts = { change: "changedByPage fill.changedByPage", changeLater: "changedByPage fill.changedByPage", throw: "filled", fight: "changedByPage fill.changedByPage" };
  for (const [act, expected] of Object.entries(acts)) {
    const at = await open(run, `${run.portals.urls.trap.vandal}?lam=${act}`);
    const { filled } = await fillPage(at, run.makePlan, PROFILE);
    assert.deepEqual([act, outcomes(filled).fullName], [act, expected]);
    await at.page.close();
  }
  for (const command of ["remove", "replace"]) {
    const at = await open(run, run.portals.urls.trap.vandal);
    const snapshot = await at.ask({ kind: "snapshot", profile: PROFILE });
    const { steps } = run.makePlan(snapshot.value, PROFILE, CITIZEN, OPTIONS);
    await at.page.evaluate((name) => window.portalCommand(name), command);
    const filled = await at.ask({ kind: "fill", binding: snapshot.value.binding, steps });
    assert.deepEqual([...new Set(Object.values(outcomes(filled)))], [command === "remove" ? "refused fill.fieldGone" : "filled"], command);
    await at.page.close();
  }
});

test("what a busy page wipes in the middle of its own change is written again", async (t) => {
  const run = await start(t);
  const at = await open(run, `${run.portals.urls.trap.vandal}?lam=wipeBusy`);
  const { filled } = await fillPage(at, run.makePlan, PROFILE);
  for (const key of NAMED) assert.equal(outcomes(filled)[key], "filled", key);
  assert.deepEqual(await at.page.evaluate(() => ["hoTen", "soCCCD", "diaChi"].map((id) => document.getElementById(id).value)), ["Nguyễn Thị Mẫu", "001199990123", "Số 1 Phố Mẫu"]);
});

test("a sandboxed document is refused", async (t) => {
  const run = await start(t);
  const at = await open(run, run.portals.urls.trap.sandbox);
  assert.deepEqual(await at.ask({ kind: "snapshot", profile: PROFILE }), { ok: false, error: "portal.opaqueOrigin" });
  const frame = await run.worker.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === url);
    const [result] = await chrome.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, func: () => [self.origin, document.querySelectorAll("input").length] }).then((all) => all.filter(({ frameId }) => frameId !== 0));
    await chrome.scripting.executeScript({ target: { tabId: tab.id, frameIds: [result.frameId] }, files: ["content.js"] });
    return { origin: result.result[0], answer: await chrome.tabs.sendMessage(tab.id, { kind: "snapshot" }, { frameId: result.frameId }) };
  }, at.page.url());
  assert.deepEqual(frame, { origin: "null", answer: { ok: false, error: "portal.opaqueOrigin" } });
});
