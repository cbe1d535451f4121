// What a look at a large page costs, counted in questions to the page and not in time: machines differ, the count does not.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { before, after, test } from "node:test";
import { build } from "esbuild";
import { drawInTrees, largePage } from "../../../tests/bench/forms/large-page.mjs";

const EXTENSION = resolve(import.meta.dirname, "../..");
const { chromium } = createRequire(resolve(EXTENSION, "../tests/package.json"))("playwright-core");
const FIELDS = 400;

let browser, script;
before(async () => {
  const { outputFiles } = await build({ entryPoints: [join(EXTENSION, "tests/bench-forms.ts")], bundle: true, format: "iife", write: false, target: "chrome120" });
  script = outputFiles[0].text;
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
});
after(() => browser?.close());

/** In the page: counts each use of what the DOM offers during one look, by its name. */
function countLook() {
  const counts = new Map();
  const note = (name) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const counted = (name, act) => function (...given) { note(name); return act.apply(this, given); };
  for (const { prototype } of [Node, Element, HTMLElement, HTMLInputElement, HTMLLabelElement, Document, DOMTokenList, TreeWalker]) {
    for (const [name, { value, get, set, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (name === "constructor" || !configurable) continue;
      if (typeof value === "function") Object.defineProperty(prototype, name, { value: counted(name, value), configurable: true });
      else if (get) Object.defineProperty(prototype, name, { get: counted(name, get), set, configurable: true });
    }
  }
  window.getComputedStyle = counted("getComputedStyle", window.getComputedStyle.bind(window));
  String.prototype.normalize = counted("normalize", String.prototype.normalize);
  globalThis.benchForms.lookOnce();
  return [...counts];
}

async function countOn(times, change) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.setContent(largePage(times));
  await page.evaluate(script);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  if (change !== undefined) await page.evaluate(change);
  const counts = new Map(await page.evaluate(countLook));
  await page.close();
  const of = (...names) => names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  return {
    elements,
    all: of(...counts.keys()) - of("normalize"),
    normalized: of("normalize"),
    boxes: of("getBoundingClientRect", "getClientRects", "offsetWidth", "offsetHeight", "offsetTop", "offsetLeft", "clientWidth", "clientHeight", "scrollWidth", "scrollHeight", "checkVisibility"),
    styles: of("getComputedStyle"),
    searches: of("querySelector", "querySelectorAll"),
    selectors: of("matches", "closest"),
  };
}

for (const [where, change] of [["a page", undefined], ["a page whose fields stand in shadow trees", drawInTrees]]) {
  test(`${where} of 5,000 elements: layout is read once a field, styles once a wrapper, texts a few times, and nothing is searched for again and again`, async () => {
    const { elements, all, normalized, boxes, styles, searches, selectors } = await countOn(1, change);
    assert.ok(boxes <= 2 * FIELDS + 10, `${boxes} boxes`);
    assert.ok(styles <= elements / 2, `${styles} styles`);
    assert.ok(searches <= 10 + (change === undefined ? 0 : 5 * FIELDS), `${searches} searches`);
    assert.ok(selectors <= 10 * FIELDS, `${selectors} selectors`);
    assert.ok(normalized <= 5 * FIELDS, `${normalized} texts normalised`);
    assert.ok(all <= (change === undefined ? 21 : 25) * elements, `${all} questions`);
  });
}

test("twice the page is twice the work", async () => {
  const [one, two] = [await countOn(1), await countOn(2)];
  assert.ok(two.all <= 2.1 * one.all, `${one.all}, ${two.all}`);
});
