// Loads the schemas and resolves references between their files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { schemaDirectory } from "./paths.mjs";

/** Schema files the extension uses, by the name of the module generated from each. */
export const schemaNames = ["citizen", "verdicts", "evidence", "protocol", "site-profile", "profile-bundle", "managed-policy", "qr-passes"];

/** @param {string} name @returns {any} the parsed schema file `name.schema.json` */
export function loadSchema(name) {
  return JSON.parse(readFileSync(join(schemaDirectory, `${name}.schema.json`), "utf8"));
}

/** @returns {{version: number, errors: Record<string, {message: {vi: string, en: string}, remedy: {vi: string, en: string}}>}} */
export function loadErrors() {
  return JSON.parse(readFileSync(join(schemaDirectory, "errors.json"), "utf8"));
}

/** Splits `citizen.schema.json#/$defs/Source` into the module's name and the definition's (empty for the root). */
export function splitReference(reference) {
  const [file, pointer = ""] = reference.split("#");
  return { file: file.replace(/\.schema\.json$/, ""), definition: pointer.replace(/^\/\$defs\//, "") };
}

/** Calls `visit` for every object inside `value`, parents first. */
export function walk(value, visit) {
  if (Array.isArray(value)) {
    value.forEach((item) => walk(item, visit));
  } else if (value !== null && typeof value === "object") {
    visit(value);
    Object.values(value).forEach((item) => walk(item, visit));
  }
}
