// The side panel as a person works it: scan, look, press, read.
import { waitFor } from "./workspace.mjs";

export class PanelDriver {
  constructor(page) {
    this.page = page;
  }

  part(testId) {
    return this.page.getByTestId(testId);
  }

  /** The phases the status line shows. */
  async phases() {
    const status = this.part("status");
    return { identity: await status.getAttribute("data-identity"), work: await status.getAttribute("data-work") };
  }

  /** Waits until the status line shows these phases (either may be left out) and gives them. */
  waitFor(wanted, options) {
    return waitFor(`panel in ${JSON.stringify(wanted)}`, async () => {
      const now = await this.phases();
      return Object.entries(wanted).every(([kind, phase]) => [phase].flat().includes(now[kind])) && now;
    }, options);
  }

  /** Types a text into the scan box, the way a keyboard scanner does, with Enter at the end. */
  async scan(text) {
    await this.part("scan").fill(text);
    await this.part("scan").press("Enter");
  }

  press(action) {
    return this.part(`action-${action}`).click();
  }

  /** Types the three fields of a machine readable zone by hand. */
  async typeMrz({ documentNumber, dateOfBirth, dateOfExpiry }) {
    const section = this.page.locator("details.manual");
    if ((await section.getAttribute("open")) === null) await this.part("manual").click();
    await this.part("manual-document").fill(documentNumber);
    await this.part("manual-birth").fill(dateOfBirth);
    await this.part("manual-expiry").fill(dateOfExpiry);
    await this.part("manual-expiry").press("Enter");
  }

  async typeCan(can) {
    const section = this.page.locator("details.manual");
    if ((await section.getAttribute("open")) === null) await this.part("manual").click();
    await this.part("manual-can").fill(can);
    await this.part("manual-can").press("Enter");
  }

  /** A verdict as shown: {status, reason}. */
  async verdict(kind) {
    const item = this.part(`verdict-${kind}`);
    return { status: await item.getAttribute("data-status"), reason: await item.getAttribute("data-reason") };
  }

  /** Codes of the failures and hard stops on show. */
  failures() {
    return this.page.locator("[data-code]").evaluateAll((items) => items.map((item) => item.getAttribute("data-code")));
  }

  waitForFailure(code, options) {
    return waitFor(`failure ${code}`, async () => (await this.failures()).includes(code), options);
  }

  /** What a field of the citizen shows; null when it is not there. */
  async citizen(name) {
    const value = this.part(`citizen-${name}`).locator(".value");
    return (await value.count()) === 0 ? null : value.innerText();
  }

  /** Outcome of each reported field: {key: outcome}. */
  reports() {
    return this.page.locator('[data-testid^="report-"]').evaluateAll((items) =>
      Object.fromEntries(items.map((item) => [item.getAttribute("data-testid").slice("report-".length), item.getAttribute("data-outcome")])),
    );
  }

  /** Reasons of the fields that the preview will not fill: {key: reason}. */
  refusals() {
    return this.page.locator('[data-testid^="refusal-"]').evaluateAll((items) =>
      Object.fromEntries(items.map((item) => [item.getAttribute("data-testid").slice("refusal-".length), item.getAttribute("data-reason")])),
    );
  }

  /** Preview, then confirm; in citizen mode with the consent ticked. */
  async fill({ consent = false } = {}) {
    await this.press("preview");
    await this.waitFor({ work: "previewed" });
    if (consent) await this.part("consent-tick").check();
    await this.press("confirm");
    await this.waitFor({ work: "filled" });
  }
}
