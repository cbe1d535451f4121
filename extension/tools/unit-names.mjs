// Puts the names of all administrative units, by code and by the unit around them, into one module.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extensionDirectory, generatedDirectory } from "./paths.mjs";

const table = join(extensionDirectory, "../native-host/data/admin-units/units.tsv");
/** Levels by the first cell of their lines (native-host/data/SOURCES.md), each with the level around it. */
const around = { N: undefined, n: "N", O: undefined, D: "O", c: "D" };

/** Writes generated/unit-names.ts: "n01" (communes of today's province 01), "c001" (former communes of district 001) and so on, each as `code kind name|…`. */
export function generateUnitNames() {
  const lists = {};
  const last = {};
  for (const line of readFileSync(table, "utf8").split("\n")) {
    const [level, code, kind, name] = line.split("\t");
    if (!Object.hasOwn(around, level)) continue;
    last[level] = code;
    const parent = around[level] === undefined ? "" : last[around[level]];
    (lists[`${level}${parent}`] ??= []).push(`${code}${kind}${name}`);
  }
  const packed = Object.fromEntries(Object.entries(lists).map(([key, units]) => [key, units.join("|")]));
  const code = ["// Generated from native-host/data/admin-units/units.tsv; do not edit.", `export const unitNames: Readonly<Record<string, string>> = ${JSON.stringify(packed, null, 1)};`, ""].join("\n");
  writeFileSync(join(generatedDirectory, "unit-names.ts"), code);
}
