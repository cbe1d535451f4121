// The portal's own lookup: pressed once, its answer read and told apart, the record written into the dossier.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CITIZEN, fillPage, open, PROFILES, start } from "./harness.mjs";

const PROFILE = PROFILES["hcmc-reception"];

async function filled(t, options) {
  const run = await start(t, options);
  const at = await open(run, run.portals.urls.reception);
  const { snapshot, binding } = await fillPage(at, run.makePlan, PROFILE);
  const inputs = PROFILE.lookup.inputs.map((key) => snapshot.value.fields.find(({ profileKey }) => profileKey === key).ref);
  const lookup = (over = {}) => at.ask({ kind: "lookup", binding, lookup: PROFILE.lookup, inputs, clerk: PROFILE.record.clerk, timeoutMs: 8000, ...over });
  return { run, at, binding, lookup };
}

test("a match brings the message, what the database returned, and the clerk", async (t) => {
  const { run, lookup } = await filled(t);
  const { value } = await lookup();
  assert.deepEqual([value.meaning, value.message, value.clerk], ["match", "Thông tin công dân hợp lệ", run.portals.clerk.account]);
  assert.deepEqual([value.result.idNumber, value.result.fullName, value.result.placeOfResidence], [CITIZEN.idNumber.value, CITIZEN.fullName.value, "Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội"]);
  assert.equal(run.portals.control.lookupLog().length, 1);
});

test("each message has its meaning, and an old one is never the answer to a new press", async (t) => {
  const { run, at, lookup } = await filled(t);
  const { control } = run.portals;
  assert.equal((await lookup()).value.meaning, "match");
  control.populationDelay(300);
  assert.equal((await lookup()).value.meaning, "match");
  control.setPopulation([]);
  assert.equal((await lookup()).value.meaning, "noMatch");
  control.populationError("004");
  assert.equal((await lookup()).value.meaning, "notPermitted");
  control.populationError(undefined);
  control.populationDown(true);
  assert.equal((await lookup()).value.meaning, "unavailable");
  assert.equal(control.lookupLog().length, await at.page.evaluate(() => 4));
});

test("an unanswered lookup, an empty input and a missing button are told apart", async (t) => {
  const { run, at, lookup } = await filled(t);
  run.portals.control.populationDelay(3000);
  assert.deepEqual(await lookup({ timeoutMs: 1000 }), { ok: false, error: "lookup.timeout" });
  await at.page.locator("#hoTen").fill("");
  assert.deepEqual(await lookup(), { ok: false, error: "lookup.incomplete" });
  assert.deepEqual(await lookup({ inputs: [] }), { ok: false, error: "lookup.incomplete" });
  await at.page.locator("#hoTen").fill("Nguyễn Thị Mẫu");
  await at.page.locator("#nutKiemTra").evaluate((button) => button.remove());
  assert.deepEqual(await lookup(), { ok: false, error: "lookup.buttonMissing" });
});

test("the record joins what is in the field, once, and reaches the database", async (t) => {
  const { run, at, binding } = await filled(t);
  await at.page.locator("#ghiNhan").fill("Đã có sẵn");
  const text = "Phương thức a; 22/11/2026 10:00; Thông tin công dân hợp lệ";
  const record = () => at.ask({ kind: "record", binding, field: PROFILE.record.field, text });
  assert.equal((await record()).value.outcome, "filled");
  assert.equal((await record()).value.outcome, "alreadyRight");
  assert.deepEqual(await at.ask({ kind: "record", binding, field: { id: "khong-co" }, text }), { ok: false, error: "record.fieldMissing" });
  await at.page.locator("#soDienThoai").fill("0900000000");
  await at.page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await at.page.locator("#soHoSo").waitFor();
  assert.equal(run.portals.readDossiers()[0].ghiNhan.replaceAll("\r\n", "\n"), `Đã có sẵn\n${text}`);
});
