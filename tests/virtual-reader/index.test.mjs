// The virtual reader as a PC/SC client sees it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { cardsDirectory, startPcscd } from "./index.mjs";
import { buildDir, transmit, watchReader } from "./test_client.mjs";

const mau = join(cardsDirectory, "nguyen-thi-mau.json");
const selectCardAccess = "00A4020C02011C";
const readCardAccess = "00B0000000";

describe("virtual readers", () => {
  let pcscd;
  before(async () => {
    pcscd = await startPcscd({ buildDir, directory: mkdtempSync(join(tmpdir(), "vr-")), readers: ["A", "B"] });
  });
  after(() => pcscd?.stop());

  test("look like hardware to a client", () => {
    assert.match(pcscd.readerNames.A, /^CCCD Test Reader CL A [0-9A-F]{2} 00$/);
    assert.match(pcscd.readerNames.B, /^CCCD Test Reader CL B [0-9A-F]{2} 00$/);
    const scan = spawnSync("pcsc_scan", ["-r"], { env: { ...process.env, ...pcscd.env }, encoding: "utf8" });
    if (!scan.error) assert.match(scan.stdout, /CCCD Test Reader CL A/);
  });

  test("a card is seen within milliseconds, and answers", async () => {
    const watcher = watchReader(pcscd, "A");
    assert.equal((await watcher.next()).state, "empty");
    const inserted = await pcscd.insert("A", mau);
    const seen = await watcher.next();
    assert.equal(seen.state, "present");
    assert.ok(seen.time - inserted.time / 1000 < 250, `seen ${seen.time - inserted.time / 1000} ms after insertion`);
    const { lines } = await transmit(pcscd, "A", selectCardAccess, readCardAccess);
    assert.equal(lines[0], "9000");
    assert.match(lines[1], /^31343.*9000$/);
    await pcscd.remove("A");
    assert.equal((await watcher.next()).state, "empty");
    watcher.end();
  });

  test("a card replaced in one step is seen as gone and come", async () => {
    await pcscd.insert("A", mau);
    const watcher = watchReader(pcscd, "A");
    assert.equal((await watcher.next()).state, "present");
    await pcscd.insert("A", join(cardsDirectory, "vo-thi-khac.json"));
    assert.equal((await watcher.next()).state, "empty");
    assert.equal((await watcher.next()).state, "present");
    watcher.end();
    await pcscd.remove("A");
  });

  test("cards put in at once after one another come once each", async () => {
    const count = (what) => pcscd.events("B").filter(({ event }) => event === what).length;
    for (let round = 0; round < 100; ++round) {
      await pcscd.insert("B", mau);
      await pcscd.remove("B");
    }
    assert.deepEqual([count("inserted"), count("removed")], [100, 100]);
  });

  test("a card pulled during a command is gone, and the next one works", async () => {
    await pcscd.insert("A", { extends: "nguyen-thi-mau.json", faults: [{ kind: "remove", atApdu: 2 }] });
    const { lines, problem } = await transmit(pcscd, "A", selectCardAccess, readCardAccess);
    assert.deepEqual(lines, ["9000"]);
    assert.match(problem, /SCardTransmit: 0x801000/);
    assert.equal(pcscd.hasCard("A"), false);
    await pcscd.insert("A", mau);
    assert.equal((await transmit(pcscd, "A", selectCardAccess)).lines[0], "9000");
    await pcscd.remove("A");
  });

  test("a stalled reader does not hold up the other, and removing the card ends the stall", async () => {
    await pcscd.insert("A", { extends: "nguyen-thi-mau.json", faults: [{ kind: "stall", atApdu: 1 }] });
    await pcscd.insert("B", mau);
    const stalled = transmit(pcscd, "A", selectCardAccess);
    await pcscd.waitForEvent("A", ({ event, number, received }) => event === "apdu" && number === 1 && received === 0);
    assert.equal((await transmit(pcscd, "B", selectCardAccess)).lines[0], "9000");
    await pcscd.remove("A");
    assert.match((await stalled).problem, /SCardTransmit: 0x801000/);
    await pcscd.remove("B");
  });

  test("a link has its cost", async () => {
    await pcscd.insert("A", { extends: "nguyen-thi-mau.json", link: { perApduMicroseconds: 30_000 } });
    assert.equal((await transmit(pcscd, "A", selectCardAccess, readCardAccess, readCardAccess)).lines.length, 3);
    const times = pcscd.events("A").filter(({ event }) => event === "apdu").slice(-3).map(({ time }) => time);
    assert.ok(times[1] - times[0] >= 30_000 && times[2] - times[1] >= 30_000, `${times}`);
    await pcscd.remove("A");
  });

  test("a wrong card file is told to whoever inserts it", async () => {
    await assert.rejects(pcscd.insert("A", { extends: "nguyen-thi-mau.json", holder: { nam: "x" } }), /card.holder.nam is not known/);
    await pcscd.remove("A");
  });

  test("killed and started again on the same socket, it serves what is in the readers", async () => {
    await pcscd.insert("A", mau);
    await pcscd.kill();
    assert.equal(pcscd.running, false);
    assert.match((await transmit(pcscd, "A", selectCardAccess)).problem, /SCardEstablishContext/);
    await pcscd.insert("B", mau);
    await pcscd.start();
    assert.equal((await transmit(pcscd, "A", selectCardAccess)).lines[0], "9000");
    assert.equal((await transmit(pcscd, "B", selectCardAccess)).lines[0], "9000");
    await pcscd.remove("A");
    await pcscd.remove("B");
  });
});
