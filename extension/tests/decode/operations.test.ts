// The operations are the host's, number for number: both compute the same digests (tests/unit/imaging/operations_test.cpp).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findFinders, findTriples } from "../../decode/finders";
import { resize, shrink, threshold } from "../../decode/image-operations";
import { afterSteps, crop } from "../../decode/pass-image";
import type { LumaImage } from "../../decode/types";
import type { QrPassStep } from "../../generated/qr-passes";

declare const EXTENSION_DIRECTORY: string;

/** Smoothed noise with dark spots, the same in both languages. */
function sample(width: number, height: number): LumaImage {
  const luma = new Uint8Array(width * height);
  let state = 12345;
  for (let at = 0; at < luma.length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const spot = (((at % width) >> 2) ^ (Math.floor(at / width) >> 2)) & 1;
    luma[at] = ((state >>> 16) & 127) + spot * 100 + 10;
  }
  return { width, height, luma };
}

/** FNV-1a over the sides and the pixels. */
function digest({ width, height, luma }: LumaImage): string {
  let hash = 0x811c9dc5;
  for (const byte of [width & 255, width >> 8, height & 255, height >> 8, ...luma]) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

function marksOf(image: LumaImage): string {
  const finders = findFinders(threshold(image, 12, 96));
  const words = finders.flatMap(({ x, y, sevenModules, seen }) => [x, y, sevenModules, seen]);
  const triples = findTriples(finders).flatMap(({ corner, right, below, deviation }) => [corner.x, corner.y, right.x, below.x, deviation]);
  return [...words, ";", ...triples].join(" ");
}

const geometry: { [name: string]: (image: LumaImage, first: number, second: number) => string } = {
  shrink: (image, factor) => digest(shrink(image, factor)),
  resize: (image, width, height) => digest(resize(image, width, height)),
  crop: (image, left, top) => digest(crop(image, left, top, image.width - 3, image.height - 5)),
  marks: (image) => marksOf(image),
};

test("each operation gives the host's bytes", () => {
  const file = join(EXTENSION_DIRECTORY, "..", "tests", "unit", "imaging", "data", "operation-digests.txt");
  const lines = readFileSync(file, "utf8").trim().split("\n");
  assert.ok(lines.length >= 16);
  for (const line of lines) {
    const [name = "", first = "0", second = "0", ...expected] = line.split(" ");
    const numbers: [number, number] = [Number(first), Number(second)];
    const image = sample(197, 131);
    const given = geometry[name]?.(image, ...numbers) ?? digest(afterSteps(image, [{ do: name as QrPassStep["do"], by: numbers }]));
    assert.equal(given, expected.join(" "), line);
  }
});
