// Images given to the panel in Chromium: chosen, pasted from the real clipboard, dropped. The native host is scripted.
// Needs dist/chrome (node build.mjs), /usr/bin/chromium and qrencode.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { blank, drawCode, pngOf } from "../../../tests/harness/pictures.mjs";
import { openStage } from "./stage.mjs";
import { qrText, wellBehaved } from "./sample.mjs";

const otherText = "001299990456||Trần Văn Thử|17081988|Nam|Số 2 Phố Thử, Thành phố Hà Nội|01072021";
const healthText = "DN4010012345678|4e677579e1bb856e|01/01/1999|2|5068c6b0e1bb9d6e67|01 - 001|01/01/2026|-|10/01/2026|01001|-|4|01/01/2030|abc-|4|$";
let directory;
let stage;
let panel;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "cccd-image-"));
  stage = await openStage(directory);
});
after(async () => {
  await stage?.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  await panel?.close();
  wellBehaved(stage.host);
  stage.host.requests.length = 0;
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: [] });
  panel = await stage.openPanel();
  await panel.waitForSelector(".host.tone-ok");
  if (await panel.isVisible("[data-testid=action-next]")) await panel.click("[data-testid=action-next]");
  await identity("waitingForKey");
});

const identity = (phase) => panel.waitForSelector(`[data-testid=status][data-identity=${phase}]`);
const failure = (code) => panel.waitForSelector(`[data-testid=sources] [data-code='${code}']`);
const parsed = () => stage.host.requests.filter(({ method }) => method === "qr.parse").map(({ params }) => params.text);
/** A page of paper with the code of a card on it. */
const scanOf = (text, { width = 1240, height = 900, side = 220, ...place } = {}) => drawCode(blank(width, height), text, { side, ...place });

function fileOf(name, content) {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

async function choose(...files) {
  const chooser = panel.waitForEvent("filechooser");
  await panel.click("[data-testid=image-choose]");
  await (await chooser).setFiles(files);
}

/** The PNG in another format, written by the browser itself. */
async function convert(png, type) {
  const bytes = await panel.evaluate(
    async ([data, wanted]) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: wanted, quality: 0.8 });
      if (blob.type !== wanted) throw new Error(blob.type);
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [png.toString("base64"), type],
  );
  return Buffer.from(bytes);
}

/** Puts a picture into the system's clipboard, as a screenshot program does. */
async function copy(png) {
  await panel.bringToFront();
  await panel.evaluate(async (data) => {
    const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  }, png.toString("base64"));
}

async function drop(...files) {
  const session = await stage.browser.newCDPSession(panel);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 100, y: 300, data });
    if (type === "dragOver") await panel.waitForSelector(".sources.is-hovering");
  }
  await session.detach();
}

test("a chosen file of each kind: the citizen is in the panel, not a letter lost", async () => {
  const png = pngOf(scanOf(qrText, { angle: 0.1 }));
  const files = [
    fileOf("scan.png", png),
    fileOf("scan.jpg", await convert(png, "image/jpeg")),
    fileOf("scan.webp", await convert(png, "image/webp")),
    // The name says nothing: what counts is what is in it.
    fileOf("scan.tmp", png),
  ];
  for (const file of files) {
    await choose(file);
    await identity("waitingForCard");
    assert.match(await panel.textContent("[data-testid=citizen-fullName]"), /Nguyễn Thị Mẫu/, file);
    assert.deepEqual(parsed(), [qrText], file);
    stage.host.requests.length = 0;
    await panel.click("[data-testid=action-next]");
    await identity("waitingForKey");
  }
});

test("a screenshot pasted with Ctrl+V, wherever the focus is", async () => {
  for (const focus of ["[data-testid=scan]", "[data-testid=image-choose]", undefined]) {
    await copy(pngOf(scanOf(qrText)));
    if (focus === undefined) await panel.evaluate(() => document.activeElement?.blur());
    else await panel.focus(focus);
    await panel.keyboard.press("Control+v");
    await identity("waitingForCard");
    assert.deepEqual(parsed(), [qrText]);
    stage.host.requests.length = 0;
    await panel.click("[data-testid=action-next]");
    await identity("waitingForKey");
  }
});

test("text pasted into the scan box is still text", async () => {
  await panel.bringToFront();
  await panel.evaluate((text) => navigator.clipboard.writeText(text), qrText);
  await panel.focus("[data-testid=scan]");
  await panel.keyboard.press("Control+v");
  await identity("waitingForCard");
  assert.deepEqual(parsed(), [qrText]);
});

test("dropped files: read, and the panel stays where it is", async () => {
  await drop(fileOf("dropped.png", pngOf(scanOf(qrText))));
  await identity("waitingForCard");
  assert.match(panel.url(), /panel\.html$/);
  assert.equal(await panel.isVisible(".sources.is-hovering"), false);
});

test("several codes in one image: the card's is taken", async () => {
  const paper = scanOf("https://motcua.example.gov.vn/tra-cuu?ma=H29.26-261122-0001", { side: 180, x: 250 });
  drawCode(paper, healthText, { side: 240, x: 620 });
  drawCode(paper, qrText, { side: 220, x: 1000, angle: 0.3 });
  await choose(fileOf("papers.png", pngOf(paper)));
  await identity("waitingForCard");
  assert.deepEqual(parsed(), [qrText]);
});

test("two citizens, in one image or in two files: asked which; none of them is a choice too", async () => {
  const both = fileOf("both.png", pngOf(drawCode(scanOf(qrText, { x: 350 }), otherText, { side: 220, x: 900 })));
  const apart = [fileOf("one.png", pngOf(scanOf(qrText))), fileOf("two.png", pngOf(scanOf(otherText)))];
  await choose(both);
  await panel.waitForSelector("[data-testid=which-person]");
  await panel.click("[data-testid=person-none]");
  await panel.waitForSelector("[data-testid=which-person]", { state: "detached" });
  assert.deepEqual(parsed(), []);
  await drop(...apart);
  await panel.waitForSelector("[data-testid=which-person]");
  assert.match(await panel.textContent("[data-testid=which-person]"), /Trần Văn Thử/);
  await panel.click("[data-testid=person-001199990123]");
  await identity("waitingForCard");
  assert.deepEqual(parsed(), [qrText]);
});

test("front and back of one card are one citizen", async () => {
  const back = `${qrText}||||`;
  await choose(fileOf("front.png", pngOf(scanOf(qrText))), fileOf("back.png", pngOf(scanOf(back))));
  await identity("waitingForCard");
  assert.deepEqual(parsed(), [qrText]);
});

test("what cannot be used is said with its code; the next image clears it", async () => {
  const damaged = pngOf(scanOf(qrText));
  damaged.fill(0xff, 60, 400);
  const enormous = pngOf(blank(8, 8));
  enormous.writeUInt32BE(20_000, 16);
  for (const [name, content, code] of [
    ["empty.png", pngOf(blank(640, 480)), "qr.notFound"],
    ["one-pixel.png", pngOf(blank(1, 1)), "qr.notFound"],
    ["paper.pdf", "%PDF-1.7\n", "image.unsupported"],
    ["nothing.png", "", "image.unsupported"],
    ["moving.gif", "GIF89a\x01\x00\x01\x00", "image.unsupported"],
    ["damaged.png", damaged, "image.malformed"],
    ["cut.jpg", "\xff\xd8\xff\xe0", "image.malformed"],
    ["enormous.png", enormous, "image.tooLarge"],
  ]) {
    await drop(fileOf(name, typeof content === "string" ? Buffer.from(content, "latin1") : content));
    await failure(code);
  }
  assert.deepEqual(parsed(), []);
  await choose(fileOf("good.png", pngOf(scanOf(qrText))));
  await identity("waitingForCard");
  assert.equal(await panel.isVisible("[data-testid=sources] [data-code]"), false);
});

test("one bad file among good ones costs only itself", async () => {
  await choose(fileOf("note.txt", "x"), fileOf("card.png", pngOf(scanOf(qrText))));
  await identity("waitingForCard");
});

test("a page scanned at 600 dots an inch: looked at smaller, and read", async () => {
  await choose(fileOf("page.png", pngOf(scanOf(qrText, { width: 4960, height: 7016, side: 600 }))));
  await panel.waitForSelector("[data-testid=status][data-identity=waitingForCard]", { timeout: 60_000 });
  assert.deepEqual(parsed(), [qrText]);
});
