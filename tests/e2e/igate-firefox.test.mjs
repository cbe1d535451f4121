// Family A in Firefox: a scanned card in form.io with Choices.js and flatpickr, its fault switched on; what form.io's model holds and what
// the portal's server has saved are the judges.
import assert from "node:assert/strict";
import { test } from "node:test";
import { storedDossiers } from "../harness/dossiers.mjs";
import { openFirefoxDesk } from "../harness/firefox-desk.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
// The code on the card says nothing of these.
const UNKNOWN = new Set(["nationality", "issuingAuthority"]);
// The digits a person would read off the image, which has to be there first: each image stands for digits of its own.
const CAPTCHA = "const drawn = document.getElementById('anhCaptcha'); if (!drawn.complete || drawn.naturalWidth === 0) return false; const image = await (await fetch('/vi/api/captcha.svg')).text(); document.getElementById('captcha').value = [...image.matchAll(/>(\\d)<\\/text>/g)].map(([, digit]) => digit).join(''); return true;";

test("igate in Firefox", async (t) => {
  const desk = await openFirefoxDesk(t, { page: "igate", mode: "citizen", quirks: { rerenderWipe: true, latencyMs: 200 } });
  const { citizen } = cardFacts(card);
  await desk.scan(cardQr(card));
  await desk.fill();
  assert.deepEqual(Object.entries(await desk.reports()).filter(([key, outcome]) => outcome === "refused" && !UNKNOWN.has(key)), []);
  const model = await desk.model();
  assert.deepEqual([model.fullname, model.birthday.slice(0, 10), model.identityDate.slice(0, 10), String(model.gender), model.province.id, model.district.id, model.address], [citizen.fullName, citizen.dateOfBirth, citizen.issueDate, "2", "79", "26740", "25 Đường Mẫu"]);
  assert.deepEqual(storedDossiers(desk.portals.databasePath, "igate"), [], "nothing is submitted for anybody");
  await desk.press(["#tiepTuc", "#tiepTuc"]);
  await desk.inPortal((firefox) => waitFor("the captcha", () => firefox.run(CAPTCHA)));
  await desk.press(["button[form=captchaForm]"]);
  const [dossier, ...more] = await waitFor("the dossier", () => {
    const saved = storedDossiers(desk.portals.databasePath, "igate");
    return saved.length > 0 && saved;
  });
  assert.deepEqual(more, []);
  assert.deepEqual([dossier.fullname, dossier.birthday, dossier.identityDate, dossier.gender, dossier.districtMa, dossier.address], [citizen.fullName, citizen.dateOfBirth, citizen.issueDate, "Nữ", "26740", "25 Đường Mẫu"]);
});
