// What keys in a portal's page are: a scan, one that was cut, a person's; and that no number of them costs more than it should.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Burst } from "../../content/guard/burst";
import { isSpelt } from "../../content/guard/field-memory";
import { KeyPace } from "../../content/guard/key-pace";
import { belongs, isUnfinishedCard, judge } from "../../content/guard/scan-verdict";
import { page } from "./dom";

const card = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau|15032022";
const burst = { isEnded: false, isInterrupted: false, isPersons: false };

function typed(letters: Iterable<string>): Burst {
  const { defaultView } = page("");
  assert.ok(defaultView);
  const keys = new Burst(defaultView);
  let now = 0;
  for (const letter of letters) {
    now += 2;
    if (!keys.isScanning) keys.note({ timeStamp: now } as Event, null, false);
    keys.letter(letter, now);
    if (!keys.isScanning && keys.isScanner) keys.begin();
  }
  return keys;
}

test("a scanner that never stops is read up to a limit, and is no scan", () => {
  const { verdict, text } = typed("a".repeat(200_000)).finish();
  assert.deepEqual([verdict, text.length], ["tooLong", 65_536]);
  assert.equal(typed("a".repeat(60_000)).finish().verdict, "scan");
});

test("no part of a card's code is a scan, unless the scanner itself says that it ends there", () => {
  for (let length = 8; length < card.length; length++) {
    const text = card.slice(0, length);
    if (length >= 10 && length !== 12) assert.equal(judge({ ...burst, text }), "cut", text);
    assert.equal(judge({ ...burst, text, isEnded: true }), "scan");
  }
  for (const text of [card, `${card}||||`, `]Q1${card}`]) assert.equal(judge({ ...burst, text }), "scan", text);
  assert.ok(isUnfinishedCard("001199990123|"));
});

test("a code that is no card's is cut when something took keys, and typed when it is short or slow", () => {
  assert.equal(judge({ ...burst, text: "H29.01-220315-0001" }), "scan");
  assert.equal(judge({ ...burst, text: "H29.01-220315-0001", isInterrupted: true }), "cut");
  assert.equal(judge({ ...burst, text: "H29.01-220315-0001", isInterrupted: true, isEnded: true }), "scan");
  assert.equal(judge({ ...burst, text: "nguyen van an", isPersons: true }), "typed");
  assert.equal(judge({ ...burst, text: "abcdefg" }), "typed");
});

test("keys before a pause belong to the scan after it only where that makes the number whole, or both are a scanner's", () => {
  assert.ok(belongs({ text: "001", isSteady: true }, card.slice(3)));
  assert.ok(belongs({ text: "0", isSteady: false }, card.slice(1)));
  assert.ok(belongs({ text: "H29", isSteady: true }, ".01-220315"));
  assert.ok(!belongs({ text: "001", isSteady: true }, card), "a whole card needs nothing");
  assert.ok(!belongs({ text: "12", isSteady: false }, ".01-220315"), "a person's");
});

test("a scanner's hiccups are no person's pace, a person's keys after a roll are", () => {
  const paceOf = (gaps: number[]) => {
    const pace = new KeyPace();
    let now = 0;
    for (const gap of gaps) pace.key((now += gap), now > gap);
    return pace.isPersons;
  };
  assert.equal(paceOf([...Array<number>(40).fill(3), 200, ...Array<number>(40).fill(3), 200, 3, 3]), false);
  assert.equal(paceOf([...Array<number>(6).fill(35), 200, 200]), true);
});

test("a whole number at a slow scanner's steady pace is a scan at its last digit; with one late key, one digit less or a letter it is a person's", () => {
  const isScanner = (text: string, gaps: number[]) => {
    const pace = new KeyPace();
    let now = 0;
    gaps.forEach((gap) => pace.key((now += gap)));
    return pace.isScanner(text);
  };
  const steady = Array<number>(12).fill(50);
  assert.equal(isScanner("001199990123", steady), true);
  assert.equal(isScanner("001199990123", steady.with(7, 60)), false);
  assert.equal(isScanner("00119999012", steady.slice(1)), false);
  assert.equal(isScanner("001199990123", Array<number>(12).fill(90)), false);
  assert.equal(isScanner("nguyenthimau", steady), false);
});

test("only what the keys have spelt counts as theirs", () => {
  const own: [string, string][] = [["", "001199"], ["Nguyễn Văn", "Ng001199 Văn"], ["", "00.11.99"], ["1.234", "1.234.001.199"], ["nguyễn", "NGUYỄN0011"], ["x", ""], ["", "__/__"]];
  for (const [before, now] of own) assert.ok(isSpelt(before, now, "001199"), now);
  const others: [string, string][] = [["", "HÀ NỘI"], ["Cũ", "Mới 0011"], ["", "0012"]];
  for (const [before, now] of others) assert.ok(!isSpelt(before, now, "001199"), now);
});
