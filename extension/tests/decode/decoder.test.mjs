// The panel's decoder in Chromium: the packed worker and library, under the extension's own content security policy.
// Needs dist/chrome (node build.mjs) and /usr/bin/chromium. Run: node --test tests/decode/*.test.mjs
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { extensionId, project } from "../panel-browser/stage.mjs";

const { chromium } = createRequire(join(project, "tests", "package.json"))("playwright-core");
const pictures = join(project, "tests", "unit", "imaging", "data");
const cardText = readFileSync(join(pictures, "card.txt"), "utf8");
const picture = (name) => readFileSync(join(pictures, name)).toString("base64");
let directory;
let browser;
let page;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "cccd-decode-"));
  const built = join(project, "extension", "dist", "chrome");
  browser = await chromium.launchPersistentContext(directory, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    args: [`--disable-extensions-except=${built}`, `--load-extension=${built}`],
  });
  page = await browser.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  const entry = fileURLToPath(new URL("../../decode/decoder.ts", import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "iife", globalName: "decoding", write: false });
  await page.evaluate(`${outputFiles[0].text}; globalThis.decoding = decoding`);
  await page.evaluate(() => {
    globalThis.pixelsOf = async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    };
  });
});
after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

test("a picture's code comes back as it was encoded, with its place; the pixels were handed over", async () => {
  const { result, left } = await page.evaluate(async (base64) => {
    const decoder = decoding.createDecoder();
    const image = await pixelsOf(base64);
    const result = await decoder.decode(image, { budgetMs: 1000 });
    decoder.close();
    return { result, left: image.data.length };
  }, picture("card.png"));
  assert.equal(result.symbols.length, 1);
  const [symbol] = result.symbols;
  assert.equal(symbol.text, cardText);
  assert.equal(symbol.format, "QRCode");
  assert.equal(Buffer.from(Object.values(symbol.bytes)).toString(), cardText);
  const [topLeft, topRight, bottomRight, bottomLeft] = symbol.corners;
  assert.ok(topLeft.x < topRight.x && topLeft.y < bottomLeft.y && bottomRight.x > bottomLeft.x);
  assert.ok(result.tookMs >= 0);
  assert.equal(left, 0);
});

test("images are answered in their order; one that is none is refused and harms no other", async () => {
  const outcomes = await page.evaluate(async ([card, two]) => {
    const decoder = decoding.createDecoder();
    const options = { budgetMs: 1000 };
    const asked = [
      decoder.decode(await pixelsOf(card), options),
      decoder.decode({ width: 4, height: 4, luma: new Uint8Array(3) }, options),
      decoder.decode({ width: 20000, height: 1, luma: new Uint8Array(20000) }, options),
      decoder.decode(await pixelsOf(two), options),
    ];
    const outcomes = (await Promise.allSettled(asked)).map(({ value, reason }) => value?.symbols.length ?? reason.reason);
    decoder.close();
    outcomes.push(await decoder.decode({ width: 1, height: 1, luma: new Uint8Array(1) }, options).catch((error) => error.reason));
    return outcomes;
  }, [picture("card.png"), picture("two.png")]);
  assert.deepEqual(outcomes, [1, "refused", "refused", 2, "closed"]);
});

test("a worker that dies takes one image with it, the next gets another worker", async () => {
  const outcomes = await page.evaluate(async (base64) => {
    const files = ["missing.js", "decode-worker.js"];
    const decoder = decoding.createDecoder(() => new Worker(chrome.runtime.getURL(files.shift())));
    const asked = [decoder.decode(await pixelsOf(base64), { budgetMs: 1000 }), decoder.decode(await pixelsOf(base64), { budgetMs: 1000 })];
    const outcomes = (await Promise.allSettled(asked)).map(({ value, reason }) => value?.symbols.length ?? reason.reason);
    decoder.close();
    return outcomes;
  }, picture("card.png"));
  assert.deepEqual(outcomes, ["died", 1]);
});

test("nothing is asked of a server", async () => {
  const asked = [];
  browser.on("request", (request) => asked.push(request.url()));
  await page.evaluate(async (base64) => {
    const decoder = decoding.createDecoder();
    await decoder.decode(await pixelsOf(base64), { budgetMs: 1000 });
    decoder.close();
  }, picture("card.png"));
  assert.deepEqual(asked.filter((url) => !url.startsWith(`chrome-extension://${extensionId}/`)), []);
});
