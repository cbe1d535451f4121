// Frames laid over each other: the shift is found, and what is in one frame only goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { combineFrames, findShift } from "../../decode/frames";
import type { LumaImage } from "../../decode/types";

let state = 7;
const blocks = Uint8Array.from({ length: 128 * 128 }, () => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return 60 + ((state >>> 16) & 127);
});

/** Blocks of irregular brightness, seen through a window that lies at `left`, `top`. */
function scene(left: number, top: number, width = 400, height = 300): LumaImage {
  const luma = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      luma[at] = blocks[Math.floor((y + top + 100) / 7) * 128 + Math.floor((x + left + 100) / 7)]!;
    }
  }
  return { width, height, luma };
}

test("the shift between two frames is found to the pixel", () => {
  for (const [x, y] of [[0, 0], [2, 1], [3, -2], [-5, 4]] as const) {
    const shift = findShift(scene(0, 0), scene(x, y));
    assert.deepEqual([shift.x + x, shift.y + y].map(Math.abs), [0, 0], `${x},${y}`);
  }
});

test("a reflection that wanders is gone from the darkest, grain from the middle one", () => {
  const [first, second, third] = [scene(0, 0), scene(2, 1), scene(-1, 3)];
  const clean = first.luma.slice();
  for (let y = 100; y < 130; y += 1) first.luma.fill(255, y * 400 + 100, y * 400 + 140);
  for (let y = 200; y < 230; y += 1) second.luma.fill(255, y * 400 + 300, y * 400 + 340);
  const inner = (luma: Uint8Array) => Array.from({ length: 280 }, (_, y) => luma.slice((y + 10) * 400 + 10, (y + 10) * 400 + 390)).join(",");
  assert.equal(inner(combineFrames([first, second], "darkest").luma), inner(clean));
  assert.equal(inner(combineFrames([first, second, third], "middle").luma), inner(clean));
});
