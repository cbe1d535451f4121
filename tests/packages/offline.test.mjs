// Desks without a network: host and extension come from folders, as the guide to deployment says.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pack } from "../../extension/pack/pack.mjs";
import { launchChromium } from "../harness/chromium.mjs";
import { launchFirefox } from "../harness/firefox.mjs";
import { makeWorkspace, waitFor } from "../harness/workspace.mjs";
import { openChroot } from "./chroot.mjs";
import { release } from "./release.mjs";

describe("without a network", () => {
  const workspace = makeWorkspace("offline");
  let chroot;
  let url;
  let version;
  before(async () => {
    chroot = await openChroot(workspace);
    const folder = join(chroot.shared, "share");
    url = `file://${folder}/`;
    ({ version } = pack({ out: folder, key: release().key, url }));
  });
  after(async () => {
    await chroot?.close();
    workspace.remove();
  });
  /** A policy of the release for the folder instead of the server. */
  const policy = (browser) => JSON.parse(readFileSync(join(release().directory, `policies/${browser}.json`), "utf8").replaceAll("https://updates.example.gov.vn/cccd-bridge/", url));

  test("Chromium takes the extension from a folder", async () => {
    chroot.write("/etc/chromium/policies/managed/cccd-bridge.json", JSON.stringify({ ...policy("chromium"), DeveloperToolsAvailability: 1 }));
    const installed = { program: chroot.launcher("chromium", "/usr/bin/chromium"), extensionId: release().id };
    const browser = await launchChromium({ directory: join(chroot.shared, "browser"), installed });
    try {
      assert.equal(await browser.inWorker(() => chrome.runtime.getManifest().version), version);
    } finally {
      await browser.close();
    }
  });

  test("so does Firefox", async () => {
    const unsigned = { "xpinstall.signatures.required": { Value: false, Status: "locked" } };
    const { policies } = policy("firefox");
    chroot.write("/etc/firefox/policies/policies.json", JSON.stringify({ policies: { ...policies, Preferences: unsigned } }));
    const firefox = await launchFirefox({ directory: join(chroot.shared, "firefox"), installed: chroot.launcher("firefox", "/usr/bin/firefox-esr") });
    try {
      await waitFor("the extension's own page", async () => {
        await firefox.navigate(firefox.extensionUrl("options.html"));
        return (await firefox.run("return browser.runtime.getManifest().version;")) === version;
      }, { timeoutMs: 30_000 });
    } finally {
      await firefox.close();
    }
  });

  test("the host is installed from files that another desk has fetched", async () => {
    const name = basename(release().file(".deb"));
    const folder = join(chroot.shared, "debs");
    cpSync(release().file(".deb"), join(folder, name));
    await chroot.run("apt-get", "install", "-q", "-y", "--no-install-recommends", "--download-only", join(folder, name));
    await chroot.run("sh", "-c", `mv /var/cache/apt/archives/*.deb ${folder} && rm -r /var/lib/apt/lists`);
    await chroot.run("sh", "-c", `cd ${folder} && exec unshare --net apt-get install -q -y --no-install-recommends ./*.deb`);
    assert.match(name, new RegExp(`_${(await chroot.run("cccd-bridge", "--version")).trim()}_`));
  });
});
