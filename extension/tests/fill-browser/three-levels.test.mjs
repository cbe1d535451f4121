// Forms that still have the district, in every family that has one: filled by the units the card names, province before district before commune.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CITIZEN, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const hanoi = { code: "01", name: "Thành phố Hà Nội" };
const OLD = { province: hanoi, district: { code: "001", name: "Quận Ba Đình" }, commune: { code: "00028", name: "Phường Kim Mã" } };
/** The old commune lies in two of today's: the old form does not mind. */
const RESIDENCE = { status: "ambiguous", detail: "Tổ 2", old: OLD, candidates: [{ province: hanoi, commune: { code: "00025", name: "Phường Giảng Võ" }, reason: "split", detail: "Tổ 2" }, { province: hanoi, commune: { code: "00008", name: "Phường Ngọc Hà" }, reason: "split", detail: "Tổ 2" }] };
const HOLDER = { ...CITIZEN, placeOfResidence: { value: "Tổ 2, Kim Mã, Ba Đình, Hà Nội", source: "dg13", verified: false } };

/** Portal: its profile, the role of its fields, a text that is there once it is drawn, and its own names of the three lists. */
const PORTALS = {
  reception: ["hcmc-reception", "applicant", "Địa chỉ chi tiết", ["tinhThanh", "quanHuyen", "phuongXa"]],
  eform: ["igate-eform", "applicant", "Đồng ý và tiếp tục", ["CongDan_maTinhThanh", "CongDan_maQuanHuyen", "CongDan_maPhuongXa"]],
  bca: ["bca", "applicant", "Thông tin chủ hộ", ["cboRECEIVE_ADDR_CITY_ID", "cboRECEIVE_ADDR_DISTRICT_ID", "cboRECEIVE_ADDR_VILLAGE_ID"]],
  opencps: ["opencps", "applicant", "Địa chỉ email", ["cityCode", "districtCode", "wardCode"]],
  tandan: ["tandan", "owner", "Quận/Huyện", ["tinhThanhChuHoSo", "quanHuyenChuHoSo", "xaPhuongChuHoSo"]],
  lienthong: ["lienthong", "applicant", "Thông tin cha", ["NycTinh", "NycHuyen", "NycXa"]],
};
const QUIRKS = { districts: true, latencyMs: 150, capitals: true, nfdOptions: true };

// One browser for all of them: a test leaves nothing but closed pages behind.
const run = await start({ after }, { quirks: QUIRKS });

async function openScreen(t, name) {
  const at = await open(run, run.portals.urls[name]);
  t.after(() => at.page.close());
  await at.page.getByText(PORTALS[name][2]).first().waitFor();
  return at;
}

const codes = (model, names) => names.map((name) => model[name]?.value ?? model[name] ?? "");
const KEYS = ["province", "district", "commune"];

for (const [name, [profile, role, , lists]] of Object.entries(PORTALS)) {
  test(`${name}: the old units, one list after the other, and all given back`, async (t) => {
    const at = await openScreen(t, name);
    const before = codes(await at.model(), lists);
    const { filled, plan, binding } = await fillPage(at, run.makePlan, PROFILES[profile], HOLDER, { roles: [role], residence: RESIDENCE });
    assert.deepEqual(plan.steps.filter(({ key }) => KEYS.includes(key)).map(({ key, value }) => [key, value]), [["province", "Thành phố Hà Nội"], ["district", "Quận Ba Đình"], ["commune", "Phường Kim Mã"]]);
    assert.deepEqual(KEYS.map((key) => outcomes(filled)[key]), ["filled", "filled", "filled"]);
    assert.deepEqual(codes(await at.model(), lists), ["01", "001", "00028"]);
    const undone = outcomes(await at.ask({ kind: "undo", binding }));
    assert.deepEqual(KEYS.map((key) => undone[key]), ["undone", "undone", "undone"]);
    assert.deepEqual(codes(await at.model(), lists), before);
  });
}

test("an address whose old units nobody knows leaves every list of such a form alone", async (t) => {
  const at = await openScreen(t, "eform");
  const { filled, plan } = await fillPage(at, run.makePlan, PROFILES["igate-eform"]);
  assert.deepEqual(plan.refusals.map(({ key, reason }) => [key, reason]), [...KEYS, "addressDetail"].map((key) => [key, "oldUnitsUnknown"]));
  assert.ok(KEYS.every((key) => outcomes(filled)[key] === undefined));
  assert.deepEqual(codes(await at.model(), PORTALS.eform[3]), ["", "", ""]);
});
