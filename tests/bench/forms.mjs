// ./dev bench forms [DIR]: what detection finds on labelled forms in a real Chromium: precision, recall, refusals, and every wrong
// and missed one by name. DIR: a folder or file in the shapes of ../shared/data/forms or of forms/held-out-1.json.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { root } from "../harness/workspace.mjs";
import { drawInTrees, largePage } from "./forms/large-page.mjs";
import { readSet } from "./forms/sets.mjs";
import { median } from "./measure.mjs";

const here = import.meta.dirname;
const { build } = createRequire(join(root, "extension/package.json"))("esbuild");
const { chromium } = createRequire(join(root, "tests/package.json"))("playwright-core");
const { names, ambiguousLabels } = JSON.parse(readFileSync(join(here, "forms/names.json"), "utf8"));
const ROLES = ["applicant", "owner", "authorised", "child", "spouse", "organisation"];
const plain = (label) => label.replace(/[*:\s]+$/u, "").trim();

/** "owner:full_name" → ["owner.fullName"], "full_name?" the same, allowed but not asked for; none: nothing of the card, or only refusal is right. */
function rightFor(expected) {
  const [last, role = "applicant"] = expected.replace(/\?$/u, "").split(":").reverse();
  return [names[last] ?? []].flat().map((key) => `${role}.${key}`);
}

function judge(row, tally, page) {
  const wanted = rightFor(row.expected);
  const isFound = row.found !== "";
  // A date in three fields may be seen as one control, which stands where its first part stands.
  const isSame = isFound && wanted.some((key) => key === row.found || (row.isParted && key.startsWith(`${row.found}.`)));
  const line = `${page.name} · ${row.case} · "${row.label}"`;
  if (isFound) {
    tally.found++;
    if (isSame) tally.right++;
    else tally.wrong.push(`${line}: ${row.found}, not ${row.expected || "unscored"}`);
  } else if (row.reason !== "") tally.refused++;
  if (wanted.length === 0 || row.expected.endsWith("?")) return;
  const isAmbiguous = ambiguousLabels.includes(plain(row.label));
  tally.wanted++;
  if (isSame || (!isFound && row.reason !== "" && isAmbiguous)) tally.recalled++;
  else if (!isFound) tally.missed.push(`${line}: ${row.expected}${row.reason === "" ? "" : ` (refused: ${row.reason})`}`);
}

async function measureSet(tab, script, path) {
  const tally = { found: 0, right: 0, wanted: 0, recalled: 0, refused: 0, wrong: [], missed: [] };
  const pages = readSet(path);
  for (const page of pages) {
    await tab.setContent(page.html, { waitUntil: "domcontentloaded" });
    await tab.evaluate(script);
    const rows = await tab.evaluate((roles) => globalThis.benchForms.look(roles), page.allRoles ? ROLES : ["applicant"]);
    for (const row of rows) judge(row, tally, page);
  }
  return pages.length === 0 ? undefined : tally;
}

/** Detection and a plain walk of the same page take turns, so that what else the machine does falls on both. */
async function timeLarge(tab, script, change) {
  await tab.setContent(largePage());
  await tab.evaluate(script);
  const nodes = await tab.evaluate(() => document.querySelectorAll("*").length);
  if (change !== undefined) await tab.evaluate(change);
  const { looks, walks } = await tab.evaluate(() => globalThis.benchForms.time(25));
  return { nodes, fastest: Math.min(...looks), middle: median(looks), ratio: Math.min(...looks) / Math.min(...walks), middleRatio: median(looks) / median(walks) };
}

function defaultSets() {
  const shared = resolve(root, "../shared/data/forms");
  const own = readdirSync(join(here, "forms")).filter((file) => file.startsWith("held-out")).map((file) => join(here, "forms", file));
  return [...(existsSync(shared) ? readdirSync(shared).map((name) => join(shared, name)).filter((path) => statSync(path).isDirectory()) : []), ...own];
}

function setsIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  const folders = readdirSync(path).map((name) => join(path, name)).filter((inner) => statSync(inner).isDirectory());
  return folders.length > 0 ? folders : [path];
}

function printTable(rows) {
  const titles = ["set", "fields of ours", "found", "precision", "recall", "refused"];
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column]).length)));
  for (const row of [titles, ...rows]) console.log(row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]))).join("  "));
}

const percent = (part, whole) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

async function main() {
  const given = process.argv[2];
  const sets = given === undefined ? defaultSets() : setsIn(resolve(given));
  const { outputFiles } = await build({ entryPoints: [join(here, "../../extension/tests/bench-forms.ts")], bundle: true, format: "iife", write: false, target: "chrome120" });
  const script = outputFiles[0].text;
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const rows = [];
    const lines = [];
    for (const path of sets) {
      const tally = await measureSet(tab, script, path);
      if (tally === undefined) continue;
      const name = basename(path, ".json");
      rows.push([name, tally.wanted, tally.found, percent(tally.right, tally.found), percent(tally.recalled, tally.wanted), tally.refused]);
      lines.push(...tally.wrong.map((line) => `${name}: WRONG ${line}`), ...tally.missed.map((line) => `${name}: missed ${line}`));
    }
    printTable(rows);
    for (const line of lines) console.log(line);
    for (const [where, change] of [["", undefined], [", its fields in shadow trees", drawInTrees]]) {
      const { nodes, fastest, middle, ratio, middleRatio } = await timeLarge(tab, script, change);
      console.log(`\nsnapshot and detection of 400 fields on a page of ${nodes} elements${where}: ${fastest.toFixed(1)} ms undisturbed, ${middle.toFixed(1)} ms in the median; ${ratio.toFixed(2)} and ${middleRatio.toFixed(2)} × a plain walk that reads the text and style of every element`);
    }
  } finally {
    await browser.close();
  }
}

await main();
