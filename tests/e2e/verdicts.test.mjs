// Honest verdicts, as the clerk sees them: nothing rounded up, nothing left standing after a "no".
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { cardFacts, cardFile, cardQr, importAnchor, openStage } from "../harness/stage.mjs";
import { root, waitFor } from "../harness/workspace.mjs";

const good = "dang-thi-bich-ngoc";
let stage, page, panel;
before(async () => {
  stage = await openStage({ name: "verdicts" });
  ({ page, panel } = await stage.openDesk());
});
after(() => stage?.close());

beforeEach(async () => {
  await stage.pcscd.remove("A");
  if (await panel.part("action-next").count()) await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  await page.reload();
});

const scanAndInsert = async (qrOf, card) => {
  await panel.scan(cardQr(qrOf));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", typeof card === "string" ? cardFile(card) : card);
};

test("DG13 changed after signing: data no, nothing is offered, and the reason is said", async () => {
  await scanAndInsert("tampered-dg13", "tampered-dg13");
  await panel.waitFor({ identity: "blocked" });
  assert.deepEqual(await panel.verdict("data"), { status: "no", reason: "hashMismatch" });
  assert.equal(await panel.part("citizen").count(), 0);
  assert.equal(await panel.part("action-preview").count(), 0);
  assert.equal(await panel.part("action-lookup").count(), 0);
  await panel.waitForFailure("card.notAuthentic");
  const held = await stage.browser.inWorker(async () => JSON.stringify(await chrome.storage.session.get()));
  assert.ok(!held.includes(cardFacts("tampered-dg13").citizen.fullName), "a withdrawn citizen is not kept");
});

test("a verdict that turns no after the fill: citizen withdrawn, lookup and record blocked, undo offered", async () => {
  // The photo of this card was changed after signing; its text is whole until the photo is asked for.
  await scanAndInsert(good, { extends: cardFile(good), tamperAfterSigning: [{ file: "DG2", offset: 9000 }] });
  await panel.waitFor({ identity: "complete" });
  await panel.fill();
  assert.equal(await page.locator("#hoTen").inputValue(), cardFacts(good).citizen.fullName);

  await panel.part("show-photo").click();
  await panel.waitFor({ identity: "blocked" });
  assert.deepEqual(await panel.verdict("data"), { status: "no", reason: "hashMismatch" });
  assert.equal(await panel.part("citizen").count(), 0);
  assert.equal(await panel.part("photo").count(), 0);
  assert.equal(await panel.part("action-lookup").count(), 0);
  await panel.press("undo");
  await waitFor("the form to be as before", async () => (await page.locator("#hoTen").inputValue()) === "");
  assert.equal(await page.locator("#soCCCD").inputValue(), "");
});

test("another person's QR code is a hard stop, also when the last six digits agree", async () => {
  await scanAndInsert("same-last-digits", "nguyen-thi-mau");
  await panel.waitFor({ identity: "blocked" });
  await panel.waitForFailure("citizen.mismatch");
  assert.equal(await panel.part("citizen").count(), 0);
  assert.equal(await panel.part("action-preview").count(), 0);
});

test("with the issuer's certificate imported by the administrator, the data is authentic", async () => {
  const { imported } = importAnchor(stage.browser.configDirectory, join(root, "tests/virtual-card/pki/csca-vn.cert.pem"));
  assert.equal(imported.length, 1);
  await scanAndInsert(good, good);
  await panel.waitFor({ identity: "complete" });
  assert.equal((await panel.verdict("data")).status, "yes");
  assert.deepEqual(await panel.verdict("certificate"), { status: "unknown", reason: "revocationNotChecked" });
  assert.match(await panel.part("trust").innerText(), /xác thực/i);
});
