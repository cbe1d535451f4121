// A document that nobody here made: the BSI reference data set, by BAC from its MRZ, into a form from DG1 alone, with its true verdicts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cardFacts, cardFile, openStage } from "../harness/stage.mjs";

let stage, page, panel;
before(async () => {
  stage = await openStage({ name: "document" });
  ({ page, panel } = await stage.openDesk());
});
after(() => stage?.close());

test("the reference document goes into the form with unknown verdicts and their reasons", async () => {
  await panel.typeMrz(cardFacts("bsi").key.mrz);
  await stage.pcscd.insert("A", cardFile("bsi"));
  await panel.waitFor({ identity: "complete" });
  assert.deepEqual(await panel.verdict("data"), { status: "unknown", reason: "issuerNotInstalled" });
  assert.deepEqual(await panel.verdict("chip"), { status: "unknown", reason: "keyNotSigned" });
  assert.deepEqual(await panel.verdict("certificate"), { status: "unknown", reason: "issuerNotInstalled" });
  assert.match(await panel.part("verdict-chip").textContent(), /DG15|khóa/i);
  assert.match(await panel.citizen("fullName"), /MUSTERMANN ERIKA/);

  await panel.part("show-photo").click();
  await panel.part("photo").waitFor(); // JPEG 2000 on the card

  await panel.fill();
  const reports = await panel.reports();
  assert.equal(reports.fullName, "filled", JSON.stringify(reports));
  assert.equal(reports.dateOfBirth, "filled");
  assert.match(await page.locator("#hoTen").inputValue(), /MUSTERMANN ERIKA/);
  assert.equal(await page.locator("#ngaySinh").inputValue(), "12/08/1996");
});
