// Heads of image files: the right size, and an answer for any bytes whatever.
import assert from "node:assert/strict";
import { test } from "node:test";
import { imageHeader } from "../../panel/images/image-header";
import { checkImage, decodedSize } from "../../panel/images/read-image";
import { BridgeError } from "../../shared/host-errors";

const latin = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const bytes = (...parts: (number[] | string)[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? latin(part) : part)));

const png = (width: number[], height: number[]) => bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", width, height, [8, 0, 0, 0, 0]);
const frame = (marker: number, height: number[], width: number[]) => bytes([0xff, marker, 0, 11, 8], height, width, [1, 1, 0x11, 0]);
const exif = bytes([0xff, 0xe1, 0, 6, 1, 2, 3, 4]);
const jpeg = (...segments: Uint8Array[]) => bytes([0xff, 0xd8], ...segments.map((segment) => [...segment]));
const webp = (chunk: string, ...rest: number[][]) => bytes("RIFF", [0, 0, 0, 0], "WEBP", chunk, [0, 0, 0, 0], ...rest);

test("the size of each format, wherever it stands", () => {
  assert.deepEqual(imageHeader(png([0, 0, 2, 128], [0, 0, 1, 224])), { format: "png", width: 640, height: 480 });
  for (const marker of [0xc0, 0xc1, 0xc2, 0xc9, 0xcf]) {
    assert.deepEqual(imageHeader(jpeg(exif, Uint8Array.of(0xff), frame(marker, [1, 224], [2, 128]))), { format: "jpeg", width: 640, height: 480 });
  }
  const tables = bytes([0xff, 0xc4, 0, 4, 0, 0]);
  assert.deepEqual(imageHeader(jpeg(tables, frame(0xc0, [0, 1], [0, 2]))), { format: "jpeg", width: 2, height: 1 });
  assert.deepEqual(imageHeader(webp("VP8X", [0, 0, 0, 0], [127, 2, 0], [223, 1, 0])), { format: "webp", width: 640, height: 480 });
  // 14 bits each, less one: 639 | 479 << 14.
  assert.deepEqual(imageHeader(webp("VP8L", [0x2f, 0x7f, 0xc2, 0x77, 0], [0, 0, 0, 0, 0])), { format: "webp", width: 640, height: 480 });
  assert.deepEqual(imageHeader(webp("VP8 ", [0, 0, 0], [0x9d, 0x01, 0x2a], [0x80, 0x02, 0xe0, 0x01])), { format: "webp", width: 640, height: 480 });
});

test("a broken head is malformed, anything else is unknown", () => {
  for (const broken of [png([0, 0, 0, 0], [0, 0, 0, 1]), jpeg(exif), jpeg(frame(0xc0, [0, 0], [0, 1])), webp("VP8 ", [0, 0, 0], [1, 2, 3], [1, 0, 1, 0]), webp("JUNK", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])]) {
    assert.equal(imageHeader(broken), "malformed");
  }
  for (const other of ["", "%PDF-1.7", "GIF89a", "BM", "<svg/>", "RIFF....WAVE", "\x89PN"]) assert.equal(imageHeader(bytes(other)), "unknown", other);
});

test("any bytes give an answer, and a cut file never a size that is not in it", () => {
  const whole = [png([0, 0, 2, 128], [0, 0, 1, 224]), jpeg(exif, frame(0xc0, [1, 224], [2, 128])), webp("VP8X", [0, 0, 0, 0], [127, 2, 0], [223, 1, 0])];
  let seed = 7;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  for (const file of whole) {
    for (let length = 0; length < file.length; length += 1) {
      const result = imageHeader(file.subarray(0, length));
      assert.ok(typeof result === "string" || (result.width === 640 && result.height === 480), String(length));
    }
    for (let round = 0; round < 3_000; round += 1) {
      const damaged = file.slice();
      for (let change = 0; change < 3; change += 1) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      const result = imageHeader(damaged);
      if (typeof result !== "string") assert.ok(result.width > 0 && result.height > 0);
    }
  }
  const endless = new Uint8Array(2 + 100_000 * exif.length);
  endless.set([0xff, 0xd8]);
  for (let at = 2; at < endless.length; at += exif.length) endless.set(exif, at);
  assert.equal(imageHeader(endless), "malformed");
});

test("what unpacks to too much is refused before it is unpacked", async () => {
  const code = (file: Uint8Array<ArrayBuffer>) =>
    checkImage(new Blob([file])).then(
      () => undefined,
      (error: unknown) => (error instanceof BridgeError ? error.code : error),
    );
  assert.equal(await code(png([0, 0, 0x80, 0], [0, 0, 0, 1])), "image.tooLarge");
  assert.equal(await code(png([0, 0, 0x27, 0x10], [0, 0, 0x27, 0x10])), "image.tooLarge");
  assert.equal(await code(png([0, 0, 0, 0], [0, 0, 0, 1])), "image.malformed");
  assert.equal(await code(bytes("%PDF-1.7")), "image.unsupported");
  assert.equal(await code(png([0, 0, 2, 128], [0, 0, 1, 224])), undefined);
});

test("a large scan is looked at as large as the decoder takes", () => {
  assert.deepEqual(decodedSize(640, 480), { width: 640, height: 480 });
  const { width, height } = decodedSize(4960, 7016);
  assert.ok(width * height <= 16 * 1024 * 1024 && width > 3400 && Math.abs(width / height - 4960 / 7016) < 0.001);
  assert.deepEqual(decodedSize(16_384, 1), { width: 16_384, height: 1 });
});
