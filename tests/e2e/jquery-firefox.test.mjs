// Families B, E and H in Firefox: a scanned card in the portal's own libraries, with every fault switched on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { storedDossiers } from "../harness/dossiers.mjs";
import { openFirefoxDesk } from "../harness/firefox-desk.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const FAULTS = { latencyMs: 100, rerenderWipe: true, nfdOptions: true, capitals: true, zeroPadded: true, randomIds: true, districtHoldsCommune: true };
const FIELDS = {
  eform: { fullName: "CongDan_tenCongDan", idNumber: "CongDan_soCmnd", dateOfBirth: "CongDan_ngaySinhCongDan", issueDate: "CongDan_ngayCapCmnd", sex: "CongDan_gioiTinhCongDan", commune: "CongDan_maPhuongXa", detail: "CongDan_diaChi" },
  bacninh: { fullName: "HoTen", idNumber: "SoGiayTo", dateOfBirth: "NgaySinh", issueDate: "NgayCap", sex: "GioiTinh", commune: "PhuongXa", detail: "DiaChi" },
  bca: { fullName: "txtFULLNAME", idNumber: "txtID_CARD_NUMBER", dateOfBirth: "txtBIRTH_DATE", sex: "cboGENDER_ID", commune: "cboRECEIVE_ADDR_VILLAGE_ID" },
};

const vietnamese = (iso) => iso.split("-").reverse().join("/");
const fold = (held) => (held?.text ?? held).normalize("NFC").toLowerCase();

for (const [name, fields] of Object.entries(FIELDS)) {
  test(`${name} in Firefox`, async (t) => {
    const desk = await openFirefoxDesk(t, { page: name, quirks: FAULTS });
    const { citizen } = cardFacts(card);
    await desk.scan(cardQr(card));
    await desk.fill();
    const model = await desk.model();
    const wanted = { fullName: citizen.fullName, idNumber: citizen.idNumber, dateOfBirth: vietnamese(citizen.dateOfBirth), issueDate: vietnamese(citizen.issueDate), sex: "Nữ", commune: "Phường Sài Gòn", detail: "25 Đường Mẫu" };
    for (const [what, field] of Object.entries(fields)) assert.equal(fold(model[field]), fold(wanted[what]), field);
    const saved = () => storedDossiers(desk.portals.databasePath, name);
    assert.deepEqual(saved(), [], "nothing is submitted for anybody");
    await desk.press(["#nutGui"]);
    const [dossier, ...more] = await waitFor("the dossier", () => saved().length > 0 && saved());
    assert.deepEqual(more, []);
    for (const [what, field] of Object.entries(fields)) assert.equal(fold(dossier[field]), fold(wanted[what]), field);
  });
}
