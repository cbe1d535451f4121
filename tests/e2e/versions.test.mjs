// A host of a later or an earlier version beside this extension: the main job is done, or it is said which side has to be updated.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";

const card = "dang-thi-bich-ngoc";

async function openDesk(t, dialect) {
  const stage = await openStage({ name: `versions-${dialect}`, dialect });
  t.after(() => stage.close());
  return { stage, ...(await stage.openDesk()) };
}

async function scanAndInsert({ stage, panel }) {
  await panel.waitFor({ identity: "waitingForKey" });
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
}

const whatIsHeld = (stage) => stage.browser.inWorker(async () => JSON.stringify(await chrome.storage.session.get()));

for (const dialect of ["later", "earlier"]) {
  test(`with a host of the version ${dialect} the card is read and the form filled`, async (t) => {
    const desk = await openDesk(t, dialect);
    const { stage, page, panel } = desk;
    await scanAndInsert(desk);
    await panel.waitFor({ identity: "complete" });
    await panel.fill();
    const reports = await panel.reports();
    for (const key of ["fullName", "dateOfBirth", "sex", "idNumber"]) assert.equal(reports[key], "filled", `${key}: ${JSON.stringify(reports)}`);
    assert.equal(await panel.citizen("fullName"), cardFacts(card).citizen.fullName);
    // What this version has no name for goes nowhere.
    for (const text of [await whatIsHeld(stage), await panel.page.content(), await page.content()]) assert.doesNotMatch(text, /bloodType|addedLater|of a later version/);
  });
}

test("a verdict that only a later extension understands: nothing of the chip is used, and the extension is to be updated", async (t) => {
  const desk = await openDesk(t, "laterVerdict");
  await scanAndInsert(desk);
  await desk.panel.waitForFailure("extension.outdated");
  assert.doesNotMatch(await whatIsHeld(desk.stage), /"source":"dg/);
});

test("a host of a later protocol: the extension is to be updated", async (t) => {
  const { panel } = await openDesk(t, "laterProtocol");
  await panel.waitForFailure("extension.outdated");
});

test("a host without what the panel needs: the host is to be updated", async (t) => {
  const { panel } = await openDesk(t, "muchEarlier");
  await panel.waitFor({ identity: "waitingForKey" });
  await panel.scan(cardQr(card));
  await panel.waitForFailure("host.outdated");
});

test("a later extension that asks this host for more than it knows: the host is to be updated, nothing is done without the wish", async (t) => {
  const { panel } = await openDesk(t, "askedForMore");
  await panel.waitForFailure("host.outdated");
});
