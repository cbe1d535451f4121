// Bills of materials (CycloneDX 1.5): what of others the host is linked with or has compiled in, and what is inside the extension.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";

/** Licences (SPDX) of the libraries that the host may use; one that is not here stops the release until somebody has looked. */
const licences = {
  "libc6": "LGPL-2.1-or-later",
  "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
  "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
  "libssl3": "Apache-2.0",
  "libpcsclite1": "BSD-3-Clause",
  "libusb-1.0-0": "LGPL-2.1-or-later",
  "libudev1": "LGPL-2.1-or-later",
  "libzxing2": "Apache-2.0",
  "libutf8proc2": "MIT",
  "libspng0": "BSD-2-Clause",
  "libjpeg62-turbo": "IJG AND BSD-3-Clause AND Zlib",
  "libopenjp2-7": "BSD-2-Clause",
  "libseccomp2": "LGPL-2.1-only",
};
const read = (program, words) => execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** The shared libraries a program names itself, as files of this system. */
function librariesOf(program) {
  const needed = new Set([...read("objdump", ["-p", program]).matchAll(/NEEDED +(\S+)/g)].map(([, name]) => name));
  return [...read("ldd", [program]).matchAll(/(\S+) => (\S+)/g)].filter(([, name]) => needed.has(name)).map(([, , path]) => realpathSync(path));
}

/** The Debian package a file is from; dpkg knows merged folders by either name. */
function packageOf(file) {
  for (const path of [file, file.replace(/^\/usr\//, "/")]) {
    try {
      return read("dpkg-query", ["-S", path]).split(/:|, /)[0];
    } catch {
      // not under this name
    }
  }
  throw new Error(`${file} is of no Debian package`);
}

/** The version of an installed Debian package. */
export const debianVersion = (name) => read("dpkg-query", ["-W", "-f=${Version}", name]);

/** CycloneDX tells one identifier from an expression of several. */
const licenceEntry = (spdx) => [/\s/.test(spdx) ? { expression: spdx } : { license: { id: spdx } }];

/** One entry of a bill. */
export const component = ({ name, version, licence, purl, hashes }) => ({
  type: "library", "bom-ref": purl, name, ...(version && { version }), ...(hashes && { hashes }), licenses: licenceEntry(licence), purl,
});

/** The libraries of the host: linked ones by their Debian packages, and Boost, of which only headers are used. */
export function hostComponents(program) {
  const names = [...new Set(librariesOf(program).map(packageOf))].sort();
  const linked = names.map((name) => {
    if (licences[name] === undefined) throw new Error(`the licence of ${name} is not known to installer/release/sbom.mjs`);
    const version = debianVersion(name);
    return component({ name, version, licence: licences[name], purl: `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}` });
  });
  const boost = debianVersion("libboost1.81-dev");
  return [...linked, component({ name: "boost", version: boost, licence: "BSL-1.0", purl: `pkg:deb/debian/libboost1.81-dev@${encodeURIComponent(boost)}` })];
}

/** The packages inside the extension (extension/pack/dependencies.mjs). */
export function extensionComponents(dependencies) {
  return dependencies.map(({ name, version, licence, integrity, within }) => {
    const hashes = integrity && [{ alg: "SHA-512", content: Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex") }];
    const purl = within ? `pkg:generic/${name}` : `pkg:npm/${name.replace("@", "%40")}@${version}`;
    return component({ name, version, licence, hashes, purl });
  });
}

/** A UUID (RFC 9562, version 8) that only the content decides, since two packings must give the same bytes. */
function serialNumber(content) {
  const hex = createHash("sha256").update(content).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * @param {{name: string, version: string, epoch: string, file: string, components: object[]}} release `file`: what the bill is of
 * @returns {string} the bill as JSON
 */
export function billOfMaterials({ name, version, epoch, file, components }) {
  const sum = createHash("sha256").update(readFileSync(file)).digest("hex");
  const own = { type: "application", "bom-ref": name, name, version, hashes: [{ alg: "SHA-256", content: sum }], licenses: licenceEntry("Apache-2.0") };
  const body = {
    metadata: { timestamp: new Date(Number(epoch) * 1000).toISOString().replace(".000Z", "Z"), component: own },
    components,
    dependencies: [{ ref: name, dependsOn: components.map((one) => one["bom-ref"]) }],
  };
  return `${JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: serialNumber(JSON.stringify(body)), version: 1, ...body }, null, 2)}\n`;
}
