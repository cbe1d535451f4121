// Checks the list of decoding passes and puts it into one module.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { generatedDirectory, schemaDirectory } from "./paths.mjs";
import { loadSchema } from "./schemas.mjs";

/** Writes generated/qr-pass-list.ts; throws when the list does not fit its schema. */
export function generateQrPasses() {
  const list = JSON.parse(readFileSync(join(schemaDirectory, "qr-passes.json"), "utf8"));
  const validate = new Ajv2020.default({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(loadSchema("qr-passes"));
  if (!validate(list)) throw new Error(`qr-passes:\n  ${validate.errors.map((error) => `${error.instancePath} ${error.message}`).join("\n  ")}`);
  const code = [
    "// Generated from schemas/qr-passes.json; do not edit.",
    'import type { QrPass } from "./qr-passes";',
    `export const qrPasses: readonly QrPass[] = ${JSON.stringify(list.passes, null, 2)};`,
    "",
  ].join("\n");
  writeFileSync(join(generatedDirectory, "qr-pass-list.ts"), code);
}
