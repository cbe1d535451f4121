// Firefox smoke test: hello, a scan, three fields filled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirefoxDesk } from "../harness/firefox-desk.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";

const card = "dang-thi-bich-ngoc";

test("hello, a scan, and three fields filled in Firefox", async (t) => {
  const desk = await openFirefoxDesk(t, { page: "reception" });
  const { citizen } = cardFacts(card);
  await desk.scan(cardQr(card));
  assert.equal(await desk.firefox.text('[data-testid="citizen-fullName"] .value'), citizen.fullName);
  await desk.fill();
  const model = await desk.model();
  assert.equal(model.hoTen, citizen.fullName);
  assert.equal(model.soCCCD, citizen.idNumber);
  assert.equal(model.ngaySinh, citizen.dateOfBirth.split("-").reverse().join("/"));
});
