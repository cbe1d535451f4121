// The udev rules under Debian's own udev, on a pretended bus: scanners go to who sits at the desk, nothing else does.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { openChroot } from "./chroot.mjs";
import { install } from "./installation.mjs";
import { release } from "./release.mjs";
import { hidDevice, serialDevice } from "./usb-bus.mjs";

// Usage Page, Usage, Collection (Application), ... End Collection.
const scannerReport = "058c0902a1010912a10285021500c0c0";
const keyboardReport = "05010906a101050719e029e7c0";
const unknownVendor = "1d6b";
const bridgeVendor = "1a86";
const helper = join(root, "installer/linux/udev/is-scanner");

describe("rights to devices", () => {
  const workspace = makeWorkspace("rights");
  let chroot;
  before(async () => {
    chroot = await openChroot(workspace);
    await install(chroot, release().file(".deb"), "udev", "umockdev");
    await chroot.run("mount", "-t", "tmpfs", "tmpfs", "/sys/devices");
  });
  after(async () => {
    await chroot?.close();
    workspace.remove();
  });

  /** The properties that udev gives a device, as it would on that event. */
  async function properties({ path, description, file: descriptor }, action) {
    // udev starts its helper without umockdev's preloaded library: the helper sees this.
    if (descriptor) chroot.write(descriptor.path, descriptor.content);
    const file = join(chroot.shared, "bus.umockdev");
    writeFileSync(file, description);
    const output = await chroot.run("umockdev-run", "-d", file, "--", "udevadm", "test", `--action=${action}`, path);
    return Object.fromEntries(output.split("\n").filter((line) => line.includes("=")).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  }
  const isForTheDesk = async (device, action) => (await properties(device, action)).CURRENT_TAGS?.includes(":uaccess:") ?? false;

  test("a HID-POS scanner of any maker is given to the desk once its driver is bound, or when rules are read anew", async () => {
    const scanner = hidDevice({ port: 2, vendor: unknownVendor, report: scannerReport });
    assert.ok(await isForTheDesk(scanner, "bind"));
    assert.ok(await isForTheDesk(scanner, "change"));
  });

  test("a scanner behind a long usage page and another collection is found, too", async () => {
    assert.ok(await isForTheDesk(hidDevice({ port: 2, vendor: unknownVendor, report: `${keyboardReport}068c000902a101c0` }), "bind"));
  });

  test("keyboards, other HID devices and broken descriptors are not", async () => {
    const others = {
      keyboard: { report: keyboardReport, protocol: 1 },
      "a scanner's page that opens nothing": { report: "058c0902c0" },
      "the scanner's page as data of another item": { report: "0501090626058ca101c0" },
      "a descriptor cut short": { report: "058c0902a1" },
      "a long item that claims more than there is": { report: "fe ff 00 058c a101".replaceAll(" ", "") },
    };
    for (const [what, device] of Object.entries(others)) assert.ok(!(await isForTheDesk(hidDevice({ port: 3, vendor: unknownVendor, ...device }), "bind")), what);
  });

  test("whatever bytes a device sends as its descriptor, the helper ends with yes or no", () => {
    const device = workspace.folder("device");
    const folder = join(device, "1-1:1.0/0003:0001");
    mkdirSync(folder, { recursive: true });
    for (let seed = 0; seed < 60; seed += 1) {
      // 4096 bytes, the most a kernel keeps, that differ with the seed.
      writeFileSync(join(folder, "report_descriptor"), createHash("shake256", { outputLength: 4096 }).update(String(seed)).digest());
      const { status, signal, stderr } = spawnSync(helper, [device], { encoding: "utf8", timeout: 20_000 });
      assert.ok(signal === null && [0, 1].includes(status) && stderr === "", `seed ${seed}: ${status} ${signal} ${stderr}`);
    }
  });

  test("a serial scanner by its class or its maker; a bridge chip of nobody in particular is left to the group dialout", async () => {
    assert.ok(await isForTheDesk(serialDevice({ port: 4, vendor: unknownVendor, kind: 2, node: "ttyACM0" }), "add"));
    assert.ok(await isForTheDesk(serialDevice({ port: 5, vendor: "0c2e", kind: 255, node: "ttyUSB0" }), "add"));
    assert.ok(!(await isForTheDesk(serialDevice({ port: 6, vendor: bridgeVendor, kind: 255, node: "ttyUSB1" }), "add")));
  });

  test("a modem manager leaves the ports of makers of scanners alone", async () => {
    assert.equal((await properties(serialDevice({ port: 5, vendor: "0c2e", kind: 2, node: "ttyACM1" }), "add")).ID_MM_PORT_IGNORE, "1");
    assert.equal((await properties(serialDevice({ port: 4, vendor: unknownVendor, kind: 2, node: "ttyACM0" }), "add")).ID_MM_PORT_IGNORE, undefined);
  });
});
