// The packers alone: archives that other programs read, an id and a signature that OpenSSL agrees with, bytes that stay the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync, verify } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { crx3, extensionIdOf, publicKeyOf } from "../../extension/pack/crx.mjs";
import { pack, packOptions } from "../../extension/pack/pack.mjs";
import { chromiumUpdates } from "../../extension/pack/update-manifest.mjs";
import { zip } from "../../extension/pack/zip.mjs";
import { extensionId } from "../harness/native-manifest.mjs";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { elements, parseXml } from "./xml.mjs";

const workspace = makeWorkspace("pack");
after(() => workspace.remove());
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs8", format: "pem" });
const files = new Map([["b/căn cước.txt", Buffer.from("Nguyễn ".repeat(500))], ["a.bin", Buffer.from([0, 255, 26])], ["empty", Buffer.alloc(0)]]);

describe("packers", () => {
  test("a ZIP is read by unzip, names and content whole, in whatever order it was given", () => {
    const archive = join(workspace.directory, "a.zip");
    writeFileSync(archive, zip(files));
    execFileSync("unzip", ["-tq", archive]);
    assert.deepEqual(execFileSync("unzip", ["-p", archive, "a.bin"]), files.get("a.bin"));
    assert.deepEqual(zip(new Map([...files].reverse())), zip(files));
    const names = execFileSync("python3", ["-c", "import sys, zipfile; print('|'.join(zipfile.ZipFile(sys.argv[1]).namelist()))", archive], { encoding: "utf8", env: { ...process.env, PYTHONIOENCODING: "utf8" } });
    assert.equal(names, "a.bin|b/căn cước.txt|empty\n");
  });

  test("an id is the one the browser gives to the manifest's key", () => {
    const { key: committed } = JSON.parse(readFileSync(join(root, "extension/manifest.base.json"), "utf8"));
    assert.equal(extensionIdOf(Buffer.from(committed, "base64")), extensionId);
  });

  test("a CRX holds the archive, the key, its id, and a signature over both", () => {
    const archive = zip(files);
    const crx = crx3(archive, key);
    assert.deepEqual(crx3(archive, key), crx);
    const headerLength = crx.readUInt32LE(8);
    assert.equal(`${crx.subarray(0, 4)}${crx.readUInt32LE(4)}`, "Cr243");
    assert.deepEqual(crx.subarray(12 + headerLength), archive);
    const header = crx.subarray(12, 12 + headerLength);
    const publicKey = publicKeyOf(key);
    const id = createHash("sha256").update(publicKey).digest().subarray(0, 16);
    const signed = Buffer.concat([Buffer.from([0x0a, 16]), id]);
    assert.ok(header.includes(publicKey));
    // The header ends with the signed data, field 10000, and before it stands the proof's signature of 256 bytes.
    const tail = Buffer.concat([Buffer.from([0x82, 0xf1, 0x04, signed.length]), signed]);
    assert.deepEqual(header.subarray(-tail.length), tail);
    const signature = header.subarray(-tail.length - 256, -tail.length);
    const text = Buffer.concat([Buffer.from("CRX3 SignedData\0"), Buffer.from([signed.length, 0, 0, 0]), signed, archive]);
    assert.ok(verify("sha256", text, privateKey, signature));
    assert.ok(!verify("sha256", Buffer.concat([text, Buffer.from([0])]), privateKey, signature));
  });

  test("an update manifest is XML with the id, the version and the address", () => {
    const [app] = elements(parseXml(chromiumUpdates({ id: extensionId, version: "1.2.3", url: "https://a.example/x.crx" })), "app");
    assert.equal(app.attributes.appid, extensionId);
    assert.deepEqual(app.children[0].attributes, { codebase: "https://a.example/x.crx", version: "1.2.3" });
  });

  test("with an address, both browsers' update manifests name the packages beside them, and the XPI where Firefox asks over https", () => {
    const keyFile = join(workspace.directory, "key.pem");
    writeFileSync(keyFile, key);
    const packed = (name, url) => pack(packOptions([join(workspace.directory, name), "--key", keyFile, "--url", url]));
    const read = (name) => readFileSync(join(workspace.directory, name));
    const geckoOf = (xpi) => JSON.parse(execFileSync("unzip", ["-p", join(workspace.directory, xpi), "manifest.json"])).browser_specific_settings.gecko;
    const url = "https://updates.example.gov.vn/cccd-bridge/";
    const { id, version, files } = packed("https", url);
    assert.deepEqual(files.sort(), [...["-chrome.zip", ".crx", ".xpi"].map((end) => `cccd-bridge-${version}${end}`), "update.xml", "updates.json"]);
    const [app] = elements(parseXml(read("https/update.xml").toString()), "app");
    assert.deepEqual([app.attributes.appid, app.children[0].attributes], [id, { codebase: `${url}cccd-bridge-${version}.crx`, version }]);
    const xpi = `cccd-bridge-${version}.xpi`;
    const { id: firefoxId, update_url: asked } = geckoOf(`https/${xpi}`);
    assert.equal(asked, `${url}updates.json`);
    const hash = createHash("sha256").update(read(`https/${xpi}`)).digest("hex");
    assert.deepEqual(JSON.parse(read("https/updates.json")), { addons: { [firefoxId]: { updates: [{ version, update_link: `${url}${xpi}`, update_hash: `sha256:${hash}` }] } } });
    packed("file", "file:///srv/cccd-bridge/");
    assert.equal(geckoOf(`file/${xpi}`).update_url, undefined);
  });

  test("an address that would break the manifest, or no folder, is refused with a sentence", () => {
    for (const url of ["ftp://a/", "file://a/", "https://a", "https://a'/><b/", "https://a b/"]) assert.throws(() => packOptions(["out", "--url", url]), /--url must be/, url);
    assert.throws(() => packOptions([]), /usage/);
  });
});
