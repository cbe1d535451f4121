// What keys spell: letters, line ends of every scanner, Alt sequences, keys that an input method took.
import assert from "node:assert/strict";
import { test } from "node:test";
/* eslint-disable @typescript-eslint/no-deprecated -- keyCode 229 is all that an input method leaves of a key */
import { KeyText, letterOf, scannedText, type Key } from "../../shared/key-text";

function key(changes: Partial<Key>): Key {
  return { key: "", code: "", altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, keyCode: 0, isComposing: false, ...changes };
}

/** Alt held, the digits, Alt let go. */
function alt(text: KeyText, digits: string): void {
  for (const digit of digits) text.down(key({ key: digit, code: `Numpad${digit}`, altKey: true }));
  text.up({ key: "Alt" });
}

test("line ends: Enter, Tab, and the control letters some scanners send for CR and LF", () => {
  assert.deepEqual([letterOf(key({ key: "Enter" })), letterOf(key({ key: "Tab" }))], ["\n", "\t"]);
  for (const code of ["KeyJ", "KeyM"]) assert.equal(letterOf(key({ key: "j", code, ctrlKey: true })), "\n");
  for (const other of [key({ key: "c", code: "KeyC", ctrlKey: true }), key({ key: "z", code: "KeyZ", altKey: true }), key({ key: "Shift" }), key({ key: "F5" })]) assert.equal(letterOf(other), undefined);
  assert.equal(letterOf(key({ key: "|", code: "IntlBackslash", altKey: true, ctrlKey: true })), "|", "AltGr");
});

test("every byte that is UTF-8 comes back exactly, whatever the letters", () => {
  const words = ["Nguyễn Thị Mẫu", "Đặng Văn Phương", "Ỹ Ợ Ữ ằ ẵ", "HỒ CHÍ MINH"];
  for (const word of words) {
    const text = new KeyText();
    for (const byte of new TextEncoder().encode(word)) alt(text, `0${byte}`);
    assert.equal(text.text(), word);
    assert.ok(text.isRaw);
  }
});

test("code points come back as their letters, also between digits", () => {
  const text = new KeyText();
  for (const letter of "12") text.down(key({ key: letter, code: `Digit${letter}` }));
  for (const code of ["432", "417", "7885", "7841"]) alt(text, code);
  text.down(key({ key: "3", code: "Digit3" }));
  assert.equal(text.text(), "12ươọạ3");
});

test("bytes that are no UTF-8 stay what they are: nothing is guessed", () => {
  const text = new KeyText();
  for (const code of ["0225", "0141"]) alt(text, code);
  assert.equal(text.text(), "á\u008d");
  text.reset();
  for (const code of ["55296", "9999999", "0"]) alt(text, code);
  assert.equal(text.text(), "\ufffd\ufffd\ufffd");
});

test("keys an input method took are read off the keyboard", () => {
  const text = new KeyText();
  const taken = (code: string, shiftKey = false) => text.down(key({ key: "Process", code, keyCode: 229, shiftKey }));
  for (const code of ["KeyN", "Digit0", "Numpad7", "Space", "Comma"]) taken(code);
  for (const code of ["KeyN", "Digit2", "Backslash"]) taken(code, true);
  assert.equal(text.text(), "n07 ,N@|");
  assert.ok(text.isRaw);
  text.down(key({ key: "Backspace", code: "Backspace" }));
  assert.equal(text.text(), "n07 ,N@");
});

test("a scan is sent without the line ends around it", () => {
  assert.equal(scannedText("\r\na|b\nc\t\r\n"), "a|b\nc");
  assert.equal(scannedText("\n"), "");
});

test("a dead key is the key itself, and so is the letter it would have put an accent on", () => {
  const text = new KeyText();
  text.down(key({ key: "o", code: "KeyO" }));
  text.down(key({ key: "Dead", code: "Quote" }));
  text.down(key({ key: "é", code: "KeyE" }));
  text.down(key({ key: "é", code: "KeyE" }));
  assert.equal(text.text(), "o'eé");
  assert.ok(text.isRaw);
  assert.equal(text.isEnded, false);
  text.down(key({ key: "Enter", code: "Enter" }));
  assert.ok(text.isEnded);
});

test("Alt, plus and hexadecimal digits: the letter they name, not the one its decimal digits would", () => {
  const text = new KeyText();
  for (const code of ["NumpadAdd", "Numpad1", "KeyE", "KeyC", "Numpad5"]) text.down(key({ key: "x", code, altKey: true }));
  text.up({ key: "Alt" });
  for (const code of ["NumpadAdd", "Digit0", "Numpad4", "Numpad1"]) text.down(key({ key: "x", code, altKey: true }));
  text.up({ key: "Alt" });
  text.down(key({ key: "d", code: "KeyD", altKey: true }));
  assert.equal(text.text(), "ễA");
  text.reset();
  text.down(key({ key: "+", code: "NumpadAdd", altKey: true }));
  text.up({ key: "Alt" });
  assert.equal(text.text(), "\ufffd");
});
