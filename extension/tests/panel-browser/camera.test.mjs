// The camera of the panel in Chromium: a film plays in the place of the camera, the native host is scripted.
// Needs dist/chrome (node build.mjs), /usr/bin/chromium and qrencode.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { alreadyAllowed, cameraWith, personAllows, personRefuses, pullOutCamera, rememberStreams, trackStates } from "../../../tests/harness/camera.mjs";
import { addGlare, blank, drawCode, pngOf, writeFilm } from "../../../tests/harness/pictures.mjs";
import { accessibilityFaults } from "../../../tests/harness/accessibility.mjs";
import { extensionId, openStage } from "./stage.mjs";
import { qrText, wellBehaved } from "./sample.mjs";

const desk = () => blank(640, 480, 150);
const otherText = "001299990456||Trần Văn Thử|17081988|Nam|Số 2 Phố Thử, Thành phố Hà Nội|01072021";

/** A stage whose camera shows the frames, or without a camera; closed after the test. */
async function stageWith(t, frames, browserArguments) {
  const directory = mkdtempSync(join(tmpdir(), "cccd-camera-"));
  const camera = frames === undefined ? [] : cameraWith(writeFilm(join(directory, "film.y4m"), frames));
  const stage = await openStage(directory, { browserArguments: [...camera, ...browserArguments] });
  t.after(async () => {
    await stage.close();
    rmSync(directory, { recursive: true, force: true });
  });
  wellBehaved(stage.host);
  await stage.browser.addInitScript(rememberStreams);
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: [] });
  return stage;
}

async function openPanel(stage) {
  const panel = await stage.openPanel();
  await panel.waitForSelector(".host.tone-ok");
  return panel;
}

const start = (panel) => panel.click("[data-testid=camera-start]");
const isIn = (panel, phase) => panel.waitForSelector(`[data-camera=${phase}]`);
const identity = (panel, phase) => panel.waitForSelector(`[data-testid=status][data-identity=${phase}]`);
const parsed = (stage) => stage.host.requests.filter(({ method }) => method === "qr.parse").map(({ params }) => params.text);

test("a card held into the camera: asked once, read tilted and behind glare, then the camera is off by itself", async (t) => {
  const glaring = drawCode(desk(), qrText, { side: 250, angle: 0.1 });
  addGlare(glaring, 320, 240, 45);
  const tilted = drawCode(desk(), qrText, { side: 260, angle: 0.5, tilt: 0.25 });
  const stage = await stageWith(t, [...Array(8).fill(desk()), glaring, tilted, tilted], personAllows);
  const panel = await openPanel(stage);
  const asked = stage.browser.waitForEvent("page");
  await start(panel);
  const page = await asked;
  assert.equal(page.url(), `chrome-extension://${extensionId}/camera.html`);
  if (!page.isClosed()) await page.waitForEvent("close");
  await identity(panel, "waitingForCard");
  assert.match(await panel.textContent("[data-testid=citizen-fullName]"), /Nguyễn Thị Mẫu/);
  assert.deepEqual(parsed(stage), [qrText], "not a letter lost, and handed on once");
  await isIn(panel, "off");
  assert.deepEqual(await panel.evaluate(trackStates), ["ended"]);

  const stored = await stage.inBackground(() => chrome.storage.local.get("camera"));
  assert.deepEqual(Object.keys(stored.camera), ["deviceId", "label"]);
  assert.match(stored.camera.label, /film\.y4m$/);
});

test("a code that is no card is named once, and the camera goes on until the card comes", async (t) => {
  const poster = drawCode(desk(), "https://dichvucong.gov.vn", { side: 200 });
  const card = drawCode(desk(), qrText, { side: 260 });
  const stage = await stageWith(t, [...Array(20).fill(poster), ...Array(20).fill(card)], alreadyAllowed);
  const panel = await openPanel(stage);
  await start(panel);
  await identity(panel, "waitingForCard");
  const texts = parsed(stage);
  assert.equal(texts.at(-1), qrText);
  assert.ok(texts.length <= 2, texts.join("\n"));
  await isIn(panel, "off");
});

test("cards of two people in one picture: asked which, and the chosen one is taken", async (t) => {
  const both = drawCode(drawCode(blank(1280, 720, 150), qrText, { side: 260, x: 320 }), otherText, { side: 260, x: 940, angle: -0.2 });
  const stage = await stageWith(t, [both], alreadyAllowed);
  const panel = await openPanel(stage);
  await start(panel);
  await panel.waitForSelector("[data-testid=which-person]");
  assert.deepEqual(parsed(stage), [], "nothing is guessed");
  assert.match(await panel.textContent("[data-testid=person-001299990456]"), /Trần Văn Thử/);
  assert.deepEqual(await panel.evaluate(trackStates), ["ended"]);
  await panel.click("[data-testid=person-001199990123]");
  await identity(panel, "waitingForCard");
  assert.deepEqual(parsed(stage), [qrText]);
});

test("a minute without a code turns the camera off, and it is said", async (t) => {
  const stage = await stageWith(t, [desk()], alreadyAllowed);
  const panel = await stage.browser.newPage();
  await panel.clock.install();
  await panel.goto(`chrome-extension://${extensionId}/panel.html`);
  await panel.waitForSelector(".host.tone-ok");
  await start(panel);
  await isIn(panel, "on");
  await panel.clock.fastForward(59_000);
  assert.deepEqual(await panel.evaluate(trackStates), ["live"]);
  await panel.clock.fastForward(2_000);
  await panel.waitForSelector("[data-note=nothingSeen]");
  assert.deepEqual(await panel.evaluate(trackStates), ["ended"]);
});

test("the citizen leaves: the camera is off", async (t) => {
  const stage = await stageWith(t, [desk()], alreadyAllowed);
  const panel = await openPanel(stage);
  await panel.fill("[data-testid=scan]", qrText);
  await panel.press("[data-testid=scan]", "Enter");
  await identity(panel, "waitingForCard");
  await start(panel);
  await isIn(panel, "on");
  await panel.click("[data-testid=action-next]");
  await identity(panel, "waitingForKey");
  await isIn(panel, "off");
  assert.deepEqual(await panel.evaluate(trackStates), ["ended"]);
});

test("refused: said with what to do, the tab shows how, and closing it leaves a way to ask again", async (t) => {
  const stage = await stageWith(t, [desk()], personRefuses);
  const panel = await openPanel(stage);
  const asked = stage.browser.waitForEvent("page");
  await start(panel);
  const page = await asked;
  await panel.waitForSelector("[data-code='camera.denied']");
  await isIn(panel, "asking");
  await page.waitForSelector("[data-answer='camera.denied']");
  await page.click("[data-testid=camera-page-again]");
  await page.waitForSelector("[data-answer='camera.denied']");
  await page.close();
  await isIn(panel, "off");
  const askedAgain = stage.browser.waitForEvent("page");
  await panel.click("[data-testid=camera-allow]");
  const again = await askedAgain;
  await isIn(panel, "asking");
  const closed = again.waitForEvent("close");
  await panel.click("[data-testid=camera-stop]");
  await closed;
  await isIn(panel, "off");
});

test("no camera: said, and no tab is opened", async (t) => {
  const stage = await stageWith(t, undefined, alreadyAllowed);
  const panel = await openPanel(stage);
  const pages = stage.browser.pages().length;
  await start(panel);
  await panel.waitForSelector("[data-code='camera.none']");
  assert.equal(stage.browser.pages().length, pages);
});

test("the camera is pulled out while it looks: said, and it starts again when it is back", async (t) => {
  const stage = await stageWith(t, [desk()], alreadyAllowed);
  const panel = await openPanel(stage);
  await start(panel);
  await panel.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
  assert.equal(pullOutCamera(), 1);
  await panel.waitForSelector("[data-code='camera.gone']");
  await isIn(panel, "off");
  await start(panel);
  await isIn(panel, "on");
  assert.equal(await panel.isVisible("[data-code='camera.gone']"), false);
});

test("two cameras: the chosen one is used, and is the one that opens the next time", async (t) => {
  const stage = await stageWith(t, undefined, ["--use-fake-device-for-media-stream=device-count=2", ...alreadyAllowed]);
  const panel = await openPanel(stage);
  const label = () => panel.$eval("[data-testid=camera-video]", (video) => video.srcObject?.getVideoTracks()[0].label);
  await start(panel);
  await panel.waitForSelector("[data-testid=camera-choice]");
  const first = await label();
  const names = await panel.$$eval("[data-testid=camera-choice] option", (options) => options.map(({ textContent }) => textContent));
  const second = names.find((name) => name !== first);
  await panel.selectOption("[data-testid=camera-choice]", { label: second });
  await panel.waitForFunction((wanted) => document.querySelector("[data-testid=camera-video]")?.srcObject?.getVideoTracks()[0].label === wanted, second);
  assert.deepEqual(await panel.evaluate(trackStates), ["ended", "live"]);
  await panel.keyboard.press("Alt+m");
  await isIn(panel, "off");
  await panel.keyboard.press("Alt+m");
  await isIn(panel, "on");
  assert.equal(await label(), second);
});

/** For addInitScript: another program holds the first camera. Chromium's own test cameras are never busy, so that this one refusal is made up. */
function firstCameraIsBusy() {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    const [first] = (await mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
    if (stream.getVideoTracks()[0].getSettings().deviceId !== first.deviceId) return stream;
    stream.getTracks().forEach((track) => track.stop());
    throw new DOMException("Could not start video source", "NotReadableError");
  };
}

test("the camera is in use elsewhere: said with what to do, and another one can be taken", async (t) => {
  const stage = await stageWith(t, undefined, ["--use-fake-device-for-media-stream=device-count=2", ...alreadyAllowed]);
  await stage.browser.addInitScript(firstCameraIsBusy);
  const panel = await openPanel(stage);
  await start(panel);
  await panel.waitForSelector("[data-code='camera.busy']");
  await isIn(panel, "off");
  const names = await panel.$$eval("[data-testid=camera-choice] option", (options) => options.map(({ textContent }) => textContent));
  await panel.selectOption("[data-testid=camera-choice]", { label: names.at(-1) });
  await isIn(panel, "on");
  assert.equal(await panel.$eval("[data-testid=camera-video]", (video) => video.srcObject.getVideoTracks()[0].label), names.at(-1));
  assert.equal(await panel.isVisible("[data-code='camera.busy']"), false);
  assert.deepEqual(await panel.evaluate(trackStates), ["ended", "live"]);
});

test("a camera with a zoom: offered once zooming is allowed, and the camera zooms", async (t) => {
  const stage = await stageWith(t, undefined, ["--use-fake-device-for-media-stream"]);
  const panel = await openPanel(stage);
  const browser = await stage.browser.newCDPSession(panel);
  for (const panTiltZoom of [false, true]) {
    await browser.send("Browser.setPermission", { origin: `chrome-extension://${extensionId}`, permission: { name: "camera", panTiltZoom }, setting: "granted" });
  }
  await start(panel);
  await panel.waitForSelector("[data-testid=camera-zoom]");
  const zoom = () => globalThis.streams[0].getVideoTracks()[0].getSettings().zoom;
  assert.equal(await panel.inputValue("[data-testid=camera-zoom]"), String(await panel.evaluate(zoom)));
  await panel.fill("[data-testid=camera-zoom]", "250");
  await panel.waitForFunction(() => globalThis.streams[0].getVideoTracks()[0].getSettings().zoom === 250);
  assert.equal(await panel.isVisible("[data-testid=camera-torch]"), false, "this camera has no lamp");
});

/** For addInitScript: the cameras have a lamp, which Chromium's own test cameras have not; `lit` is what they were asked for. */
function camerasHaveLamp() {
  const { getCapabilities, applyConstraints } = MediaStreamTrack.prototype;
  globalThis.lit = [];
  MediaStreamTrack.prototype.getCapabilities = function () {
    return { ...getCapabilities.call(this), torch: true };
  };
  MediaStreamTrack.prototype.applyConstraints = function (constraints) {
    const [{ torch } = {}] = constraints.advanced ?? [];
    if (torch === undefined) return applyConstraints.call(this, constraints);
    globalThis.lit.push(torch);
    return Promise.resolve();
  };
}

test("a camera with a lamp: switched on and off", async (t) => {
  const stage = await stageWith(t, [desk()], alreadyAllowed);
  await stage.browser.addInitScript(camerasHaveLamp);
  const panel = await openPanel(stage);
  await start(panel);
  const pressed = (state) => panel.waitForSelector(`[data-testid=camera-torch][aria-pressed=${state}]`);
  await pressed(false);
  await panel.click("[data-testid=camera-torch]");
  await pressed(true);
  await panel.click("[data-testid=camera-torch]");
  await pressed(false);
  assert.deepEqual(await panel.evaluate(() => globalThis.lit), [true, false]);
});

test("a code that comes from a keyboard scanner meanwhile: the camera is not needed any more", async (t) => {
  const stage = await stageWith(t, [desk()], alreadyAllowed);
  const panel = await openPanel(stage);
  await start(panel);
  await isIn(panel, "on");
  await panel.fill("[data-testid=scan]", qrText);
  await panel.press("[data-testid=scan]", "Enter");
  await identity(panel, "waitingForCard");
  await isIn(panel, "off");
  assert.deepEqual(await panel.evaluate(trackStates), ["ended"]);
});

test("accessible in each state, in both languages, light and dark", async (t) => {
  const both = drawCode(drawCode(blank(1280, 720, 150), qrText, { side: 260, x: 320 }), otherText, { side: 260, x: 940 });
  const faults = [];
  const check = async (page, name) => {
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${name}: wider than the panel`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${name} ${colorScheme}: ${fault}`));
    }
  };
  const looking = await stageWith(t, undefined, ["--use-fake-device-for-media-stream=device-count=2", ...alreadyAllowed]);
  const seeing = await stageWith(t, [both], personRefuses);
  for (const language of ["vi", "en"]) {
    await looking.setOptions({ mode: "clerk", language, allowedOrigins: [] });
    const panel = await openPanel(looking);
    await panel.waitForSelector(`html[lang=${language}]`);
    await start(panel);
    await panel.waitForSelector("[data-testid=camera-choice]");
    await check(panel, `on ${language}`);
    await panel.close();

    await seeing.setOptions({ mode: "clerk", language, allowedOrigins: [] });
    const refused = await openPanel(seeing);
    await start(refused);
    await refused.waitForSelector("[data-code='camera.denied']");
    await check(refused, `refused ${language}`);
    const page = await seeing.browser.newPage();
    await page.goto(`chrome-extension://${extensionId}/camera.html`);
    await page.waitForSelector("[data-answer='camera.denied']");
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    await check(page, `page ${language}`);
    await page.close();
    await refused.setInputFiles("[data-testid=image-file]", { name: "both.png", mimeType: "image/png", buffer: pngOf(both) });
    await refused.waitForSelector("[data-testid=which-person]");
    await check(refused, `which ${language}`);
    await refused.close();
  }
  assert.deepEqual(faults, []);
});
