// A citizen at home on the iGate 2 form (form.io, Choices.js, flatpickr): own card, plain words, consent first, no clerk's functions.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const { citizen } = cardFacts(card);
let stage, page, panel;
before(async () => {
  stage = await openStage({ name: "citizen", mode: "citizen" });
  ({ page, panel } = await stage.openDesk(stage.portals.urls.igate));
  await page.locator(".formio-component-fullname input").waitFor();
});
after(() => stage?.close());

test("the citizen's own card fills the form after consent, and the framework's model holds it", async () => {
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  assert.match(await panel.part("consent").innerText(), /dichvucong\.example\.gov\.vn/);
  assert.ok(await panel.part("action-confirm").isDisabled(), "nothing is filled before the tick");
  await panel.part("consent-tick").check();
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" }, { timeoutMs: 30_000 });
  const reports = await panel.reports();
  const model = await page.evaluate(() => window.portalModel());
  assert.equal(model.fullname, citizen.fullName, JSON.stringify(reports));
  assert.equal(model.identityNumber, citizen.idNumber);
  assert.match(model.birthday, /^1990-07-15/);
  assert.equal(Number(model.gender), 2);
  assert.match(model.identityDate, /^2023-03-20/);
  assert.match(model.province.name, /Hồ Chí Minh/);
  assert.match(model.district.name, /Sài Gòn/);
  assert.equal(model.address, "25 Đường Mẫu");
  for (const outcome of Object.values(reports)) assert.equal(outcome, "filled", JSON.stringify(reports));
});

test("there is no lookup, no record and no list of papers in citizen mode", async () => {
  for (const part of ["action-lookup", "lookup", "record", "papers"]) assert.equal(await panel.part(part).count(), 0, part);
});

test("undo empties what was filled", async () => {
  await panel.press("undo");
  await waitFor("the form to be empty again", async () => {
    const model = await page.evaluate(() => window.portalModel());
    return !model.fullname && !model.identityNumber && !model.birthday && !model.district?.id;
  });
});
