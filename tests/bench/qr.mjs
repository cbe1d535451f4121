// ./dev bench qr [DIR] [--cards N] [--seeds A,B]: how many codes are read, and how fast, by both homes; beside each home's library in its
// default setting, zbar and OpenCV, in one run. DIR holds a manifest.json like ../shared/data/qr; generated cards always come with it.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { printTable } from "./measure.mjs";
import { makeCards } from "./qr-cards.mjs";
import { hostReader, opencvReader, panelReader, zbarReader } from "./qr-readers.mjs";

// The passes were tuned on seed 2026; nobody looked at a picture of these two.
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { cards: { type: "string", default: "50" }, seeds: { type: "string", default: "31,47" } },
});
// What the manifest's truth leaves out, each looked at by eye.
const known = new Map(JSON.parse(readFileSync(join(root, "tests/bench/qr-known.json"), "utf8")).map((entry) => [entry.file, entry]));
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
const plain = (text) => text.replace(/\s+/g, " ").trim();
const symbolsIn = ({ file, expected_text, symbols }) => known.get(file)?.symbols ?? (expected_text === undefined ? (symbols ?? 1) : 1);

/** What of a reading counts: where the truth is known the true text once, else the symbols up to the number there. */
function score(entry, symbols) {
  if (entry.expected_text === undefined) return { decoded: Math.min(symbolsIn(entry), symbols.length), wrong: 0 };
  const texts = symbols.map(({ text }) => plain(text));
  const truth = plain(entry.expected_text);
  const others = (known.get(entry.file)?.alsoHolds ?? []).map(plain);
  return { decoded: texts.includes(truth) ? 1 : 0, wrong: texts.filter((text) => text !== truth && !others.includes(text)).length };
}

function newTally() {
  return { total: 0, readers: {} };
}

function enter(tally, name, { decoded, wrong }, ms) {
  const row = (tally.readers[name] ??= { decoded: 0, wrong: 0, ms: [] });
  row.decoded += decoded;
  row.wrong += wrong;
  if (ms !== undefined) row.ms.push(ms);
}

/** Reads one picture with everything there is and enters it into the tallies. */
async function readPicture(entry, directory, readers, workspace, budgets, tallies) {
  const path = join(directory, entry.file);
  const luma = join(workspace.directory, "picture.pgm");
  const host = await readers.host.look(path, luma, budgets.host);
  if (host.error) throw new Error(`${entry.file}: ${host.error}`);
  const panel = await readers.panel.look(luma, budgets.panel);
  const others = { zbar: await readers.zbar?.look(path), opencv: await readers.opencv?.look?.(path) };
  rmSync(luma);
  if (known.has(entry.file)) console.log(`${entry.file} ${known.get(entry.file).why}`);
  for (const tally of tallies) {
    tally.total += symbolsIn(entry);
    for (const [home, answers] of Object.entries({ host, panel }))
      for (const [kind, { symbols, ms }] of Object.entries(answers)) {
        const counts = score(entry, symbols);
        if (counts.wrong > 0 && tally === tallies[0]) console.log(`WRONG, ${home} ${kind}: ${entry.file}: ${JSON.stringify(symbols.map(({ text }) => text))}`);
        enter(tally, `${home} ${kind}`, counts, ms);
      }
    // Others guess the encoding, often wrongly: what they find counts without a look at its letters.
    for (const [name, symbols] of Object.entries(others)) if (symbols) enter(tally, name, score({ file: entry.file, symbols: symbolsIn(entry) }, symbols));
  }
  return { host: host.default.ms, panel: panel.default.ms };
}

/** A set's pictures, read; budgets for a frame follow the library's own time on the pictures before. */
async function readSet(name, directory, manifest, readers, workspace) {
  const tallies = new Map([[name, newTally()]]);
  const budgets = { host: 40, panel: 60 };
  const times = { host: [], panel: [] };
  for (const entry of manifest) {
    const category = `${name}, ${entry.category ?? "all"}`;
    if (!tallies.has(category)) tallies.set(category, newTally());
    const took = await readPicture(entry, directory, readers, workspace, budgets, [tallies.get(name), tallies.get(category)]);
    for (const home of ["host", "panel"]) {
      times[home].push(took[home]);
      budgets[home] = 1.5 * percentile(times[home], 0.5);
    }
  }
  return tallies;
}

/** Rows of one tally with what the aims are about; the aim of time is for frames of 1080 lines. */
function rowsOf({ total, readers }, isFrame) {
  const rows = [];
  for (const [name, { decoded, wrong, ms }] of Object.entries(readers)) {
    const home = name.split(" ")[0];
    const plainRow = readers[`${home} default`];
    const notes = [];
    if (name.endsWith("passes")) {
      const unread = total - plainRow.decoded;
      notes.push(`reads ${decoded - plainRow.decoded} of ${unread} the default leaves (aim ≥ ${Math.ceil(unread / 2)})`);
      for (const other of ["zbar", "opencv"]) if (readers[other]) notes.push(`${other} ${readers[other].decoded}`);
    }
    if (isFrame && name.endsWith("frame")) notes.push(`p50 ${(percentile(ms, 0.5) / percentile(plainRow.ms, 0.5)).toFixed(2)} × (aim 0.6), p95 ${(percentile(ms, 0.95) / percentile(plainRow.ms, 0.5)).toFixed(2)} × (aim 3) of the default's p50`);
    const time = ms.length > 0 ? `, ${percentile(ms, 0.5).toFixed(1)} / ${percentile(ms, 0.95).toFixed(1)} ms` : "";
    rows.push([name, `${decoded} / ${total}${wrong > 0 ? `, ${wrong} WRONG` : ""}${time}`, notes.join("; ")]);
  }
  return rows;
}

/** Photographs by their first folder: boofcv-v3, zxing-cpp. */
function setsOf(manifest) {
  return Map.groupBy?.(manifest, ({ file }) => dirname(file).split("/")[0]) ?? manifest.reduce((sets, entry) => {
    const name = dirname(entry.file).split("/")[0];
    return sets.set(name, [...(sets.get(name) ?? []), entry]);
  }, new Map());
}

const directory = resolve(positionals[0] ?? join(root, "../shared/data/qr"));
const workspace = makeWorkspace("bench-qr");
const readers = { host: hostReader(), panel: await panelReader(workspace.directory), zbar: zbarReader(), opencv: await opencvReader() };
try {
  console.log(readers.zbar ? "zbar is compared" : "zbar is not installed: not compared");
  console.log(readers.opencv?.name ?? "OpenCV is not installed: not compared");
  const results = [];
  if (existsSync(join(directory, "manifest.json"))) {
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
    for (const [name, entries] of setsOf(manifest)) results.push(await readSet(name === "." ? "pictures" : name, directory, entries, readers, workspace));
  } else console.log(`${directory} has no manifest.json: only generated cards are read`);
  for (const seed of options.seeds.split(",").map(Number)) {
    const cards = workspace.folder(`cards-${seed}`);
    results.push(await readSet(`generated cards, seed ${seed}`, cards, await makeCards(cards, Number(options.cards), seed), readers, workspace));
  }
  console.log("decoded / total, wrong where the truth is known, milliseconds a picture p50 / p95 (decoding alone; frame: within 1.5 × the default's time)");
  for (const tallies of results) for (const [name, tally] of tallies) printTable(name, rowsOf(tally, name.endsWith(", 1080p")));
  if (results.some((tallies) => [...tallies.values()].some(({ readers: rows }) => Object.entries(rows).some(([name, { wrong }]) => /passes|frame/.test(name) && wrong > 0)))) process.exitCode = 1;
} finally {
  for (const reader of [readers.host, readers.zbar, readers.opencv]) reader?.close();
  workspace.remove();
}
