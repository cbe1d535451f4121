// The folder of a release: whole, without secrets, the same each time, and its bills of materials name what is inside.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { extract } from "./msi-database.mjs";
import { release } from "./release.mjs";

const { directory, key, id, file } = release();
const filesBelow = (folder) => readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile()).sort();
const json = (name) => JSON.parse(readFileSync(join(directory, name), "utf8"));
const entriesOf = (archive) => execFileSync("unzip", ["-Z1", archive], { encoding: "utf8" }).trim().split("\n");

describe("a release", () => {
  test("has a sum for every file, and each is right", () => {
    const sums = readFileSync(join(directory, "SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.split("  ")[1]);
    assert.deepEqual(sums, filesBelow(directory).filter((name) => name !== "SHA256SUMS"));
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: directory });
  });

  // What the compiler has made already comes from ccache; CCACHE_RECACHE=1 has everything compiled anew.
  test("packed again, in another build folder, it is the same to the byte", (t) => {
    const workspace = makeWorkspace("release");
    t.after(() => workspace.remove());
    const again = join(workspace.directory, "again");
    const keyFile = join(process.env.CCCD_PACKAGES, "key.pem");
    execFileSync(join(root, "dev"), ["package", again, "--key", keyFile, "--build", join(root, "build-package-again")], { stdio: "ignore" });
    assert.equal(readFileSync(join(again, "SHA256SUMS"), "utf8"), readFileSync(join(directory, "SHA256SUMS"), "utf8"));
  });

  // In the build folder of the test before, where nothing is left to compile.
  test("packed with a certificate and an address, program and MSI are signed and browsers learn of updates", (t) => {
    const workspace = makeWorkspace("release-signed");
    t.after(() => workspace.remove());
    const at = (name) => join(workspace.directory, name);
    const certificate = ["-subj", "/CN=Test publisher", "-addext", "keyUsage=digitalSignature", "-addext", "extendedKeyUsage=codeSigning"];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:3072", "-nodes", "-keyout", at("signer.key"), "-out", at("signer.pem"), "-days", "2", ...certificate], { stdio: "ignore" });
    const url = "https://updates.example.gov.vn/cccd-bridge/";
    const words = ["--key", join(process.env.CCCD_PACKAGES, "key.pem"), "--url", url, "--sign-cert", at("signer.pem"), "--sign-key", at("signer.key"), "--build", join(root, "build-package-again")];
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(Math.floor(Date.now() / 1000)) };
    execFileSync(process.execPath, [join(root, "installer/release/package.mjs"), at("out"), ...words], { env, stdio: ["ignore", "ignore", "inherit"] });

    const version = JSON.parse(readFileSync(join(root, "extension/manifest.base.json"), "utf8")).version;
    const msi = at(`out/cccd-bridge-${version}-x64.msi`);
    const files = extract(msi, workspace.folder("files"));
    for (const signed of [msi, files["cccd-bridge.exe"]]) execFileSync("osslsigncode", ["verify", "-CAfile", at("signer.pem"), "-in", signed], { stdio: "ignore" });
    assert.ok(readFileSync(at("out/update.xml"), "utf8").includes(`codebase='${url}cccd-bridge-${version}.crx'`));
    const [{ updates }] = Object.values(JSON.parse(readFileSync(at("out/updates.json"), "utf8")).addons);
    assert.equal(updates[0].update_link, `${url}cccd-bridge-${version}.xpi`);
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: at("out") });
    for (const name of filesBelow(at("out"))) assert.ok(!readFileSync(at(join("out", name))).includes("PRIVATE KEY"), name);
  });

  test("archives are whole, and hold what a browser needs and nothing of the workshop", () => {
    for (const archive of [file("-chrome.zip"), file(".xpi")]) {
      execFileSync("unzip", ["-tq", archive], { stdio: "ignore" });
      const entries = entriesOf(archive);
      for (const name of ["manifest.json", "background.js", "panel.html", "LICENCES.txt", "_locales/vi/messages.json", "icons/128.png"]) assert.ok(entries.includes(name), name);
      assert.deepEqual(entries.filter((name) => /\.(ts|tsx|map|svg|pem)$|test/.test(name)), []);
    }
  });

  test("the private key is in nothing, and the store's archive has no key at all", () => {
    const secret = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ""), "base64").subarray(-200, -100);
    for (const name of filesBelow(directory)) {
      const content = readFileSync(join(directory, name));
      assert.ok(!content.includes(secret) && !content.includes("PRIVATE KEY"), name);
    }
    const manifest = JSON.parse(execFileSync("unzip", ["-p", file("-chrome.zip"), "manifest.json"], { encoding: "utf8" }));
    assert.equal(manifest.key, undefined);
  });

  test("policies and templates are for the id of the key, one policy a browser", () => {
    assert.deepEqual(readdirSync(join(directory, "policies")).sort(), ["README.md", "admx", "brave.json", "chrome.json", "chromium.json", "coccoc.json", "edge.json", "firefox.json"]);
    for (const browser of ["chrome", "chromium", "edge", "brave", "coccoc"]) assert.deepEqual(Object.keys(json(`policies/${browser}.json`).ExtensionSettings), [id]);
    assert.ok(readFileSync(join(directory, "policies/admx/cccd-bridge.admx"), "utf8").includes(`\\extensions\\${id}\\policy`));
  });

  test("the bills of materials name every library, with version and licence, and what they are a bill of", () => {
    const host = json("host.cdx.json");
    const needed = [...execFileSync("objdump", ["-p", join(root, "build-package/bin/cccd-bridge")], { encoding: "utf8" }).matchAll(/NEEDED/g)];
    assert.ok(needed.length > 8 && host.components.length >= needed.length - 1, `${needed.length} libraries, ${host.components.length} components`);
    const extension = json("extension.cdx.json");
    assert.deepEqual(extension.components.map(({ name }) => name), ["ajv", "fast-deep-equal", "preact", "zxing-cpp", "zxing-wasm"]);
    for (const bill of [host, extension]) {
      assert.equal(`${bill.bomFormat} ${bill.specVersion}`, "CycloneDX 1.5");
      for (const one of bill.components) assert.ok(one.purl.startsWith("pkg:") && one.licenses.length === 1 && (one.version || one.name === "zxing-cpp"), one.name);
    }
    assert.equal(extension.metadata.component.hashes[0].content, execFileSync("sha256sum", [file("-chrome.zip")], { encoding: "utf8" }).slice(0, 64));
  });

  test("every licence that is owed is on the page", () => {
    const page = readFileSync(join(directory, "LICENCES.txt"), "utf8");
    for (const words of ["Apache License", "preact 11", "Jason Miller", "ajv 8", "Evgeny Poberezkin", "zxing-cpp (Apache-2.0)", "Ze-Zheng Wu"]) assert.ok(page.includes(words), words);
  });
});
