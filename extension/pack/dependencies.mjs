// What of others is inside the built extension: the packages whose files esbuild names in its bundles, and what those contain.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { distDirectory, extensionDirectory } from "../tools/paths.mjs";

/** Libraries compiled into a dependency's own files, which no lock file lists. */
const contained = { "zxing-wasm": [{ name: "zxing-cpp", licence: "Apache-2.0", within: "zxing-wasm" }] };
const moduleComment = /^ *\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm;

function bundledPackages() {
  const bundles = readdirSync(distDirectory).flatMap((browser) => readdirSync(join(distDirectory, browser)).filter((name) => name.endsWith(".js")).map((name) => join(distDirectory, browser, name)));
  return new Set(bundles.flatMap((path) => [...readFileSync(path, "utf8").matchAll(moduleComment)].map(([, name]) => name)));
}

/** @returns {{name: string, version?: string, licence: string, integrity?: string, within?: string}[]} in order of their names */
export function shippedDependencies() {
  const { packages } = JSON.parse(readFileSync(join(extensionDirectory, "package-lock.json"), "utf8"));
  const one = (name) => {
    const { version, license, integrity } = packages[`node_modules/${name}`];
    return { name, version, licence: license, integrity };
  };
  return [...bundledPackages()].flatMap((name) => [one(name), ...(contained[name] ?? [])]).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns {string} the licence text that a dependency came with; throws where there is none */
export function licenceText(name) {
  const directory = join(extensionDirectory, "node_modules", name);
  const file = readdirSync(directory).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence text`);
  return readFileSync(join(directory, file), "utf8");
}
