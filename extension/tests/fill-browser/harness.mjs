// The real content script in a real Chromium: a small extension injects it into the sample portals and passes messages on.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { startPortals } from "../../../tests/portal/index.mjs";
import { SAMPLE_PEOPLE } from "../../../tests/portal/sample-people.mjs";

const EXTENSION = resolve(import.meta.dirname, "../..");
const { chromium } = createRequire(resolve(EXTENSION, "../tests/package.json"))("playwright-core");

const MANIFEST = {
  manifest_version: 3, name: "fill test", version: "1", permissions: ["scripting", "tabs"], host_permissions: ["https://*.gov.vn/*", "https://evil.example.com/*"], background: { service_worker: "background.js" },
};
const BACKGROUND = `
  globalThis.inject = async (tabId) => { await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: ["content.js"] }); };
  globalThis.setClock = async (tabId) => { await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: ["guard-clock.js"] }); };
  globalThis.advance = async (tabId, ms) => { await chrome.scripting.executeScript({ target: { tabId, frameIds: [0] }, func: (ms) => (ms === null ? guardClock.drain() : guardClock.advance(ms)), args: [ms] }); };
  globalThis.heard = [];
  globalThis.isTaking = true;
  chrome.runtime.onMessage.addListener((message, sender, respond) => { heard.push(message); respond(isTaking); });
  globalThis.ask = (tabId, message) => chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
`;

export const PROFILES = Object.fromEntries(
  readdirSync(join(EXTENSION, "profiles")).map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(join(EXTENSION, "profiles", file), "utf8"))]),
);

/** Facts of the first sample person, as a citizen. */
export const CITIZEN = citizenOf(SAMPLE_PEOPLE[0]);

function citizenOf(person) {
  const fields = { ...person, nationality: "Việt Nam", issueDate: "2021-05-10", issuingAuthority: "Cục Cảnh sát quản lý hành chính về trật tự xã hội" };
  const names = ["idNumber", "oldIdNumber", "fullName", "dateOfBirth", "sex", "nationality", "ethnicity", "placeOfOrigin", "placeOfResidence", "issueDate", "issuingAuthority"];
  return Object.fromEntries(names.filter((name) => fields[name]).map((name) => [name, { value: fields[name], source: "dg13", verified: false }]));
}

async function bundle(directory) {
  await build({ entryPoints: [join(EXTENSION, "content/main.ts")], bundle: true, format: "iife", target: "chrome120", outfile: join(directory, "extension/content.js"), logLevel: "warning" });
  await build({ entryPoints: [join(EXTENSION, "plan/plan.ts")], bundle: true, format: "esm", outfile: join(directory, "plan.mjs"), logLevel: "warning" });
  copyFileSync(join(import.meta.dirname, "guard-clock.js"), join(directory, "extension/guard-clock.js"));
  writeFileSync(join(directory, "extension/manifest.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(directory, "extension/background.js"), BACKGROUND);
}

/** Portals, browser and planner for one test; all of it is gone when the test ends. */
export async function start(t, { quirks = {} } = {}) {
  const directory = mkdtempSync(join(tmpdir(), "cccd-fill-test-"));
  mkdirSync(join(directory, "extension"));
  await bundle(directory);
  const portals = await startPortals({ directory: join(directory, "portals"), population: SAMPLE_PEOPLE, quirks });
  const extension = join(directory, "extension");
  const context = await chromium.launchPersistentContext(join(directory, "user"), {
    executablePath: "/usr/bin/chromium", headless: true, viewport: { width: 1280, height: 900 },
    args: [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`, ...portals.browserArguments],
  });
  t.after(async () => {
    await context.close();
    await portals.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const { makePlan } = await import(pathToFileURL(join(directory, "plan.mjs")).href);
  return { portals, context, worker, makePlan };
}

/** A portal's page with the content script in it, in a new tab or that of `page`; with `isTold` its timers go by the told times of keys, and by `advance` (null: all that are due one day). */
export async function open({ context, worker }, url, { isTold = false, page: used } = {}) {
  const page = used ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  // The first visit of a portal bundles its libraries.
  await page.goto(url, { timeout: 60_000 });
  const tab = await worker.evaluate(async (wanted) => (await chrome.tabs.query({})).find((candidate) => candidate.url === wanted)?.id, page.url());
  if (isTold) await worker.evaluate((id) => globalThis.setClock(id), tab);
  await worker.evaluate((id) => globalThis.inject(id), tab);
  const advance = (milliseconds) => worker.evaluate(([id, ms]) => globalThis.advance(id, ms), [tab, milliseconds]);
  const ask = (message) => worker.evaluate(([id, request]) => globalThis.ask(id, request), [tab, message]);
  return { page, ask, advance, inject: () => worker.evaluate((id) => globalThis.inject(id), tab), model: () => page.evaluate(() => window.portalModel()) };
}

/** Snapshot, plan and fill in one go, as the panel does it; `ticked` are the questions the person says yes to. */
export async function fillPage(at, makePlan, profile, citizen = CITIZEN, options = {}, ticked = []) {
  const snapshot = await at.ask({ kind: "snapshot", profile });
  if (!snapshot.ok) return { snapshot };
  const plan = makePlan(snapshot.value, profile, citizen, { mode: profile.audience, sensitive: ["ethnicity", "religion", "fatherName", "motherName", "spouseName"], roles: ["applicant"], ...options });
  const { binding } = snapshot.value;
  const started = performance.now();
  const steps = [...plan.steps, ...plan.questions.filter(({ key }) => ticked.includes(key)).map(({ step }) => step)];
  const filled = await at.ask({ kind: "fill", binding, steps });
  return { snapshot, plan, binding, filled, milliseconds: performance.now() - started };
}

export const outcomes = (answer) => Object.fromEntries(answer.value.map(({ key, outcome, error }) => [key, error === undefined ? outcome : `${outcome} ${error}`]));

/** Every step filled, but for those expected otherwise: {key: outcome}. */
export function assertFilled(answer, except = {}) {
  assert.ok(answer.ok, answer.error);
  const wrong = Object.entries(outcomes(answer)).filter(([key, found]) => found !== (except[key] ?? "filled"));
  assert.deepEqual(wrong, []);
}
