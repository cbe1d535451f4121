// A keyboard scanner with the focus in the panel: wherever it stands, however fast the keys come and however they end.
// Real Chromium and real key events; the host is scripted. Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { scanKeys } from "../../../tests/harness/scanner-keys.mjs";
import { openStage } from "./stage.mjs";
import { qrCitizen, wellBehaved } from "./sample.mjs";

const plainText = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";
const otherText = plainText.replace("001199990123", "079199990002");
let directory;
let stage;
let panel;
let scans;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "cccd-scan-box-"));
  stage = await openStage(directory);
});
after(async () => {
  await stage?.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  wellBehaved(stage.host);
  stage.host.answers["qr.parse"] = ({ text }) => {
    scans.push(text);
    const idNumber = /\d{12}/.exec(text)?.[0];
    if (idNumber === undefined) return { kind: kinds.find(([start]) => text.startsWith(start))?.[1] ?? "text", warnings: [] };
    const citizen = { ...qrCitizen, idNumber: { ...qrCitizen.idNumber, value: idNumber } };
    return text === idNumber ? { kind: "idNumber", citizen: { idNumber: citizen.idNumber }, warnings: [] } : { kind: "cccd2021", citizen, warnings: [] };
  };
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: [] });
  await panel?.close();
  panel = await stage.openPanel();
  await panel.waitForSelector(".host.tone-ok");
  await next();
  scans = [];
});

const kinds = [["H29.26", "dossier"], ["0002010102", "vietqr"], ["https:", "url"], ["BEGIN:VCARD", "vcard"], ["GD4", "healthCard"], ["VNEID", "vneid"], ["123456789|", "oldIdOnly"]];

async function identity(phase) {
  await panel.waitForSelector(`[data-testid=status][data-identity=${phase}]`);
}

async function next() {
  if (await panel.isVisible("[data-testid=action-keepPerson]")) await panel.click("[data-testid=action-keepPerson]");
  if (await panel.isVisible("[data-testid=action-next]")) await panel.click("[data-testid=action-next]");
  await identity("waitingForKey");
}

for (const [name, gapMs] of [["10 keys a second", 100], ["30 keys a second", 33], ["300 keys a second", 3], ["all at once", 0]]) {
  test(`${name}: whole, with every end, from the box and from a button`, async () => {
    for (const end of ["Enter", "Tab", "LF", ""]) {
      for (const part of gapMs === 100 ? ["scan"] : ["scan", "action-startReception"]) {
        scans = [];
        await panel.focus(`[data-testid=${part}]`);
        await scanKeys(panel, plainText, { gapMs, end });
        await identity("waitingForCard");
        assert.deepEqual(scans, [plainText], `${part} ${end}`);
        assert.equal(await panel.inputValue("[data-testid=scan]"), "");
        assert.equal(await panel.isVisible("[data-code]"), false);
        await next();
      }
    }
  });
}

test("Alt sequences and an input method: the keys are read, not what is written", async () => {
  const code = [...plainText.slice(0, 23), "N", "g", "u", "y", { alt: "0225" }, { alt: "0187" }, { alt: "0133" }, "n", ...plainText.slice(29)];
  await panel.focus("[data-testid=scan]");
  await scanKeys(panel, code);
  await identity("waitingForCard");
  assert.deepEqual(scans, [`${plainText.slice(0, 23)}Nguyễn${plainText.slice(29)}`]);
  await next();
  scans = [];
  await panel.focus("[data-testid=scan]");
  await scanKeys(panel, plainText, { inputMethod: true });
  await identity("waitingForCard");
  assert.deepEqual(scans, [plainText]);
});

test("a number typed by hand works in the box and among the keys typed by hand", async () => {
  await panel.focus("[data-testid=scan]");
  await panel.keyboard.type("001199990123", { delay: 20 });
  await panel.keyboard.press("Enter");
  await identity("waitingForCard");
  await next();
  await panel.click("[data-testid=manual]");
  await panel.fill("[data-testid=manual-can]", "001199990123");
  await panel.press("[data-testid=manual-can]", "Enter");
  await identity("waitingForCard");
  assert.equal(await panel.textContent("[data-testid=citizen-idNumber] .value"), "001\u00a0199\u00a0990\u00a0123");
});

test("what is no card says what it is and what to do", async () => {
  for (const [text, kind] of [...kinds, ["Xin chao", "text"]]) {
    await panel.fill("[data-testid=scan]", text);
    await panel.press("[data-testid=scan]", "Enter");
    const said = await panel.waitForSelector(`[data-testid=other-scan][data-kind=${kind}]`);
    assert.equal(await said.$$eval("p", (lines) => lines.length), 2, kind);
  }
});

test("two scans fast after each other: the second person is asked about, one key answers, and nothing is lost on no", async () => {
  await panel.focus("[data-testid=scan]");
  await scanKeys(panel, plainText);
  await scanKeys(panel, otherText);
  await panel.waitForSelector("[data-testid=other-person]");
  assert.match(await panel.textContent("[data-testid=other-person-who]"), /079/);
  assert.match(await panel.textContent("[data-testid=citizen-idNumber]"), /001/);
  await panel.keyboard.press("Escape");
  await panel.waitForSelector("[data-testid=other-person]", { state: "detached" });
  assert.match(await panel.textContent("[data-testid=citizen-idNumber]"), /001/);
  await scanKeys(panel, otherText);
  await panel.waitForSelector("[data-testid=other-person]");
  await panel.keyboard.press("Alt+KeyC");
  await panel.waitForFunction(() => document.querySelector("[data-testid=citizen-idNumber]")?.textContent.includes("079"));
});
