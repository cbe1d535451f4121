// An update from the office's server: the extension before it is replaced by this one, under the same id; the host is upgraded
// below an open browser and serves on.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PanelDriver } from "../harness/panel.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";
import { install } from "./installation.mjs";
import { openOffice } from "./office.mjs";
import { release } from "./release.mjs";

const card = "dang-thi-bich-ngoc";

describe("updates", () => {
  let office;
  let browser;
  before(async () => {
    office = await openOffice("update", { previousHost: true, extensionVersion: "0.0.1" });
    browser = await office.chromium();
  });
  after(() => office?.close());
  let panel;
  const version = () => browser.inWorker(() => chrome.runtime.getManifest().version);
  async function openPanel() {
    const page = await browser.context.newPage();
    await page.goto(office.portals.urls.reception);
    const opened = new PanelDriver(await browser.openPanel(page));
    await opened.waitFor({ identity: "waitingForKey" });
    return opened;
  }

  test("the host is upgraded while a panel has it open: that panel works on", async () => {
    assert.equal(await version(), "0.0.1");
    panel = await openPanel();
    const before = office.hosts();
    assert.equal(before.length, 1);
    await install(office.chroot, release().file(".deb"));
    assert.deepEqual(office.hosts(), before);
    await panel.scan(cardQr(card));
    await panel.waitFor({ identity: "waitingForCard" });
    assert.equal(await panel.citizen("fullName"), cardFacts(card).citizen.fullName);
  });

  test("the extension's new version waits on the office's server until no panel needs the old one, and keeps the id", async () => {
    office.updates.offer();
    const answer = await browser.inWorker(() => {
      globalThis.ready = new Promise((resolve) => chrome.runtime.onUpdateAvailable.addListener(resolve));
      return chrome.runtime.requestUpdateCheck();
    });
    assert.equal(answer.status, "update_available");
    await browser.inWorker(() => globalThis.ready);
    assert.equal(await version(), "0.0.1", "a citizen is at the desk");
    await panel.press("next");
    await panel.page.close();
    assert.equal(await waitFor("the new version", async () => (await version()) !== "0.0.1" && version()), answer.version);
    assert.equal(await browser.inWorker(() => chrome.runtime.id), release().id);
    await openPanel();
    assert.ok(office.hosts().length > 0);
  });
});
