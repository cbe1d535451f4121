// Family I: Vue 2 with Vuetify 1.5, inputs without name and id. What the component's model holds and what the saved dossier says is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFilled, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const PROFILE = PROFILES.opencps;
const HELD = {
  applicantIdNo: "001199990123", applicantName: "Nguyễn Thị Mẫu", birthDate: "1999-02-05", gender: "2", idDate: "2021-05-10", idPlace: "administrative", cityCode: "01", wardCode: "00070", address: "Số 1 Phố Mẫu",
};

async function openScreen(run) {
  const at = await open(run, run.portals.urls.opencps);
  await at.page.getByText("Địa chỉ email").waitFor();
  return at;
}

const held = async (at) => {
  const model = await at.model();
  return Object.fromEntries(Object.keys(HELD).map((name) => [name, model[name]]));
};

test("Vuetify: every fault switched on; the model and the saved dossier hold the card", async (t) => {
  const run = await start(t, { quirks: { rerenderWipe: true, latencyMs: 300, zeroPadded: true, nfdOptions: true, capitals: true, issuerSpelling: "capitals" } });
  const at = await openScreen(run);
  const { filled, snapshot } = await fillPage(at, run.makePlan, PROFILE);
  assert.deepEqual(snapshot.value.broken, []);
  assertFilled(filled);
  assert.deepEqual(await held(at), HELD);
  assert.equal(await at.page.locator(".menuable__content__active").count(), 0);
  assert.deepEqual(run.portals.readDossiers(), [], "nothing is submitted for anybody");
  await at.page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await at.page.getByText("Đã lưu hồ sơ số").waitFor();
  const [saved] = run.portals.readDossiers();
  assert.deepEqual([saved.applicantName, saved.birthDate, saved.wardCodeMa, saved.gender, saved.idPlaceMa], ["Nguyễn Thị Mẫu", "1999-02-05", "00070", "Nữ", "administrative"]);
});

test("Vuetify: another person's account is compared; a second fill finds everything right; undo empties what can be emptied", async (t) => {
  const run = await start(t, { quirks: { readonlyAccount: true, account: { fullName: "Lê Văn Khác", idNumber: "001099990999" } } });
  const at = await openScreen(run);
  const first = await fillPage(at, run.makePlan, PROFILE);
  assertFilled(first.filled);
  assert.deepEqual(first.plan.comparisons.map(({ key, same }) => [key, same]), [["idNumber", false], ["fullName", false]]);
  const again = await fillPage(at, run.makePlan, PROFILE);
  assert.deepEqual([again.plan.steps, again.plan.questions], [[], []]);
  const undone = outcomes(await at.ask({ kind: "undo", binding: again.binding }));
  assert.deepEqual(Object.entries(undone).filter(([, outcome]) => outcome !== "undone"), [["sex", "changedByPage fill.changedByPage"]]);
  const { gender, birthDate, cityCode, wardCode, address, applicantName } = await at.model();
  assert.deepEqual([gender, birthDate, cityCode, wardCode, address, applicantName], ["2", "", "", "", "", "Lê Văn Khác"]);
});
