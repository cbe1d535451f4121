// What a camera does to a picture: blur, noise, reflections, JPEG. Brightness as numbers 0 to 255, row by row.
import { deflateSync, crc32 as zlibCrc32 } from "node:zlib";

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomSource(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Gaussian blur, `sigma` in pixels. */
export function gaussian({ width, height, pixels }, sigma) {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (from, length, lines, step, lineStep) => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line += 1)
      for (let at = 0; at < length; at += 1) {
        let sum = 0;
        for (let tap = -reach; tap <= reach; tap += 1) sum += weights[tap + reach] * from[line * lineStep + Math.min(length - 1, Math.max(0, at + tap)) * step];
        to[line * lineStep + at * step] = sum / total;
      }
    return to;
  };
  return { width, height, pixels: pass(pass(pixels, width, height, 1, width), height, width, width, 1) };
}

/** Adds grain of the given spread. */
export function grain(image, spread, random) {
  const pixels = image.pixels.map((value) => value + spread * (random() + random() + random() - 1.5) * 2);
  return { ...image, pixels };
}

/** A bright spot with a soft edge: whole within `inner` pixels of its middle, gone at `outer`. */
export function spot(image, { x, y, inner, outer, strength }) {
  const pixels = Float32Array.from(image.pixels);
  for (let row = Math.max(0, Math.floor(y - outer)); row < Math.min(image.height, y + outer); row += 1)
    for (let column = Math.max(0, Math.floor(x - outer)); column < Math.min(image.width, x + outer); column += 1) {
      const distance = Math.hypot(column - x, row - y);
      pixels[row * image.width + column] += strength * Math.min(1, Math.max(0, (outer - distance) / (outer - inner)));
    }
  return { ...image, pixels };
}

/** A light band across the whole picture, as laminate reflects a lamp: through a point, at an angle, `half` pixels to each side. */
export function band(image, { x, y, angle, half, strength }) {
  const pixels = Float32Array.from(image.pixels);
  for (let row = 0; row < image.height; row += 1)
    for (let column = 0; column < image.width; column += 1) {
      const distance = Math.abs((column - x) * Math.sin(angle) - (row - y) * Math.cos(angle));
      if (distance < half) pixels[row * image.width + column] += strength * (1 - distance / half);
    }
  return { ...image, pixels };
}

const cosines = Float64Array.from({ length: 64 }, (_, at) => Math.cos(((2 * (at & 7) + 1) * (at >> 3) * Math.PI) / 16) * ((at >> 3) === 0 ? Math.SQRT1_2 : 1) * 0.5);

const inverse = Float64Array.from({ length: 64 }, (_, at) => cosines[(at & 7) * 8 + (at >> 3)]);

/** Each row times each row of a matrix, turned over. */
function turn(from, to, matrix) {
  for (let row = 0; row < 64; row += 8)
    for (let k = 0; k < 8; k += 1) {
      let sum = 0;
      for (let n = 0; n < 8; n += 1) sum += from[row + n] * matrix[k * 8 + n];
      to[k * 8 + (row >> 3)] = sum;
    }
}

/** Rounds the cosine coefficients of squares of eight as JPEG (ITU-T T.81) does with steps that grow with the frequency. */
export function jpegLoss(image, quality) {
  const step = (u, v) => Math.max(1, ((10 + 5 * (u + v)) * (quality < 50 ? 50 / quality : 2 - quality / 50)));
  const pixels = Float32Array.from(image.pixels, (value) => Math.min(255, Math.max(0, value)));
  const block = new Float64Array(64), half = new Float64Array(64);
  for (let top = 0; top + 8 <= image.height; top += 8)
    for (let left = 0; left + 8 <= image.width; left += 8) {
      for (let at = 0; at < 64; at += 1) block[at] = pixels[(top + (at >> 3)) * image.width + left + (at & 7)] - 128;
      turn(block, half, cosines);
      turn(half, block, cosines);
      for (let at = 0; at < 64; at += 1) block[at] = Math.round(block[at] / step(at & 7, at >> 3)) * step(at & 7, at >> 3);
      turn(block, half, inverse);
      turn(half, block, inverse);
      for (let at = 0; at < 64; at += 1) pixels[(top + (at >> 3)) * image.width + left + (at & 7)] = block[at] + 128;
    }
  return { ...image, pixels };
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte >>> 0;
});
const crc32 = zlibCrc32 ?? ((bytes) => ~bytes.reduce((crc, byte) => crcTable[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0);

/** An eight-bit grey PNG (ISO/IEC 15948). */
export function grayPng({ width, height, pixels }) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = Math.min(255, Math.max(0, Math.round(pixels[y * width + x])));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
}
