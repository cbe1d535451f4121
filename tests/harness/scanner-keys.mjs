// A keyboard scanner: trusted key events of a US keyboard, at any pace. The times are told to the browser, so that a busy machine
// changes nothing about the pace that the page sees.
const SHIFTED = { "!": "1", "@": "2", "#": "3", $: "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9", ")": "0", _: "-", "+": "=", "{": "[", "}": "]", "|": "\\", ":": ";", '"': "'", "~": "`", "<": ",", ">": ".", "?": "/" };
const PUNCTUATION = { "-": ["Minus", 189], "=": ["Equal", 187], "[": ["BracketLeft", 219], "]": ["BracketRight", 221], "\\": ["Backslash", 220], ";": ["Semicolon", 186], "'": ["Quote", 222], "`": ["Backquote", 192], ",": ["Comma", 188], ".": ["Period", 190], "/": ["Slash", 191], " ": ["Space", 32] };
const NAMED = { Enter: ["Enter", 13, "\r"], Tab: ["Tab", 9, ""] };
const SHIFT = 8;
const CONTROL = 2;
const ALT = 1;

function keyOf(letter) {
  const plain = SHIFTED[letter] ?? letter.toLowerCase();
  const isShifted = plain !== letter;
  if (/[a-z]/.test(plain)) return { code: `Key${plain.toUpperCase()}`, keyCode: plain.toUpperCase().charCodeAt(0), isShifted };
  if (/\d/.test(plain)) return { code: `Digit${plain}`, keyCode: plain.charCodeAt(0), isShifted };
  const [code, keyCode] = PUNCTUATION[plain] ?? [];
  if (code === undefined) throw new Error(`no key of a US keyboard writes ${JSON.stringify(letter)}`);
  return { code, keyCode, isShifted };
}

function press({ key, code, keyCode, text = "", modifiers = 0 }) {
  const common = { key, code, windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode, modifiers };
  return [{ ...common, type: text === "" ? "rawKeyDown" : "keyDown", text, unmodifiedText: text }, { ...common, type: "keyUp" }];
}

function letterKeys(letter, inputMethod) {
  const { code, keyCode, isShifted } = keyOf(letter);
  const modifiers = isShifted ? SHIFT : 0;
  // What an input method leaves of a key: the place on the keyboard and the number 229.
  const keys = press(inputMethod ? { key: "Process", code, keyCode: 229, modifiers } : { key: letter, code, keyCode, text: letter, modifiers });
  if (!isShifted) return keys;
  const shift = { key: "Shift", code: "ShiftLeft", windowsVirtualKeyCode: 16 };
  return [{ ...shift, type: "rawKeyDown", modifiers: SHIFT }, ...keys, { ...shift, type: "keyUp" }];
}

/** Alt held, digits of the number pad: "0225". */
function altKeys(digits) {
  const alt = { key: "Alt", code: "AltLeft", windowsVirtualKeyCode: 18 };
  const pad = [...digits].flatMap((digit) => press({ key: digit, code: `Numpad${digit}`, keyCode: 96 + Number(digit), modifiers: ALT }));
  return [{ ...alt, type: "rawKeyDown", modifiers: ALT }, ...pad, { ...alt, type: "keyUp" }];
}

function endKeys(end) {
  if (end === "LF") return press({ key: "j", code: "KeyJ", keyCode: 74, modifiers: CONTROL });
  const [code, keyCode, text] = NAMED[end];
  return press({ key: end, code, keyCode, text });
}

/** Of each page: the session its keys go by, and the told time of the last one. */
const pages = new WeakMap();

/** Longer than any scan is waited for: what comes after it is another one. */
const apartMs = 10_000;

/**
 * Sends events with the times they are told to have, which run on from one call to the next however fast or slowly they are really sent.
 * @param {[event: object, gapMs: number][]} timed events of Input.dispatchKeyEvent, and the time from each to the one before
 * @param {number} [pauseMs] told time since the last event of the call before; without it, long enough that nothing belongs together
 */
export async function sendKeys(page, timed, pauseMs) {
  if (!pages.has(page)) pages.set(page, { session: await page.context().newCDPSession(page), last: -Infinity });
  const known = pages.get(page);
  let time = pauseMs === undefined ? Math.max(Date.now(), known.last + apartMs) : known.last + pauseMs;
  const sent = timed.map(([event, gapMs]) => {
    time += gapMs;
    return known.session.send("Input.dispatchKeyEvent", { ...event, timestamp: time / 1000 });
  });
  known.last = time;
  await Promise.all(sent);
}

/**
 * Presses a code's keys into whatever has the focus in the page.
 * @param {string | (string | {alt: string})[]} code letters, and Alt sequences for those that a US keyboard lacks
 * @param {{gapMs?: number | ((index: number) => number), end?: "Enter" | "Tab" | "LF" | "", inputMethod?: boolean, pauseMs?: number}} how time from
 *   one letter to the next; what the scanner adds; whether an input method takes the keys; told time since the last keys of this page
 */
export async function scanKeys(page, code, { gapMs = 3, end = "Enter", inputMethod = false, pauseMs } = {}) {
  const letters = [...code].map((part) => (typeof part === "string" ? letterKeys(part, inputMethod) : altKeys(part.alt)));
  if (end !== "") letters.push(endKeys(end));
  const gapBefore = (index) => (index === 0 ? 0 : typeof gapMs === "number" ? gapMs : gapMs(index));
  await sendKeys(page, letters.flatMap((events, index) => events.map((event, part) => [event, part === 0 ? gapBefore(index) : 0])), pauseMs);
}
