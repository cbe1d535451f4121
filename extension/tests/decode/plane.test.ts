// Planes, bent ones and marks by their own; tests/unit/imaging/plane_test.cpp expects the same numbers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bentPlanes } from "../../decode/bow";
import { findMarksAlike } from "../../decode/likeness";
import { bestPlaces, inPlane, likelySizes, planesOf, planeThrough } from "../../decode/plane";
import type { LumaImage, Point } from "../../decode/types";
import { unblur } from "../../decode/unblur";
import { bowedCode } from "./bowed-code";

declare const EXTENSION_DIRECTORY: string;

const expected = (name: string) => readFileSync(join(EXTENSION_DIRECTORY, "..", "tests", "unit", "imaging", "data", name), "utf8");
const squareMarks = (side: number): Point[] => [{ x: 0, y: 0 }, { x: side, y: 0 }, { x: 0, y: side }];
const sixteenths = (value: number) => Math.floor(value * 16 + 0.5);

/** An image of which each pixel is what a drawing says of its middle. */
function drawn(width: number, height: number, brightness: (x: number, y: number) => number): LumaImage {
  return { width, height, luma: Uint8Array.from({ length: width * height }, (_, at) => brightness((at % width) + 0.5, Math.floor(at / width) + 0.5)) };
}

/** Two alignment patterns, one before and one behind its flat place, of a code of so many modules in a square of 42 pixels; no timing patterns. */
function twoAlignmentPatterns(size: number): LumaImage {
  const module = 42 / (size - 7);
  const flat = size - 6.5;
  return drawn(80, 80, (x, y) => {
    const [u, v] = [(x - 20) / module + 3.5, (y - 20) / module + 3.5];
    const isDark = (middle: number) => {
      const ring = Math.max(Math.abs(u - middle), Math.abs(v - flat));
      return ring < 2.5 && (ring < 0.5 || ring > 1.5);
    };
    return isDark(flat + 2.5) || isDark(flat - 3) ? 60 : 200;
  });
}

/** Marks of many sizes, turned, one of them faint. */
function manyMarks(): LumaImage {
  const marks = [
    [60, 60, 1.8, 1, 0, 60],
    [140, 60, 2.2, 0.8, 0.6, 60],
    [240, 70, 3.3, 0.96, 0.28, 90],
    [380, 90, 5.6, 0.6, 0.8, 60],
    [80, 180, 2.7, 12 / 13, 5 / 13, 120],
    [220, 220, 4.6, 1, 0, 60],
    [370, 260, 3, 0.8, 0.6, 170],
  ] as const;
  return drawn(480, 360, (x, y) => {
    let value = 190;
    for (const [atX, atY, module, cos, sin, ink] of marks) {
      const u = ((x - atX) * cos + (y - atY) * sin) / module;
      const v = ((y - atY) * cos - (x - atX) * sin) / module;
      const ring = Math.max(Math.abs(u), Math.abs(v));
      if (ring < 3.5 && (ring < 1.5 || ring > 2.5)) value = ink;
    }
    return value;
  });
}

test("the numbers of modules that marks allow lie around their distance, within what is looked for", () => {
  assert.deepEqual(likelySizes(squareMarks(102), 21), [33, 37, 41, 45, 49]);
  assert.deepEqual(likelySizes(squareMarks(42), 21), [21, 25, 29]);
  assert.deepEqual(likelySizes(squareMarks(3000), 21), []);
});

test("a plane goes through the alignment pattern it is given, but not when that would be too steep", () => {
  const there = inPlane(planeThrough(squareMarks(102), 41, { x: 97, y: 96 }), 34.5, 34.5);
  assert.ok(Math.abs(there.x - 97) < 1e-9 && Math.abs(there.y - 96) < 1e-9, JSON.stringify(there));
  assert.equal(planeThrough(squareMarks(102), 41, { x: 70, y: 70 }).tiltRight, 0);
  assert.equal(planeThrough(squareMarks(102), 41, { x: 51, y: 51 }).tiltDown, 0, "on one line with the far marks");
});

test("what lies behind the eye is not turned over", () => {
  const plane = { origin: { x: 100, y: 100 }, right: { x: 3, y: 0 }, down: { x: 0, y: 3 }, tiltRight: -0.05, tiltDown: 0, size: 41 };
  const place = inPlane(plane, 43.5, 3.5);
  assert.ok(Math.abs(place.x - 2200) < 1e-6 && Math.abs(place.y - 1000) < 1e-6, JSON.stringify(place));
});

test("the best places are good ones, and none lies near a better one", () => {
  const likeness = (x: number, y: number) => (y === 0 && x === 5 ? 0.8 : y === 0 && x === 5.5 ? 0.75 : y === 2 && x === -5 ? 0.7 : 0.5);
  assert.deepEqual(bestPlaces(3, likeness).map(({ x }) => x), [5, -5]);
  assert.equal(bestPlaces(1, likeness).length, 1);
});

test("each of two alignment patterns gives a plane; the smallest code has none", () => {
  const marks = [{ x: 20, y: 20 }, { x: 62, y: 20 }, { x: 20, y: 62 }];
  const planes = (modules: number) => planesOf(twoAlignmentPatterns(modules), marks, 21).map(({ size, tiltRight, tiltDown }) => `${size} ${tiltRight === 0 && tiltDown === 0 ? "flat" : "tilted"}`);
  assert.deepEqual(planes(25), ["21 flat", "25 flat", "25 tilted", "25 tilted"]);
  assert.ok(!planes(21).includes("21 tilted"));
});

test("bent planes are the host's", () => {
  const marks = [{ x: 71, y: 81 }, { x: 173, y: 81 }, { x: 71, y: 183 }];
  const lines = [0, 1].flatMap((along) => [21, 51].flatMap((sevenModules) => bentPlanes(bowedCode(along), marks, sevenModules)));
  const text = lines.map(({ size, bow }) => `${[size, ...[bow!.above, bow!.left, bow!.far].flatMap(({ x, y }) => [sixteenths(x), sixteenths(y)])].join(" ")}\n`).join("");
  assert.equal(text, expected("bent-planes.txt"));
});

test("marks of many sizes, turned and faint, are found as in the host", () => {
  const text = findMarksAlike(manyMarks()).map(({ x, y, sevenModules, seen }) => `${[x, y, sevenModules, seen].join(" ")}\n`).join("");
  assert.equal(text, expected("many-marks.txt"));
});

test("what is smaller than a module is not unblurred", () => {
  const image = drawn(3, 3, (x) => 50 * x);
  assert.deepEqual(unblur(image, 4, 18), image);
});
