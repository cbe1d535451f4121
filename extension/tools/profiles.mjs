// Checks the shipped site profiles and puts them into one module.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extensionDirectory, generatedDirectory } from "./paths.mjs";
import { profileValidator } from "./validators.mjs";

const tooWide = new Set(["*.gov.vn", "*.com.vn", "*.vn"]);

function duplicates(values) {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function cyclic(field, byKey) {
  const seen = new Set();
  for (let current = field; current !== undefined; current = byKey.get(current.after)) {
    if (seen.has(current.key)) return true;
    seen.add(current.key);
  }
  return false;
}

/** What the schema cannot say: names that must exist, once, and hosts that are not everyone's. */
export function lintProfile(profile) {
  const problems = [];
  const byKey = new Map(profile.fields.map((field) => [field.key, field]));
  for (const key of duplicates(profile.fields.map((field) => field.key))) problems.push(`field ${key} appears twice`);
  for (const locator of duplicates(profile.fields.map((field) => JSON.stringify(field.locate)))) problems.push(`two fields are located by ${locator}`);
  for (const field of profile.fields) {
    if (field.after !== undefined && !byKey.has(field.after)) problems.push(`${field.key}: no field is called ${field.after}`);
    else if (cyclic(field, byKey)) problems.push(`${field.key}: waits for itself`);
  }
  for (const key of profile.lookup?.inputs ?? []) if (!byKey.has(key)) problems.push(`lookup: no field is called ${key}`);
  if (profile.audience === "citizen" && (profile.lookup ?? profile.record) !== undefined) problems.push("a citizen's form has no lookup and no record");
  for (const host of profile.match.flatMap((match) => match.hosts)) if (tooWide.has(host)) problems.push(`${host} is too wide`);
  return problems;
}

/** @returns {object[]} the shipped profiles, in the order of their file names; throws with every problem found */
export function loadProfiles() {
  const directory = join(extensionDirectory, "profiles");
  const validate = profileValidator();
  const problems = [];
  const profiles = readdirSync(directory).filter((name) => name.endsWith(".json")).sort().map((name) => {
    const profile = JSON.parse(readFileSync(join(directory, name), "utf8"));
    if (validate(profile)) problems.push(...lintProfile(profile).map((problem) => `${name}: ${problem}`));
    else problems.push(...validate.errors.map((error) => `${name}: ${error.instancePath} ${error.message}`));
    return profile;
  });
  problems.push(...duplicates(profiles.map((profile) => profile.id)).map((id) => `two profiles are called ${id}`));
  if (problems.length > 0) throw new Error(`site profiles:\n  ${problems.join("\n  ")}`);
  return profiles;
}

/** Writes generated/profiles.ts. */
export function generateProfiles() {
  const profiles = loadProfiles().map(({ $schema: _, ...profile }) => profile);
  const code = [
    "// Generated from profiles/; do not edit.",
    'import type { SiteProfile } from "./site-profile";',
    `export const shippedProfiles: SiteProfile[] = ${JSON.stringify(profiles, null, 2)};`,
    "",
  ].join("\n");
  writeFileSync(join(generatedDirectory, "profiles.ts"), code);
}
