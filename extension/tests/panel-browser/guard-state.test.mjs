// What the panel says of the guard in the portal's page while tabs, frames, the list of portals and the page itself change: green
// only where a scan is caught, and no scan lost without a word. Real Chromium, real key events; the host is scripted.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { scanKeys } from "../../../tests/harness/scanner-keys.mjs";
import { armDesk, openPortalStage } from "./portal-stage.mjs";
import { qrCitizen, wellBehaved } from "./sample.mjs";

const code = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";
const options = { mode: "clerk", language: "vi", allowedOrigins: ["https://motcua.example.gov.vn", "https://bay.example.gov.vn"] };
let portals;
let stage;
let page;
let panel;
let scans;

before(async () => {
  stage = await openPortalStage("guard-state");
  ({ portals } = stage);
});
after(async () => {
  await stage?.close();
});
beforeEach(async () => {
  wellBehaved(stage.host);
  scans = [];
  stage.host.answers["qr.parse"] = ({ text }) => {
    scans.push(text);
    return { kind: "cccd2021", citizen: qrCitizen, warnings: [] };
  };
  await stage.setOptions(options);
  ({ page, panel } = await stage.openDesk(portals.urls.reception));
});
afterEach(async () => {
  if (await panel.isVisible("[data-testid=action-next]")) await panel.click("[data-testid=action-next]");
  if (await panel.isVisible("[data-testid=action-stopReception]")) await panel.click("[data-testid=action-stopReception]");
  await panel.close();
  await page.close();
});

const status = (wanted) => panel.waitForSelector(`[data-testid=guard][data-status=${wanted}]`);
const notice = (wanted) => panel.waitForSelector(`[data-notice=${wanted}]`);

const arm = () => armDesk({ page, panel });

test("another tab in front is not green, and the first one is again when it comes back", async () => {
  await arm();
  const two = await stage.browser.newPage();
  await two.goto(portals.urls.reception);
  await status("elsewhere");
  assert.match(await panel.textContent("[data-testid=guard]"), /quét vào ô trên/);
  await page.bringToFront();
  await status("armed");
  await two.close();
});

test("a frame of the page has no guard: the panel says so until the focus is out of it", async () => {
  await arm();
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    document.body.prepend(frame);
    frame.contentDocument.body.innerHTML = "<input>";
    frame.contentDocument.querySelector("input").focus();
  });
  await status("inFrame");
  await page.focus("#hoTen");
  await status("armed");
  await scanKeys(page, code);
  await panel.waitForSelector("[data-testid=status][data-identity=waitingForCard]");
  assert.deepEqual(scans, [code]);
});

test("an origin that is taken off the list ends the guard at once: the panel says so, keys go to the page again", async () => {
  await arm();
  await stage.setOptions({ ...options, allowedOrigins: ["https://bay.example.gov.vn"] });
  await status("off");
  await notice("guardRefused");
});

test("a page that holds a dialog open does not keep the panel waiting; the guard that comes late is taken out", async () => {
  const shown = page.waitForEvent("dialog");
  page.evaluate(() => setTimeout(() => window.alert("x"), 0)).catch(() => undefined);
  const dialog = await shown;
  await panel.click("[data-testid=action-startReception]");
  await status("failed");
  await panel.waitForSelector("[data-code='fill.timeout']");
  await dialog.accept();
  await arm();
});

test("the button keeps the focus, one place tells what is so, and a press ends the guard", async () => {
  await panel.bringToFront();
  await panel.$eval("[data-testid=guard] [role=status]", (element) => (element.dataset.same = "yes"));
  await panel.focus("[data-testid=action-startReception]");
  await panel.keyboard.press("Enter");
  await status("armed");
  assert.equal(await panel.evaluate(() => document.activeElement.dataset.testid), "action-stopReception");
  assert.equal(await panel.getAttribute("[data-testid=guard] [role=status]", "data-same"), "yes");
  await panel.click("[data-testid=action-stopReception]");
  await status("off");
  await page.bringToFront();
  await page.focus("#hoTen");
  await scanKeys(page, code.slice(0, 12), { end: "" });
  assert.equal(await page.inputValue("#hoTen"), code.slice(0, 12));
});

test("a key held down in the panel is no scan", async () => {
  await panel.bringToFront();
  await panel.focus("[data-testid=scan]");
  const session = await panel.context().newCDPSession(panel);
  const start = Date.now() / 1000;
  for (let press = 0; press < 20; press++) {
    await session.send("Input.dispatchKeyEvent", { type: "keyDown", key: "0", code: "Digit0", text: "0", windowsVirtualKeyCode: 48, autoRepeat: press > 0, timestamp: start + (press > 0 ? 0.5 : 0) + press * 0.033 });
  }
  await session.detach();
  await panel.waitForFunction(() => document.querySelector("[data-testid=scan]").value.length === 20);
  await panel.fill("[data-testid=scan]", "");
  await scanKeys(panel, code);
  await panel.waitForSelector("[data-testid=status][data-identity=waitingForCard]");
  assert.deepEqual(scans, [code]);
});
