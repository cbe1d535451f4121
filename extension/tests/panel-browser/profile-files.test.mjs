// Taught profiles as files, on the real options page: handed on, taken away, taken in again; what is no profile is refused with its reason.
// Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { extensionId } from "./stage.mjs";
import { openTeaching } from "./teaching.mjs";

let teaching;
let options;
before(async () => {
  teaching = await openTeaching({ quirks: { evidence: false } });
});
after(() => teaching?.close());

const offer = (name, text) => options.setInputFiles("#profile-file", { name, mimeType: "application/json", buffer: Buffer.from(text) });
const refusal = (problem) => options.waitForSelector(`[data-problem=profiles_${problem}]`);
const listed = () => options.locator("[data-testid=profiles] li").count();

test("a taught profile is exported, removed, imported, and fills as before", async () => {
  const desk = await teaching.openDesk(teaching.portals.urls.reception);
  await desk.startTeaching();
  await desk.teach(desk.page.locator("#hoTen"), "Họ và tên");
  await desk.save();
  const [made] = await teaching.stored();
  options = await teaching.stage.browser.newPage();
  options.setDefaultTimeout(10_000);
  await options.goto(`chrome-extension://${extensionId}/options.html`);
  const item = options.locator(`[data-testid="profile-${made.id}"]`);
  const [download] = await Promise.all([options.waitForEvent("download"), item.locator("button").first().click()]);
  assert.equal(download.suggestedFilename(), `${made.id}.v1.json`);
  const text = await readFile(await download.path(), "utf8");
  assert.deepEqual(JSON.parse(text), made);

  await item.locator("button").last().click();
  await item.waitFor({ state: "detached" });
  assert.deepEqual([await teaching.stored(), await listed()], [[], 0]);

  await offer("ho-so.json", text);
  await item.waitFor();
  assert.deepEqual(await teaching.stored(), [made]);
  await desk.page.reload();
  await desk.page.locator("#hoTen").waitFor();
  await desk.scan();
  assert.equal((await desk.fill()).fullName, "filled");

  await offer("moi.json", JSON.stringify({ ...made, version: 3 }));
  await options.waitForFunction(async () => (await chrome.storage.local.get("localProfiles")).localProfiles[0]?.version === 3);
  assert.deepEqual((await teaching.stored()).map(({ version }) => version), [3]);
  const refused = {
    older: text, notAProfile: "không phải JSON", tooLarge: " ".repeat(600_000),
  };
  for (const [problem, content] of Object.entries(refused)) {
    await offer("khac.json", content);
    await refusal(problem);
  }
  for (const hostile of [{ ...made, id: "x", fields: [{ ...made.fields[0], locate: { css: "input:nth-child(1)" } }] }, { ...made, id: "y", match: [{ hosts: ["*"], paths: ["/"] }] }, []]) {
    await offer("la.json", JSON.stringify(hostile));
    await refusal("notAProfile");
  }
  assert.deepEqual((await teaching.stored()).map(({ id, version }) => [id, version]), [[made.id, 3]]);
});
