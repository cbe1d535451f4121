// A card of the old map of three levels: the form of today gets the commune it lies in today, and the clerk sees why.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cardFile, cardQr, openStage } from "../harness/stage.mjs";

const person = "dang-thi-bich-ngoc";

/** The person of the other tests, whose card gives another address. */
function living(stage, placeOfResidence) {
  const file = join(stage.workspace.folder("cards"), "card.json");
  writeFileSync(file, JSON.stringify({ extends: cardFile(person), holder: { placeOfResidence } }));
  const fields = cardQr(person).split("|");
  fields[5] = placeOfResidence;
  return { file, qr: fields.join("|") };
}

async function previewOf(t, placeOfResidence, more = {}) {
  const stage = await openStage({ name: "address", ...more });
  t.after(() => stage.close());
  const { file, qr } = living(stage, placeOfResidence);
  const { page, panel } = await stage.openDesk();
  await panel.scan(qr);
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", file);
  await panel.waitFor({ identity: "complete" });
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  return { page, panel };
}

test("an old address is filled by today's units", async (t) => {
  const { page, panel } = await previewOf(t, "Tổ 10 Ấp An Thái, Hòa Bình, Chợ Mới, An Giang");
  assert.match(await panel.part("converted").innerText(), /Hòa Bình, Chợ Mới, An Giang.*Xã Hội An, Tỉnh An Giang/);
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" }, { timeoutMs: 30_000 });
  const model = await page.evaluate(() => window.portalModel());
  const shown = JSON.stringify(model);
  for (const text of ["Tỉnh An Giang", "Xã Hội An", "Tổ 10 Ấp An Thái"]) assert.ok(shown.includes(text), `${text} in ${shown}`);
});

test("an old commune that was split is asked, not guessed, and filled as the clerk says", async (t) => {
  // One of the 441 old communes that lie in several of today's.
  const { page, panel } = await previewOf(t, "Tổ 2, Kim Mã, Ba Đình, Hà Nội");
  assert.equal(await panel.part("converted").count(), 0);
  assert.equal(await panel.part("refusal-commune").getAttribute("data-reason"), "communeToChoose");
  assert.equal(await panel.part("communes").locator("input:checked").count(), 0);
  await panel.part("commune-00008").click();
  await panel.part("step-commune").waitFor();
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" }, { timeoutMs: 30_000 });
  assert.match(JSON.stringify(await page.evaluate(() => window.portalModel())), /Phường Ngọc Hà/);
});

test("a form with the district is filled by the units the card names", async (t) => {
  const { page, panel } = await previewOf(t, "Tổ 2, Kim Mã, Ba Đình, Hà Nội", { quirks: { districts: true } });
  assert.equal(await panel.part("communes").count(), 0);
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" }, { timeoutMs: 30_000 });
  const shown = JSON.stringify(await page.evaluate(() => window.portalModel()));
  for (const text of ["Thành phố Hà Nội", "Quận Ba Đình", "Phường Kim Mã", "Tổ 2"]) assert.ok(shown.includes(text), `${text} in ${shown}`);
});
