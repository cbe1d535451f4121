// Runs every unit test of the extension: bundles tests/**/*.test.ts(x) with esbuild, then node's own test runner.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";
import { extensionDirectory } from "./tools/paths.mjs";

const testDirectory = join(extensionDirectory, "tests");
// Inside the extension's own folder, so that packages left out of the bundle are found.
const bundled = join(extensionDirectory, "node_modules", ".cache", "tests");

/** Paths of the tests, narrowed by what is given on the command line. */
function testFiles() {
  const wanted = process.argv.slice(2);
  return readdirSync(testDirectory, { recursive: true })
    .map((name) => join(testDirectory, name))
    .filter((path) => /\.test\.tsx?$/.test(path) && (wanted.length === 0 || wanted.some((part) => path.includes(part))));
}

rmSync(bundled, { recursive: true, force: true });
mkdirSync(bundled, { recursive: true });
const generated = spawnSync(process.execPath, [join(extensionDirectory, "build.mjs"), "--generate-only"], { stdio: "inherit" });
if (generated.status !== 0) process.exit(1);
const files = testFiles();
if (files.length === 0) {
  console.error("no test of that name");
  process.exit(1);
}
await build({
  entryPoints: Object.fromEntries(files.map((path) => [relative(testDirectory, path).replaceAll(sep, "-").replace(/\.tsx?$/, ""), path])),
  outdir: bundled,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["jsdom", "esbuild", "ajv"],
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  logLevel: "warning",
  // Generated validators ask for two of Ajv's helpers by require.
  banner: { js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);' },
  define: { EXTENSION_DIRECTORY: JSON.stringify(extensionDirectory) },
});
const outputs = readdirSync(bundled).filter((name) => name.endsWith(".mjs")).map((name) => join(bundled, name));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...outputs], { stdio: "inherit" });
process.exit(status ?? 1);
