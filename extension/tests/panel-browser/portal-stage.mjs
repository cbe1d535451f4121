// A stage with the sample portals: a portal's page in one tab and the panel for it in another.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPortals } from "../../../tests/portal/index.mjs";
import { openStage } from "./stage.mjs";

/**
 * @param {string} name for the temporary folder
 * @returns the stage of `openStage` with `portals`, and `openDesk(url, {script})`: the page of a portal and its panel,
 * `script` being the page's own; `close` ends all of it
 */
export async function openPortalStage(name) {
  const directory = mkdtempSync(join(tmpdir(), `cccd-${name}-`));
  const portals = await startPortals({ directory: join(directory, "portals"), population: [] });
  const stage = await openStage(directory, { browserArguments: portals.browserArguments });
  const openDesk = async (url, { script } = {}) => {
    const page = await stage.browser.newPage();
    page.setDefaultTimeout(8000);
    if (script !== undefined) await page.addInitScript(script);
    await page.goto(url);
    const tabId = await stage.inBackground(async () => Math.max(...(await chrome.tabs.query({})).map(({ id }) => id)));
    const panel = await stage.openPanel(`?tabId=${tabId}`);
    panel.setDefaultTimeout(8000);
    await panel.waitForSelector(".host.tone-ok");
    return { page, panel };
  };
  const close = async () => {
    await stage.close();
    await portals.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { ...stage, portals, openDesk, close };
}

/** Presses "Start reception" in the panel and turns to the page. */
export async function armDesk({ page, panel }) {
  await panel.bringToFront();
  await panel.click("[data-testid=action-startReception]");
  await panel.waitForSelector("[data-testid=guard][data-status=armed]");
  await page.bringToFront();
}
