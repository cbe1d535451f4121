// Family C: custom elements that hold their values themselves, drawn in the page or in shadow trees. What the elements hold and what the saved dossier says is the judge.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertFilled, CITIZEN, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const PROFILE = PROFILES.tuphap;
const EMPTY = {
  NYC_HoVaTenC: "", NYC_NgaySinhC: "", NYC_GioiTinhC: "", NYC_DanTocC: "", NYC_QuocTichC: "LA", NYC_LoaiGiayToDinhDanhC: "1", NYC_SoDinhDanhC: "", NYC_SoGiayToC: "", NYC_NgayCapDDC: "", NYC_NoiCapDDC: "",
  NYC_NoiCuTruC_QuocGia: "VN", NYC_NoiCuTruC_Tinh: "", NYC_NoiCuTruC_Xa: "", NYC_NoiCuTruC_ChiTiet: "", NDK_HoVaTenC: "", NDK_NgaySinhC: "", NDK_SoDinhDanhC: "",
};
const HELD = {
  ...EMPTY, NYC_HoVaTenC: "Nguyễn Thị Mẫu", NYC_NgaySinhC: "1999-02-05", NYC_GioiTinhC: "2", NYC_DanTocC: "01", NYC_QuocTichC: "VN", NYC_SoDinhDanhC: "001199990123", NYC_SoGiayToC: "001199990123",
  NYC_NgayCapDDC: "2021-05-10", NYC_NoiCapDDC: "administrative", NYC_NoiCuTruC_Tinh: "01", NYC_NoiCuTruC_Xa: "00070", NYC_NoiCuTruC_ChiTiet: "Số 1 Phố Mẫu",
};
const NO_QUIRKS = { shadow: "none", brokenFirst: false, rerenderWipe: false, latencyMs: 0, zeroPadded: false, nfdOptions: false, capitals: false, issuerSpelling: "mixed", readonlyAccount: false };
const FAULTS = { brokenFirst: true, rerenderWipe: true, latencyMs: 700, zeroPadded: true, nfdOptions: true, capitals: true, issuerSpelling: "capitals" };
// The number is mirrored by the portal; nationality begins with another one and is asked about.
const MIRRORED = { paperNumber: "alreadyRight" };

const run = await start({ after });

async function openForm(t, quirks) {
  run.portals.control.setQuirks({ ...NO_QUIRKS, ...quirks });
  const at = await open(run, run.portals.urls.tuphap);
  t.after(() => at.page.close());
  await at.page.waitForFunction(() => window.portalModel().NYC_NoiCuTruC_QuocGia === "VN" && window.portalModel().NYC_QuocTichC === "LA");
  return at;
}

const fill = (at, profile = PROFILE, options = {}) => fillPage(at, run.makePlan, profile, undefined, options, ["nationality"]);

async function send(page) {
  for (const id of ["kt_buoc-tiep-theo-cho-ban-than", "xem-truoc-to-khai", "kt_gui-ho-so"]) await page.locator(`#${id}[data-e2e=btn-next]`).click();
  await page.getByText("Đã gửi hồ sơ số").waitFor();
}

for (const shadow of ["none", "open", "closed"]) {
  test(`shadow trees ${shadow}: every fault switched on; the elements and the saved dossier hold the card`, async (t) => {
    const at = await openForm(t, { shadow, ...FAULTS });
    const { filled, snapshot } = await fill(at);
    assert.deepEqual(snapshot.value.broken, []);
    assertFilled(filled, MIRRORED);
    assert.deepEqual(await at.model(), HELD);
    if (shadow !== "closed") assert.equal(await at.page.locator(".input-field-select-options").count(), 0, "no list stays open");
    const saved = () => run.portals.readDossiers().filter(({ portal }) => portal === "tuphap");
    const already = saved().length;
    await send(at.page);
    const [dossier, ...more] = saved().slice(already);
    assert.deepEqual(more, [], "nothing is submitted for anybody");
    assert.deepEqual(
      [dossier.NYC_HoVaTenC, dossier.NYC_NgaySinhC, dossier.NYC_GioiTinhC, dossier.NYC_NoiCapDDCMa, dossier.NYC_NoiCuTruC_XaMa, dossier.NYC_NoiCuTruC_ChiTiet, dossier.NDK_HoVaTenC],
      ["Nguyễn Thị Mẫu", "1999-02-05", "Nữ", "administrative", "00070", "Số 1 Phố Mẫu", undefined],
    );
  });

  test(`shadow trees ${shadow}: a second fill finds everything right; undo gives back what stood there`, async (t) => {
    const at = await openForm(t, { shadow });
    assertFilled((await fill(at)).filled, MIRRORED);
    assert.deepEqual(await at.model(), HELD);
    const again = await fill(at);
    assert.deepEqual([again.plan.steps, again.plan.questions], [[], []]);
    const undone = outcomes(await at.ask({ kind: "undo", binding: again.binding }));
    assert.deepEqual(Object.entries(undone).filter(([, outcome]) => outcome !== "undone"), []);
    assert.deepEqual(await at.model(), EMPTY);
  });
}

test("another person's account is compared and never written over; the registered person is another one", async (t) => {
  const at = await openForm(t, { shadow: "open", readonlyAccount: true, account: { fullName: "Lê Văn Khác", idNumber: "001099990999" } });
  const { filled, plan } = await fill(at);
  assertFilled(filled);
  assert.deepEqual(plan.comparisons.map(({ key, same }) => [key, same]), [["idNumber", false], ["paperNumber", false], ["fullName", false]]);
  const model = await at.model();
  assert.deepEqual([model.NYC_HoVaTenC, model.NYC_SoDinhDanhC, model.NDK_HoVaTenC, model.NDK_SoDinhDanhC], ["Lê Văn Khác", "001099990999", "", ""]);
});

test("both persons are filled when the card's holder is both", async (t) => {
  const at = await openForm(t, { shadow: "closed" });
  assertFilled((await fill(at, PROFILE, { roles: ["applicant", "owner"] })).filled, MIRRORED);
  assert.deepEqual(await at.model(), { ...HELD, NDK_HoVaTenC: "Nguyễn Thị Mẫu", NDK_NgaySinhC: "1999-02-05", NDK_SoDinhDanhC: "001199990123" });
});

for (const shadow of ["none", "open"]) {
  test(`shadow trees ${shadow}: without a profile the labels tell the applicant's fields from the registered person's`, async (t) => {
    const at = await openForm(t, { shadow });
    const snapshot = await at.ask({ kind: "snapshot" });
    const plan = run.makePlan(snapshot.value, undefined, CITIZEN, { mode: "citizen", sensitive: ["ethnicity"], roles: ["applicant"] });
    assertFilled(await at.ask({ kind: "fill", binding: snapshot.value.binding, steps: plan.steps }));
    const model = await at.model();
    const wrong = Object.entries(model).filter(([name, value]) => value !== EMPTY[name] && value !== HELD[name]);
    assert.deepEqual(wrong, []);
    for (const name of ["NYC_HoVaTenC", "NYC_NgaySinhC", "NYC_SoDinhDanhC", "NYC_GioiTinhC"]) assert.equal(model[name], HELD[name], name);
  });
}

test("a list without the option leaves the field as it was", async (t) => {
  const at = await openForm(t, { shadow: "open" });
  const only = (key, id, constant) => ({ ...PROFILE, detectOthers: false, fields: [{ key, role: "applicant", locate: { id }, widget: "auto", value: { constant }, waitMs: 3000 }] });
  assertFilled((await fill(at, only("province", "custom-select-NYC_NoiCuTruC-province", "Tỉnh Không Có"))).filled, { province: "refused fill.optionMissing" });
  assert.deepEqual(await at.model(), EMPTY);
});
