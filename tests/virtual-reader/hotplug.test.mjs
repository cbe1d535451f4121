// Readers that come and go while a client runs. Needs umockdev and the right to mount.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { cardsDirectory, startPcscdWithHotplug } from "./index.mjs";
import { buildDir, transmit, watchReader } from "./test_client.mjs";

const mau = join(cardsDirectory, "nguyen-thi-mau.json");
const selectCardAccess = "00A4020C02011C";

describe("readers that are plugged and unplugged", () => {
  let pcscd;
  before(async () => {
    pcscd = await startPcscdWithHotplug({ buildDir, directory: mkdtempSync(join(tmpdir(), "vr-")), readers: ["A", "B"] });
  });
  after(() => pcscd?.stop());

  test("there is none at first, then one, then two", async () => {
    assert.deepEqual(pcscd.readerNames, {});
    await pcscd.plug("A");
    assert.deepEqual(Object.keys(pcscd.readerNames), ["A"]);
    await pcscd.plug("B");
    assert.match(pcscd.readerNames.B, /^CCCD Test Reader CL B /);
  });

  test("a card in a plugged reader answers", async () => {
    await pcscd.insert("A", mau);
    assert.equal((await transmit(pcscd, "A", selectCardAccess)).lines[0], "9000");
  });

  test("an unplugged reader is gone for whoever watched it", async () => {
    const watcher = watchReader(pcscd, "A");
    assert.equal((await watcher.next()).state, "present");
    await pcscd.unplug("A");
    assert.equal((await watcher.next()).state, "gone");
    assert.deepEqual(Object.keys(pcscd.readerNames), ["B"]);
  });

  test("plugged again, it has the card that stayed in it", async () => {
    await pcscd.plug("A");
    assert.equal((await transmit(pcscd, "A", selectCardAccess)).lines[0], "9000");
  });

  test("after a crash of pcscd the plugged readers are there again", async () => {
    await pcscd.kill();
    await pcscd.start();
    assert.deepEqual(Object.keys(pcscd.readerNames).sort(), ["A", "B"]);
    assert.equal((await transmit(pcscd, "A", selectCardAccess)).lines[0], "9000");
  });
});
