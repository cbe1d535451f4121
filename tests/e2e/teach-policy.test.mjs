// An office that forbids teaching by its managed policy, in a real Chromium under that policy: nothing is taught, and what was taught or
// imported before fills nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cardFacts, cardQr, openStage } from "../harness/stage.mjs";
import { root } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const origin = "https://motcua.example.gov.vn";

/** As somebody may have put it into the desk's storage: it would fill the name with a text of its own. */
function planted() {
  const shipped = JSON.parse(readFileSync(join(root, "extension/profiles/hcmc-reception.json"), "utf8"));
  const { $schema: _, ...profile } = shipped;
  return { ...profile, id: "local-planted", match: [{ hosts: [new URL(origin).hostname], paths: ["/"] }], fields: profile.fields.map((field) => (field.key === "fullName" ? { ...field, value: { constant: "Tên khác" } } : field)) };
}

for (const allowTeaching of [false, true]) {
  test(`allowTeaching ${allowTeaching} in the managed policy`, async (t) => {
    const stage = await openStage({ name: "teach-policy", policy: { mode: "clerk", allowedOrigins: [origin], allowTeaching } });
    t.after(() => stage.close());
    const options = await stage.browser.context.newPage();
    await options.goto(`chrome-extension://${stage.browser.extensionId}/options.html`);
    await options.evaluate((profile) => chrome.storage.local.set({ localProfiles: [profile] }), planted());
    await options.reload();
    await options.locator(`[data-testid=profiles]:${allowTeaching ? "enabled" : "disabled"}`).waitFor();
    if (allowTeaching) await options.getByTestId("profile-local-planted").waitFor();
    else assert.equal(await options.getByTestId("profile-local-planted").count(), 0);

    const { page, panel } = await stage.openDesk();
    await panel.scan(cardQr(card));
    await panel.waitFor({ identity: "waitingForCard" });
    assert.equal(await panel.part("teach-start").count(), allowTeaching ? 1 : 0);
    await panel.fill();
    assert.equal((await page.evaluate(() => window.portalModel())).hoTen, allowTeaching ? "Tên khác" : cardFacts(card).citizen.fullName);
  });
}
