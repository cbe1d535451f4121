// The main job with the program that the MSI has installed: this machine's Chromium with the packed extension starts it in wine, which
// reaches the virtual card in pcscd by the test-only bridge.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pack } from "../../extension/pack/pack.mjs";
import { chromiumUnderPolicy, launchChromium } from "../harness/chromium.mjs";
import { storedDossiers } from "../harness/dossiers.mjs";
import { hostName } from "../harness/native-manifest.mjs";
import { PanelDriver } from "../harness/panel.mjs";
import { cardFacts, cardFile, cardQr } from "../harness/stage.mjs";
import { makeWorkspace, root, waitFor } from "../harness/workspace.mjs";
import { startPortals } from "../portal/index.mjs";
import { startPcscd } from "../virtual-reader/index.mjs";
import { exitCode, install, registeredProgram, startAsBrowser } from "./msi-installation.mjs";
import { release } from "./release.mjs";
import { openWindows } from "./wine.mjs";

const { id, key, directory, file } = release();
const card = "dang-thi-bich-ngoc";
const { citizen } = cardFacts(card);

describe("the MSI's host and a card", () => {
  const workspace = makeWorkspace("msi-card");
  const closers = [() => workspace.remove()];
  let windows;
  let pcscd;
  let program;
  let env;
  before(async () => {
    windows = await openWindows(workspace);
    closers.push(() => windows.close());
    assert.equal(await install(windows, file("-x64.msi")), exitCode.done);
    program = registeredProgram(windows, await windows.registry());
    const bridge = workspace.folder("bridge");
    execFileSync(join(root, "tests/windows/build-bridge.sh"), [bridge]);
    for (const name of ["winscard.dll", "pcscbridge.dll"]) cpSync(join(bridge, name), join(dirname(windows.outside(program)), name));
    pcscd = await startPcscd({ buildDir: join(root, "build"), directory: workspace.folder("pcscd"), readers: ["A"] });
    closers.push(() => pcscd.stop());
    env = { ...pcscd.env, WINEDLLPATH: bridge, WINEDLLOVERRIDES: `winscard=n;${windows.env.WINEDLLOVERRIDES}` };
  });
  after(async () => {
    for (const closer of closers.reverse()) await closer();
  });

  test("started as Chrome starts it on Windows, it reads a card with its photo", async () => {
    const { host } = startAsBrowser(windows, await windows.registry(), id, env);
    await host.start();
    await pcscd.insert("A", cardFile(card));
    await host.event("card.inserted");
    const read = await host.request("card.read", { key: { can: cardFacts(card).key.can }, dataGroups: ["DG1", "DG2", "DG13"] });
    assert.equal(read.citizen.fullName.value, citizen.fullName);
    assert.equal(read.photo.mediaType, "image/jpeg");
    await pcscd.remove("A");
    await host.event("card.removed");
    await host.close();
  });

  /** Registers the installed program for a profile: on Linux a browser starts a program of Linux. */
  function registerFor(profile) {
    const starter = join(workspace.directory, "host.sh");
    const settings = ["WINEPREFIX", "WINEDEBUG", "WINEDLLPATH", "WINEDLLOVERRIDES"].map((name) => `${name}='${{ ...windows.env, ...env }[name]}'`);
    writeFileSync(starter, `#!/bin/sh\nexec env ${settings.join(" ")} wine '${program}' "$@"\n`);
    chmodSync(starter, 0o755);
    const manifest = JSON.parse(readFileSync(join(dirname(windows.outside(program)), "chromium.json"), "utf8"));
    mkdirSync(join(profile, "NativeMessagingHosts"), { recursive: true });
    writeFileSync(join(profile, "NativeMessagingHosts", `${hostName}.json`), JSON.stringify({ ...manifest, path: starter }));
  }

  /** Processes of the installed program, of this Windows only. */
  function running() {
    const isOurs = (pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`).includes("cccd-bridge.exe") && readFileSync(`/proc/${pid}/environ`).includes(`WINEPREFIX=${windows.env.WINEPREFIX}\0`);
      } catch {
        return false; // gone meanwhile
      }
    };
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isOurs(name));
  }

  test("a card on the reader becomes a looked-up, recorded dossier in Chromium", async () => {
    const folder = workspace.folder("office");
    const url = `file://${workspace.folder("share")}/`;
    pack({ out: workspace.folder("share"), key, url });
    const policy = JSON.parse(readFileSync(join(directory, "policies/chromium.json"), "utf8").replaceAll("https://updates.example.gov.vn/cccd-bridge/", url));
    registerFor(join(folder, "chromium"));
    const portals = await startPortals({ directory: workspace.folder("portal"), population: [cardFacts(card)] });
    closers.push(() => portals.stop());
    const installed = { program: chromiumUnderPolicy(folder, undefined, { ...policy, DeveloperToolsAvailability: 1 }), extensionId: id };
    const browser = await launchChromium({ directory: folder, portals, env, installed });
    closers.push(() => browser.close());

    await waitFor("the policy's settings", () => browser.inWorker(async () => (await chrome.storage.managed.get()).mode));
    const page = await browser.context.newPage();
    await page.goto(portals.urls.reception);
    const panel = new PanelDriver(await browser.openPanel(page));
    await panel.waitFor({ identity: "waitingForKey" });
    await panel.scan(cardQr(card));
    await panel.waitFor({ identity: "waitingForCard" });
    await pcscd.insert("A", cardFile(card));
    await panel.waitFor({ identity: "complete" });
    assert.equal(await panel.citizen("fullName"), citizen.fullName);
    await panel.fill();
    await panel.press("lookup");
    await panel.waitFor({ work: "recorded" });
    await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
    await page.getByText(/H29\.26-\d+/).first().waitFor();
    const [dossier] = storedDossiers(portals.databasePath, "reception");
    assert.deepEqual([dossier.hoTen, dossier.soCCCD], [citizen.fullName, citizen.idNumber]);

    assert.notDeepEqual(running(), []);
    await browser.close();
    await waitFor("nothing of it running without a browser", () => running().length === 0);
  });
});
