// What of others is inside the Windows host: versions and licences, from Debian's sources and packages that it is built of.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";
import { component, debianVersion } from "./sbom.mjs";

/** Where installer/windows/build-dependencies.sh works for a release. */
export const windowsCache = join(root, ".cache/windows");
const sources = join(windowsCache, "sources");

/** Libraries built from source packages, and the files of their licences. */
const built = [
  { name: "libjpeg-turbo", licence: "IJG AND BSD-3-Clause AND Zlib", files: ["LICENSE.md", "README.ijg"] },
  { name: "libspng", licence: "BSD-2-Clause", files: ["LICENSE"] },
  { name: "openjpeg2", licence: "BSD-2-Clause", files: ["LICENSE"] },
  { name: "openssl", licence: "Apache-2.0", files: ["LICENSE.txt"] },
  { name: "utf8proc", licence: "MIT", files: ["LICENSE.md"] },
];
/** Taken from Debian's packages as they are: headers, and libraries that are linked statically. */
const taken = [
  { name: "boost", licence: "BSL-1.0", from: "libboost1.81-dev" },
  { name: "zlib", licence: "Zlib", from: "libz-mingw-w64-dev" },
  { name: "mingw-w64", licence: "ZPL-2.1 AND MIT", from: "mingw-w64-x86-64-dev" },
  { name: "gcc-runtime", licence: "GPL-3.0-or-later WITH GCC-exception-3.1", from: "gcc-mingw-w64-x86-64-posix-runtime" },
];

/** The name of a source's archive. */
function archiveOf(name, kind) {
  return readdirSync(sources).sort().find((file) => file.startsWith(`${name}_`) && new RegExp(`\\.${kind}\\.tar\\.\\w+$`).test(file));
}

/** With Debian's revision where its patches were applied. */
function versionOf(name) {
  const file = archiveOf(name, "debian") ?? archiveOf(name, "orig");
  if (!file) throw new Error(`${name}: no source in .cache/windows/sources; run installer/windows/build-dependencies.sh`);
  return file.slice(name.length + 1).replace(/\.(debian|orig)\.tar\.\w+$/, "");
}

const purl = (name, version, source) => `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}${source ? "?arch=source" : ""}`;

/** Entries of the bill of materials. */
export function windowsComponents() {
  const fromSource = built.map(({ name, licence }) => ({ name, licence, version: versionOf(name), purl: purl(name, versionOf(name), true) }));
  const fromPackages = taken.map(({ name, licence, from }) => ({ name, licence, version: debianVersion(from), purl: purl(from, debianVersion(from)) }));
  return [...fromSource, ...fromPackages].map(component);
}

const textOf = (name, file) => run("tar", ["-xOf", join(sources, archiveOf(name, "orig")), "--wildcards", "--no-wildcards-match-slash", `*/${file}`]);

/** One text with our licence and all that are owed. */
export function windowsLicences() {
  const parts = [
    ["CCCD Bridge (Apache-2.0)", readFileSync(join(root, "LICENSE"), "utf8")],
    ...built.map(({ name, licence, files }) => [`${name} ${versionOf(name)} (${licence})`, files.map((file) => textOf(name, file)).join("\n")]),
    ...taken.map(({ name, licence, from }) => [`${name} ${debianVersion(from)} (${licence})`, readFileSync(`/usr/share/doc/${from}/copyright`, "utf8")]),
  ];
  return parts.map(([title, text]) => `${title}\n${"=".repeat(title.length)}\n\n${text.trim()}\n`).join("\n\n").replace(/\r?\n/g, "\r\n");
}
