// Runs test files, two at a time, and shows each as it ends: node tests/run.mjs FILE...
// A browser that died by itself (a fault of its own, once in some thousands of starts) says nothing of what was tested: such a file runs once more, and that is said.
import { resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

// Two, since most of their time is waiting for a browser or a reader.
const CONCURRENCY = 2;

const said = (data) => `${data.details.error?.message}\n${data.details.error?.cause?.message}`;
const isClosed = (failure) => said(failure).includes("has been closed");
// Playwright adds the browser's last words to what was asked when it went without being told to.
const isDeath = (failure) => isClosed(failure) && said(failure).includes("Browser logs:");

/** Whether nothing but the browser's death failed: what failed besides is told at once, and never tried again. */
function onlyBrowserDied(events, file) {
  const failures = events.filter(({ type, data }) => type === "test:fail" && data.name !== file).map(({ data }) => data);
  return failures.some(isDeath) && failures.every(isClosed);
}

/** What the runner reports of `files`, held back until each file is over; names of those whose browser died go to `died`, if given, instead. */
async function* reported(files, died) {
  const held = new Map();
  const release = (file) => {
    const events = held.get(file) ?? [];
    held.delete(file);
    if (died === undefined || !onlyBrowserDied(events, file)) return events;
    died.add(file);
    return [{ type: "test:diagnostic", data: { nesting: 0, file, message: `the browser died in ${file}; it runs once more` } }];
  };
  for await (const event of run({ files, concurrency: CONCURRENCY })) {
    const { file, name } = event.data;
    if (file === undefined) continue; // the runner's sum, which would count what is run twice
    if (died?.has(file)) continue;
    if (!held.has(file)) held.set(file, []);
    held.get(file).push(event);
    if (event.type === "test:complete" && name === file) yield* release(file);
  }
  for (const file of [...held.keys()]) yield* release(file);
}

async function* counted(files) {
  const counts = { pass: 0, fail: 0, skipped: 0 };
  const count = function* (event) {
    if (event.type === "test:pass") counts[event.data.skip === undefined ? "pass" : "skipped"]++;
    if (event.type === "test:fail") counts.fail++;
    yield event;
  };
  const died = new Set();
  for await (const event of reported(files, died)) yield* count(event);
  if (died.size > 0) for await (const event of reported([...died])) yield* count(event);
  for (const [what, number] of Object.entries(counts)) yield { type: "test:diagnostic", data: { nesting: 0, message: `${what} ${number}` } };
  if (counts.fail > 0 || counts.pass === 0) process.exitCode = 1;
}

const files = process.argv.slice(2).map((file) => resolve(file));
const lines = new spec();
lines.pipe(process.stdout);
for await (const event of counted(files)) lines.write(event);
lines.end();
