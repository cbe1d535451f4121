// The deb in a clean Debian with browsers: install, upgrade, removal, purge, and what each leaves.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { makeWorkspace } from "../harness/workspace.mjs";
import { openChroot } from "./chroot.mjs";
import { difference, install, purge, remove, removeDependencies } from "./installation.mjs";
import { previousDeb } from "./previous-deb.mjs";
import { release } from "./release.mjs";

const deb = release().file(".deb");
const manifests = {
  chromium: ["/etc/chromium", "/etc/opt/chrome", "/etc/opt/edge"].map((folder) => `${folder}/native-messaging-hosts/vn.cccdbridge.host.json`),
  firefox: ["/usr/lib/mozilla/native-messaging-hosts/vn.cccdbridge.host.json"],
};
const megabyte = 1_000_000;

describe("the deb", () => {
  const workspace = makeWorkspace("deb");
  let chroot;
  let clean;
  before(async () => {
    chroot = await openChroot(workspace);
    clean = await chroot.inventory();
  });
  after(async () => {
    await chroot?.close();
    workspace.remove();
  });

  test("is at most 3 MB, and lintian finds nothing in it", () => {
    const { size } = statSync(deb);
    console.log(`deb: ${(size / megabyte).toFixed(2)} MB`);
    assert.ok(size <= 3 * megabyte, `${size} bytes`);
    assert.equal(execFileSync("lintian", ["--allow-root", "--fail-on", "none", deb], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }), "");
  });

  test("needs pcscd and a driver for readers, and everything the program is linked with", () => {
    const needs = execFileSync("dpkg-deb", ["-f", deb, "Depends"], { encoding: "utf8" }).trim().split(/, /).map((one) => one.split(" ")[0]);
    for (const name of ["pcscd", "libccid", "libpcsclite1", "libusb-1.0-0", "libssl3", "libzxing2", "libseccomp2"]) assert.ok(needs.includes(name), name);
  });

  test("installs without a question, and starts nothing", async () => {
    const begun = performance.now();
    await install(chroot, deb);
    console.log(`install with its dependencies from the network: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    assert.deepEqual(chroot.programs(), []);
    assert.equal((await chroot.run("cccd-bridge", "--version")).trim(), execFileSync("dpkg-deb", ["-f", deb, "Version"], { encoding: "utf8" }).trim());
  });

  test("registers the host in every browser's folder, for this release's extension", async () => {
    for (const path of [...manifests.chromium, ...manifests.firefox]) {
      const manifest = JSON.parse(chroot.read(path));
      assert.equal(manifest.name, "vn.cccdbridge.host");
      assert.ok(chroot.exists(manifest.path), manifest.path);
    }
    for (const path of manifests.chromium) assert.deepEqual(JSON.parse(chroot.read(path)).allowed_origins, [`chrome-extension://${release().id}/`]);
    for (const path of manifests.firefox) assert.deepEqual(JSON.parse(chroot.read(path)).allowed_extensions, ["bridge@cccdbridge.vn"]);
  });

  test("lets nobody but the administrator write what trust rests on", async () => {
    const files = (await chroot.run("dpkg", "-L", "cccd-bridge")).split("\n").filter((path) => path.startsWith("/") && path !== "/.");
    const rights = (await chroot.run("stat", "-c", "%U:%G %a %F %n", ...files)).trim().split("\n");
    assert.deepEqual(rights.filter((line) => !/^root:root (755 directory|755 regular file|644 regular file) /.test(line)), []);
  });

  test("an upgrade replaces the program and keeps what the administrator has set", async () => {
    await purge(chroot);
    await install(chroot, previousDeb(workspace, deb));
    chroot.write("/etc/cccd-bridge/anchors/office.cer", "an issuer");
    const [edited] = manifests.chromium;
    const mine = chroot.read(edited).replace("CCCD Bridge", "changed by the office");
    chroot.write(edited, mine);
    assert.ok(chroot.exists("/usr/share/doc/cccd-bridge/gone-since"));
    await install(chroot, deb);
    assert.ok(!chroot.exists("/usr/share/doc/cccd-bridge/gone-since"), "a file that the new version does not have");
    assert.equal(chroot.read("/etc/cccd-bridge/anchors/office.cer"), "an issuer");
    assert.equal(chroot.read(edited), mine);
  });

  test("a removal leaves the settings only, a purge nothing", async () => {
    await remove(chroot);
    assert.ok(!chroot.exists("/usr/bin/cccd-bridge"));
    const rest = difference(await chroot.inventory(), clean).filter((line) => /cccd/.test(line)).map((line) => line.split(" ")[0]);
    assert.deepEqual(rest, ["/etc/cccd-bridge/", "/etc/cccd-bridge/anchors/", "/etc/cccd-bridge/anchors/office.cer", ...manifests.chromium].sort());
    await purge(chroot);
    await removeDependencies(chroot);
    const now = await chroot.inventory();
    assert.deepEqual(difference(now, clean), []);
    assert.deepEqual(difference(clean, now), []);
    assert.deepEqual(chroot.programs(), []);
  });
});
