// Fields called like members of the page's own objects: each is read past, or the form is refused; no value goes into a wrong field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CITIZEN, open, start } from "./harness.mjs";

const ADDRESS = "https://motcua.example.gov.vn/ten";
const OPTIONS = { mode: "clerk", sensitive: [], roles: ["applicant"] };
const PEOPLE = `<h2>Nộp hồ sơ</h2><form id="f"><h3>Người làm chứng</h3><div><label>Số CCCD</label><input name="so1"></div><h3>Người nộp hồ sơ</h3><div><label>Họ và tên</label><input name="ten"></div><div id="last"></div></form>`;
// A form may not be read without these; a portal's own field has none of these names.
const REFUSED = ["parentElement", "parentNode", "previousElementSibling", "previousSibling", "localName", "getAttribute", "childNodes", "children", "querySelector", "contains", "ownerDocument", "closest", "nodeType"];
const PASSED = ["id", "name", "title", "value", "labels", "action", "method", "elements", "length", "type", "style", "form", "body", "forms", "text", "hidden", "className", "dataset", "submit", "focus", "querySelectorAllx"];

test("a field called like a member of its form never misleads", { timeout: 300_000 }, async (t) => {
  const run = await start(t);
  await run.context.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><meta charset="utf-8"><body>${PEOPLE}` }));
  const at = await open(run, ADDRESS);
  const members = await at.page.evaluate(() => {
    const names = new Set();
    for (let proto = HTMLFormElement.prototype; proto !== null; proto = Object.getPrototypeOf(proto)) for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
    return [...names].filter((name) => !/^(?:on|aria)/u.test(name));
  });
  assert.ok(members.length > 150, String(members.length));
  const refused = [];
  for (const name of [...members, ...PASSED]) {
    await at.page.evaluate((called) => {
      const input = document.createElement("input");
      input.setAttribute("name", called);
      document.getElementById("last").replaceChildren(input);
    }, name);
    const snapshot = await at.ask({ kind: "snapshot" });
    if (!snapshot.ok) {
      assert.equal(snapshot.error, "portal.noForm", name);
      refused.push(name);
      continue;
    }
    const { steps } = run.makePlan(snapshot.value, undefined, CITIZEN, OPTIONS);
    assert.deepEqual(steps.map(({ ref, key }) => [snapshot.value.fields[ref].name, key]), [["ten", "detected.applicant.fullName"]], name);
  }
  for (const name of REFUSED) assert.ok(refused.includes(name), name);
  for (const name of PASSED) assert.ok(!refused.includes(name), name);
});

test("what the document shows under its own members' names is not what the extension sees", { timeout: 120_000 }, async (t) => {
  const run = await start(t);
  const names = ["body", "forms", "querySelectorAll", "createTreeWalker", "defaultView", "getElementById", "documentElement", "activeElement", "location", "addEventListener"];
  const shown = names.flatMap((name) => [`<img name="${name}" alt="">`, `<form name="${name}"></form>`, `<embed name="${name}">`, `<object name="${name}"></object>`]).join("");
  await run.context.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><meta charset="utf-8"><body>${PEOPLE}${shown}` }));
  const at = await open(run, ADDRESS);
  assert.equal(await at.page.evaluate(() => typeof document.querySelectorAll), "object");
  const snapshot = await at.ask({ kind: "snapshot" });
  assert.ok(snapshot.ok, snapshot.error);
  const { steps } = run.makePlan(snapshot.value, undefined, CITIZEN, OPTIONS);
  const filled = await at.ask({ kind: "fill", binding: snapshot.value.binding, steps });
  assert.ok(filled.ok, filled.error);
  assert.deepEqual(filled.value.map(({ key, outcome }) => [key, outcome]), [["detected.applicant.fullName", "filled"]]);
  const values = await at.page.evaluate(() => [...Document.prototype.querySelectorAll.call(document, "#f input")].map(({ value }) => value));
  assert.deepEqual(values, ["", CITIZEN.fullName.value]);
});
