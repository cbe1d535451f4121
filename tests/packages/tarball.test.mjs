// The tarball, for systems whose packages are not debs: its script puts the same files into place, and takes them away.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { join } from "node:path";
import { lstatSync, readdirSync } from "node:fs";
import { makeWorkspace } from "../harness/workspace.mjs";
import { openChroot } from "./chroot.mjs";
import { difference } from "./installation.mjs";
import { release } from "./release.mjs";

describe("the tarball", () => {
  const workspace = makeWorkspace("tarball");
  let chroot;
  let clean;
  let script;
  before(async () => {
    chroot = await openChroot(workspace);
    execFileSync("tar", ["-C", chroot.shared, "-xf", release().file(".tar.xz")]);
    script = join(chroot.shared, readdirSync(chroot.shared)[0], "install.sh");
    clean = await chroot.inventory();
  });
  after(async () => {
    await chroot?.close();
    workspace.remove();
  });
  const ours = async () => [...(await chroot.inventory())].map((line) => line.split(" ")[0]).filter((path) => /^\/(etc|usr)\/.*cccd.?bridge/.test(path)).sort();
  const files = (lines) => lines.filter((line) => !line.split(" ")[0].endsWith("/")).map((line) => line.split(" ")[0]);

  test("holds the files of the deb", async () => {
    await chroot.run(script);
    const put = files(difference(await chroot.inventory(), clean));
    const listed = execFileSync("dpkg-deb", ["-c", release().file(".deb")], { encoding: "utf8" }).trim().split("\n").map((line) => line.split(/\s+/)[5].slice(1));
    assert.deepEqual(put, listed.filter((path) => !path.endsWith("/")).sort());
  });

  test("the program runs with the libraries it names", async () => {
    const libraries = execFileSync("dpkg-deb", ["-f", release().file(".deb"), "Depends"], { encoding: "utf8" }).trim().split(/, /).map((one) => one.split(" ")[0]);
    await chroot.run("apt-get", "install", "-q", "-y", "--no-install-recommends", ...libraries);
    assert.match(await chroot.run("cccd-bridge", "--version"), /^\d+\.\d+\.\d+\n$/);
    const { checks } = JSON.parse(await chroot.run("cccd-bridge", "call", "diagnostics.run"));
    assert.equal(checks.find(({ check }) => check === "trustDirectory").status, "ok");
  });

  test("installed over itself it changes nothing; a removal leaves the settings, a purge nothing", async () => {
    const once = await chroot.inventory();
    await chroot.run(script);
    assert.deepEqual(difference(await chroot.inventory(), once), []);
    chroot.write("/etc/cccd-bridge/scanners.json", "{}");
    await chroot.run(script, "--remove");
    assert.deepEqual(await ours(), ["/etc/cccd-bridge/", "/etc/cccd-bridge/anchors/", "/etc/cccd-bridge/scanners.json"]);
    await chroot.run(script, "--purge");
    assert.deepEqual(await ours(), []);
  });

  test("neither the administrator's umask nor who unpacked it decides who may read or write", () => {
    const system = workspace.folder("system");
    execFileSync("chown", ["-R", "4321:4321", join(script, "..", "tree")]);
    execFileSync("chmod", ["-R", "g+w,o=", join(script, "..", "tree")]);
    execFileSync("sh", ["-c", 'umask 077 && DESTDIR="$1" "$2"', "sh", system, script]);
    for (const name of readdirSync(system, { recursive: true })) {
      const { uid, mode } = lstatSync(join(system, name));
      assert.equal(uid, process.getuid(), name);
      assert.ok((mode & 0o022) === 0 && (mode & 0o044) === 0o044, `${name} ${mode.toString(8)}`);
    }
  });

  test("an unknown word changes nothing and is explained", async () => {
    await assert.rejects(chroot.run(script, "--destroy"), (error) => error.code === 2 && /--remove/.test(error.stderr));
  });
});
