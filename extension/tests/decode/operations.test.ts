// The operations are the host's, number for number: both compute the same digests (tests/unit/imaging/operations_test.cpp).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findFinders, findTriples } from "../../decode/finders";
import { findSheet, sheetView } from "../../decode/flat";
import { blur, coarseThreshold, resize, shrink, threshold } from "../../decode/image-operations";
import { unblur } from "../../decode/unblur";
import { afterSteps, crop } from "../../decode/pass-image";
import { findRegions, fineSearchPixels, type Region } from "../../decode/regions";
import { ShrunkImages } from "../../decode/shrunk-images";
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

/** Whether a module of what looks like a code is dark: marks, timing patterns, alignment pattern and spots. */
function isDarkModule(x: number, y: number, size: number): boolean {
  if (x < 0 || y < 0 || x >= size || y >= size) return false;
  for (const [left, top] of [[0, 0], [size - 7, 0], [0, size - 7]] as const) {
    const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
    if (ring <= 4) return ring !== 2 && ring !== 4;
  }
  if (x === 6 || y === 6) return (x + y) % 2 === 0;
  const ring = Math.max(Math.abs(x - size + 7), Math.abs(y - size + 7));
  return ring <= 2 ? ring !== 1 : (Math.imul(x * size + y + 7, 0x9e3779b1) >>> 13) % 2 === 0;
}

/** A code of 41 modules, seen at an angle that moves its far corner by three modules, and out of focus. */
function tiltedCode(size: number): LumaImage {
  const side = 280;
  const luma = new Uint8Array(side * side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const depth = 4.6 + (x + y) / 800;
      const isDark = isDarkModule(Math.floor((x - 30) / depth), Math.floor((y - 30) / depth), size);
      luma[y * side + x] = isDark ? 60 : 190;
    }
  }
  return blur(blur({ width: side, height: side, luma }, 1), 1);
}

/** What looks like a code: marks, timing patterns and spots, bent; the same in both languages. */
function bentCode(): LumaImage {
  const [size, side] = [29, 220];
  const luma = new Uint8Array(side * side).fill(200);
  const isDark = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return false;
    for (const [left, top] of [[0, 0], [size - 7, 0], [0, size - 7]] as const) {
      const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
      if (ring <= 4) return ring !== 2 && ring !== 4;
    }
    if (x === 6 || y === 6) return (x + y) % 2 === 0;
    return ((x * 7 + y * 13 + x * y) >> 1) % 2 === 0;
  };
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (isDark(Math.floor((x + ((y * y) >> 11) + 575) / 6) - 100, Math.floor((y + ((x * x) >> 11) + 575) / 6) - 100)) luma[y * side + x] = 40;
    }
  }
  return { width: side, height: side, luma };
}

function sheetOf(modulePixels: number): string {
  const image = bentCode();
  const regions: Region[] = [];
  findRegions(new ShrunkImages(image), fineSearchPixels, regions);
  const sheet = findSheet(image, regions[0]!)!;
  const view = sheetView(sheet, regions[0]!, modulePixels);
  const corner = view.inOriginal({ x: 4 * modulePixels, y: 4 * modulePixels });
  return [sheet.plane.size, corner.x, corner.y, digest(view.image)].join(" ");
}

const geometry: { [name: string]: (image: LumaImage, first: number, second: number) => string } = {
  coarseThreshold: (image, side, percent) => digest(coarseThreshold(image, side, percent)),
  unblurSoft: (image, side, percent) => digest(unblur(blur(image, 3), side, percent)),
  shrinkWords: (image, factor) => digest(shrink(crop(image, 1, 3, image.width, image.height), factor)),
  shrink: (image, factor) => digest(shrink(image, factor)),
  resize: (image, width, height) => digest(resize(image, width, height)),
  crop: (image, left, top) => digest(crop(image, left, top, image.width - 3, image.height - 5)),
  marks: (image) => marksOf(image),
  sheet: (_, modulePixels) => sheetOf(modulePixels),
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

test("of a tilted code out of focus every module comes out right", () => {
  const size = 41;
  const image = tiltedCode(size);
  const regions: Region[] = [];
  findRegions(new ShrunkImages(image), fineSearchPixels, regions);
  const [region] = regions;
  const sheet = findSheet(image, region!)!;
  assert.equal(sheet.plane.size, size);
  const modules = shrink(unblur(sheetView(sheet, region!, 4).image, 4, 18), 4);
  const wrong = Array.from(modules.luma, (value, at) => {
    const [x, y] = [(at % modules.width) - 4, Math.floor(at / modules.width) - 4];
    return (value === 0) === isDarkModule(x, y, size) ? 0 : 1;
  }).reduce<number>((sum, one) => sum + one, 0);
  assert.equal(wrong, 0);
});
