// What goes wrong at a desk, and that the next try works.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { storedDossiers } from "../harness/dossiers.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
let stage, page, panel;
before(async () => {
  stage = await openStage({ name: "failures" });
  ({ page, panel } = await stage.openDesk());
});
after(() => stage?.close());

beforeEach(async () => {
  stage.portals.control.populationDown(false);
  await stage.pcscd.remove("A");
  if (await panel.part("action-next").count()) await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  await page.reload();
});

const readWhole = async () => {
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
};

test("a wrong CAN is tried once, said, and the card works with the right one afterwards", async () => {
  await panel.typeCan("000000");
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitForFailure("card.wrongKey");
  assert.equal(stage.pcscd.attempts("A").paceFailed, 1);
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "complete" });
  assert.equal(await panel.citizen("fullName"), cardFacts(card).citizen.fullName);
});

test("a card pulled while it is read: a message, and the next insertion works", async () => {
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", { extends: cardFile(card), faults: [{ atApdu: 10, kind: "remove" }] });
  await panel.waitForFailure("card.removed");
  await stage.pcscd.remove("A");
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
});

test("pcscd killed: said, and recovered without a click", async () => {
  await stage.pcscd.kill();
  await waitFor("the panel to miss the service", async () => /dịch vụ|không chạy/i.test(await panel.part("host").innerText()));
  await stage.pcscd.start();
  await waitFor("the panel to see the reader again", async () => /CCCD Test Reader/.test(await panel.part("host").innerText()), { timeoutMs: 30_000 });
  await readWhole();
});

test("the host killed: said, and the next click works", async () => {
  assert.ok(stage.killHosts().length > 0);
  await panel.waitForFailure("host.exited");
  await readWhole();
});

test("the service worker killed in the middle: the reception goes on", async () => {
  await readWhole();
  // A line of our own to the worker: it breaks when the worker ends, and not before.
  await panel.page.evaluate(() => {
    const line = chrome.runtime.connect({ name: "panel" });
    line.onDisconnect.addListener(() => (window.workerEnded = true));
  });
  const session = await stage.browser.context.newCDPSession(panel.page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await waitFor("the worker to be gone", () => panel.page.evaluate(() => window.workerEnded === true));
  await waitFor("the reception to be taken up again", async () => (await panel.phases()).identity === "complete");
  await panel.fill();
  assert.equal((await panel.reports()).fullName, "filled");
});

test("the next citizen during a fill stops the page: nothing more of the one before is written", async () => {
  stage.portals.control.setQuirks({ latencyMs: 1500 });
  await page.reload();
  await readWhole();
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  await panel.press("confirm");
  await waitFor("the first field", async () => (await page.locator("#hoTen").inputValue()) !== "");
  assert.equal((await panel.phases()).work, "filling", "still under way");
  const commune = () => page.locator("#phuongXa").inputValue();
  assert.equal(await commune(), "");
  await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  stage.portals.control.setQuirks({ latencyMs: 0 });
  // The page is free for the next: its preview is made and not refused as busy.
  await stage.pcscd.remove("A");
  await readWhole();
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  assert.equal(await commune(), "");
});

test("the form of one citizen is not looked up for another", async () => {
  await readWhole();
  await panel.fill();
  await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  await stage.pcscd.remove("A");
  const before = stage.portals.control.lookupLog().length;
  await panel.scan(cardQr("nguyen-thi-mau"));
  await panel.waitFor({ identity: "waitingForCard" });
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  const confirm = panel.part("action-confirm");
  assert.ok(await confirm.isDisabled(), "everything is a question, and none is answered");
  await panel.page.locator('[data-testid^="question-"]:not([data-testid="question-fullName"]):not([data-testid="question-idNumber"]) input').first().check();
  await confirm.click();
  await panel.waitFor({ work: "filled" });
  assert.equal((await panel.reports()).fullName, "refused");
  await panel.press("lookup");
  await panel.waitForFailure("lookup.formDiffers");
  assert.equal(stage.portals.control.lookupLog().length, before);
  assert.equal(await page.locator("[name=ghiNhan]").inputValue(), "");
});

test("the lookup service is down: a recorded failure, and only then the papers the law allows", async () => {
  await readWhole();
  await panel.fill();
  assert.equal(await panel.part("papers").count(), 0);
  stage.portals.control.populationDown(true);
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("lookup").getAttribute("data-meaning"), "unavailable");
  const papers = await panel.part("papers").innerText();
  for (const paper of [/Căn cước công dân|CCCD/, /xác nhận thông tin về cư trú|CT07/i, /số định danh cá nhân/i, /14/]) assert.match(papers, paper);
  await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await page.getByText(/H29\.26-\d+/).first().waitFor();
  const dossier = storedDossiers(stage.portals.databasePath, "reception").at(-1);
  assert.match(dossier.ghiNhan, /không khai thác được|lỗi/i);
});

test("a lookup that finds no such person is recorded as that", async () => {
  stage.portals.control.setPopulation([]);
  await readWhole();
  await panel.fill();
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("lookup").getAttribute("data-meaning"), "noMatch");
  stage.portals.control.setPopulation([cardFacts(card)]);
});

test("a lookup that returns other data shows each difference", async () => {
  const other = { ...cardFacts(card).citizen, fullName: "Đặng Thị Bích Ngoc", placeOfResidence: "9 Đường Khác, Phường Bến Thành, Thành phố Hồ Chí Minh" };
  stage.portals.control.setPopulation([other]);
  await readWhole();
  await panel.fill();
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("difference-fullName").count(), 1);
  assert.equal(await panel.part("difference-placeOfResidence").count(), 1);
  stage.portals.control.setPopulation([cardFacts(card)]);
});
