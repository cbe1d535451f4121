// Texts of a page are read once in a look, and nothing of them stays behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { duringLook, once } from "../../plan/remember";

test("a text is read once within a look, also where nothing is read from it, and anew in the next", () => {
  const read: string[] = [];
  const lengthOf = once((text) => {
    read.push(text);
    return text === "" ? undefined : text.length;
  });
  const look = (): unknown[] => [lengthOf("họ tên"), lengthOf(""), duringLook(() => lengthOf("họ tên")), lengthOf("")];
  assert.deepEqual(duringLook(look), [6, undefined, 6, undefined]);
  assert.deepEqual(read, ["họ tên", ""]);
  duringLook(look);
  assert.deepEqual(read, ["họ tên", "", "họ tên", ""]);
});

test("outside of a look, and after one that failed, nothing is remembered", () => {
  let read = 0;
  const count = once(() => ++read);
  assert.throws(() => duringLook(() => {
    count("a");
    throw new Error("in the middle");
  }), /in the middle/u);
  assert.deepEqual([count("a"), count("a")], [2, 3]);
});
