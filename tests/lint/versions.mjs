// One version and one day of release, wherever they are written: what a release raises by hand has to agree.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const json = (...path) => (text) => path.reduce((value, name) => value[name], JSON.parse(text));
const match = (pattern) => (text) => pattern.exec(text)?.[1];

/** File → where its version stands. */
const versions = {
  "CMakeLists.txt": match(/^project\(\w+ VERSION ([\d.]+)/m),
  "vcpkg.json": json("version"),
  "extension/manifest.base.json": json("version"),
  "extension/package.json": json("version"),
  "extension/package-lock.json": json("packages", "", "version"),
  "tests/package.json": json("version"),
  "tests/package-lock.json": json("packages", "", "version"),
};

/**
 * @param {string} root the checkout
 * @returns {string[]} one sentence for each file that disagrees with CMakeLists.txt or with CHANGELOG.md's newest release
 */
export function versionProblems(root) {
  const read = (name) => readFileSync(join(root, name), "utf8");
  const found = Object.entries(versions).map(([name, versionIn]) => [name, versionIn(read(name))]);
  const [, version] = found[0];
  const problems = found.filter(([, other]) => other !== version).map(([name, other]) => `${name} has version ${other}, CMakeLists.txt ${version}`);
  // Without a release yet there is no day to agree with.
  const [, released, day] = /^## \[(\d[\d.]*)\] - (\d{4}-\d{2}-\d{2})$/m.exec(read("CHANGELOG.md")) ?? [];
  const compiled = match(/set\(CCCD_RELEASE_DATE "([\d-]+)"/)(read("native-host/host/CMakeLists.txt"));
  if (compiled === undefined) problems.push("native-host/host/CMakeLists.txt has no CCCD_RELEASE_DATE");
  if (released !== undefined && released !== version) problems.push(`CHANGELOG.md's newest release is ${released}, CMakeLists.txt has ${version}`);
  if (day !== undefined && day !== compiled) problems.push(`CHANGELOG.md's newest release is of ${day}, CCCD_RELEASE_DATE is ${compiled}`);
  return problems;
}
