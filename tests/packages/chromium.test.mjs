// The main job with what people install: the deb's host, the packed extension brought by the shipped policy, real Chromium.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { storedDossiers } from "../harness/dossiers.mjs";
import { PanelDriver } from "../harness/panel.mjs";
import { cardFacts, cardFile, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";
import { purge } from "./installation.mjs";
import { openOffice } from "./office.mjs";
import { release } from "./release.mjs";

const card = "dang-thi-bich-ngoc";
const megabyte = 1_000_000;

/** Memory of a process that nobody shares with it, and all that is mapped, in bytes. */
function memoryOf(pid) {
  const kilobytes = (name) => Number(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8").match(new RegExp(`^${name}: +(\\d+) kB`, "m"))[1]);
  return { proportional: kilobytes("Pss") * 1024, resident: kilobytes("Rss") * 1024 };
}

describe("installed host and packed extension in Chromium", () => {
  let office;
  let browser;
  before(async () => {
    office = await openOffice("office", { people: [cardFacts(card)] });
    browser = await office.chromium();
  });
  after(() => office?.close());

  test("the policy has brought the CRX of this release, whole, with its settings", async () => {
    assert.deepEqual(readFileSync(`${office.workspace.directory}/updates/current/cccd-bridge-${await version()}.crx`), readFileSync(release().file(".crx")));
    const managed = await waitFor("the policy's settings", () => browser.inWorker(async () => {
      const values = await chrome.storage.managed.get();
      return values.mode && values;
    }));
    assert.deepEqual(managed, { mode: "clerk", allowedOrigins: ["https://motcua.example.gov.vn"] });
  });
  const version = () => browser.inWorker(() => chrome.runtime.getManifest().version);

  test("a card on the reader becomes a looked-up, recorded dossier", async () => {
    const { citizen } = cardFacts(card);
    const page = await browser.context.newPage();
    await page.goto(office.portals.urls.reception);
    const panel = new PanelDriver(await browser.openPanel(page));
    await panel.waitFor({ identity: "waitingForKey" });
    const [host] = office.hosts();
    assert.ok(host, "the installed host runs");
    const { proportional, resident } = memoryOf(host);
    console.log(`host, idle: ${(proportional / megabyte).toFixed(1)} MB of its own and its share, ${(resident / megabyte).toFixed(1)} MB resident`);
    assert.ok(resident <= 15 * megabyte, `${resident} bytes`);

    await panel.scan(cardQr(card));
    await panel.waitFor({ identity: "waitingForCard" });
    await office.pcscd.insert("A", cardFile(card));
    await panel.waitFor({ identity: "complete" });
    assert.equal(await panel.citizen("fullName"), citizen.fullName);
    await panel.fill();
    await panel.press("lookup");
    await panel.waitFor({ work: "recorded" });
    await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
    await page.getByText(/H29\.26-\d+/).first().waitFor();
    const [dossier] = storedDossiers(office.portals.databasePath, "reception");
    assert.equal(dossier.hoTen, citizen.fullName);
    assert.equal(dossier.soCCCD, citizen.idNumber);
  });

  test("after a purge the browser no longer finds the host", async () => {
    await purge(office.chroot);
    const page = await browser.context.newPage();
    const answer = await browser.inWorker(() => new Promise((resolve) => {
      const port = chrome.runtime.connectNative("vn.cccdbridge.host");
      port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError?.message));
    }));
    assert.match(answer, /not found/);
    await page.close();
  });

  test("with the browser nothing of ours goes on running", async () => {
    await browser.close();
    await waitFor("every process to end", () => office.hosts().length === 0);
    assert.deepEqual(office.chroot.programs().filter((program) => /cccd/.test(program)), []);
  });
});
