// The host for Windows: cross-built by CMake in a folder of its own, stripped, signed where there is a key, packed as an MSI.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeMsi } from "../windows/msi/build.mjs";
import { productName } from "../windows/msi/texts.mjs";
import { root } from "./paths.mjs";
import { buildHost, run } from "./run.mjs";
import { sign } from "./sign.mjs";
import { windowsCache, windowsLicences } from "./windows-parts.mjs";

const firefoxId = () => JSON.parse(readFileSync(join(root, "extension/manifest.base.json"), "utf8")).browser_specific_settings.gecko.id;

function build(directory, chromeIds) {
  const toolchain = `-DCMAKE_TOOLCHAIN_FILE=${join(root, "installer/windows/mingw-w64-x86_64.cmake")}`;
  buildHost(root, directory, chromeIds, [toolchain, "-DCCCD_UNITY=ON", `-DCCCD_WINDOWS_PREFIX=${join(windowsCache, "prefix")}`]);
  const program = join(directory, "cccd-bridge.exe");
  run("x86_64-w64-mingw32-strip", ["-o", program, join(directory, "bin/cccd-bridge.exe")]);
  return program;
}

/**
 * Builds the Windows host and packs it. Its libraries must be there (installer/windows/build-dependencies.sh).
 * @param {{out: string, build: string, version: string, epoch: string, chromeIds: string[], signer?: object}} options as for packHost;
 *   `signer`: see sign.mjs
 * @returns {string} the program's path
 */
export function packWindows({ out, build: directory, version, epoch, chromeIds, signer }) {
  process.env.SOURCE_DATE_EPOCH = epoch;
  mkdirSync(out, { recursive: true });
  const program = build(directory, chromeIds);
  const msi = join(out, `cccd-bridge-${version}-x64.msi`);
  if (signer) sign(program, signer, { name: productName, epoch });
  makeMsi({ out: msi, program, licences: windowsLicences(), version, epoch, chromeIds, firefoxIds: [firefoxId()] });
  if (signer) sign(msi, signer, { name: productName, epoch });
  return program;
}
