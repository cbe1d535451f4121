// A page can trigger nothing, and only allow-listed, honest documents are filled.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { cardFile, cardQr, openStage } from "../harness/stage.mjs";

const card = "dang-thi-bich-ngoc";
let stage;
before(async () => {
  stage = await openStage({ name: "security", origins: ["https://motcua.example.gov.vn", "https://bay.example.gov.vn"] });
});
after(() => stage?.close());

let page, panel;
beforeEach(() => stage.pcscd.remove("A"));

/** A desk at a page, with the card read. */
async function deskAt(url) {
  for (const open of stage.browser.context.pages()) if (!open.url().startsWith("about:")) await open.close();
  ({ page, panel } = await stage.openDesk(url));
  await panel.waitFor({ work: ["idle", "filled", "recorded", "previewed"] });
  if (await panel.part("action-next").count()) await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  await stage.pcscd.remove("A");
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
}

const model = () => page.evaluate(() => window.portalModel());
const allEmpty = (values) => Object.values(values).every((value) => value === "" || value === false || value === undefined || value === null);

test("an origin outside the list gets no script and no data", async () => {
  await deskAt(stage.portals.urls.hostile.forge);
  await panel.press("preview");
  await panel.waitForFailure("portal.notAllowed");
  const { values, events } = await model();
  assert.ok(allEmpty(values), JSON.stringify(values));
  assert.deepEqual(events.filter(({ kind }) => kind === "input"), []);
});

test("a page that imitates the panel's events fills nothing and presses nothing", async () => {
  await deskAt(stage.portals.urls.trap.forge);
  const before = await panel.phases();
  await page.evaluate((id) => window.portalCommand("forge", id), stage.browser.extensionId);
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  await page.evaluate((id) => window.portalCommand("forge", id), stage.browser.extensionId);
  assert.equal((await panel.phases()).work, "previewed");
  assert.equal(before.identity, "complete");
  const { values, events } = await model();
  assert.ok(allEmpty(values), JSON.stringify(values));
  const attempts = events.filter(({ detail }) => detail?.reached !== undefined);
  assert.ok(attempts.length >= 2, "the page really tried");
  assert.ok(attempts.every(({ detail }) => detail.reached === false), JSON.stringify(events));
});

test("an untrusted click in the panel itself is ignored", async () => {
  await deskAt(stage.portals.urls.reception);
  await panel.page.evaluate(() => document.querySelector('[data-testid="action-preview"]').dispatchEvent(new MouseEvent("click", { bubbles: true })));
  await panel.waitForFailure("action.notTrusted");
  assert.equal((await panel.phases()).work, "idle");
});

test("a sandboxed frame is not filled", async () => {
  await deskAt(stage.portals.urls.trap.sandbox);
  await panel.press("preview");
  await panel.waitForFailure("portal.opaqueOrigin");
  assert.equal((await panel.phases()).work, "idle");
  assert.equal(await panel.part("action-confirm").count(), 0);
  const frame = page.frames().find((child) => child.url().includes("khung-con"));
  assert.ok(allEmpty((await frame.evaluate(() => window.portalModel())).values));
});

test("a page that moved on after the preview is not filled", async () => {
  await deskAt(stage.portals.urls.trap.leave);
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  await page.evaluate(() => window.portalCommand("navigate"));
  await page.getByText("Lần 2").waitFor();
  await panel.press("confirm");
  await panel.waitForFailure("portal.navigated");
  assert.ok(allEmpty((await model()).values));
});

test("hidden, password and one-time-code fields get nothing", async () => {
  await deskAt(stage.portals.urls.trap.traps);
  await panel.fill();
  const { values } = await model();
  for (const name of ["soTheThat", "matKhau", "maOTP", "hoTenAn", "soCCCDAn", "queQuanAn", "thuongTruAn", "namSinhAn", "khoa"])
    assert.ok(!values[name], `${name} holds ${values[name]}`);
  assert.notEqual(values.hoTen, "");
});

test("a page that changes what was filled is told on", async () => {
  await deskAt(`${stage.portals.urls.trap.vandal}?lam=change`);
  await panel.fill();
  assert.equal((await panel.reports()).fullName, "changedByPage");
});

test("no script of ours is on a page before the click", async () => {
  await deskAt(stage.portals.urls.reception);
  const session = await stage.browser.context.newCDPSession(page);
  const ours = [];
  session.on("Runtime.executionContextCreated", ({ context }) => context.origin.includes(stage.browser.extensionId) && ours.push(context.origin));
  await session.send("Runtime.enable");
  await page.evaluate(() => document.title);
  assert.deepEqual(ours, [], "no world of ours in the page");
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  assert.equal(ours.length, 1, "the click brings exactly one, so its absence before means something");
  const injected = await stage.browser.inWorker(async () => chrome.scripting.getRegisteredContentScripts());
  assert.deepEqual(injected, []);
  const manifest = await stage.browser.inWorker(() => chrome.runtime.getManifest());
  assert.equal(manifest.content_scripts, undefined);
  assert.equal(manifest.externally_connectable, undefined);
  assert.equal(manifest.web_accessible_resources, undefined);
});
