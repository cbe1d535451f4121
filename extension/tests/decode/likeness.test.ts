// Marks by likeness and bent sheets; tests/unit/imaging/likeness_test.cpp expects the same numbers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findSheet, sheetView } from "../../decode/flat";
import { shrink } from "../../decode/image-operations";
import { findMarksAlike } from "../../decode/likeness";
import { inPlane, planesOf } from "../../decode/plane";
import { findRegionsAlike, fineSearchPixels } from "../../decode/regions";
import { ShrunkImages } from "../../decode/shrunk-images";
import { unblur } from "../../decode/unblur";
import { bowedCode, bowedSize, isBowedDark } from "./bowed-code";

declare const EXTENSION_DIRECTORY: string;

const expected = (name: string) => readFileSync(join(EXTENSION_DIRECTORY, "..", "tests", "unit", "imaging", "data", name), "utf8");

test("marks of a small bent code out of focus are found by likeness, as in the host", () => {
  const marks = findMarksAlike(bowedCode());
  const text = marks.map(({ x, y, sevenModules, seen }) => `${[x, y, sevenModules, seen].join(" ")}\n`).join("");
  assert.equal(text, expected("marks-alike.txt"));
});

test("of a bent code every module comes out right", () => {
  const image = bowedCode();
  const regions = findRegionsAlike(new ShrunkImages(image), fineSearchPixels);
  assert.equal(regions.length, 1);
  const sheet = findSheet(image, regions[0]!)!;
  assert.equal(sheet.plane.size, bowedSize);
  const modules = shrink(unblur(sheetView(sheet, regions[0]!, 4).image, 4, 18), 4);
  let wrong = 0;
  for (let y = 0; y < bowedSize; y += 1) {
    for (let x = 0; x < bowedSize; x += 1) if ((modules.luma[(y + 4) * modules.width + x + 4] === 0) !== isBowedDark(x, y)) wrong += 1;
  }
  assert.equal(wrong, 0);
});

test("marks by likeness: pictures of all sizes are borne, and where nothing is nothing is found", () => {
  for (const [width, height] of [[1, 1], [1, 50_000], [300, 300]] as const) {
    assert.deepEqual(findMarksAlike({ width, height, luma: new Uint8Array(width * height).fill(90) }), []);
  }
});

test("the planes that a code's marks and alignment pattern may lie in are the host's", () => {
  const image = bowedCode();
  const marks = [{ x: 71, y: 81 }, { x: 173, y: 81 }, { x: 71, y: 183 }];
  const places = planesOf(image, marks, 21).map((plane) => {
    const far = inPlane(plane, plane.size, plane.size);
    return `${[plane.size, Math.floor(far.x * 16 + 0.5), Math.floor(far.y * 16 + 0.5)].join(" ")}\n`;
  });
  assert.equal(places.join(""), expected("planes.txt"));
});
