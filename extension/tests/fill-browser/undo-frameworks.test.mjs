// Undo where a framework owns the form: what its model held of one person comes back after another was filled over it, value by value.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertFilled, CITIZEN, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const OTHER_FACTS = {
  idNumber: "079088991234", fullName: "Trần Văn Thử", dateOfBirth: "1988-11-30", sex: "male", ethnicity: "Tày", placeOfResidence: "25 Đường Thử, Phường Sài Gòn, Thành phố Hồ Chí Minh",
  issueDate: "2024-09-02", issuingAuthority: "Bộ Công an",
};
const OTHER = { ...CITIZEN, ...Object.fromEntries(Object.entries(OTHER_FACTS).map(([name, value]) => [name, { value, source: "dg13", verified: false }])) };

// Lists that are still loading would be filled by the portal itself between the preview and the fill.
const DEFAULTS = { NYC_NoiCuTruC_QuocGia: "VN", NYC_QuocTichC: "LA" };

/** How each portal is asked for, what of it tells that it is there, and what its model holds by then. */
const PORTALS = {
  "Ant Design 4": { name: "tandan", quirks: { antd: 4 }, options: { roles: ["owner"] }, ready: "#diaChiChuHoSo" },
  "Ant Design 5": { name: "tandan", quirks: { antd: 5, latencyMs: 100 }, options: { roles: ["owner"] }, ready: "#diaChiChuHoSo" },
  "Ant Design 4, cascader": { name: "tandan", quirks: { antd: 4, cascader: true }, options: { roles: ["owner"] }, ready: "#diaChiChuHoSo" },
  "Ant Design 5, cascader": { name: "tandan", quirks: { antd: 5, cascader: true, latencyMs: 100 }, options: { roles: ["owner"] }, ready: "#diaChiChuHoSo" },
  Vuetify: { name: "opencps", quirks: { latencyMs: 100 }, ready: "text=Địa chỉ email" },
  "Vuetify, dates only from calendars": { name: "opencps", quirks: { pickOnly: true }, ready: "text=Địa chỉ email" },
  "Material up to 14 and ng-select": { name: "lienthong", quirks: { mdc: false, latencyMs: 100 }, ready: "text=Thông tin cha" },
  "Material since 15 and ng-select, a date only from its calendar": { name: "lienthong", quirks: { mdc: true, pickOnly: true }, ready: "text=Thông tin cha" },
  "custom elements": { name: "tuphap", quirks: { shadow: "closed", latencyMs: 100 }, ready: "text=Thông tin người được đăng ký", holds: DEFAULTS },
};
const NO_QUIRKS = { antd: 5, cascader: false, pickOnly: false, mdc: false, shadow: "none", latencyMs: 0 };

const run = await start({ after });

for (const [title, { name, quirks, options = {}, ready, holds = {} }] of Object.entries(PORTALS)) {
  test(`${title}: the model of the person before comes back`, async (t) => {
    run.portals.control.setQuirks({ ...NO_QUIRKS, ...quirks });
    const at = await open(run, run.portals.urls[name]);
    t.after(() => at.page.close());
    await at.page.locator(ready).first().waitFor();
    await at.page.waitForFunction((held) => Object.entries(held).every(([field, value]) => window.portalModel()[field] === value), holds);
    const profile = PROFILES[name];
    const everything = profile.fields.map(({ key }) => key);
    const first = await fillPage(at, run.makePlan, profile, CITIZEN, options, everything);
    assertFilled(first.filled, { paperNumber: "alreadyRight" });
    const before = await at.model();
    assert.ok((await at.ask({ kind: "forget" })).ok);
    const second = await fillPage(at, run.makePlan, profile, OTHER, options, everything);
    assertFilled(second.filled, { paperNumber: "alreadyRight" });
    const other = await at.model();
    assert.ok(Object.keys(before).filter((field) => before[field] !== other[field]).length >= 9, JSON.stringify(other));
    const undone = outcomes(await at.ask({ kind: "undo", binding: second.binding }));
    assert.deepEqual(Object.entries(undone).filter(([, outcome]) => outcome !== "undone"), []);
    assert.deepEqual(await at.model(), before);
  });
}
