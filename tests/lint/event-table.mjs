// The tables of docs/deployment*.md from schemas/events.json. `node tests/lint/event-table.mjs` writes them; lint compares.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const { events } = JSON.parse(readFileSync(new URL("schemas/events.json", root), "utf8"));
const begin = "<!-- schemas/events.json -->";
const end = "<!-- end -->";

const pages = [
  {
    path: "docs/deployment.md",
    language: "en",
    head: "| no. | code | severity | what happened | fields |",
    severities: { information: "information", warning: "warning", error: "error" },
  },
  {
    path: "docs/deployment.vi.md",
    language: "vi",
    head: "| số | mã | mức | việc đã xảy ra | trường |",
    severities: { information: "thông tin", warning: "cảnh báo", error: "lỗi" },
  },
];

/** The page with the table that events.json gives. */
function current(page, { language, head, severities }) {
  const fields = (event) => Object.entries(event.fields).map(([name, meaning]) => `\`${name}\`: ${meaning[language]}`).join("<br>");
  const rows = Object.entries(events).map(([code, event]) =>
    `| ${event.number} | \`${code}\` | ${severities[event.severity]} | ${event.message[language]} | ${fields(event)} |`);
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`no place for the table of events: ${begin} … ${end}`);
  return `${page.slice(0, from)}${begin}\n${head}\n|---|---|---|---|---|\n${rows.join("\n")}\n${page.slice(to)}`;
}

const read = ({ path }) => readFileSync(new URL(path, root), "utf8");

/** What is wrong with the pages or with the numbers, as lines. */
export function eventProblems() {
  const numbers = Object.values(events).map(({ number }) => number);
  const stale = pages.filter((page) => read(page) !== current(read(page), page));
  return [
    ...numbers.filter((number, at) => numbers.indexOf(number) !== at).map((number) => `schemas/events.json: ${number} stands for two events`),
    ...stale.map(({ path }) => `${path} is not current: run node tests/lint/event-table.mjs`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const page of pages) writeFileSync(new URL(page.path, root), current(read(page), page));
