// Marks by likeness and bent sheets; tests/unit/imaging/likeness_test.cpp expects the same numbers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findSheet, sheetView } from "../../decode/flat";
import { shrink } from "../../decode/image-operations";
import { findMarksAlike } from "../../decode/likeness";
import { findRegionsAlike, fineSearchPixels } from "../../decode/regions";
import { unblur } from "../../decode/unblur";
import { bowedCode, bowedSize, isBowedDark } from "./bowed-code";

declare const EXTENSION_DIRECTORY: string;

test("marks of a small bent code out of focus are found by likeness, as in the host", () => {
  const marks = findMarksAlike(bowedCode());
  const text = marks.map(({ x, y, sevenModules, seen }) => `${[x, y, sevenModules, seen].join(" ")}\n`).join("");
  assert.equal(text, readFileSync(join(EXTENSION_DIRECTORY, "..", "tests", "unit", "imaging", "data", "marks-alike.txt"), "utf8"));
});

test("of a bent code every module comes out right", () => {
  const image = bowedCode();
  const regions = findRegionsAlike(image, fineSearchPixels);
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
