// Scanners that the host itself listens to, as the clerk sees them. Real Chromium; the host is scripted.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { waitFor } from "../../../tests/harness/workspace.mjs";
import { openStage } from "./stage.mjs";
import { qrCitizen, qrText, wellBehaved } from "./sample.mjs";

const scanner = { id: "usb-1", name: "Honeywell", kind: "hidPos", state: "listening", automatic: true, vendorId: "0c2e", quirk: "honeywell" };
let directory;
let stage;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "cccd-host-scanner-"));
  stage = await openStage(directory);
  wellBehaved(stage.host);
  Object.assign(stage.host.answers, {
    "session.start": () => ({ protocol: 1, version: "0.1.0", capabilities: ["scanner.serial"] }),
    "scanner.listen": () => ({ scanners: [scanner] }),
    "scanner.stop": () => ({ scanners: [] }),
  });
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: [] });
});
after(async () => {
  await stage?.close();
  rmSync(directory, { recursive: true, force: true });
});

test("its state is in the header, its scan is a scan, a lost one is said, and it is given back with the last panel", async () => {
  const panel = await stage.openPanel();
  await panel.waitForSelector("[data-testid=scanner][data-state=listening]");
  assert.match(await panel.textContent("[data-testid=scanner]"), /Máy quét sẵn sàng · Honeywell/);
  stage.host.emit("scanner.rejected", { scanner: "usb-1", error: "scanner.disconnected" });
  await panel.waitForSelector("[data-code='scanner.disconnected']");
  stage.host.emit("scanner.scanned", { scanner: "usb-1", kind: "hidPos", text: qrText, encoding: "utf8", damaged: false, parsed: { kind: "cccd2021", citizen: qrCitizen, warnings: [] } });
  await panel.waitForSelector("[data-testid=status][data-identity=waitingForCard]");
  assert.equal(await panel.isVisible("[data-code]"), false, "the next scan ends the complaint");
  assert.equal(stage.host.requests.some(({ method }) => method === "qr.parse"), false, "the host has understood it already");
  stage.host.emit("scanner.changed", { scanners: [{ ...scanner, state: "busy", error: "scanner.busy" }] });
  await panel.waitForSelector("[data-testid=scanner][data-state=busy]");
  await panel.close();
  await waitFor("the scanner to be given back", () => stage.host.requests.some(({ method }) => method === "scanner.stop"));
});
