// Everything a release consists of, into one folder: ./dev package [OUT] [--key PEM] [--url BASE] [--store-id ID]... [--build DIR]
// [--sign-cert PEM --sign-key PEM|URI [--sign-pkcs11 MODULE] [--sign-timestamp URL]]
// Needs the built extension and the Windows libraries. SOURCE_DATE_EPOCH stands for every date inside; the same sources, key and address give the same bytes.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { shippedDependencies } from "../../extension/pack/dependencies.mjs";
import { licences } from "../../extension/pack/licences.mjs";
import { pack, packOptions } from "../../extension/pack/pack.mjs";
import { writeTemplates } from "../policies/admx/generate.mjs";
import { copyRole } from "./ansible.mjs";
import { packHost } from "./host.mjs";
import { root } from "./paths.mjs";
import { billOfMaterials, extensionComponents, hostComponents } from "./sbom.mjs";
import { signerOf } from "./sign.mjs";
import { packWindows } from "./windows.mjs";
import { windowsComponents } from "./windows-parts.mjs";

const text = { type: "string" };
const options = {
  key: text, url: text, "store-id": { type: "string", multiple: true }, build: text, "sign-cert": text, "sign-key": text, "sign-pkcs11": text, "sign-timestamp": text,
};

function filesBelow(directory) {
  return readdirSync(directory, { recursive: true }).map((name) => join(directory, name)).filter((path) => statSync(path).isFile()).sort();
}

function writeSums(out) {
  const lines = filesBelow(out).map((path) => `${createHash("sha256").update(readFileSync(path)).digest("hex")}  ${relative(out, path)}\n`);
  writeFileSync(join(out, "SHA256SUMS"), lines.join(""));
}

/** @param {string} out the folder; what is in it goes */
function makeRelease(out, { key, url, storeIds, build, epoch, signer }) {
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, "SHA256SUMS"))) throw new Error(`${out} holds something else than a release; give an empty folder`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { id, version, files } = pack(packOptions([out, ...(key ? ["--key", key] : []), ...(url ? ["--url", url] : [])]));
  const chromeIds = [...new Set([id, ...storeIds])];
  const program = packHost({ out, build, version, epoch, chromeIds });
  const windowsProgram = packWindows({ out, build: `${build}-windows`, version, epoch, chromeIds, signer });
  cpSync(join(build, "installer/policies"), join(out, "policies"), { recursive: true });
  cpSync(join(root, "installer/policies/README.md"), join(out, "policies/README.md"));
  writeTemplates(join(out, "policies/admx"), id, chromeIds.slice(1));
  copyRole(out);
  const archive = join(out, files.find((name) => name.endsWith(".zip")));
  const dependencies = shippedDependencies();
  writeFileSync(join(out, "host.cdx.json"), billOfMaterials({ name: "cccd-bridge", version, epoch, file: program, components: hostComponents(program) }));
  writeFileSync(join(out, "windows-host.cdx.json"), billOfMaterials({ name: "cccd-bridge-windows", version, epoch, file: windowsProgram, components: windowsComponents() }));
  writeFileSync(join(out, "extension.cdx.json"), billOfMaterials({ name: "cccd-bridge-extension", version, epoch, file: archive, components: extensionComponents(dependencies) }));
  writeFileSync(join(out, "LICENCES.txt"), licences());
  writeSums(out);
  return id;
}

try {
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options });
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (!/^\d+$/.test(epoch ?? "")) throw new Error("SOURCE_DATE_EPOCH must be set to the seconds since 1970 of this release");
  const out = resolve(positionals[0] ?? join(root, "dist"));
  const id = makeRelease(out, { ...values, storeIds: values["store-id"] ?? [], build: resolve(values.build ?? join(root, "build-package")), epoch, signer: signerOf(values) });
  console.log(readFileSync(join(out, "SHA256SUMS"), "utf8").trimEnd());
  console.log(`extension ${id}${values.key ? "" : " (no --key: no CRX; stores sign the ZIP themselves)"}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
