// The panel itself: the real side panel, accessibility in each state, both languages, managed policy, and text that stays NFC.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityFaults } from "../harness/accessibility.mjs";
import { openSidePanel } from "../harness/side-panel.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";

test("every state of the panel is accessible, light and dark", async (t) => {
  const stage = await openStage({ name: "panel" });
  t.after(() => stage.close());
  const { page, panel } = await stage.openDesk();
  const check = async (state) => {
    for (const colorScheme of ["light", "dark"]) {
      await panel.page.emulateMedia({ colorScheme });
      assert.deepEqual(await accessibilityFaults(panel.page), [], `${state}, ${colorScheme}`);
    }
  };
  await panel.waitFor({ identity: "waitingForKey" });
  await check("waiting");
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await check("only scanned");
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  await panel.part("show-photo").click();
  await panel.part("photo").waitFor();
  await check("read, with photo");
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  await check("previewed");
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" });
  await check("filled");
  stage.portals.control.populationDown(true);
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  await check("lookup failed, papers shown");
  stage.portals.control.populationDown(false);
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("lookup").getAttribute("data-meaning"), "match");
  await check("matched and recorded");
  await stage.pcscd.remove("A");
  await panel.scan(cardQr("nguyen-thi-mau"));
  await panel.part("other-person").waitFor();
  await check("another person's code");
  await panel.page.keyboard.press("Escape");
  await panel.part("other-person").waitFor({ state: "detached" });
  const [number, oldNumber, , , , ...rest] = cardQr(card).split("|");
  await panel.scan([number, oldNumber, "Trần Văn Thứ", "01011970", "Nam", ...rest].join("|"));
  await panel.waitFor({ identity: "blocked" });
  await check("blocked");
  await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey" });
  await panel.part("manual").click();
  await panel.scan("H29.26-261122-0001");
  await panel.waitForFailure("qr.notACard");
  await check("failure, manual entry open");
  const options = await stage.browser.context.newPage();
  await options.goto(`chrome-extension://${stage.browser.extensionId}/options.html`);
  await options.locator("html[lang=vi] h1").waitFor();
  assert.deepEqual(await accessibilityFaults(options), [], "options in Vietnamese");
  await page.close();
});

test("the next person's scan, as real keys, presses nothing, wherever the focus is", async (t) => {
  const stage = await openStage({ name: "scan-keys" });
  t.after(() => stage.close());
  const { page, panel } = await stage.openDesk();
  const other = cardQr("nguyen-thi-mau").replace(/[^\x20-\x7e]/g, "");
  for (const part of ["action-confirm", "action-closePreview", "scan", "manual-can"]) {
    await panel.scan(cardQr(card));
    await panel.waitFor({ identity: "waitingForCard", work: "idle" });
    if (part === "manual-can") await panel.part("manual").click();
    await panel.press("preview");
    await panel.waitFor({ work: "previewed" });
    await panel.page.bringToFront();
    assert.notEqual(await panel.page.evaluate(() => document.activeElement.tagName), "BUTTON", "no button takes the focus by itself");
    await panel.part(part).focus();
    for (const letter of other) await panel.page.keyboard.press(letter === " " ? "Space" : letter);
    await panel.page.keyboard.press("Enter");
    await panel.part("other-person").waitFor();
    await panel.waitFor({ work: "previewed" });
    await panel.page.keyboard.press("Alt+KeyC");
    await waitFor("the other person", async () => (await panel.part("citizen-idNumber").innerText()).replace(/\D/g, "").startsWith(other.slice(0, 12)));
    await panel.waitFor({ work: "idle" });
    assert.equal(await page.locator("#hoTen").inputValue(), "", part);
    assert.equal(await panel.part("scan").inputValue(), "");
    await panel.press("next");
    await panel.waitFor({ identity: "waitingForKey" });
  }
  assert.deepEqual(stage.portals.control.lookupLog(), []);
});

test("Space or Enter alone presses the button that has the focus", async (t) => {
  const stage = await openStage({ name: "lone-keys" });
  t.after(() => stage.close());
  const { panel } = await stage.openDesk();
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await panel.page.bringToFront();
  await panel.part("action-preview").press("Space");
  await panel.waitFor({ work: "previewed" });
  await panel.part("action-confirm").press("Enter");
  await panel.waitFor({ work: "filled" });
});

test("the real side panel opens beside the portal and works on its tab", async (t) => {
  const stage = await openStage({ name: "side-panel" });
  t.after(() => stage.close());
  const { evaluate } = await openSidePanel(stage.browser);
  const status = () => evaluate('document.querySelector("[data-testid=status]")?.dataset.identity ?? ""');
  await waitFor("the panel's status", async () => (await status()) === "waitingForKey");
  await waitFor("the reader in the side panel", async () => /CCCD Test Reader/.test(await evaluate('document.querySelector("[data-testid=host]").innerText')));
});

test("a name that is decomposed in the QR code is NFC in the panel and in the form", async (t) => {
  const stage = await openStage({ name: "nfc" });
  t.after(() => stage.close());
  const { page, panel } = await stage.openDesk();
  const { citizen } = cardFacts(card);
  await panel.scan(cardQr(card).normalize("NFD"));
  await panel.waitFor({ identity: "waitingForCard" });
  assert.equal(await panel.citizen("fullName"), citizen.fullName);
  await panel.fill();
  const value = await page.locator("#hoTen").inputValue();
  assert.equal(value, citizen.fullName.normalize("NFC"));
});

test("the office's policy decides: origins, mode and photo, locked in the options", async (t) => {
  const stage = await openStage({
    name: "policy",
    policy: { mode: "citizen", photo: "never", allowedOrigins: ["https://dichvucong.example.gov.vn"], clerkAccount: 7 },
  });
  t.after(() => stage.close());
  const { panel } = await stage.openDesk();
  const options = await stage.browser.context.newPage();
  await options.goto(`chrome-extension://${stage.browser.extensionId}/options.html`);
  await waitFor("the policy to arrive", () => options.locator('input[name="mode"][value="citizen"]').isChecked());
  assert.ok(await options.locator('input[name="mode"][value="citizen"]').isDisabled());
  assert.ok(await options.locator("#origin").isDisabled());
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  assert.equal(await panel.part("show-photo").count(), 0);
  // The reception portal is not on the office's list.
  await panel.press("preview");
  await panel.waitForFailure("portal.notAllowed");
});

test("English is the second language", async (t) => {
  const stage = await openStage({ name: "english" });
  t.after(() => stage.close());
  const { panel } = await stage.openDesk();
  await panel.waitFor({ identity: "waitingForKey" });
  assert.equal(await panel.page.evaluate(() => document.documentElement.lang), "vi", "Vietnamese comes first");
  const options = await stage.browser.context.newPage();
  await options.goto(`chrome-extension://${stage.browser.extensionId}/options.html`);
  await options.locator('input[name="language"][value="en"]').check();
  await panel.waitFor({ identity: "waitingForKey" });
  await waitFor("English", () => panel.page.evaluate(() => document.documentElement.lang === "en"));
  assert.deepEqual(await accessibilityFaults(panel.page), []);
});
