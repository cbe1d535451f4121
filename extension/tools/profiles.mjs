// Checks the shipped site profiles and puts them into one module.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { duplicates, lintProfile } from "../shared/profile-lint.mjs";
import { extensionDirectory, generatedDirectory } from "./paths.mjs";
import { profileValidator } from "./validators.mjs";

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
