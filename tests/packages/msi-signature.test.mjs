// The signed MSI: what Windows asks of a signature, under an authority made for the test; a changed file is found out.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { sign, signerOf } from "../../installer/release/sign.mjs";
import { makeWorkspace } from "../harness/workspace.mjs";
import { extract, msiOfVersion } from "./msi-database.mjs";
import { exitCode, install, remove } from "./msi-installation.mjs";
import { release } from "./release.mjs";
import { openWindows } from "./wine.mjs";

const epoch = String(Math.floor(Date.now() / 1000));

describe("signing", () => {
  const workspace = makeWorkspace("msi-signature");
  after(() => workspace.remove());
  const at = (name) => join(workspace.directory, name);
  const openssl = (...words) => execFileSync("openssl", words, { cwd: workspace.directory, stdio: ["ignore", "ignore", "pipe"] });
  const verify = (file) => spawnSync("osslsigncode", ["verify", "-CAfile", at("ca.pem"), "-in", file], { encoding: "utf8" });
  let signer;
  before(() => {
    openssl("req", "-x509", "-newkey", "rsa:3072", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test authority");
    openssl("req", "-newkey", "rsa:3072", "-nodes", "-keyout", "signer.key", "-out", "signer.csr", "-subj", "/CN=Test publisher");
    writeFileSync(at("usage"), "extendedKeyUsage=codeSigning\nkeyUsage=digitalSignature\n");
    openssl("x509", "-req", "-in", "signer.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "usage", "-out", "signer.pem");
    signer = signerOf({ "sign-cert": at("signer.pem"), "sign-key": at("signer.key") });
  });

  test("a certificate without its key is no signer, and nothing given signs nothing", () => {
    assert.throws(() => signerOf({ "sign-cert": "x.pem" }), /--sign-key/);
    assert.equal(signerOf({}), undefined);
  });

  test("program and MSI are signed and verify, twice to the same bytes; one changed byte is found", () => {
    const program = extract(release().file("-x64.msi"), workspace.folder("files"))["cccd-bridge.exe"];
    sign(program, signer, { name: "Cầu nối CCCD", epoch });
    const unsigned = msiOfVersion(at("unsigned.msi"), "0.0.2", { program, id: release().id });
    for (const name of ["one.msi", "two.msi"]) {
      copyFileSync(unsigned, at(name));
      sign(at(name), signer, { name: "Cầu nối CCCD", epoch });
    }
    assert.ok(readFileSync(at("one.msi")).equals(readFileSync(at("two.msi"))));
    for (const file of [program, at("one.msi")]) assert.equal(verify(file).status, 0, verify(file).stdout);
    assert.notEqual(verify(unsigned).status, 0);
    const changed = readFileSync(at("one.msi"));
    changed[changed.indexOf("MSCF") + 5000] ^= 1;
    writeFileSync(at("changed.msi"), changed);
    assert.notEqual(verify(at("changed.msi")).status, 0);
  });

  test("a key in a PKCS #11 token signs as well", () => {
    const configuration = at("softhsm.conf");
    writeFileSync(configuration, `directories.tokendir = ${workspace.folder("tokens")}\nobjectstore.backend = file\n`);
    process.env.SOFTHSM2_CONF = configuration;
    const token = (...words) => execFileSync("softhsm2-util", [...words, "--pin", "1234"], { stdio: ["ignore", "ignore", "pipe"] });
    openssl("pkcs8", "-topk8", "-nocrypt", "-in", "signer.key", "-out", "token.key");
    token("--init-token", "--free", "--label", "publisher", "--so-pin", "1234");
    token("--import", at("token.key"), "--token", "publisher", "--label", "key", "--id", "01");
    copyFileSync(at("unsigned.msi"), at("token.msi"));
    const key = "pkcs11:token=publisher;object=key;type=private;pin-value=1234";
    sign(at("token.msi"), signerOf({ "sign-cert": at("signer.pem"), "sign-key": key, "sign-pkcs11": "/usr/lib/softhsm/libsofthsm2.so" }), { name: "Cầu nối CCCD", epoch });
    assert.equal(verify(at("token.msi")).status, 0, verify(at("token.msi")).stdout);
  });

  test("the signed MSI installs and its program is the signed one", async () => {
    const windows = await openWindows(workspace);
    try {
      assert.equal(await install(windows, at("one.msi")), exitCode.done);
      assert.equal(verify(windows.outside("C:\\Program Files\\CCCD Bridge\\0.0.2\\cccd-bridge.exe")).status, 0);
      assert.equal(await remove(windows, at("one.msi")), exitCode.done);
    } finally {
      await windows.close();
    }
  });
});
