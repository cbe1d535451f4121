// Contrast-limited adaptive histogram equalisation, in whole numbers.
import type { LumaImage } from "./types";

/** The table of one tile: each brightness to its share of the tile's pixels, where no brightness may count for more than `limit`. */
function tableOf(image: LumaImage, left: number, top: number, right: number, bottom: number, clipPercent: number): Uint8Array {
  const counts = new Uint32Array(256);
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * image.width + left, end = y * image.width + right; at < end; at += 1) counts[image.luma[at]!]! += 1;
  }
  const area = (right - left) * (bottom - top);
  const limit = Math.max(1, Math.floor((area * clipPercent) / (256 * 100)));
  let excess = 0;
  for (let value = 0; value < 256; value += 1) {
    if (counts[value]! <= limit) continue;
    excess += counts[value]! - limit;
    counts[value] = limit;
  }
  const share = Math.floor(excess / 256);
  const rest = excess % 256;
  const table = new Uint8Array(256);
  let sum = 0;
  for (let value = 0; value < 256; value += 1) {
    sum += counts[value]! + share + (value < rest ? 1 : 0);
    table[value] = Math.floor((sum * 255) / area);
  }
  return table;
}

/** The two tiles between whose middles a pixel lies, and the second one's weight of 256. */
function between(place: number, size: number, tiles: number): [number, number, number] {
  const scaled = Math.floor(((2 * place + 1) * tiles * 128) / size) - 128;
  if (scaled <= 0) return [0, 0, 0];
  const first = Math.min(scaled >> 8, tiles - 1);
  return [first, Math.min(first + 1, tiles - 1), scaled & 255];
}

/** Equalises the brightness of `tiles` × `tiles` parts of the picture; `clipPercent` of the mean count is the most a brightness may count. */
export function localContrast(image: LumaImage, tiles: number, clipPercent: number): LumaImage {
  const { width, height } = image;
  if (width < tiles || height < tiles) return image;
  const edge = (index: number, size: number) => Math.floor((index * size) / tiles);
  const tables: Uint8Array[] = [];
  for (let row = 0; row < tiles; row += 1) {
    for (let column = 0; column < tiles; column += 1) {
      tables.push(tableOf(image, edge(column, width), edge(row, height), edge(column + 1, width), edge(row + 1, height), clipPercent));
    }
  }
  const columns = Array.from({ length: width }, (_, x) => between(x, width, tiles));
  const luma = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const [above, below, down] = between(y, height, tiles);
    for (let x = 0; x < width; x += 1, at += 1) {
      const [left, right, across] = columns[x]!;
      const pixel = image.luma[at]!;
      const top = tables[above * tiles + left]![pixel]! * (256 - across) + tables[above * tiles + right]![pixel]! * across;
      const bottom = tables[below * tiles + left]![pixel]! * (256 - across) + tables[below * tiles + right]![pixel]! * across;
      luma[at] = (top * (256 - down) + bottom * down + 32768) >> 16;
    }
  }
  return { width, height, luma };
}
