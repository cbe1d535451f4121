// Families C, D, I and J in Firefox: a scanned card in custom elements, Angular Material, Vuetify and Ant Design, with every fault switched on;
// what the framework's model holds and what the portal's server has saved are the judges.
import assert from "node:assert/strict";
import { test } from "node:test";
import { storedDossiers } from "../harness/dossiers.mjs";
import { openFirefoxDesk } from "../harness/firefox-desk.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const FAULTS = { latencyMs: 300, rerenderWipe: true, zeroPadded: true, nfdOptions: true, capitals: true, issuerSpelling: "capitals" };
const SAVE = ["button[type=submit]"];
const STEPS = ["kt_buoc-tiep-theo-cho-ban-than", "xem-truoc-to-khai", "kt_gui-ho-so"].map((id) => `#${id}[data-e2e=btn-next]`);

const FAMILIES = [
  { page: "tuphap", mode: "citizen", quirks: { shadow: "closed", brokenFirst: true }, send: STEPS,
    fields: { fullName: "NYC_HoVaTenC", idNumber: "NYC_SoDinhDanhC", dateOfBirth: "NYC_NgaySinhC", sex: "NYC_GioiTinhC", issueDate: "NYC_NgayCapDDC", province: "NYC_NoiCuTruC_Tinh", commune: "NYC_NoiCuTruC_Xa", detail: "NYC_NoiCuTruC_ChiTiet" } },
  { page: "lienthong", mode: "citizen", quirks: { mdc: true, pickOnly: true }, send: SAVE,
    fields: { fullName: "NycHoTen", idNumber: "NycSoGiayto", dateOfBirth: "NycNgaySinh", sex: "NycGioiTinh", issueDate: "NycNgayCap", province: "NycTinh", commune: "NycXa", detail: "NycDiaChi" } },
  ...[false, true].map((pickOnly) => ({ page: "opencps", mode: "clerk", quirks: { pickOnly }, send: SAVE,
    fields: { fullName: "applicantName", idNumber: "applicantIdNo", dateOfBirth: "birthDate", sex: "gender", issueDate: "idDate", province: "cityCode", commune: "wardCode", detail: "address" } })),
  { page: "tandan", mode: "clerk", role: "owner", quirks: { antd: 5 }, send: SAVE,
    fields: { fullName: "chuHoSo", idNumber: "soGiayToChuHoSo", dateOfBirth: "ngaySinhChuHoSo", sex: "gioiTinhChuHoSo", issueDate: "ngayCapGiayTo", province: "tinhThanhChuHoSo", commune: "xaPhuongChuHoSo", detail: "diaChiChuHoSo" } },
];

// The code on the card says nothing of these; the filling of ethnicity has to be allowed.
const UNKNOWN = new Set(["ethnicity", "nationality", "issuingAuthority"]);

const saved = (desk, page) => storedDossiers(desk.portals.databasePath, page);
const plain = (text) => text.normalize("NFC").toLowerCase();

for (const { page, mode, role, quirks, send, fields } of FAMILIES) {
  test(`${page} in Firefox${quirks.pickOnly === true ? ", dates only from calendars" : ""}`, async (t) => {
    const desk = await openFirefoxDesk(t, { page, mode, quirks: { ...FAULTS, ...quirks } });
    const { citizen } = cardFacts(card);
    const held = { fullName: citizen.fullName, idNumber: citizen.idNumber, dateOfBirth: citizen.dateOfBirth, sex: "2", issueDate: citizen.issueDate, province: "79", commune: "26740", detail: "25 Đường Mẫu" };
    await desk.scan(cardQr(card));
    await desk.fill({ role });
    assert.deepEqual(Object.entries(await desk.reports()).filter(([key, outcome]) => outcome === "refused" && !UNKNOWN.has(key)), []);
    const model = await desk.model();
    assert.deepEqual(Object.fromEntries(Object.entries(fields).map(([what, name]) => [what, model[name]])), held);
    assert.deepEqual(saved(desk, page), [], "nothing is submitted for anybody");
    await desk.press(send);
    const [dossier, ...more] = await waitFor("the dossier", () => saved(desk, page).length > 0 && saved(desk, page));
    assert.deepEqual(more, []);
    const shown = { ...held, sex: "Nữ", province: "Thành phố Hồ Chí Minh", commune: "Phường Sài Gòn" };
    assert.deepEqual(Object.fromEntries(Object.entries(fields).map(([what, name]) => [what, plain(dossier[name])])), Object.fromEntries(Object.entries(shown).map(([what, text]) => [what, plain(text)])));
  });
}
