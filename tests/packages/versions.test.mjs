// What a release raises by hand: a file that was forgotten is named.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { versionProblems } from "../lint/versions.mjs";

const files = [
  "CHANGELOG.md", "CMakeLists.txt", "vcpkg.json", "extension/manifest.base.json", "extension/package.json", "extension/package-lock.json",
  "tests/package.json", "tests/package-lock.json", "native-host/host/CMakeLists.txt",
];

test("versions and the day of release agree in the sources, and each that does not is named", (t) => {
  assert.deepEqual(versionProblems(root), []);
  const workspace = makeWorkspace("versions");
  t.after(() => workspace.remove());
  for (const name of files) {
    mkdirSync(dirname(join(workspace.directory, name)), { recursive: true });
    cpSync(join(root, name), join(workspace.directory, name));
  }
  const change = (name, from, to) => {
    const path = join(workspace.directory, name);
    const text = readFileSync(path, "utf8");
    assert.match(text, from, name);
    writeFileSync(path, text.replace(from, to));
  };
  change("CMakeLists.txt", /VERSION [\d.]+ LANG/, "VERSION 77.0.1 LANG");
  assert.deepEqual(versionProblems(workspace.directory).map((line) => line.split(" ")[0]), files.slice(2, 8));
  for (const name of files.slice(2, 8)) change(name, /"version": "[\d.]+"/, '"version": "77.0.1"');
  for (const name of files.filter((one) => one.endsWith("lock.json"))) change(name, /("": \{[^}]*?"version": )"[\d.]+"/, '$1"77.0.1"');
  change("CHANGELOG.md", /^## \[Unreleased\]$/m, "## [Unreleased]\n\n## [77.0.0] - 2031-02-03");
  assert.deepEqual(versionProblems(workspace.directory).map((line) => /77\.0\.0|2031-02-03/.exec(line)?.[0]), ["77.0.0", "2031-02-03"]);
  change("CHANGELOG.md", /77\.0\.0\]/, "77.0.1]");
  change("native-host/host/CMakeLists.txt", /CCCD_RELEASE_DATE "[\d-]+"/, 'CCCD_RELEASE_DATE "2031-02-03"');
  assert.deepEqual(versionProblems(workspace.directory), []);
});
