// The portal's own lookup: pressed once, its answer read and told apart, the record written into the dossier.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CITIZEN, fillPage, open, PROFILES, start } from "./harness.mjs";

const PROFILE = PROFILES["hcmc-reception"];

async function filled(t, options) {
  const run = await start(t, options);
  const at = await open(run, run.portals.urls.reception);
  const { snapshot, binding, plan } = await fillPage(at, run.makePlan, PROFILE);
  const inputs = PROFILE.lookup.inputs.map((key) => {
    const { ref } = snapshot.value.fields.find(({ profileKey }) => profileKey === key);
    const { value, accepted } = [...plan.steps, ...plan.questions.map(({ step }) => step)].find((step) => step.key === key);
    return { ref, value, accepted };
  });
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

test("cells that come after the message are waited for: what an earlier lookup left is nobody's answer", async (t) => {
  const { at, lookup } = await filled(t, { quirks: { lookupCellsMs: 120 } });
  assert.equal((await lookup()).value.result.fullName, CITIZEN.fullName.value);
  await at.page.route("**/api/kiem-tra-danh-tinh", (route) => route.fulfill({ json: { level: "success", message: "Thông tin công dân hợp lệ", result: { soDinhDanh: "001099990999", hoTen: "Lê Văn Khác" } } }));
  const { value } = await lookup();
  assert.deepEqual([value.meaning, value.result], ["match", { idNumber: "001099990999", fullName: "Lê Văn Khác" }]);
});

test("an unknown answer is one at once, a one-time code is waited for", async (t) => {
  const { run, at, lookup } = await filled(t);
  const answers = [{ level: "warning", message: "Chỉ áp dụng với Công dân quốc tịch Việt Nam" }, { level: "warning", message: "Vui lòng nhập mã OTP" }];
  await at.page.route("**/api/kiem-tra-danh-tinh", (route) => route.fulfill({ json: answers.shift() }));
  const { value } = await lookup();
  assert.deepEqual([value.meaning, value.message, value.clerk], ["unclassified", "Chỉ áp dụng với Công dân quốc tịch Việt Nam", run.portals.clerk.account]);
  const waiting = lookup();
  await at.page.getByText("Vui lòng nhập mã OTP").waitFor();
  await at.page.locator("#ketQuaTraCuu").evaluate((message) => (message.textContent = "Không tìm thấy thông tin công dân"));
  assert.equal((await waiting).value.meaning, "noMatch");
});

test("an unanswered lookup, an empty input and a missing button are told apart", async (t) => {
  const { run, at, lookup } = await filled(t);
  run.portals.control.populationDelay(3000);
  let presses = 0;
  at.page.on("request", (request) => (presses += request.url().endsWith("/kiem-tra-danh-tinh") ? 1 : 0));
  assert.deepEqual(await lookup({ timeoutMs: 1000 }), { ok: true, value: { meaning: "timeout", message: "", result: {}, clerk: run.portals.clerk.account } });
  await at.page.locator("#hoTen").fill("");
  assert.deepEqual(await lookup(), { ok: false, error: "lookup.incomplete" });
  assert.deepEqual(await lookup({ inputs: [] }), { ok: false, error: "lookup.incomplete" });
  await at.page.locator("#hoTen").fill("Lê Văn Khác");
  assert.deepEqual(await lookup(), { ok: false, error: "lookup.formDiffers" });
  assert.equal(presses, 1);
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
