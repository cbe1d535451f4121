// Portals that misbehave in the middle of a fill, with their own framework: they change what was filled, throw in their handlers, take the
// form away, end the session, turn to another dossier. Each time every field has its line, and what a line says is what the model holds.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assertFilled, CITIZEN, fillPage, open, outcomes, PROFILES, start } from "./harness.mjs";

const NAME = CITIZEN.fullName.value;

/** By family: the fields of the name and of the address's detail in the model, and what tells that the page is there. */
const PORTALS = {
  tuphap: { name: "NYC_HoVaTenC", last: "NYC_NoiCuTruC_ChiTiet", ready: "text=Thông tin người được đăng ký", route: "/nop-ho-so/khac" },
  lienthong: { name: "NycHoTen", last: "NycDiaChi", ready: "text=Thông tin cha", route: "/#/ke-khai/2.000001" },
  opencps: { name: "applicantName", last: "address", ready: "text=Địa chỉ email", route: "/web/mot-cua/tiep-nhan/khac" },
  tandan: { name: "chuHoSo", last: "diaChiChuHoSo", ready: "#diaChiChuHoSo", route: "/mot-cua/tiep-nhan-ho-so/khac", options: { roles: ["owner"] } },
};

const run = await start({ after });

/** Opens a portal that does `act` as soon as its model holds the name. */
async function openPortal(t, portal, act) {
  const { name, ready, route } = PORTALS[portal];
  const at = await open(run, run.portals.urls[portal]);
  t.after(() => at.page.close());
  await at.page.locator(ready).first().waitFor();
  await at.page.evaluate(([wanted, field, how, path]) => {
    const acts = {
      change: () => setTimeout(() => window.portalActs.set(field, "Đã bị đổi")),
      throw: () => { throw new Error("lỗi của trang"); },
      remove: () => window.portalActs.remove(),
      login: () => window.portalActs.login(),
      route: () => {
        history.pushState({}, "", path);
        setTimeout(() => window.portalActs.set(field, ""));
      },
    };
    let isDone = false;
    window.portalHook = () => {
      if (how === "throw") acts.throw();
      if (isDone || window.portalModel()[field] !== wanted) return;
      isDone = true;
      acts[how]();
    };
  }, [NAME, name, act, route]);
  return at;
}

const fill = (at, portal) => fillPage(at, run.makePlan, PROFILES[portal], undefined, PORTALS[portal].options, ["nationality"]);
const values = (said) => [...new Set(Object.values(said))].sort();

for (const portal of Object.keys(PORTALS)) {
  const { name, last } = PORTALS[portal];

  test(`${portal}: a value that the framework changes is told with what stands there now; the others are filled`, async (t) => {
    const at = await openPortal(t, portal, "change");
    const { filled } = await fill(at, portal);
    assertFilled(filled, { fullName: "changedByPage fill.changedByPage", paperNumber: "alreadyRight" });
    assert.equal(filled.value.find(({ key }) => key === "fullName").shown, "Đã bị đổi");
    assert.equal((await at.model())[name], "Đã bị đổi");
  });

  test(`${portal}: handlers that throw at every change cost nothing`, async (t) => {
    const at = await openPortal(t, portal, "throw");
    const { filled } = await fill(at, portal);
    assertFilled(filled);
    const model = await at.model();
    assert.deepEqual([model[name], model[last]], [NAME, "Số 1 Phố Mẫu"]);
  });

  for (const act of ["remove", "login"]) {
    test(`${portal}: the form is ${act === "remove" ? "taken away" : "replaced by a login"}: every field says it is gone, and nothing is written elsewhere`, async (t) => {
      const at = await openPortal(t, portal, act);
      const { filled, plan, binding } = await fill(at, portal);
      const said = outcomes(filled);
      assert.equal(Object.keys(said).length, plan.steps.length + plan.questions.length);
      assert.deepEqual(values(said), ["changedByPage fill.fieldGone", "refused fill.fieldGone"]);
      assert.deepEqual(await at.page.locator("input").evaluateAll((all) => all.map(({ value }) => value).filter((value) => value !== "")), []);
      assert.deepEqual(values(outcomes(await at.ask({ kind: "undo", binding }))), ["refused fill.fieldGone"]);
    });
  }

  test(`${portal}: it turns to another dossier with the same form: nothing more is written, and every field says so`, async (t) => {
    const at = await openPortal(t, portal, "route");
    const { filled, plan } = await fill(at, portal);
    const said = outcomes(filled);
    assert.equal(Object.keys(said).length, plan.steps.length + plan.questions.length);
    assert.deepEqual(values(said), ["changedByPage fill.fieldGone", "refused fill.fieldGone"]);
    const model = await at.model();
    assert.deepEqual([model[name] ?? "", model[last] ?? ""], ["", ""]);
  });
}
