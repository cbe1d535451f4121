// A kiosk for citizens under the very policy that the guide to deployment gives: the job is done, and no other page opens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openSidePanel } from "../harness/side-panel.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { root } from "../harness/workspace.mjs";
import { extensionId } from "../harness/native-manifest.mjs";

const card = "dang-thi-bich-ngoc";
const portal = "https://dichvucong.example.gov.vn";
const policyOf = (guide) => /```json\n([^]*?)```/.exec(readFileSync(join(root, "docs", guide), "utf8"))[1];
let stage;
before(async () => {
  // Tests look inside by the tools for developers, which the guide switches off.
  const browserPolicy = { ...JSON.parse(policyOf("deployment.md").replace("//ID", `//${extensionId}`)), DeveloperToolsAvailability: 1 };
  const policy = { mode: "citizen", timeouts: { citizenSeconds: 60 }, allowTeaching: false, photo: "never", allowedOrigins: [portal] };
  stage = await openStage({ name: "kiosk", policy, browserPolicy });
});
after(() => stage?.close());

test("both languages of the guide give one policy", () => {
  assert.equal(policyOf("deployment.vi.md"), policyOf("deployment.md"));
});

test("the citizen's card fills the form, and the side panel opens", async () => {
  const { page, panel } = await stage.openDesk(stage.portals.urls.igate);
  await page.locator(".formio-component-fullname input").waitFor();
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  await panel.fill({ consent: true });
  assert.equal((await page.evaluate(() => window.portalModel())).fullname, cardFacts(card).citizen.fullName);
  const side = await openSidePanel(stage.browser);
  await side.waitFor('[data-testid="status"]');
});

test("another address is blocked", async () => {
  const page = await stage.browser.context.newPage();
  await assert.rejects(page.goto(stage.portals.urls.reception), /ERR_BLOCKED_BY_ADMINISTRATOR/);
});
