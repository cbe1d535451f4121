// Packs the built extension: `node pack/pack.mjs OUT [--key PEM] [--url BASE] [--version X.Y.Z]`.
// Always OUT/cccd-bridge-VERSION-chrome.zip (for stores, which sign it themselves) and OUT/cccd-bridge-VERSION.xpi (for signing by
// Mozilla); with the publisher's key also OUT/cccd-bridge-VERSION.crx, and with the address they will have, update manifests.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { distDirectory } from "../tools/paths.mjs";
import { crx3, extensionIdOf, publicKeyOf } from "./crx.mjs";
import { licences } from "./licences.mjs";
import { chromiumUpdates, firefoxUpdates } from "./update-manifest.mjs";
import { zip } from "./zip.mjs";

function filesBelow(directory) {
  const paths = readdirSync(directory, { recursive: true }).map((name) => join(directory, name)).filter((path) => statSync(path).isFile());
  return new Map(paths.map((path) => [relative(directory, path).replaceAll("\\", "/"), readFileSync(path)]));
}

const json = (value) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** The files of one browser's package; `change` may alter the manifest. */
function contentFor(browser, change) {
  const files = filesBelow(join(distDirectory, browser));
  const manifest = JSON.parse(files.get("manifest.json").toString("utf8"));
  change(manifest);
  files.set("manifest.json", json(manifest));
  files.set("LICENCES.txt", Buffer.from(licences()));
  return { files, manifest };
}

/**
 * Packs what build.mjs has built.
 * @param {{out: string, key?: string, url?: string, version?: string}} options `key`: the private key's PEM text; `url`: address of
 *   the folder that the packages will be served from, ending with /; `version`: another than the manifest's, for tests of updates
 * @returns {{id: string, version: string, files: string[]}} the Chromium id and the names of the files written
 */
export function pack({ out, key, url, version: other }) {
  mkdirSync(out, { recursive: true });
  const written = [];
  const write = (name, content) => {
    writeFileSync(join(out, name), content);
    written.push(name);
  };
  const alter = (manifest) => {
    if (other) manifest.version = other;
  };

  let publicKey;
  const chrome = contentFor("chrome", (manifest) => {
    alter(manifest);
    publicKey = key ? publicKeyOf(key) : Buffer.from(manifest.key, "base64");
    delete manifest.key; // stores refuse it, and a CRX carries its key outside
  });
  const { version } = chrome.manifest;
  const id = extensionIdOf(publicKey);
  const archive = zip(chrome.files);
  write(`cccd-bridge-${version}-chrome.zip`, archive);
  if (key) write(`cccd-bridge-${version}.crx`, crx3(archive, key));

  const firefox = contentFor("firefox", (manifest) => {
    alter(manifest);
    // Firefox takes updates from where the add-on says, and over https only.
    if (url?.startsWith("https:")) manifest.browser_specific_settings.gecko.update_url = `${url}updates.json`;
  });
  const xpi = zip(firefox.files);
  write(`cccd-bridge-${version}.xpi`, xpi);
  if (url && key) write("update.xml", chromiumUpdates({ id, version, url: `${url}cccd-bridge-${version}.crx` }));
  if (url) write("updates.json", firefoxUpdates({ id: firefox.manifest.browser_specific_settings.gecko.id, version, url: `${url}cccd-bridge-${version}.xpi`, content: xpi }));
  return { id, version, files: written };
}

/** The arguments as options of `pack`; throws with a sentence for a person. */
export function packOptions(words) {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: { key: { type: "string" }, url: { type: "string" }, version: { type: "string" } } });
  if (positionals.length !== 1) throw new Error("usage: node pack/pack.mjs OUT [--key PEM] [--url BASE] [--version X.Y.Z]");
  if (values.url !== undefined && !/^(https?:\/\/|file:\/\/\/)[^'"<>&\s]+\/$/.test(values.url)) throw new Error("--url must be an http, https or file:/// address that ends with /");
  return { out: positionals[0], ...values, key: values.key === undefined ? undefined : readFileSync(values.key, "utf8") };
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  try {
    const { id, files } = pack(packOptions(process.argv.slice(2)));
    console.log(`id ${id}\n${files.join("\n")}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
