// Evidence for a portal that takes files where they are dragged: dropped once, named by the page, saved with the dossier.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillPage, open, PROFILES, start } from "./harness.mjs";

const text = JSON.stringify({ format: "cccd-bridge.evidence", version: 1, files: { DG1: "YV1f" } });
const zone = { id: "khuTha" };

async function filled(t) {
  const run = await start(t, { quirks: { evidence: true, evidenceZone: true } });
  const at = await open(run, run.portals.urls.reception);
  const { binding } = await fillPage(at, run.makePlan, PROFILES["hcmc-reception"]);
  const place = (field) => at.ask({ kind: "evidence", binding, field, text });
  return { run, at, place };
}

test("the file is dropped, named by the page and saved as it is; a second one is not put beside it", async (t) => {
  const { run, at, place } = await filled(t);
  assert.deepEqual(await place(zone), { ok: true, value: { key: "evidence", label: "cccd-bridge-evidence.json", outcome: "filled" } });
  assert.deepEqual(await at.page.locator("#tepDaTha li").allInnerTexts(), ["cccd-bridge-evidence.json"]);
  assert.equal(await at.page.locator("#bangChung").inputValue(), text);
  assert.deepEqual(await place(zone), { ok: false, error: "evidence.notPlaced" });
  assert.equal(await at.page.locator("#tepDaTha li").count(), 1);
  await at.page.locator("#nutLuu").click();
  await at.page.locator("#soHoSo").waitFor();
  assert.equal(run.portals.readDossiers().at(-1).bangChung, text);
});

test("no file is dropped where none is taken, where nobody sees the place, or where the page complains of it", async (t) => {
  const { at, place } = await filled(t);
  const refused = { ok: false, error: "evidence.notPlaced" };
  for (const id of ["maDoiChung", "nutLuu", "nothing"]) assert.deepEqual(await place({ id }), refused, id);
  const edit = (change) => at.page.locator("#khuTha").evaluate(change);
  await edit((element) => (element.style.visibility = "hidden"));
  assert.deepEqual(await place(zone), refused);
  await edit((element) => {
    element.style.visibility = "";
    element.addEventListener("drop", (event) => {
      event.stopImmediatePropagation();
      element.insertAdjacentHTML("afterend", `<p class="upload-error">Tệp ${event.dataTransfer.files[0].name} quá lớn</p>`);
    }, true);
  });
  assert.deepEqual(await place(zone), refused);
  assert.equal(await at.page.locator("#bangChung").inputValue(), "");
});
