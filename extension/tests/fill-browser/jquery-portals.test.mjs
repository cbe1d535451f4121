// Families B, E and H with every fault of theirs switched on: what the libraries hold and what the portal saved is the judge.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CITIZEN, fillPage, open, outcomes, start } from "./harness.mjs";

const profile = (name) => JSON.parse(readFileSync(new URL(`../../profiles/${name}.json`, import.meta.url), "utf8"));
const ADMINISTRATIVE = CITIZEN.issuingAuthority.value;
/** Somebody whose ward has a number, which such lists write with a nought. */
const HOLDER = { ...CITIZEN, ethnicity: { value: "Thái", source: "dg13", verified: false }, placeOfResidence: { value: "Số 1 Phố Mẫu, Phường 3 Bảo Lộc, Tỉnh Lâm Đồng", source: "dg13", verified: false } };

const PORTALS = {
  eform: {
    profile: profile("igate-eform"), roles: ["applicant", "owner"],
    held: {
      CongDan_tenCongDan: "Nguyễn Thị Mẫu", CongDan_soCmnd: "001199990123", CongDan_ngaySinhCongDan: "05/02/1999", CongDan_gioiTinhCongDan: "Nữ", CongDan_danTocCongDan: "Thái", CongDan_ngayCapCmnd: "10/05/2021", CongDan_noiCapCmnd: ADMINISTRATIVE,
      CongDan_maDMQuocGia: "Việt Nam", CongDan_maTinhThanh: "Tỉnh Lâm Đồng", CongDan_maPhuongXa: "Phường 3 Bảo Lộc", CongDan_diaChi: "Số 1 Phố Mẫu",
      ChuHoSo_tenChuHoSo: "Nguyễn Thị Mẫu", ChuHoSo_soCMNDChuHoSo: "001199990123", ChuHoSo_ngayCapCMNDCHS: "10/05/2021", ChuHoSo_noiCapCMNDCHS: ADMINISTRATIVE, ChuHoSo_maTinhThanhCHS: "Tỉnh Lâm Đồng", ChuHoSo_maPhuongXaCHS: "Phường 3 Bảo Lộc",
      ChuHoSo_diaChiChuHoSo: "Số 1 Phố Mẫu",
    },
  },
  bacninh: {
    profile: profile("liferay-eform"), roles: ["applicant"],
    held: {
      HoTen: "Nguyễn Thị Mẫu", SoGiayTo: "001199990123", NgaySinh: "05/02/1999", GioiTinh: "Nữ", DanToc: "Thái", QuocTich: "Việt Nam", NgayCap: "10/05/2021", NoiCap: ADMINISTRATIVE, TinhThanh: "Tỉnh Lâm Đồng", PhuongXa: "Phường 3 Bảo Lộc", DiaChi: "Số 1 Phố Mẫu",
    },
  },
  bca: {
    profile: profile("bca"), roles: ["applicant"],
    held: { txtFULLNAME: "Nguyễn Thị Mẫu", cboFORMAT_DATE: "Ngày/tháng/năm", txtBIRTH_DATE: "05/02/1999", cboGENDER_ID: "Nữ", txtID_CARD_NUMBER: "001199990123", cboRECEIVE_ADDR_CITY_ID: "Tỉnh Lâm Đồng", cboRECEIVE_ADDR_VILLAGE_ID: "Phường 3 Bảo Lộc" },
  },
};
const FAULTS = { latencyMs: 200, rerenderWipe: true, nfdOptions: true, capitals: true, zeroPadded: true, randomIds: true, districtHoldsCommune: true, readonlyAccount: true };

async function openPortal(run, name) {
  const at = await open(run, run.portals.urls[name]);
  await at.page.locator("#nutGui").waitFor();
  return at;
}

const fold = (text) => text.normalize("NFC").toLowerCase().replace(/(?<=\s)0(?=\d\s)/gu, "");
const shown = (model) => Object.fromEntries(Object.entries(model).map(([name, held]) => [name, fold(held?.text ?? held ?? "")]));
/** Everything of the form: what is expected where something is, nothing elsewhere. */
const expected = (model, held) => Object.fromEntries(Object.keys(model).map((name) => [name, fold(held[name] ?? "")]));

function assertOutcomes(answer, outcome) {
  assert.ok(answer.ok, answer.error);
  assert.deepEqual(Object.entries(outcomes(answer)).filter(([, found]) => found !== outcome), []);
}

for (const [name, { profile: site, roles, held }] of Object.entries(PORTALS)) {
  test(`${name}: every field right, plain and with every fault; saved as filled; undo gives all back`, async (t) => {
    const run = await start(t);
    for (const quirks of [{}, FAULTS]) {
      run.portals.control.setQuirks(quirks);
      const at = await openPortal(run, name);
      const before = await at.model();
      const { filled, plan, snapshot, binding } = await fillPage(at, run.makePlan, site, HOLDER, { roles });
      assert.deepEqual([snapshot.value.broken, plan.refusals, plan.questions], [[], [], []]);
      assertOutcomes(filled, "filled");
      assert.deepEqual(plan.comparisons.map(({ same }) => same), quirks.readonlyAccount ? [true, true] : []);
      const model = await at.model();
      assert.deepEqual(shown(model), expected(model, held));
      assert.deepEqual(run.portals.readDossiers().filter(({ portal }) => portal === name).length, quirks === FAULTS ? 1 : 0, "nothing is submitted for anybody");
      await at.page.locator("#nutGui").click();
      await at.page.getByText("Đã nhận hồ sơ số").waitFor();
      const saved = run.portals.readDossiers().filter(({ portal }) => portal === name).at(-1);
      assert.deepEqual(Object.fromEntries(Object.keys(held).map((key) => [key, fold(saved[key] ?? "")])), Object.fromEntries(Object.entries(held).map(([key, value]) => [key, fold(value)])));
      assertOutcomes(await at.ask({ kind: "undo", binding }), "undone");
      assert.deepEqual(shown(await at.model()), shown(before));
      await at.page.close();
    }
  });
}

test("bca: a holder of whom only the year of birth is known", async (t) => {
  const run = await start(t);
  const at = await openPortal(run, "bca");
  const { filled } = await fillPage(at, run.makePlan, PORTALS.bca.profile, { ...HOLDER, dateOfBirth: { value: "1958", source: "dg13", verified: false } });
  assertOutcomes(filled, "filled");
  const { cboFORMAT_DATE: kind, txtBIRTH_DATE: born } = await at.model();
  assert.deepEqual([kind.text, born], ["Chỉ có năm sinh", "1958"]);
  await at.page.locator("#nutGui").click();
  await at.page.getByText("Đã nhận hồ sơ số").waitFor();
  const [saved] = run.portals.readDossiers();
  assert.deepEqual([saved.cboFORMAT_DATE, saved.txtBIRTH_DATE], ["Chỉ có năm sinh", "1958"]);
});

test("a profile that knows of no district: the province alone, and nothing wrong is chosen", async (t) => {
  const run = await start(t, { quirks: { districts: true } });
  const at = await openPortal(run, "eform");
  const site = PORTALS.eform.profile;
  const fields = site.fields.filter(({ key }) => !/istrict$/u.test(key)).map((field) => ({ ...field, ...(field.key === "commune" ? { after: "province" } : {}), ...(field.waitMs === undefined ? {} : { waitMs: 1000 }) }));
  const { filled } = await fillPage(at, run.makePlan, { ...site, fields, detectOthers: false });
  assert.deepEqual(Object.entries(outcomes(filled)).filter(([, found]) => found !== "filled"), [["commune", "refused fill.timeout"]]);
  const model = await at.model();
  assert.deepEqual([model.CongDan_maTinhThanh.text, model.CongDan_maPhuongXa.value], ["Thành phố Hà Nội", ""]);
});
