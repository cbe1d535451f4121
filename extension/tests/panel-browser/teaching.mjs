// A stage for teaching: the sample portals, the panel with a citizen in it, and the hands of a clerk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPortals } from "../../../tests/portal/index.mjs";
import { openStage } from "./stage.mjs";
import { cardCitizen, qrText, wellBehaved } from "./sample.mjs";

const origins = ["https://motcua.example.gov.vn", "https://dichvucong.example.gov.vn", "https://bay.example.gov.vn"];

export async function openTeaching({ mode = "clerk", quirks = {} } = {}) {
  const directory = mkdtempSync(join(tmpdir(), "cccd-teach-"));
  const portals = await startPortals({ directory: join(directory, "portals"), population: [], quirks });
  const stage = await openStage(directory, { browserArguments: portals.browserArguments, viewport: { width: 1100, height: 900 } });
  wellBehaved(stage.host);
  stage.host.answers["qr.parse"] = () => ({ kind: "cccd2021", citizen: cardCitizen(false), warnings: [] });
  const setOptions = (more = {}) => stage.setOptions({ mode, language: "vi", allowedOrigins: origins, ...more });
  await setOptions();
  const close = async () => {
    await stage.close();
    await portals.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  /** A portal's page and the panel that works on it. */
  const openDesk = async (url, prepare = async () => undefined) => {
    const page = await stage.browser.newPage();
    page.setDefaultTimeout(15_000);
    await prepare(page);
    await page.goto(url);
    const tabId = await stage.inBackground(async () => Math.max(...(await chrome.tabs.query({})).map(({ id }) => id)));
    const panel = await stage.openPanel(`?tabId=${tabId}`);
    panel.setDefaultTimeout(15_000);
    await panel.waitForSelector(".host.tone-ok");
    return new Desk(page, panel);
  };
  const stored = () => stage.inBackground(async () => (await chrome.storage.local.get("localProfiles")).localProfiles ?? []);
  const forgetProfiles = () => stage.inBackground(() => chrome.storage.local.remove("localProfiles"));
  return { directory, portals, stage, setOptions, openDesk, stored, forgetProfiles, close };
}

export class Desk {
  constructor(page, panel) {
    this.page = page;
    this.panel = panel;
  }

  part(name) {
    return this.panel.locator(`[data-testid="${name}"]`);
  }

  phase(wanted) {
    return this.panel.waitForSelector(`[data-testid=teach][data-phase=${wanted}]`);
  }

  said(wanted) {
    return this.panel.waitForSelector(`[data-testid=teach-said][data-said=${wanted}]`);
  }

  async press(name) {
    await this.panel.bringToFront();
    await this.part(name).click();
  }

  async startTeaching(button = "teach-start") {
    await this.press(button);
    await this.phase("picking");
    await this.page.bringToFront();
  }

  /** Clicks where a field is, with a real mouse. */
  async point(locator) {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    await this.page.mouse.click(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
  }

  row(label) {
    return this.panel.locator(`.teach-row[data-label="${label}"]`);
  }

  /** Points at a field and waits for its row. */
  async teach(locator, label) {
    await this.point(locator);
    await this.row(label).waitFor({ state: "attached" });
  }

  async save() {
    await this.press("teach-save");
    await this.said("teach_saved");
  }

  async scan() {
    await this.panel.bringToFront();
    await this.panel.fill("[data-testid=scan]", qrText);
    await this.panel.press("[data-testid=scan]", "Enter");
    await this.panel.waitForSelector("[data-testid=status][data-identity=waitingForCard]");
  }

  /** Preview and fill; what became of every field. */
  async fill({ roles = [] } = {}) {
    await this.press("action-preview");
    await this.panel.waitForSelector("[data-testid=status][data-work=previewed]");
    for (const role of roles) await this.panel.click(`[data-testid=role-${role}]`);
    if (await this.part("consent-tick").isVisible()) await this.part("consent-tick").check();
    await this.press("action-confirm");
    await this.panel.waitForSelector("[data-testid=status][data-work=filled]", { timeout: 30_000 });
    const rows = await this.panel.locator("[data-testid=result] .report").all();
    return Object.fromEntries(await Promise.all(rows.map(async (row) => [(await row.getAttribute("data-testid")).slice("report-".length), await row.getAttribute("data-outcome")])));
  }

  model() {
    return this.page.evaluate(() => window.portalModel());
  }
}
