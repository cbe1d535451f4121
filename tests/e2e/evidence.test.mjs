// A portal that wants evidence: the clerk's press makes the chip sign for the dossier on the screen, and its server can check it later.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessibilityFaults } from "../harness/accessibility.mjs";
import { storedDossiers } from "../harness/dossiers.mjs";
import { cardFacts, cardFile, cardQr, importAnchor, openStage } from "../harness/stage.mjs";
import { hostProgram, root, waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const origin = "https://motcua.example.gov.vn";
const shipped = JSON.parse(readFileSync(join(root, "extension/profiles/hcmc-reception.json"), "utf8"));
const nonce = { id: "maDoiChung" };

let stage;
const openOffice = (evidence, name) =>
  openStage({ name, quirks: { evidence: true }, policy: { mode: "clerk", allowedOrigins: [origin], profiles: [{ ...shipped, id: "motcua-evidence", evidence }] } });
before(async () => (stage = await openOffice({ nonce, field: { label: "Tệp bằng chứng" } }, "evidence")));
after(() => stage?.close());

/** What the portal's server learns from the file, with the issuer installed; no card, no reader. */
function verify(evidence, office = stage) {
  const directory = office.workspace.folder("verifier");
  importAnchor(directory, join(root, "tests/virtual-card/pki/csca-vn.cert.pem"));
  return JSON.parse(execFileSync(hostProgram, ["--config-dir", directory, "call", "evidence.verify", JSON.stringify({ evidence })]));
}

async function openFilled(office = stage) {
  await office.pcscd.remove("A");
  const desk = await office.openDesk();
  const { panel } = desk;
  await panel.waitFor({ identity: "waitingForKey" });
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await office.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  await panel.fill();
  return desk;
}
const status = (panel) => panel.part("evidence").getAttribute("data-status");
async function closeDesk({ page, panel }) {
  await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey" });
  await panel.page.close();
  await page.close();
}

test("the saved dossier holds evidence that its server accepts for this dossier and no other", async () => {
  const desk = await openFilled();
  const { page, panel } = desk;
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("evidence").count(), 0, "nothing is asked of the chip without a press");
  assert.equal(await page.locator("#bangChung").inputValue(), "");

  await panel.press("evidence");
  await waitFor("evidence in the dossier", async () => (await status(panel)) === "written");
  await panel.waitFor({ identity: "complete", work: "recorded" });
  assert.equal(await panel.part("record").getAttribute("data-status"), "written", "the record of the lookup stays");
  await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await page.getByText(/H29\.26-\d+/).first().waitFor();

  const dossier = storedDossiers(stage.portals.databasePath, "reception").at(-1);
  const evidence = JSON.parse(dossier.bangChung);
  assert.deepEqual(Object.keys(evidence.files).sort(), ["DG1", "DG15", "SOD"], "no religion, no parents, no photo");
  const report = verify(evidence);
  assert.deepEqual([report.verdicts.data.status, report.verdicts.chip], ["yes", { status: "yes", reason: "activeAuthentication" }]);
  assert.deepEqual([report.challenge.origin, report.challenge.nonce, report.challenge.matches], [origin, dossier.maDoiChung, true]);
  assert.equal(report.citizen.idNumber.value, cardFacts(card).citizen.idNumber);
  assert.match(dossier.ghiNhan, /Điều 14/);

  evidence.activeAuthentication.nonce = "AAAAAAAAAAAAAAAAAAAAAA==";
  assert.equal(verify(evidence).verdicts.chip.status, "no", "moved to another dossier");
  await closeDesk(desk);
});

test("a page without exactly one usable nonce is told, and the form stays as it is", async () => {
  const desk = await openFilled();
  const { page, panel } = desk;
  const name = await page.locator("#hoTen").inputValue();
  const edits = {
    "evidence.nonceInvalid": (place) => (place.textContent = "x".repeat(257)),
    "evidence.nonceMissing": (place) => place.after(place.cloneNode(true)),
  };
  for (const [code, edit] of Object.entries(edits)) {
    await page.locator("#maDoiChung").evaluate(edit);
    await panel.press("evidence");
    await panel.waitForFailure(code);
    await panel.waitFor({ identity: "complete", work: "filled" });
    assert.deepEqual([await status(panel), await page.locator("#bangChung").inputValue(), await page.locator("#hoTen").inputValue()], ["failed", "", name]);
  }
  await closeDesk(desk);
});

test("what a page says or presses asks nothing of the card", async () => {
  const desk = await openFilled();
  const { page, panel } = desk;
  await page.evaluate(() => {
    for (const kind of ["nonce", "evidence", "evidenceRequested"]) window.postMessage({ kind, type: kind, act: { type: "evidenceRequested" } }, "*");
    document.dispatchEvent(new CustomEvent("evidenceRequested"));
  });
  // A press that comes after: by then the page's words have long been dealt with.
  await panel.press("lookup");
  await panel.waitFor({ work: "recorded" });
  assert.equal(await panel.part("evidence").count(), 0);
  assert.equal(await page.locator("#bangChung").inputValue(), "");
  await closeDesk(desk);
});

test("a place that is taken is left alone, and the clerk downloads the file", async () => {
  const desk = await openFilled();
  const { page, panel } = desk;
  await page.locator("#bangChung").fill("Ghi chú của cán bộ");
  const shown = await page.locator("#maDoiChung").innerText();
  await panel.press("evidence");
  await panel.waitForFailure("evidence.notPlaced");
  for (const colorScheme of ["light", "dark"]) {
    await panel.page.emulateMedia({ colorScheme });
    assert.deepEqual(await accessibilityFaults(panel.page), [], colorScheme);
  }
  assert.equal(await page.locator("#bangChung").inputValue(), "Ghi chú của cán bộ");
  const [download] = await Promise.all([panel.page.waitForEvent("download"), panel.part("evidence-download").click()]);
  assert.equal(download.suggestedFilename(), "cccd-bridge-evidence.json");
  const report = verify(JSON.parse(readFileSync(await download.path(), "utf8")));
  assert.deepEqual([report.verdicts.chip.status, report.challenge.nonce], ["yes", shown]);

  await closeDesk(desk);
  const stored = await stage.browser.inWorker(async () => JSON.stringify(await chrome.storage.session.get()));
  assert.ok(!stored.includes("cccd-bridge.evidence"), "evidence goes with the citizen");
});

test("a card that was lifted has to lie there again; it is asked with the key that it knows", async () => {
  const desk = await openFilled();
  const { page, panel } = desk;
  await stage.pcscd.remove("A");
  // The panel says that the reader is empty before anything is pressed.
  await panel.page.locator(".host", { hasText: "Đầu đọc sẵn sàng" }).waitFor();
  await panel.press("evidence");
  await panel.waitForFailure("card.none");
  await stage.pcscd.insert("A", cardFile(card));
  await panel.page.locator('[data-notice="otherCard"]').waitFor();
  await panel.press("evidence");
  await waitFor("evidence in the dossier", async () => (await status(panel)) === "written");
  assert.equal(verify(JSON.parse(await page.locator("#bangChung").inputValue())).verdicts.chip.status, "yes");
  await closeDesk(desk);
});
