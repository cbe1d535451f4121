// The table of scanners' makes as a module: what the panel says about switching a scanner's mode.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDirectory, schemaDirectory } from "./paths.mjs";

/** Writes generated/scanner-quirks.ts: of each make its name, its modes and how to switch them. */
export function generateScannerQuirks() {
  const { scanners } = JSON.parse(readFileSync(join(schemaDirectory, "scanner-quirks.json"), "utf8"));
  const makes = scanners.map(({ id, name, modes, switch: how }) => ({ id, name, modes, switch: how }));
  const code = [
    "// Generated from schemas/scanner-quirks.json; do not edit.",
    'import type { Language } from "./messages";',
    'export type SwitchMode = "keyboard" | "hidPos" | "serial";',
    "export interface ScannerMake {",
    "  id: string;",
    "  name: string;",
    "  modes: SwitchMode[];",
    "  switch: { [M in SwitchMode]?: { [L in Language]: string } };",
    "}",
    `export const scannerMakes: readonly ScannerMake[] = ${JSON.stringify(makes, null, 2)};`,
    "",
  ].join("\n");
  writeFileSync(join(generatedDirectory, "scanner-quirks.ts"), code);
}
