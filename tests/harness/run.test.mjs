// The runner of the tests: what fails is told as failed, and only a browser's own death gives a file a second run.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./workspace.mjs";

const HEAD = `
import { appendFileSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { chromium } from ${JSON.stringify(join(root, "tests/node_modules/playwright-core/index.mjs"))};
const log = new URL("./runs", import.meta.url);
appendFileSync(log, "x");
const nth = readFileSync(log, "utf8").length;
const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
async function die() {
  const browser = await launch();
  await (await browser.newBrowserCDPSession()).send("Browser.crash");
}
async function closeAndUse() {
  const browser = await launch();
  const page = await browser.newPage();
  await browser.close();
  await page.evaluate(() => 1);
}
`;

/** Runs one file of that body; how it ended and how often it was run. */
function runFile(t, body) {
  const directory = mkdtempSync(join(tmpdir(), "cccd-run-test-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, "sample.test.mjs"), HEAD + body);
  // As from a shell: this test's own runner is not this one's concern.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [join(root, "tests/run.mjs"), join(directory, "sample.test.mjs")], { env, encoding: "utf8" });
  return { status, stdout, runs: readFileSync(join(directory, "runs"), "utf8").length };
}

test("what passes is counted once", (t) => {
  const { status, stdout, runs } = runFile(t, `test("plain", () => undefined);`);
  assert.deepEqual([status, runs], [0, 1]);
  assert.match(stdout, /✔ plain[^]*pass 1\n.*fail 0/);
});

test("a file whose browser died runs once more, and it is said", (t) => {
  const { status, stdout, runs } = runFile(t, `test("dies", () => (nth === 1 ? die() : undefined)); test("beside it", () => undefined);`);
  assert.deepEqual([status, runs], [0, 2]);
  assert.match(stdout, /the browser died in .*sample\.test\.mjs[^]*pass 2\n.*fail 0/);
});

test("a browser that dies again has failed", (t) => {
  const { status, stdout, runs } = runFile(t, `test("dies", die);`);
  assert.deepEqual([status, runs], [1, 2]);
  assert.match(stdout, /fail 1/);
});

test("what failed besides is not tried again, nor a browser used after it was closed", (t) => {
  const besides = runFile(t, `test("dies", () => (nth === 1 ? die() : undefined)); test("wrong", () => { if (nth === 1) throw new Error("wrong"); });`);
  assert.deepEqual([besides.status, besides.runs], [1, 1]);
  const closed = runFile(t, `test("closed", () => (nth === 1 ? closeAndUse() : undefined));`);
  assert.deepEqual([closed.status, closed.runs], [1, 1]);
});

test("a file that ends by itself has failed", (t) => {
  assert.equal(runFile(t, `process.exit(3);`).status, 1);
});
