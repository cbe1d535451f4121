// A keyboard scanner while the focus is in the portal's form: the citizen comes to the panel, and the form stays as it was.
// Real Chromium, real key events, the sample portals; the host is scripted. Needs dist/chrome (node build.mjs).
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { scanKeys } from "../../../tests/harness/scanner-keys.mjs";
import { armDesk, openPortalStage } from "./portal-stage.mjs";
import { qrCitizen, wellBehaved } from "./sample.mjs";

const plainText = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";
let portals;
let stage;
let page;
let panel;
let scans;

before(async () => {
  stage = await openPortalStage("page-scan");
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
    return text.startsWith("001199990123") ? { kind: "cccd2021", citizen: qrCitizen, warnings: [] } : { kind: "text", warnings: [] };
  };
  await stage.setOptions({ mode: "clerk", language: "vi", allowedOrigins: ["https://motcua.example.gov.vn", "https://dichvucong.example.gov.vn", "https://bay.example.gov.vn"] });
});
afterEach(async () => {
  if (await panel?.isVisible("[data-testid=action-next]")) await panel.click("[data-testid=action-next]");
  await panel?.close();
  await page?.close();
});

/** Opens a portal's page and a panel for it; `script` is the page's own. */
async function openDesk(url, script) {
  ({ page, panel } = await stage.openDesk(url, { script }));
}

const arm = () => armDesk({ page, panel });

async function identity(phase) {
  await panel.waitForSelector(`[data-testid=status][data-identity=${phase}]`);
}

async function next() {
  await panel.bringToFront();
  await panel.click("[data-testid=action-next]");
  await identity("waitingForKey");
}

/** What the page can tell of a field: text, selection, focus. */
const fieldState = (selector) =>
  page.$eval(selector, (field) => ({ value: field.value, selection: [field.selectionStart, field.selectionEnd], isFocused: document.activeElement === field }));

const ends = ["Enter", "Tab", "LF", ""];

for (const [name, gapMs] of [["10 keys a second", 100], ["30 keys a second", 33], ["300 keys a second", 3], ["all at once", 0]]) {
  test(`${name}, every end: the scan is whole, field, selection and focus stay`, async () => {
    await openDesk(portals.urls.reception);
    const start = "Nguyễn Văn";
    for (const end of gapMs === 100 ? ["Enter"] : ends) {
      scans = [];
      await arm();
      await page.fill("#hoTen", start);
      await page.$eval("#hoTen", (field) => field.setSelectionRange(2, 6));
      const before = await fieldState("#hoTen");
      await scanKeys(page, plainText, { gapMs, end });
      await identity("waitingForCard");
      assert.deepEqual(scans, [plainText], end);
      assert.deepEqual(await fieldState("#hoTen"), before, end);
      assert.equal((await page.evaluate(() => window.portalModel())).hoTen ?? start, start);
      await next();
    }
  });
}

test("not armed, nothing is in the page and the panel says where to scan", async () => {
  await openDesk(portals.urls.reception);
  await page.bringToFront();
  await page.focus("#hoTen");
  await scanKeys(page, plainText, { end: "" });
  assert.equal(await page.inputValue("#hoTen"), plainText);
  await page.fill("#hoTen", "");
  assert.match(await panel.textContent("[data-testid=guard]"), /Quét vào ô trên/);
  assert.deepEqual(scans, []);
});

test("a person's typing, shortcuts and Enter go to the page as ever", async () => {
  await openDesk(portals.urls.reception);
  await arm();
  await page.focus("#hoTen");
  await scanKeys(page, "Tran Van Thu 079199990002", { gapMs: 60, end: "" });
  assert.equal(await page.inputValue("#hoTen"), "Tran Van Thu 079199990002");
  await page.keyboard.press("Control+KeyA");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("abc", { delay: 60 });
  assert.equal(await page.inputValue("#hoTen"), "abc");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "hoTen");
  assert.deepEqual(scans, []);
});

test("a few fast keys that are no code are given back", async () => {
  await openDesk(portals.urls.reception);
  await arm();
  await page.focus("#hoTen");
  await scanKeys(page, "asdfghj", { end: "" });
  await page.waitForFunction(() => document.querySelector("#hoTen").value === "asdfghj");
  assert.deepEqual(scans, []);
});

test("every kind of control that has the focus: lists, ticks, dates, buttons, editors, nothing", async () => {
  await openDesk(portals.urls.reception);
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.id = "all";
    form.innerHTML = `<select id="c-list"><option>Chọn</option><option>0 An Giang</option></select> <input type="checkbox" id="c-tick"> <input type="date" id="c-date">
      <input type="number" id="c-number" value="7"> <textarea id="c-area">a\nb</textarea> <button id="c-button">Nộp</button> <a href="/khac" id="c-link">Liên kết</a> <div id="c-rich" contenteditable>Ghi chú</div>
      <input id="c-short" maxlength="3">`;
    document.body.prepend(form);
    window.submitted = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted++;
    });
  });
  const state = () => page.evaluate(() => [...document.querySelectorAll("#all > *")].map((element) => [element.id, element.value, element.checked, element.textContent.trim()]));
  const before = await state();
  const address = page.url();
  for (const id of ["c-list", "c-tick", "c-date", "c-number", "c-area", "c-button", "c-link", "c-rich", "c-short"]) {
    await arm();
    await page.focus(`#${id}`);
    await scanKeys(page, plainText);
    await identity("waitingForCard");
    assert.deepEqual(await state(), before, id);
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    await next();
  }
  await arm();
  await page.evaluate(() => document.activeElement.blur());
  await scanKeys(page, plainText);
  await identity("waitingForCard");
  assert.deepEqual([await page.evaluate(() => window.submitted), page.url()], [0, address]);
});

test("letters that a US keyboard lacks, as Alt and digits: bytes of UTF-8 or code points, exactly", async () => {
  await openDesk(portals.urls.reception);
  const name = (code) => [...plainText.slice(0, 23), ...code, ...plainText.slice(37)];
  const bytes = [..."Nguyễn"].flatMap((letter) => (letter.charCodeAt(0) < 128 ? [letter] : [...new TextEncoder().encode(letter)].map((byte) => ({ alt: `0${byte}` }))));
  const points = [..."Phương"].map((letter) => (letter.charCodeAt(0) < 128 ? letter : { alt: String(letter.charCodeAt(0)) }));
  for (const [code, text] of [[bytes, "Nguyễn"], [points, "Phương"]]) {
    scans = [];
    await arm();
    await page.focus("#hoTen");
    await scanKeys(page, name(code));
    await identity("waitingForCard");
    assert.deepEqual(scans, [plainText.slice(0, 23) + text + plainText.slice(37)]);
    assert.equal(await page.inputValue("#hoTen"), "");
    await next();
  }
});

test("an input method that takes the keys gets nothing to write: the keys themselves are read", async () => {
  await openDesk(portals.urls.reception);
  await arm();
  await page.fill("#hoTen", "Trần");
  await scanKeys(page, plainText, { inputMethod: true });
  await identity("waitingForCard");
  assert.deepEqual(scans, [plainText]);
  assert.equal(await page.inputValue("#hoTen"), "Trần");
});

const vandals = {
  "stops every key before anybody sees it": () => window.addEventListener("keydown", (event) => event.stopImmediatePropagation(), true),
  "stops keys and letters": () => {
    for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  },
  "sends each key once more": () =>
    window.addEventListener("keydown", (event) => {
      if (!event.isTrusted) return;
      for (const type of ["keydown", "keypress"]) event.target.dispatchEvent(new KeyboardEvent(type, { key: event.key, code: event.code, bubbles: true, cancelable: true }));
    }, true),
  "prevents every key": () => document.addEventListener("keydown", (event) => event.preventDefault()),
  "writes into the field on every key": () => document.addEventListener("keyup", (event) => event.target.id === "hoTen" && (event.target.value = event.target.value.toUpperCase())),
};
for (const [name, script] of Object.entries(vandals)) {
  test(`a page that ${name}`, async () => {
    await openDesk(portals.urls.trap.traps, script);
    await arm();
    await page.focus("#hoTen");
    await scanKeys(page, plainText);
    await identity("waitingForCard");
    assert.deepEqual(scans, [plainText]);
    assert.equal(await page.inputValue("#hoTen"), "");
  });
}

test("a page cannot make a scan: its own events and messages do nothing", async () => {
  await openDesk(portals.urls.reception);
  await arm();
  await page.evaluate((text) => {
    for (const key of text) for (const type of ["keydown", "keypress", "keyup"]) document.querySelector("#hoTen").dispatchEvent(new KeyboardEvent(type, { key, code: "Digit0", bubbles: true }));
    window.postMessage({ kind: "pageScan", token: "", text }, "*");
    document.execCommand("insertText", false, text);
  }, plainText);
  await page.focus("#hoTen");
  await scanKeys(page, plainText);
  await identity("waitingForCard");
  assert.deepEqual(scans, [plainText], "only the scanner's");
});

test("the guard ends with the citizen, and with the page; the panel says so", async () => {
  await openDesk(portals.urls.reception);
  await arm();
  await scanKeys(page, plainText);
  await identity("waitingForCard");
  await next();
  await panel.waitForSelector("[data-testid=guard][data-status=off]");
  await page.bringToFront();
  await page.focus("#hoTen");
  await scanKeys(page, "001199990123", { end: "" });
  assert.equal(await page.inputValue("#hoTen"), "001199990123");
  await arm();
  await page.reload();
  await panel.waitForSelector("[data-testid=guard][data-status=off]");
  await panel.waitForSelector("[data-notice=guardLost]");
});

test("the guard outlives the background", async () => {
  await openDesk(portals.urls.reception);
  await arm();
  await stage.endBackground();
  await page.bringToFront();
  await page.focus("#hoTen");
  await scanKeys(page, plainText);
  await identity("waitingForCard");
  assert.equal(await page.inputValue("#hoTen"), "");
});

test("a page outside the list gets no guard", async () => {
  await openDesk(portals.urls.hostile.traps);
  await panel.click("[data-testid=action-startReception]");
  await panel.waitForSelector("[data-code='portal.notAllowed']");
});

test("the list boxes and masks of the portals' libraries keep their own model", async () => {
  await openDesk(portals.urls.igate);
  await page.waitForFunction(() => window.portalModel() !== undefined);
  const fields = await page.$$eval("input:not([type=hidden]), textarea, select", (all) => all.filter((field) => field.offsetParent !== null && !field.disabled && !field.readOnly).slice(0, 8).map((field, index) => (field.setAttribute("data-scan", index), index)));
  for (const index of fields) {
    await arm();
    const before = await page.evaluate(() => JSON.stringify(window.portalModel()));
    await page.focus(`[data-scan="${index}"]`);
    await scanKeys(page, plainText);
    await identity("waitingForCard");
    assert.equal(await page.evaluate(() => JSON.stringify(window.portalModel())), before, `field ${index}`);
    await next();
  }
});
