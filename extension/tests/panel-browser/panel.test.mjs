// The real panel and background in Chromium, with a scripted host: what only a browser can show.
// Needs dist/chrome (node build.mjs) and /usr/bin/chromium. Run: node --test tests/panel-browser/*.test.mjs
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { axeProblems } from "./axe.mjs";
import { extensionId, openStage } from "./stage.mjs";
import { qrText, readers, readResult, wellBehaved } from "./sample.mjs";

let directory;
let stage;
let panel;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "cccd-panel-"));
  stage = await openStage(directory);
});
after(async () => {
  await stage?.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  await panel?.close();
  wellBehaved(stage.host);
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: ["https://motcua.example.gov.vn"] });
  panel = await stage.openPanel();
  await panel.waitForSelector(".host.tone-ok");
  if (await panel.isVisible("[data-testid=action-next]")) await panel.click("[data-testid=action-next]");
  await state("waitingForKey", "idle");
  stage.host.emit("reader.changed", readers());
  await panel.waitForSelector("text=Đầu đọc sẵn sàng");
});

async function state(identity, work) {
  await panel.waitForSelector(`[data-testid=status][data-identity=${identity}][data-work=${work}]`, { timeout: 10_000 });
}

async function scan(text) {
  await panel.fill("[data-testid=scan]", text);
  await panel.press("[data-testid=scan]", "Enter");
}

let insertion = 10;
function insertCard() {
  stage.host.emit("reader.changed", readers(++insertion));
}

/** Holds card.read until `release` is called with a result. */
function holdRead() {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const started = new Promise((resolve) => {
    stage.host.answers["card.read"] = async (_params, request) => {
      stage.host.emit("card.progress", { request: request.id, phase: "readingText" });
      resolve(request);
      return held;
    };
  });
  return { started, release };
}

test("scan text typed by a scanner, then a card: read with no typing, shown with its verdicts", async () => {
  await panel.focus("[data-testid=scan]");
  await panel.keyboard.insertText(qrText.slice(0, -1));
  await panel.keyboard.press(qrText.at(-1));
  await panel.keyboard.press("Enter");
  await state("waitingForCard", "idle");
  assert.equal(await panel.textContent("[data-testid=trust]"), "Chỉ từ mã QR");
  insertCard();
  await state("complete", "idle");
  const { params } = stage.host.requests.findLast(({ method }) => method === "card.read");
  assert.deepEqual(params.key, { qr: qrText });
  assert.deepEqual(params.include, [], "nothing sensitive is asked for");
  assert.equal(await panel.getAttribute("[data-testid=verdict-data]", "data-reason"), "issuerNotInstalled");
  assert.equal(await panel.getAttribute("[data-testid=verdict-rule-data]", "data-rule"), "chain.issuer");
  assert.match(await panel.textContent("[data-testid=verdict-rule-data]"), /Quy tắc: chứng thư gốc/);
  assert.match(await panel.textContent("[data-testid=verdict-warning-weakDigest]"), /SHA-1/);
  assert.match(await panel.textContent("[data-testid=citizen-fullName]"), /Nguyễn Thị Mẫu/);
});

test("accessible in every look: no violation that axe knows, in both languages, light and dark", async () => {
  const problems = [];
  const check = async (name) => {
    for (const colorScheme of ["light", "dark"]) {
      await panel.emulateMedia({ colorScheme });
      problems.push(...(await axeProblems(panel)).map((problem) => `${name} ${colorScheme}: ${problem}`));
    }
  };
  for (const language of ["vi", "en"]) {
    await stage.setOptions({ mode: "clerk", language, allowedOrigins: [] });
    await panel.waitForSelector(`html[lang=${language}]`);
    await panel.click("[data-testid=manual]");
    await panel.click("[data-testid=scanner-help] summary");
    await check(`start ${language}`);
    await panel.click("[data-testid=scanner-help] summary");
    await scan("H29.26-261122-0001");
    await panel.waitForSelector("[data-code='qr.notACard']");
    await check(`failure ${language}`);
    await scan(qrText);
    await state("waitingForCard", "idle");
    insertCard();
    await state("complete", "idle");
    await check(`complete ${language}`);
    stage.host.answers["qr.parse"] = () => ({ kind: "cccd2021", citizen: { idNumber: { value: "079199990002", source: "qr", verified: false } }, warnings: [] });
    await scan("079199990002||");
    await panel.waitForSelector("[data-testid=other-person]");
    await check(`another person ${language}`);
    await panel.click("[data-testid=action-keepPerson]");
    await panel.waitForSelector("[data-testid=other-person]", { state: "detached" });
    await panel.click("[data-testid=action-next]");
    await state("waitingForKey", "idle");
    wellBehaved(stage.host, "no");
    await scan(qrText);
    await state("waitingForCard", "idle");
    insertCard();
    await state("blocked", "idle");
    await check(`blocked ${language}`);
    await panel.click("[data-testid=action-next]");
    await state("waitingForKey", "idle");
    wellBehaved(stage.host);
  }
  const options = await stage.browser.newPage();
  await options.goto(`chrome-extension://${extensionId}/options.html`);
  await options.waitForSelector("h1");
  problems.push(...(await axeProblems(options)));
  await options.close();
  assert.deepEqual(problems, []);
});

test("the background is ended in the middle of a read: the read starts cleanly again, and it is said", async () => {
  await scan(qrText);
  await state("waitingForCard", "idle");
  const first = holdRead();
  insertCard();
  await first.started;
  await state("reading", "idle");
  const second = holdRead();
  stage.host.answers["reader.list"] = () => readers(1);
  await stage.endBackground();
  await second.started;
  await panel.waitForSelector("[data-notice=restarted]");
  second.release({ ...readResult("unknown"), insertion: 1 });
  await state("complete", "idle");
});

test("the host is killed: said with its code, and the next click brings it back", async () => {
  await scan(qrText);
  await state("waitingForCard", "idle");
  const read = holdRead();
  insertCard();
  await read.started;
  stage.host.kill();
  await panel.waitForSelector("[data-code='host.exited']");
  await state("readFailed", "idle");
  wellBehaved(stage.host);
  stage.host.answers["reader.list"] = () => readers(1);
  await panel.click("text=Nối lại");
  await state("complete", "idle");
  assert.equal(await panel.isVisible("[data-code='host.exited']"), false);
});

test("a click made by a script does nothing and is said", async () => {
  await scan(qrText);
  await state("waitingForCard", "idle");
  await panel.evaluate(() => document.querySelector("[data-testid=action-preview]").click());
  await panel.waitForSelector("[data-code='action.notTrusted']");
  await state("waitingForCard", "idle");
});

test("a page outside the list is not touched", async () => {
  await scan(qrText);
  await state("waitingForCard", "idle");
  await panel.click("[data-testid=action-preview]");
  await panel.waitForSelector("[data-code='portal.notAllowed']");
  await state("waitingForCard", "idle");
});

test("only the panel's own page may speak to the background", async () => {
  const options = await stage.browser.newPage();
  await options.goto(`chrome-extension://${extensionId}/options.html`);
  const closed = await options.evaluate(
    () =>
      new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: "panel" });
        port.onMessage.addListener(() => resolve(false));
        port.onDisconnect.addListener(() => resolve(true));
        port.postMessage({ type: "hello", windowId: 1, visible: true });
      }),
  );
  await options.close();
  assert.equal(closed, true);
});

test("the next citizen: nothing of the one before is kept anywhere", async () => {
  await scan(qrText);
  await state("waitingForCard", "idle");
  insertCard();
  await state("complete", "idle");
  const stored = () => stage.inBackground(async () => JSON.stringify([await chrome.storage.session.get(), await chrome.storage.local.get()]));
  assert.match(await stored(), /Nguyễn Thị Mẫu/, "kept in memory while the citizen is there");
  assert.doesNotMatch(await stage.inBackground(async () => JSON.stringify(await chrome.storage.local.get())), /Nguyễn|001199990123/);
  await panel.click("[data-testid=action-next]");
  await state("waitingForKey", "idle");
  await panel.waitForFunction(async () => Object.keys(await chrome.storage.session.get()).every((key) => !key.startsWith("reception:")));
  assert.doesNotMatch(await stored(), /Nguyễn|001199990123/);
});
