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

/** Puts a frame into the page, with a field of the name. */
async function addFrame(attributes) {
  await page.evaluate((all) => {
    const frame = document.createElement("iframe");
    for (const [name, value] of Object.entries(all)) frame.setAttribute(name, value);
    document.getElementById("scanned")?.remove();
    frame.id = "scanned";
    document.body.prepend(frame);
  }, attributes);
  return (await page.waitForSelector("#scanned")).contentFrame();
}

async function until(check) {
  for (const begin = Date.now(); !(await check()); ) assert.ok(Date.now() - begin < 60_000, "waited in vain");
}

/** Until the content script is in as many frames. */
async function untilInFrames(count) {
  const inFrames = () =>
    stage.inBackground(async () => {
      const tabId = Math.max(...(await chrome.tabs.query({ url: "https://motcua.example.gov.vn/*" })).map(({ id }) => id));
      const all = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: () => self !== top && globalThis.cccdBridgeContent === true });
      return all.filter(({ result }) => result).length;
    });
  await until(async () => (await inFrames()) === count);
  await status("armed");
}

test("frames of listed origins have a guard: the page's own, another portal's, and one that goes on to another page", async () => {
  await page.route("**/khung", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: '<!doctype html><body><input id="hoTen">' }));
  // A page that lets frames of others in.
  await page.goto("https://motcua.example.gov.vn/khung");
  await arm();
  const own = await addFrame({ srcdoc: '<input id="hoTen">' });
  const other = () => addFrame({ src: "https://bay.example.gov.vn/khung" });
  const goneOn = async () => {
    const frame = await (await page.waitForSelector("#scanned")).contentFrame();
    await frame.goto("https://motcua.example.gov.vn/khung");
    return frame;
  };
  for (const [index, open] of [() => own, other, goneOn].entries()) {
    const frame = await open();
    await frame.focus("#hoTen");
    await untilInFrames(1);
    await scanKeys(page, code);
    await panel.waitForSelector("[data-testid=status][data-identity=waitingForCard]");
    await until(() => panel.evaluate((enough) => enough, scans.length > index));
    assert.deepEqual([scans, await frame.inputValue("#hoTen")], [Array(index + 1).fill(code), ""]);
  }
  await panel.click("[data-testid=action-next]");
  await status("off");
  await page.bringToFront();
  const frame = await (await page.waitForSelector("#scanned")).contentFrame();
  await frame.focus("#hoTen");
  await scanKeys(page, code, { end: "" });
  assert.equal(await frame.inputValue("#hoTen"), code, "the guard of the frame has gone with the citizen");
});

test("listed frames in frames have a guard: another portal's in the page's own, and the page's own in another portal's", async () => {
  const inner = (src) => `<!doctype html><body><iframe id="scanned" src="${src}"></iframe>`;
  const field = '<!doctype html><body><input id="hoTen">';
  const documents = { "motcua.example.gov.vn/khung": "<!doctype html><body>", "motcua.example.gov.vn/vo": inner("https://bay.example.gov.vn/o"), "bay.example.gov.vn/o": field, "bay.example.gov.vn/vo": inner("https://motcua.example.gov.vn/o"), "motcua.example.gov.vn/o": field };
  await page.route(/\/(?:khung|vo|o)$/u, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: documents[route.request().url().replace("https://", "")] }));
  await page.goto("https://motcua.example.gov.vn/khung");
  await arm();
  for (const [index, host] of ["motcua.example.gov.vn", "bay.example.gov.vn"].entries()) {
    const outer = await addFrame({ src: `https://${host}/vo` });
    const frame = await (await outer.waitForSelector("#scanned")).contentFrame();
    await frame.focus("#hoTen");
    // The frame in between is listed, too.
    await untilInFrames(2);
    await scanKeys(page, code);
    await until(() => panel.evaluate((enough) => enough, scans.length > index));
    assert.deepEqual([scans, await frame.inputValue("#hoTen")], [Array(index + 1).fill(code), ""]);
  }
});

test("a frame that may not be entered has no guard: the panel says so until the focus is out of it", async () => {
  await arm();
  const frame = await addFrame({ srcdoc: "<input>", sandbox: "" });
  await frame.focus("input");
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
