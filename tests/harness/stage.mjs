// Everything the main job needs, for real: pcscd with a virtual reader, portals with their database, Chromium with the extension.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startPortals } from "../portal/index.mjs";
import { startPcscd } from "../virtual-reader/index.mjs";
import { launchChromium } from "./chromium.mjs";
import { hostProcesses } from "./native-manifest.mjs";
import { PanelDriver } from "./panel.mjs";
import { cardFile, cardProgram, hostProgram, makeWorkspace, root } from "./workspace.mjs";

export { cardFile };

/** What a card file says of its holder, from the card's own side: the truth to compare with. */
export const cardFacts = (name) => JSON.parse(execFileSync(cardProgram, ["show", cardFile(name)], { encoding: "utf8" }));

/** The text of the QR code printed on a card. */
export const cardQr = (name) => execFileSync(cardProgram, ["qr", cardFile(name)], { encoding: "utf8" }).replace(/\n$/, "");

/** Installs a CSCA into a host's configuration, the way an administrator does. */
export function importAnchor(configDirectory, certificate) {
  const output = execFileSync(hostProgram, ["--config-dir", configDirectory, "call", "trust.import", JSON.stringify({ path: certificate })]);
  return JSON.parse(output);
}

/**
 * Opens the stage. `people`: card names the population database knows; `origins`: portals allowed in the extension's options;
 * `policy`: managed policy (then the options are locked); `browserPolicy`: of the browser itself; `dialect`: of the host (dialect-host.mjs); `reader: false` leaves pcscd to the machine's own service.
 */
export async function openStage({
  name = "stage",
  readers = ["A"],
  people = ["dang-thi-bich-ngoc"],
  quirks = {},
  origins = ["https://motcua.example.gov.vn", "https://dichvucong.example.gov.vn"],
  mode = "clerk",
  policy,
  browserPolicy,
  headless = true,
  virtualReader = true,
  dialect,
  args = [],
} = {}) {
  const workspace = makeWorkspace(name);
  const closers = [() => workspace.remove()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const pcscd = virtualReader
      ? await startPcscd({ buildDir: join(root, "build"), directory: workspace.folder("pcscd"), readers })
      : undefined;
    if (pcscd) closers.push(() => pcscd.stop());
    const portals = await startPortals({
      directory: workspace.folder("portal"),
      population: people.map((person) => (typeof person === "string" ? cardFacts(person) : person)),
      quirks,
    });
    closers.push(() => portals.stop());
    const browser = await launchChromium({
      directory: workspace.folder("browser"),
      portals,
      env: pcscd?.env ?? {},
      headless,
      policy,
      browserPolicy,
      dialect,
      args,
    });
    closers.push(() => browser.close());

    if (!policy) await allowOrigins(browser, origins, mode);

    return {
      workspace,
      pcscd,
      portals,
      browser,
      close,
      /** Opens a portal page and the panel that works on it. */
      async openDesk(url = portals.urls.reception) {
        const page = await browser.context.newPage();
        await page.goto(url);
        await page.bringToFront();
        const panel = new PanelDriver(await browser.openPanel(page));
        return { page, panel };
      },
      /** Ends the host processes of this browser at once. */
      killHosts() {
        const pids = hostProcesses(browser.configDirectory);
        for (const pid of pids) process.kill(pid, "SIGKILL");
        return pids;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sets mode and allowed portals on the options page, as a person would. */
async function allowOrigins(browser, origins, mode) {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/options.html`);
  await page.locator(`input[name="mode"][value="${mode}"]`).check();
  for (const origin of origins) {
    await page.locator("#origin").fill(origin);
    await page.locator("#origin").press("Enter");
    await page.locator(".origins li", { hasText: origin }).waitFor();
  }
  await page.close();
}
