// Family I: Vue 2 with Vuetify 1.5, inputs without name and id. What the component's model holds and what the saved dossier says is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFilled, CITIZEN, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

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
  assert.deepEqual(Object.entries(undone).filter(([, outcome]) => outcome !== "undone"), [["sex", "kept fill.notUndone"]]);
  const { gender, birthDate, cityCode, wardCode, address, applicantName } = await at.model();
  assert.deepEqual([gender, birthDate, cityCode, wardCode, address, applicantName], ["2", "", "", "", "", "Lê Văn Khác"]);
});

const DATES = { dateOfBirth: "filled", issueDate: "filled" };
const onlyDates = (answer) => Object.fromEntries(Object.entries(outcomes(answer)).filter(([key]) => key in DATES));
const days = async (at) => {
  const { birthDate, idDate } = await at.model();
  return [birthDate, idDate];
};

test("Vuetify: dates of pickers in menus; the model and the saved dossier hold them, no menu stays open", async (t) => {
  const run = await start(t, { quirks: { pickOnly: true, rerenderWipe: true } });
  const at = await openScreen(run);
  const { filled, snapshot } = await fillPage(at, run.makePlan, PROFILE);
  assert.deepEqual(snapshot.value.fields.filter(({ profileKey }) => profileKey in DATES).map(({ widget, readOnly }) => [widget, readOnly]), [["vuetify-date", false], ["vuetify-date", false]]);
  assertFilled(filled);
  assert.deepEqual(await held(at), HELD);
  assert.equal(await at.page.locator(".menuable__content__active").count(), 0);
  await at.page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await at.page.getByText("Đã lưu hồ sơ số").waitFor();
  const [saved] = run.portals.readDossiers();
  assert.deepEqual([saved.birthDate, saved.idDate], ["1999-02-05", "2021-05-10"]);
});

test("Vuetify: what a picker held comes back; an emptied drawing over a held day is said and never shown", async (t) => {
  const run = await start(t, { quirks: { pickOnly: true } });
  const at = await openScreen(run);
  const first = await fillPage(at, run.makePlan, PROFILE);
  assert.deepEqual(onlyDates(first.filled), DATES);
  const undone = await at.ask({ kind: "undo", binding: first.binding });
  // Its field has no cross and its picker no "none": a person could not take it back either.
  assert.deepEqual(onlyDates(undone), { dateOfBirth: "kept fill.notUndone", issueDate: "undone" });
  const drawn = at.page.locator(".v-text-field:not(.v-select) input[readonly]");
  assert.deepEqual([await days(at), await drawn.evaluateAll((all) => all.map(({ value }) => value))], [["1999-02-05", ""], ["05/02/1999", ""]]);
  const older = { ...CITIZEN, dateOfBirth: { ...CITIZEN.dateOfBirth, value: "1901-12-31" }, issueDate: { ...CITIZEN.issueDate, value: "1924-02-29" } };
  const second = await fillPage(at, run.makePlan, PROFILE, older, {}, ["dateOfBirth"]);
  assert.deepEqual([onlyDates(second.filled), await days(at)], [DATES, ["1901-12-31", "1924-02-29"]]);
});

test("Vuetify: a day the picker refuses leaves what stood there; a locked date is the account's and only compared", async (t) => {
  const run = await start(t, { quirks: { pickOnly: true } });
  const at = await openScreen(run);
  assertFilled((await fillPage(at, run.makePlan, PROFILE)).filled);
  const beyond = { ...CITIZEN, dateOfBirth: { ...CITIZEN.dateOfBirth, value: "1899-12-31" } };
  const { filled, binding } = await fillPage(at, run.makePlan, PROFILE, beyond, {}, ["dateOfBirth"]);
  assert.deepEqual(outcomes(filled), { dateOfBirth: "refused fill.optionMissing" });
  assert.deepEqual(await days(at), ["1999-02-05", "2021-05-10"]);
  await at.ask({ kind: "undo", binding });
  run.portals.control.setQuirks({ readonlyAccount: true, account: { fullName: "Lê Văn Khác", idNumber: "001099990999", dateOfBirth: "1980-01-01" } });
  await at.page.close();
  const locked = await openScreen(run);
  const { plan } = await fillPage(locked, run.makePlan, PROFILE);
  assert.deepEqual(plan.comparisons.map(({ key, same }) => [key, same]), [["idNumber", false], ["fullName", false], ["dateOfBirth", false]]);
  assert.deepEqual(await days(locked), ["1980-01-01", "2021-05-10"]);
});
