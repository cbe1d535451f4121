// Writes the Group Policy templates: `node installer/policies/admx/generate.mjs OUT EXTENSION_ID`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadSchema } from "../../../extension/tools/schemas.mjs";
import { managedSchema } from "../../../extension/tools/managed-schema.mjs";
import { adml, admx } from "./admx.mjs";

const cultures = { vi: "vi-VN", en: "en-US" };

/** The policy's schema without references; the lengths of texts, which browsers do not take, are kept. */
export function policySchema() {
  const schema = managedSchema();
  for (const [name, { maxLength }] of Object.entries(loadSchema("managed-policy").properties)) {
    if (maxLength !== undefined) schema.properties[name].maxLength = maxLength;
  }
  return schema;
}

export const texts = () => JSON.parse(readFileSync(new URL("texts.json", import.meta.url), "utf8"));

/** Writes OUT/NAME.admx and OUT/CULTURE/NAME.adml; `ofStore` as for admx. */
function write(out, name, extensionId, ofStore) {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${name}.admx`), admx(policySchema(), extensionId, ofStore));
  for (const [language, culture] of Object.entries(cultures)) {
    mkdirSync(join(out, culture), { recursive: true });
    writeFileSync(join(out, culture, `${name}.adml`), adml(policySchema(), texts(), language, ofStore));
  }
}

/** Writes OUT/cccd-bridge.admx and its texts, and templates for each id that a store gave: the id is part of the registry's keys. */
export function writeTemplates(out, extensionId, storeIds = []) {
  write(out, "cccd-bridge", extensionId);
  for (const id of storeIds) write(out, `cccd-bridge-${id}`, id, id);
}

if (process.argv[1] === import.meta.filename) {
  const [out, extensionId] = process.argv.slice(2);
  if (!/^[a-p]{32}$/.test(extensionId ?? "")) {
    console.error("usage: node installer/policies/admx/generate.mjs OUT EXTENSION_ID");
    process.exitCode = 2;
  } else {
    writeTemplates(out, extensionId);
  }
}
