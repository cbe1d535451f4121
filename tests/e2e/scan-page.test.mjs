// The scan at a desk with a keyboard scanner and the focus in the portal's form: all of it for real, to the read card.
import assert from "node:assert/strict";
import { test } from "node:test";
import { scanKeys } from "../harness/scanner-keys.mjs";
import { cardFacts, cardQr, openStage } from "../harness/stage.mjs";

const card = "dang-thi-bich-ngoc";

/** A code as a scanner types it that writes each byte beyond ASCII as Alt and digits. */
const asKeys = (text) => [...text].flatMap((letter) => (letter.charCodeAt(0) < 128 ? [letter] : [...new TextEncoder().encode(letter)].map((byte) => ({ alt: `0${byte}` }))));

test("Start reception, a scan into the form: the right citizen to the letter, and an untouched form", async (t) => {
  const stage = await openStage({ name: "scan-page" });
  t.after(() => stage.close());
  const { page, panel } = await stage.openDesk();
  const { citizen: facts } = cardFacts(card);
  await panel.page.bringToFront();
  await panel.press("startReception");
  await panel.page.locator("[data-testid=guard][data-status=armed]").waitFor();
  await page.bringToFront();
  await page.locator("#hoTen").fill("Đang gõ dở");
  const before = await page.evaluate(() => JSON.stringify(window.portalModel()));
  await scanKeys(page, asKeys(cardQr(card)), { end: "Enter" });
  await panel.waitFor({ identity: "waitingForCard", work: "idle" });
  assert.equal(await panel.citizen("fullName"), facts.fullName);
  assert.equal(await panel.citizen("placeOfResidence"), facts.placeOfResidence);
  assert.equal(await page.evaluate(() => JSON.stringify(window.portalModel())), before);
  assert.equal(await page.evaluate(() => document.activeElement.id), "hoTen");
  await scanKeys(page, cardQr("nguyen-thi-mau").replace(/[^\x20-\x7e]/g, ""), { end: "Tab" });
  await panel.part("other-person").waitFor();
  assert.equal(await panel.citizen("fullName"), facts.fullName, "nothing changes before the answer");
  assert.equal(await page.evaluate(() => JSON.stringify(window.portalModel())), before);
  await panel.page.bringToFront();
  await panel.press("keepPerson");
  await panel.part("other-person").waitFor({ state: "detached" });
  assert.deepEqual(stage.portals.control.lookupLog(), []);
});
