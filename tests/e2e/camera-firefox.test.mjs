// Firefox, which has a test pattern in the place of a camera: opened, shown, off when the tab is hidden; no camera; an image instead.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launchFirefox } from "../harness/firefox.mjs";
import { blank, drawCode, pngOf } from "../harness/pictures.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { makeWorkspace, waitFor } from "../harness/workspace.mjs";

const card = "dang-thi-bich-ngoc";

async function openPanel(t, preferences) {
  const workspace = makeWorkspace("firefox-camera");
  const firefox = await launchFirefox({ directory: workspace.folder("browser"), preferences });
  t.after(async () => {
    await firefox.close();
    workspace.remove();
  });
  await firefox.navigate(firefox.extensionUrl("panel.html"));
  const shows = (selector) => waitFor(selector, () => firefox.run("return document.querySelector(args[0]) !== null;", selector), { timeoutMs: 20_000 });
  await shows("[data-testid=camera-start]");
  return { firefox, shows, folder: workspace.folder("files") };
}

test("Firefox: the camera is on in the panel and off when the panel is hidden", async (t) => {
  const { firefox, shows } = await openPanel(t, {
    "media.navigator.streams.fake": true,
    "media.navigator.permission.disabled": true,
    "media.navigator.permission.fake": true,
    "permissions.default.camera": 1,
  });
  await firefox.click("[data-testid=camera-start]");
  await shows("[data-testid=camera-video]");
  await waitFor("the picture", () => firefox.run("return document.querySelector('video').videoWidth > 0;"));
  await firefox.run("window.track = document.querySelector('video').srcObject.getVideoTracks()[0];");
  const track = () => firefox.run("return window.track.readyState;");
  assert.equal(await track(), "live");
  const panelTab = await firefox.currentTab();
  await firefox.newTab();
  await firefox.lookInto(panelTab);
  await shows("[data-camera=off]");
  assert.equal(await track(), "ended");
});

test("Firefox: no camera is said; an image is read instead", async (t) => {
  const { firefox, shows, folder } = await openPanel(t, {});
  await firefox.click("[data-testid=camera-start]");
  await shows("[data-code='camera.none']");
  const file = join(folder, "card.png");
  writeFileSync(file, pngOf(drawCode(blank(1240, 900), cardQr(card), { side: 220, angle: 0.1 })));
  await firefox.type("[data-testid=image-file]", file);
  await shows("[data-testid=citizen-fullName] .value");
  assert.equal(await firefox.text("[data-testid=citizen-fullName] .value"), cardFacts(card).citizen.fullName);
});
