// The camera with everything real behind it: the side panel, the host, a card on the reader; and what the office's policy says of cameras.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cameraWith, personAllows } from "../harness/camera.mjs";
import { blank, drawCode, writeFilm } from "../harness/pictures.mjs";
import { openSidePanel } from "../harness/side-panel.mjs";
import { cardFacts, cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";
const { citizen } = cardFacts(card);
const desk = () => blank(1280, 720, 150);
const held = () => drawCode(desk(), cardQr(card), { side: 330, angle: -0.3, tilt: 0.2 });

async function stageWith(t, frames, options) {
  const directory = mkdtempSync(join(tmpdir(), "cccd-film-"));
  const film = writeFilm(join(directory, "film.y4m"), frames);
  const stage = await openStage({ name: "camera", ...options, args: [...cameraWith(film), ...(options.args ?? [])] });
  t.after(async () => {
    await stage.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return stage;
}

test("a card held into the camera, then laid on the reader: the chip's own citizen, in the form", async (t) => {
  const stage = await stageWith(t, [held()], { args: personAllows });
  const { page, panel } = await stage.openDesk();
  await panel.part("camera-start").click();
  await panel.waitFor({ identity: "waitingForCard" });
  assert.equal(await panel.citizen("fullName"), citizen.fullName);
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  assert.equal(await panel.citizen("placeOfResidence"), citizen.placeOfResidence);
  await panel.fill();
  assert.equal(await page.locator("#hoTen").inputValue(), citizen.fullName);
});

test("in the real side panel, allowed by the office: no question; hidden, the camera is off", async (t) => {
  const stage = await stageWith(t, [desk()], {
    readers: [],
    browserPolicy: { VideoCaptureAllowedUrls: ["chrome-extension://dlldhokgppgibghijpoppanchojffeli/"] },
  });
  const panel = await openSidePanel(stage.browser);
  await panel.waitFor("[data-testid=camera-start]");
  const pages = stage.browser.context.pages().length;
  await panel.click("[data-testid=camera-start]");
  await panel.waitFor("[data-testid=camera-video]");
  await panel.evaluate('globalThis.track = document.querySelector("[data-testid=camera-video]").srcObject?.getVideoTracks()[0]; 0');
  assert.equal(await panel.evaluate("track.readyState"), "live");
  assert.equal(stage.browser.context.pages().length, pages);
  await panel.setWindow("minimized");
  await waitFor("the end of the track", async () => (await panel.evaluate("track.readyState")) === "ended");
  await panel.setWindow("normal");
  await panel.waitFor("[data-camera=off]");
});

test("in the real side panel: the question comes in a tab, and the panel goes on", async (t) => {
  const stage = await stageWith(t, [held()], { readers: [], args: personAllows });
  const panel = await openSidePanel(stage.browser);
  await panel.waitFor("[data-testid=camera-start]");
  await panel.click("[data-testid=camera-start]");
  await panel.waitFor("[data-testid=citizen-fullName]");
  assert.match(await panel.text("[data-testid=citizen-fullName]"), new RegExp(citizen.fullName));
  assert.ok(stage.browser.context.pages().every((page) => !page.url().endsWith("camera.html")));
});

test("blocked by the office: said so, and asking again tells how", async (t) => {
  const stage = await stageWith(t, [held()], { readers: [], browserPolicy: { VideoCaptureAllowed: false } });
  const { panel } = await stage.openDesk();
  await panel.part("camera-start").click();
  await panel.waitForFailure("camera.denied");
  const asked = stage.browser.context.waitForEvent("page");
  await panel.part("camera-allow").click();
  const page = await asked;
  await page.getByTestId("camera-page-again").waitFor();
  await page.close();
  await panel.waitForFailure("camera.denied");
});
