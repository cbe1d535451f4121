// The guard against a keyboard scanner's keys: the real content script in a real Chromium, real key events, pages of every kind.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { scanKeys, sendKeys } from "../../../tests/harness/scanner-keys.mjs";
import { open, start } from "./harness.mjs";

const code = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";
const address = "https://motcua.example.gov.vn/quet";
const ends = [];
let stage;
let at;
let page;
let isTimeTold;

const serve = ({ context }) => context.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: '<!doctype html><html lang="vi"><title>Quét</title><body></body>' }));

before(async () => {
  stage = await start({ after: (end) => ends.push(end) });
  await serve(stage);
});
after(async () => {
  for (const end of ends) await end();
});
beforeEach(async () => {
  await stage.worker.evaluate(() => {
    globalThis.heard.length = 0;
    globalThis.isTaking = true;
  });
});

/** A portal's page with markup and a script of the test's own, and then the guard in it; its time is the keys', but where it is the real time that is tested. */
async function desk(markup = "", script = () => undefined, { isTold = true } = {}) {
  // The keys of a new page are told to come now, and then ever later.
  if (!isTold) await page?.close();
  at = await open(stage, address, { isTold, page: isTold ? page : undefined });
  isTimeTold = isTold;
  page = at.page;
  await page.evaluate((html) => (document.body.innerHTML = `<div id="box">${html}</div>`), markup);
  await page.evaluate(script);
  assert.equal((await at.ask({ kind: "arm" })).ok, true);
}

const heard = () => stage.worker.evaluate(() => globalThis.heard.map(({ kind, text, trouble }) => (kind === "pageScan" ? text : trouble)));

/** What the guard has said once it has waited for all it waits for. @param count how much has to come, where it waits in real time */
async function said(count) {
  if (isTimeTold) await at.advance(null);
  for (const begin = Date.now(); Date.now() - begin < 60_000; ) {
    const all = await heard();
    if (all.length >= count) return all;
  }
  return heard();
}

const values = (...ids) => page.evaluate((all) => all.map((id) => document.getElementById(id).value), ids);

/** Keys of a person or a scanner: [key, gap in milliseconds before it, what else its events hold]. */
async function keysAt(timed) {
  const events = timed.flatMap(([key, gap, more = {}]) => {
    const name = key === " " ? "Space" : /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
    const common = { key, code: name, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0), ...more };
    return [[{ ...common, type: common.key.length === 1 ? "keyDown" : "rawKeyDown", text: common.key.length === 1 ? key : "" }, gap], [{ ...common, type: "keyUp" }, 0]];
  });
  await sendKeys(page, events);
}

test("a slow scanner's bare number is taken at its last digit, out of a field that held something; the same typed by hand stays", async () => {
  await desk('<input id="a" value="cũ">');
  await page.focus("#a");
  await keysAt([..."001199990123"].map((key) => [key, 50]));
  assert.deepEqual(await said(1), ["001199990123"]);
  assert.deepEqual(await values("a"), ["cũ"]);
  await keysAt([..."001199990124"].map((key, index) => [key, index === 6 ? 120 : 70]));
  assert.equal((await said(1)).length, 1);
  assert.deepEqual(await values("a"), ["001199990124cũ"]);
});

test("the page writes itself anew with document.write: the guard stands again", async () => {
  await desk();
  await page.evaluate(() => {
    document.open();
    document.write('<body><input id="a"></body>');
    document.close();
  });
  await page.focus("#a");
  await scanKeys(page, code);
  assert.deepEqual([await said(1), await values("a")], [[code], [""]]);
});

test("a guard that is refused stops", async () => {
  await desk('<input id="a">');
  await stage.worker.evaluate(() => (globalThis.isTaking = false));
  await page.focus("#a");
  await scanKeys(page, code);
  await said(1);
  const { value } = await at.ask({ kind: "arm" });
  await at.ask({ kind: "disarm" });
  assert.deepEqual(await at.ask({ kind: "guarding", binding: value }), { ok: true, value: false });
});

for (const first of [1, 3, 5]) {
  test(`a hiccup after ${first} keys costs no letter of the number`, async () => {
    await desk('<input id="a" value="x">');
    await page.focus("#a");
    await scanKeys(page, code, { gapMs: (index) => (index === first ? 220 : 3) });
    assert.deepEqual(await said(1), [code]);
    assert.deepEqual(await values("a"), ["x"]);
  });
}

for (const [what, length, told] of [["part of a card's number", 11, ["scanCut", code]], ["a card's number", 12, [code.slice(0, 12), code]], ["fields", 30, ["scanCut", code]], ["all but Enter", code.length, [code]]]) {
  test(`a browser that is late in the middle, after ${what}, costs no letter`, async () => {
    await desk('<input id="a" value="x">');
    await page.focus("#a");
    await scanKeys(page, code.slice(0, length), { end: "" });
    // Every timer runs out before the next key comes, which was pressed in time.
    await at.advance(3000);
    await scanKeys(page, code.slice(length), { pauseMs: 3 });
    assert.deepEqual(await said(told.length), told);
    assert.deepEqual(await values("a"), ["x"]);
  });
}

test("a scanner that stops for half a second between two fields is waited for", async () => {
  await desk('<input id="a">');
  await page.focus("#a");
  await scanKeys(page, code, { gapMs: (index) => (index === 40 ? 600 : 3) });
  assert.deepEqual(await said(1), [code]);
});

test("a page that makes another kind of field of it does not cost the scan", async () => {
  await desk('<input id="a">');
  await page.evaluate(() => document.getElementById("a").addEventListener("input", ({ target }) => (target.type = "email")));
  await page.focus("#a");
  await scanKeys(page, code);
  assert.deepEqual([await said(1), await values("a")], [[code], [""]]);
});

test("a dead key is the key it is, and puts no accent on the next letter", async () => {
  await desk('<input id="a">');
  await page.focus("#a");
  const keys = [...code.slice(0, 23)].flatMap((key) => (/[\w ]/.test(key) ? [[key, 3]] : [["|", 3, { code: "Backslash" }]]));
  await keysAt([...keys, ["o", 3], ["Dead", 3, { key: "Dead", code: "Quote" }], ["é", 3, { code: "KeyE" }], ["x", 3]]);
  await scanKeys(page, code.slice(37), { pauseMs: 3 });
  assert.deepEqual(await said(1), [`${code.slice(0, 23)}o'ex${code.slice(37)}`]);
});

test("a card's code that stops half way is no scan", async () => {
  await desk('<input id="a">');
  await page.focus("#a");
  await scanKeys(page, code.slice(0, 30), { end: "" });
  assert.deepEqual([await said(1), await values("a")], [["scanCut"], [""]]);
});

for (const [what, text] of [["a card", code], ["a bare number", code.slice(0, 12)]]) {
  test(`a dialog of the page in the middle of ${what}: what came before it is no scan`, async () => {
    await desk('<input id="a">', () => {
      let count = 0;
      window.addEventListener("keydown", () => ++count === 11 && window.alert("Chỉ nhập chữ"), true);
    }, { isTold: false });
    const opened = page.waitForEvent("dialog");
    await page.focus("#a");
    const first = scanKeys(page, text.slice(0, 11), { end: "" });
    const dialog = await opened;
    const rest = scanKeys(page, text.slice(11), { end: "" }); // lost, since a dialog stands
    await page.context().newCDPSession(page);
    await Promise.all([dialog.accept(), first, rest]);
    assert.deepEqual([await said(1), await values("a")], [["scanCut"], [""]]);
  });
}

test("an editor with a selection over two paragraphs stays as it was", async () => {
  await desk('<div id="r" contenteditable><p>Một hai ba</p><p>bốn năm sáu</p></div>');
  await page.evaluate(() => {
    const editor = document.getElementById("r");
    editor.focus();
    getSelection().setBaseAndExtent(editor.children[0].firstChild, 7, editor.children[1].firstChild, 3);
  });
  const state = () => page.evaluate(() => [document.getElementById("r").innerHTML, getSelection().toString()]);
  const old = await state();
  await scanKeys(page, code);
  assert.deepEqual(await said(1), [code]);
  assert.deepEqual(await state(), old);
});

test("a person who types over a selection in an editor gets every letter", async () => {
  await desk('<div id="r" contenteditable>Một hai ba</div>');
  await page.focus("#r");
  await page.evaluate(() => getSelection().selectAllChildren(document.getElementById("r")));
  await keysAt([..."bon 5"].map((key) => [key, 90]));
  await page.waitForFunction(() => document.getElementById("r").textContent.replace("\u00a0", " ") === "bon 5");
});

test("fields that go on to the next one by themselves are all as before", async () => {
  await desk('<input id="a" maxlength="2"><input id="b" maxlength="2" value="7"><input id="c" maxlength="4">');
  await page.evaluate(() => {
    const all = ["a", "b", "c"].map((id) => document.getElementById(id));
    all.forEach((field, index) => field.addEventListener("input", () => field.value.length >= field.maxLength && all[index + 1]?.focus()));
  });
  await page.focus("#a");
  await scanKeys(page, code);
  assert.deepEqual(await said(1), [code]);
  assert.deepEqual(await values("a", "b", "c"), ["", "7", ""]);
});

test("what the portal writes into the field during a scan stays", async () => {
  await desk('<input id="a">', () => {
    let count = 0;
    window.addEventListener("keydown", ({ target }) => ++count === 40 && (target.value = "ĐIỀN TỪ CỔNG"), true);
  });
  await page.focus("#a");
  await scanKeys(page, code);
  assert.deepEqual(await said(1), [code]);
  assert.deepEqual(await values("a"), ["ĐIỀN TỪ CỔNG"]);
});

test("what the portal writes over the first letters stays, and the clerk is told to look", async () => {
  await desk('<input id="a" value="Cũ">');
  await page.focus("#a");
  await page.evaluate(() => document.getElementById("a").addEventListener("input", ({ target }) => (target.value = "HÀ NỘI")));
  await scanKeys(page, code);
  assert.deepEqual(await said(2), [code, "scanLeftovers"]);
  assert.deepEqual(await values("a"), ["HÀ NỘI"]);
});

test("lists: several chosen options, and one on which other lists depend, never move", async () => {
  await desk(`<select id="m" multiple><option selected>A</option><option>B</option><option selected>0 C</option></select>
    <select id="p"><option value="">Chọn</option><option selected>24 Bắc Giang</option><option>01 Hà Nội</option></select><select id="w"></select>`);
  await page.evaluate(() => {
    const [province, ward] = ["p", "w"].map((id) => document.getElementById(id));
    const load = () => (ward.innerHTML = "<option>Chọn</option><option>Phường Một</option>");
    load();
    ward.selectedIndex = 1;
    province.addEventListener("change", load);
  });
  const state = () => page.evaluate(() => [...document.querySelectorAll("#box select")].map((list) => [...list.selectedOptions].map(({ text }) => text)));
  const old = await state();
  for (const [index, id] of ["m", "p"].entries()) {
    await page.focus(`#${id}`);
    await scanKeys(page, code);
    assert.deepEqual(await said(index + 1), Array(index + 1).fill(code));
    assert.deepEqual(await state(), old);
  }
});

test("a person's letters choose in a list as ever", async () => {
  await desk('<select id="p"><option>Chọn</option><option>Hà Nội</option><option>Hải Phòng</option><option>Hồ Chí Minh</option></select>');
  await page.focus("#p");
  for (const chosen of ["Hà Nội", "Hải Phòng"]) {
    await keysAt([["h", 90]]);
    await said(0);
    await page.waitForFunction((text) => document.getElementById("p").value === text, chosen);
  }
});

test("fields of parts are not left half typed", async () => {
  const types = ["date", "time", "month", "datetime-local", "week"];
  await desk(types.map((type) => `<input id="${type}" type="${type}">`).join(""));
  for (const [index, type] of types.entries()) {
    await page.focus(`#${type}`);
    await scanKeys(page, code);
    assert.equal((await said(index + 1)).length, index + 1, type);
    assert.deepEqual(await page.$eval(`#${type}`, (field) => [field.value, field.validity.badInput]), ["", false], type);
  }
});

test("a closed shadow tree keeps no letters", async () => {
  await desk('<div id="h"></div>');
  await page.evaluate(() => {
    const root = document.getElementById("h").attachShadow({ mode: "closed" });
    root.innerHTML = "<input>";
    window.inner = root.firstChild;
    window.inner.focus();
  });
  await scanKeys(page, code);
  assert.deepEqual(await said(1), [code]);
  assert.equal(await page.evaluate(() => window.inner.value), "");
});

test("a person who rolls over a few keys loses none, and no Enter is made or lost", async () => {
  await desk('<input id="a">');
  await page.focus("#a");
  const text = "Nguyen Van Thu o so nha muoi hai";
  await keysAt([...text].map((key, index) => [key, index >= 7 && index < 12 ? 35 : 200]));
  await page.waitForFunction((wanted) => document.getElementById("a").value === wanted, text);
  assert.deepEqual(await said(0), []);
});

test("a password is nobody's scan, also where it is shown", async () => {
  await desk('<input id="p" type="password"><input id="q" autocomplete="current-password"><input id="a">');
  for (const id of ["p", "q"]) {
    await page.focus(`#${id}`);
    await scanKeys(page, "mat-khau-dai-1", { end: "" });
    assert.deepEqual(await values(id), ["mat-khau-dai-1"]);
  }
  await page.focus("#a");
  await scanKeys(page, code);
  assert.deepEqual(await said(1), [code]);
});

test("a key that stays down does not keep a scan open", async () => {
  await desk('<input id="a">');
  await page.focus("#a");
  await scanKeys(page, code);
  const session = await page.context().newCDPSession(page);
  let isOver = false;
  const holding = (async () => {
    while (!isOver) await session.send("Input.dispatchKeyEvent", { type: "keyDown", key: "x", code: "KeyX", text: "x", autoRepeat: true });
  })();
  const all = await said(1);
  isOver = true;
  await holding;
  assert.deepEqual(all, [code]);
});

test("a short code with Enter presses nothing and sends no form", async () => {
  await desk('<form id="f"><input id="a"><input type="checkbox" id="t"><button id="b">Nộp</button></form>', () => {
    window.sent = 0;
    document.getElementById("f").addEventListener("submit", (event) => (event.preventDefault(), window.sent++));
  });
  for (const [index, id] of ["a", "t", "b"].entries()) {
    await page.focus(`#${id}`);
    await scanKeys(page, "1 23");
    await said(index);
    await scanKeys(page, code);
    assert.deepEqual(await said(index + 1), Array(index + 1).fill(code));
  }
  assert.deepEqual(await page.evaluate(() => [window.sent, document.getElementById("t").checked, document.getElementById("a").value]), [0, false, "1 23"]);
});

test("a page that stands still from one scan to the next: they are two", async () => {
  await desk('<input id="a">', () => {
    let count = 0;
    window.addEventListener("keydown", () => {
      if (++count !== 5) return;
      for (const begin = performance.now(); performance.now() - begin < 1500; );
    }, true);
  }, { isTold: false });
  await page.focus("#a");
  const line = (gap) => [...[...code.slice(0, 12)].map((key, index) => [key, index === 0 ? gap : 3]), ["Enter", 3, { code: "Enter", windowsVirtualKeyCode: 13 }]];
  await keysAt([...line(0), ...line(200)]);
  assert.deepEqual(await said(2), [code.slice(0, 12), code.slice(0, 12)]);
  assert.deepEqual(await values("a"), [""]);
});

test("a person's half written word of an input method stays theirs", async () => {
  await desk('<input id="a" value="Trần ">');
  await page.focus("#a");
  await page.$eval("#a", (field) => field.setSelectionRange(5, 5));
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "001", selectionStart: 3, selectionEnd: 3 });
  await scanKeys(page, code, { inputMethod: true });
  assert.deepEqual(await said(1), [code]);
  assert.deepEqual(await page.$eval("#a", (field) => [field.value, document.activeElement === field]), ["Trần 001", true]);
});

test("a field whose value a framework keeps: the model is as before", async () => {
  await desk('<input id="a">', () => {
    const field = document.getElementById("a");
    // As React does: its own setter remembers the value, and an input event with the remembered value is none.
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    let seen = "";
    window.model = "";
    Object.defineProperty(field, "value", { configurable: true, get: () => own.get.call(field), set: (value) => own.set.call(field, (seen = value)) });
    field.addEventListener("input", () => {
      const now = own.get.call(field);
      if (now !== seen) window.model = seen = now;
    });
  });
  await page.focus("#a");
  await page.fill("#a", "an");
  await scanKeys(page, code);
  assert.deepEqual(await said(1), [code]);
  assert.deepEqual([...(await values("a")), await page.evaluate(() => window.model)], ["an", "an"]);
});

test("a number, with its text selected, is as before", async () => {
  await desk('<input id="n" type="number" value="75"><input id="e" type="email" value="a@b.vn">');
  for (const [index, [id, value]] of [["n", "75"], ["e", "a@b.vn"]].entries()) {
    await page.$eval(`#${id}`, (field) => (field.focus(), field.select()));
    await scanKeys(page, code);
    assert.equal((await said(index + 1)).length, index + 1);
    assert.deepEqual(await values(id), [value]);
  }
});

test("the extension is loaded anew: what is left in the page takes no key", async (t) => {
  const own = await start(t);
  await serve(own);
  const left = await open(own, address);
  await left.page.evaluate(() => (document.body.innerHTML = '<input id="a">'));
  await left.ask({ kind: "arm" });
  await Promise.all([own.worker.waitForEvent?.("close") ?? new Promise((gone) => own.worker.once("close", gone)), own.worker.evaluate(() => void setTimeout(() => chrome.runtime.reload()))]);
  await left.page.focus("#a");
  for (const count of [1, 2]) {
    await scanKeys(left.page, code, { end: "" });
    assert.equal(await left.page.inputValue("#a"), code.repeat(count));
  }
});
