// Family J: React with Ant Design 4 and 5. What its form holds and what the saved dossier says is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFilled, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const PROFILE = PROFILES.tandan;
const OWNER = { roles: ["owner"] };
const HELD = {
  loaiDoiTuong: "1", soGiayToChuHoSo: "001199990123", chuHoSo: "Nguyễn Thị Mẫu", ngaySinhChuHoSo: "1999-02-05", gioiTinhChuHoSo: "2", danTocChuHoSo: "01", quocTichChuHoSo: "VN", ngayCapGiayTo: "2021-05-10",
  noiCapGiayTo: "administrative", tinhThanhChuHoSo: "01", xaPhuongChuHoSo: "00070", diaChiChuHoSo: "Số 1 Phố Mẫu",
};
// A chosen radio button of these libraries can be changed, not released: neither by a person nor by us.
const STAY = { party: "kept fill.notUndone", sex: "kept fill.notUndone" };

async function openScreen(run) {
  const at = await open(run, run.portals.urls.tandan);
  await at.page.locator("#diaChiChuHoSo").waitFor();
  return at;
}

/** What the model holds of what the profile fills; "" for nothing. */
const held = async (at) => {
  const model = await at.model();
  return Object.fromEntries(Object.keys(HELD).map((name) => [name, model[name] ?? ""]));
};

const openLists = (at) => at.page.locator(".ant-select-open, .ant-picker-focused").count();

for (const antd of [4, 5]) {
  test(`Ant Design ${antd}: every fault switched on; the model and the saved dossier hold the card`, async (t) => {
    const run = await start(t, { quirks: { antd, rerenderWipe: true, latencyMs: 300, zeroPadded: true, nfdOptions: true, capitals: true, issuerSpelling: "capitals" } });
    const at = await openScreen(run);
    const { filled, plan } = await fillPage(at, run.makePlan, PROFILE, undefined, OWNER);
    assertFilled(filled);
    assert.equal(plan.steps.length, Object.keys(HELD).length);
    assert.deepEqual(await held(at), HELD);
    assert.equal(await openLists(at), 0);
    assert.deepEqual(run.portals.readDossiers(), [], "nothing is submitted for anybody");
    await at.page.getByRole("button", { name: "Lưu hồ sơ" }).click();
    await at.page.getByText("Đã lưu hồ sơ số").waitFor();
    const [saved] = run.portals.readDossiers();
    assert.deepEqual([saved.chuHoSo, saved.ngaySinhChuHoSo, saved.xaPhuongChuHoSoMa, saved.gioiTinhChuHoSo, saved.danTocChuHoSoMa], ["Nguyễn Thị Mẫu", "1999-02-05", "00070", "Nữ", "01"]);
  });

  test(`Ant Design ${antd}: a second fill finds everything right; undo empties what can be emptied and says what cannot`, async (t) => {
    const run = await start(t, { quirks: { antd } });
    const at = await openScreen(run);
    assertFilled((await fillPage(at, run.makePlan, PROFILE, undefined, OWNER)).filled);
    const again = await fillPage(at, run.makePlan, PROFILE, undefined, OWNER);
    assert.deepEqual([again.plan.steps, again.plan.questions, again.plan.refusals], [[], [], []]);
    const undone = outcomes(await at.ask({ kind: "undo", binding: again.binding }));
    assert.deepEqual(Object.entries(undone).filter(([key, found]) => found !== (STAY[key] ?? "undone")), []);
    const left = Object.entries(await held(at)).filter(([, value]) => value !== "");
    assert.deepEqual(left, [["loaiDoiTuong", "1"], ["gioiTinhChuHoSo", "2"]]);
  });

  test(`Ant Design ${antd}: a cascader, another person's account, a choice that is changed and put back`, async (t) => {
    const run = await start(t, { quirks: { antd, cascader: true, latencyMs: 100, readonlyAccount: true, account: { fullName: "Lê Văn Khác", idNumber: "001099990999" } } });
    const at = await openScreen(run);
    await at.page.locator("#gioiTinhChuHoSo").getByText("Nam").click();
    const { filled, plan, binding } = await fillPage(at, run.makePlan, PROFILE, undefined, OWNER, ["sex"]);
    assertFilled(filled);
    assert.deepEqual(plan.comparisons.map(({ key, same }) => [key, same]), [["idNumber", false], ["fullName", false]]);
    const model = await at.model();
    assert.deepEqual([model.chuHoSo, model.tinhThanhChuHoSo, model.xaPhuongChuHoSo, model.gioiTinhChuHoSo], ["Lê Văn Khác", "01", "00070", "2"]);
    assert.equal(outcomes(await at.ask({ kind: "undo", binding })).sex, "undone");
    const { gioiTinhChuHoSo, tinhThanhChuHoSo } = await at.model();
    assert.deepEqual([gioiTinhChuHoSo, tinhThanhChuHoSo], ["1", ""]);
  });
}

test("three levels: the district's list and then the commune's are waited for; what the list does not offer stays empty", async (t) => {
  const run = await start(t, { quirks: { districts: true, latencyMs: 250 } });
  const at = await openScreen(run);
  const field = (key, id, constant, after) => ({ key, role: "owner", locate: { id }, widget: "antd-select", value: { constant }, waitMs: 4000, ...(after && { after }) });
  const places = (commune) => ({
    ...PROFILE, detectOthers: false,
    fields: [field("province", "tinhThanhChuHoSo", "TP. Hồ Chí Minh"), field("district", "quanHuyenChuHoSo", "Quận 8", "province"), field("commune", "xaPhuongChuHoSo", commune, "district")],
  });
  assertFilled((await fillPage(at, run.makePlan, places("Phường 4"), undefined, OWNER)).filled);
  const model = await at.model();
  assert.deepEqual([model.tinhThanhChuHoSo, model.quanHuyenChuHoSo], ["79", "776"]);
  assert.match(model.xaPhuongChuHoSo, /^27\d{3}$/);
  const second = await openScreen(run);
  assertFilled((await fillPage(second, run.makePlan, places("Phường Hoàn Kiếm"), undefined, OWNER)).filled, { commune: "refused fill.optionMissing" });
  assert.equal((await second.model()).xaPhuongChuHoSo, "");
});
