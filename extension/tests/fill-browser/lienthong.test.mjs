// Family D: Angular with Material, in its drawing up to version 14 and since 15, and ng-select. What the reactive form holds and what the saved dossier says is the judge.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertFilled, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const PROFILE = PROFILES.lienthong;
const HELD = {
  NycHoTen: "Nguyễn Thị Mẫu", NycNgaySinh: "1999-02-05", NycGioiTinh: "2", NycDanToc: "01", NycQuocTich: "VN", NycSoGiayto: "001199990123", NycNgayCap: "2021-05-10", NycNoiCap: "administrative",
  NycQuanHe: "", NycTinh: "01", NycHuyen: "", NycXa: "00070", NycDiaChi: "Số 1 Phố Mẫu", ChaHoTen: "", ChaSoGiayto: "", CamKet: false,
};
const NO_QUIRKS = { rerenderWipe: false, latencyMs: 0, zeroPadded: false, nfdOptions: false, capitals: false, issuerSpelling: "mixed", pickOnly: false, readonlyAccount: false, districts: false };
// Material knows no "none of these": a chosen radio button or option can be changed, not released.
const STAY = ["sex", "nationality", "issuingAuthority"];

// One browser for all of them: a test leaves nothing but closed pages behind.
const run = await start({ after });

// Pages are told apart by their address, so that each is closed before the next is opened.
async function openForm(t, quirks) {
  run.portals.control.setQuirks({ ...NO_QUIRKS, ...quirks });
  const at = await open(run, run.portals.urls.lienthong);
  t.after(() => at.page.close());
  await at.page.getByText("Thông tin cha").waitFor();
  return at;
}

for (const mdc of [false, true]) {
  const drawing = mdc ? "Material since 15" : "Material up to 14";

  test(`${drawing}: every fault switched on; the model and the saved dossier hold the card`, async (t) => {
    const at = await openForm(t, { mdc, rerenderWipe: true, latencyMs: 300, zeroPadded: true, nfdOptions: true, capitals: true, issuerSpelling: "capitals", pickOnly: true });
    const { filled, snapshot } = await fillPage(at, run.makePlan, PROFILE);
    assert.deepEqual(snapshot.value.broken, []);
    assertFilled(filled);
    assert.deepEqual(await at.model(), HELD);
    assert.deepEqual(await at.page.locator(".ng-select-opened, mat-select[aria-expanded=true], mat-calendar").evaluateAll((open) => open.map(({ outerHTML }) => outerHTML)), []);
    const saved = () => run.portals.readDossiers().filter(({ portal }) => portal === "lienthong");
    const already = saved().length;
    await at.page.getByRole("button", { name: "Tiếp tục" }).click();
    await at.page.getByText("Đã lưu hồ sơ số").waitFor();
    const [dossier, ...more] = saved().slice(already);
    assert.deepEqual(more, [], "nothing is submitted for anybody");
    assert.deepEqual([dossier.NycHoTen, dossier.NycNgaySinh, dossier.NycXaMa, dossier.NycGioiTinh, dossier.NycDanTocMa, dossier.NycNoiCapMa], ["Nguyễn Thị Mẫu", "1999-02-05", "00070", "Nữ", "01", "administrative"]);
  });

  test(`${drawing}: a second fill finds everything right; undo empties what can be emptied and says what cannot`, async (t) => {
    const at = await openForm(t, { mdc });
    const first = await fillPage(at, run.makePlan, PROFILE);
    assertFilled(first.filled);
    assert.deepEqual(await at.model(), HELD);
    const again = await fillPage(at, run.makePlan, PROFILE);
    assert.deepEqual([again.plan.steps, again.plan.questions], [[], []]);
    const undone = outcomes(await at.ask({ kind: "undo", binding: again.binding }));
    assert.deepEqual(Object.fromEntries(Object.entries(undone).filter(([, outcome]) => outcome !== "undone")), Object.fromEntries(STAY.map((key) => [key, "kept fill.notUndone"])));
    const left = Object.entries(await at.model()).filter(([, value]) => value !== "" && value !== false);
    assert.deepEqual(left, [["NycGioiTinh", "2"], ["NycQuocTich", "VN"], ["NycNoiCap", "administrative"]]);
  });
}

test("another person's account is compared, an old choice is changed and put back, the father's fields stay empty", async (t) => {
  const at = await openForm(t, { mdc: true, readonlyAccount: true, account: { fullName: "Lê Văn Khác", idNumber: "001099990999" } });
  await at.page.locator("[formcontrolname=NycGioiTinh]").getByText("Nam").click();
  await at.page.locator("[formcontrolname=NycQuocTich] mat-select").click();
  await at.page.getByRole("option", { name: "Lào" }).click();
  const { filled, plan, binding } = await fillPage(at, run.makePlan, PROFILE, undefined, {}, ["sex", "nationality"]);
  assertFilled(filled);
  assert.deepEqual(plan.comparisons.map(({ key, same }) => [key, same]), [["idNumber", false], ["fullName", false]]);
  assert.deepEqual(await at.model(), { ...HELD, NycHoTen: "Lê Văn Khác", NycSoGiayto: "001099990999" });
  const undone = outcomes(await at.ask({ kind: "undo", binding }));
  assert.deepEqual([undone.sex, undone.nationality], ["undone", "undone"]);
  const { NycGioiTinh, NycQuocTich, NycXa } = await at.model();
  assert.deepEqual([NycGioiTinh, NycQuocTich, NycXa], ["1", "LA", ""]);
});

test("three levels: each list is waited for; what the list does not offer stays empty", async (t) => {
  const field = (key, name, constant, parent) => ({ key, role: "applicant", locate: { attribute: "formcontrolname", value: name }, widget: "ng-select", value: { constant }, waitMs: 8000, ...(parent && { after: parent }) });
  const places = (commune) => ({
    ...PROFILE, detectOthers: false,
    fields: [field("province", "NycTinh", "TP. Hồ Chí Minh"), field("district", "NycHuyen", "Quận 8", "province"), field("commune", "NycXa", commune, "district")],
  });
  const at = await openForm(t, { mdc: false, districts: true, latencyMs: 250 });
  assertFilled((await fillPage(at, run.makePlan, places("Phường 4"))).filled);
  const model = await at.model();
  assert.deepEqual([model.NycTinh, model.NycHuyen], ["79", "776"]);
  assert.match(model.NycXa, /^27\d{3}$/);
  await at.page.close();
  const second = await openForm(t, { mdc: false, districts: true });
  assertFilled((await fillPage(second, run.makePlan, places("Phường Hoàn Kiếm"))).filled, { commune: "refused fill.optionMissing" });
  assert.equal((await second.model()).NycXa, "");
});
