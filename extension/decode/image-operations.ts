// Small pure operations on brightness. native-host/imaging/image_operations has the same, number for number: a test compares digests.
import type { LumaImage } from "./types";

function make(width: number, height: number, fill: (luma: Uint8Array) => void): LumaImage {
  const luma = new Uint8Array(width * height);
  fill(luma);
  return { width, height, luma };
}

/** Each pixel through a table of 256. */
function mapped(image: LumaImage, table: Uint8Array): LumaImage {
  return make(image.width, image.height, (luma) => {
    for (let at = 0; at < luma.length; at += 1) luma[at] = table[image.luma[at]!]!;
  });
}

const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Mean of squares of `factor` pixels; what is left over at the right and below is dropped. */
export function shrink(image: LumaImage, factor: number): LumaImage {
  const width = Math.max(1, Math.floor(image.width / factor));
  const height = Math.max(1, Math.floor(image.height / factor));
  if (factor <= 1 || image.width < factor || image.height < factor) return image;
  const area = factor * factor;
  const half = area >> 1;
  if (factor === 2) return halve(image, width, height);
  if (factor === 8 && hasWords(image)) return eighth(image, width, height);
  const sums = new Int32Array(width);
  return make(width, height, (luma) => {
    for (let y = 0; y < height; y += 1) {
      sums.fill(half);
      for (let row = y * factor; row < (y + 1) * factor; row += 1) {
        for (let x = 0, from = row * image.width; x < width; x += 1) {
          for (const end = from + factor; from < end; from += 1) sums[x]! += image.luma[from]!;
        }
      }
      for (let x = 0, at = y * width; x < width; x += 1, at += 1) luma[at] = (sums[x]! / area) | 0;
    }
  });
}

// The commonest factor, on the way of every frame.
function halve(image: LumaImage, width: number, height: number): LumaImage {
  if (hasWords(image)) return halveByWords(image, width, height);
  const from = image.luma;
  const luma = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0, above = 2 * y * image.width, below = above + image.width; x < width; x += 1, at += 1, above += 2, below += 2) {
      luma[at] = (from[above]! + from[above + 1]! + from[below]! + from[below + 1]! + 2) >> 2;
    }
  }
  return { width, height, luma };
}

/** Whether each row begins at a word of four pixels, so that four are worked on at once: bytes one by one take the browser several times as long. */
function hasWords({ width, luma }: LumaImage): boolean {
  return width % 4 === 0 && luma.byteOffset % 4 === 0;
}

function wordsOf({ luma }: LumaImage): Uint32Array {
  return new Uint32Array(luma.buffer, luma.byteOffset, luma.length >> 2);
}

/** The sums of a word's first two pixels and of its last two, each in sixteen bits; the lower ones are the first, as on all machines that browsers run on. */
function pairs(word: number): number {
  return (word & 0x00ff00ff) + ((word >>> 8) & 0x00ff00ff);
}

function halveByWords(image: LumaImage, width: number, height: number): LumaImage {
  const from = wordsOf(image);
  const step = image.width >> 2;
  const luma = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0, above = 2 * y * step, below = above + step; x < step; x += 1, at += 2, above += 1, below += 1) {
      const sums = pairs(from[above]!) + pairs(from[below]!) + 0x00020002;
      luma[at] = (sums & 0xffff) >> 2;
      luma[at + 1] = sums >>> 18;
    }
  }
  return { width, height, luma };
}

/** Squares of eight by eight, for the coarse means of every frame: the sums of half a square fit the sixteen bits, too. */
function eighth(image: LumaImage, width: number, height: number): LumaImage {
  const from = wordsOf(image);
  const step = image.width >> 2;
  const luma = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      let sums = 0;
      for (let row = 0, first = 8 * y * step + 2 * x; row < 8; row += 1, first += step) sums += pairs(from[first]!) + pairs(from[first + 1]!);
      luma[at] = ((sums & 0xffff) + (sums >>> 16) + 32) >> 6;
    }
  }
  return { width, height, luma };
}

/** Other sides, by linear interpolation in eighths of bits (8.8 weights). */
export function resize(image: LumaImage, width: number, height: number): LumaImage {
  const columns = samplePoints(image.width, width);
  const rows = samplePoints(image.height, height);
  return make(width, height, (luma) => {
    for (let y = 0, at = 0; y < height; y += 1) {
      const above = rows.first[y]! * image.width;
      const below = rows.second[y]! * image.width;
      const down = rows.weight[y]!;
      for (let x = 0; x < width; x += 1, at += 1) {
        const left = columns.first[x]!;
        const right = columns.second[x]!;
        const across = columns.weight[x]!;
        const top = image.luma[above + left]! * (256 - across) + image.luma[above + right]! * across;
        const bottom = image.luma[below + left]! * (256 - across) + image.luma[below + right]! * across;
        luma[at] = (top * (256 - down) + bottom * down + 32768) >> 16;
      }
    }
  });
}

/** For each of `to` pixels: the two of `from` between which its middle lies, and the second one's weight of 256. */
function samplePoints(from: number, to: number) {
  const first = new Int32Array(to);
  const second = new Int32Array(to);
  const weight = new Int32Array(to);
  for (let place = 0; place < to; place += 1) {
    const middle = Math.max(0, Math.floor(((2 * place + 1) * from * 256) / (2 * to)) - 128);
    first[place] = Math.min(middle >> 8, from - 1);
    second[place] = Math.min((middle >> 8) + 1, from - 1);
    weight[place] = middle & 255;
  }
  return { first, second, weight };
}

/** Black for white. */
export function invert(image: LumaImage): LumaImage {
  return mapped(image, Uint8Array.from({ length: 256 }, (_, value) => 255 - value));
}

/** Spreads what lies between the given thousandths of the pixels, counted from the darkest, over the whole range. */
export function stretch(image: LumaImage, lowPermille: number, highPermille: number): LumaImage {
  const counts = new Uint32Array(256);
  for (const value of image.luma) counts[value]! += 1;
  const valueAt = (permille: number) => {
    const wanted = Math.floor((image.luma.length * permille) / 1000);
    let value = 0;
    for (let seen = counts[0]!; seen <= wanted && value < 255; seen += counts[value]!) value += 1;
    return value;
  };
  const low = valueAt(lowPermille);
  const range = Math.max(1, valueAt(highPermille) - low);
  return mapped(image, Uint8Array.from({ length: 256 }, (_, value) => clamp(Math.floor(((value - low) * 255 + (range >> 1)) / range))));
}

// Cut to 32 bits, which squares of 2800 pixels fit in, sums stay whole numbers for the browser's compiler, too.
function addRow(columns: Int32Array, luma: Uint8Array, from: number): void {
  for (let x = 0; x < columns.length; x += 1) columns[x] = (columns[x]! + luma[from + x]!) | 0;
}

function takeRow(columns: Int32Array, luma: Uint8Array, from: number): void {
  for (let x = 0; x < columns.length; x += 1) columns[x] = (columns[x]! - luma[from + x]!) | 0;
}

/** Means of a row from the sums of its columns, each over `rows` pixels. Between the borders without a question a pixel. */
function meansAcross(columns: Int32Array, radius: number, rows: number, means: Uint8Array): void {
  const width = columns.length;
  const leaving = Math.min(radius + 1, width);
  const entered = Math.max(leaving, width - radius);
  let sum = 0;
  for (let x = 0; x < Math.min(radius, width); x += 1) sum += columns[x]!;
  for (let x = 0; x < leaving; x += 1) {
    if (x + radius < width) sum += columns[x + radius]!;
    means[x] = mean(sum, rows * (Math.min(x + radius, width - 1) + 1));
  }
  const area = rows * (2 * radius + 1);
  for (let x = leaving; x < entered; x += 1) {
    sum = (sum + columns[x + radius]! - columns[x - radius - 1]!) | 0;
    means[x] = mean(sum, area);
  }
  for (let x = entered; x < width; x += 1) {
    sum -= columns[x - radius - 1]!;
    means[x] = mean(sum, rows * (width - x + radius));
  }
}

function mean(sum: number, area: number): number {
  return ((sum + (area >> 1)) / area) | 0;
}

/** Calls `row(y, means)` for every row, with the means over squares of `2 * radius + 1` pixels, cut off at the borders. */
function forEachMean(image: LumaImage, radius: number, row: (y: number, means: Uint8Array) => void): void {
  const { width, height, luma } = image;
  const columns = new Int32Array(width);
  const means = new Uint8Array(width);
  for (let y = 0; y < Math.min(radius, height); y += 1) addRow(columns, luma, y * width);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) addRow(columns, luma, (y + radius) * width);
    if (y - radius > 0) takeRow(columns, luma, (y - radius - 1) * width);
    meansAcross(columns, radius, Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1, means);
    row(y, means);
  }
}

/** Each pixel from itself and the mean around it. */
function againstMean(image: LumaImage, radius: number, value: (pixel: number, mean: number) => number): LumaImage {
  return make(image.width, image.height, (luma) => {
    forEachMean(image, radius, (y, means) => {
      for (let x = 0, at = y * image.width; x < image.width; x += 1, at += 1) luma[at] = value(image.luma[at]!, means[x]!);
    });
  });
}

/** The mean around each pixel. */
export function blur(image: LumaImage, radius: number): LumaImage {
  return againstMean(image, radius, (_, mean) => mean);
}

/** Adds `percent` of the difference to the mean around. */
export function sharpen(image: LumaImage, radius: number, percent: number): LumaImage {
  return againstMean(image, radius, (pixel, mean) => clamp(pixel + Math.trunc(((pixel - mean) * percent) / 100)));
}

/** Black where a pixel is darker than `percent` of the mean around it, else white. */
export function threshold(image: LumaImage, radius: number, percent: number): LumaImage {
  return make(image.width, image.height, (luma) => {
    forEachMean(image, radius, (y, means) => darkOrLight(image.luma, luma, y * image.width, means, percent));
  });
}

// The busiest of all loops: the sign of a difference, smeared over all bits, instead of a branch a pixel.
function darkOrLight(from: Uint8Array, to: Uint8Array, at: number, means: Uint8Array, percent: number): void {
  for (let x = 0; x < means.length; x += 1) to[at + x] = ~((from[at + x]! * 100 - means[x]! * percent) >> 31);
}

/** As threshold, but against the mean of the 3 × 3 squares of `side` pixels around a pixel's own one: coarser, and far quicker. */
export function coarseThreshold(image: LumaImage, side: number, percent: number): LumaImage {
  const { width, height } = image;
  const means = blur(shrink(image, side), 1);
  const meansOfRow = new Uint8Array(width);
  return make(width, height, (luma) => {
    for (let y = 0; y < height; y += 1) {
      const from = Math.min(Math.floor(y / side), means.height - 1) * means.width;
      if (y % side === 0) for (let x = 0; x < width; x += 1) meansOfRow[x] = means.luma[from + Math.min(Math.floor(x / side), means.width - 1)]!;
      darkOrLight(image.luma, luma, y * width, meansOfRow, percent);
    }
  });
}

/** Relates each pixel to the mean around it, which becomes middle grey: shadows and the edge of a reflection go. */
export function flatten(image: LumaImage, radius: number): LumaImage {
  return againstMean(image, radius, (pixel, mean) => Math.min(255, Math.floor((pixel * 128 + (mean >> 1)) / Math.max(1, mean))));
}

/** The middle one of the nine around each pixel; the outermost pixels stay. */
export function median(image: LumaImage): LumaImage {
  const { width, height } = image;
  return make(width, height, (luma) => {
    luma.set(image.luma);
    const nine = new Uint8Array(9);
    for (let y = 1; y < height - 1; y += 1) {
      for (let x = 1; x < width - 1; x += 1) {
        let count = 0;
        for (let row = -1; row <= 1; row += 1) {
          for (let from = (y + row) * width + x - 1, end = from + 3; from < end; from += 1) insert(nine, count++, image.luma[from]!);
        }
        luma[y * width + x] = nine[4]!;
      }
    }
  });
}

/** Puts a value in its place among the first `count`, which are in order. */
function insert(sorted: Uint8Array, count: number, value: number): void {
  let at = count;
  for (; at > 0 && sorted[at - 1]! > value; at -= 1) sorted[at] = sorted[at - 1]!;
  sorted[at] = value;
}

/** The darkest (`erode`) or brightest (`dilate`) of the nine around each pixel. */
function extreme(image: LumaImage, darkest: boolean): LumaImage {
  const { width, height } = image;
  const better = (a: number, b: number) => (a < b === darkest ? a : b);
  const across = make(width, height, (luma) => {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
        const left = image.luma[x > 0 ? at - 1 : at]!;
        const right = image.luma[x < width - 1 ? at + 1 : at]!;
        luma[at] = better(better(left, image.luma[at]!), right);
      }
    }
  });
  return make(width, height, (luma) => {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
        const above = across.luma[y > 0 ? at - width : at]!;
        const below = across.luma[y < height - 1 ? at + width : at]!;
        luma[at] = better(better(above, across.luma[at]!), below);
      }
    }
  });
}

/** Dark parts grow by a pixel. */
export function darken(image: LumaImage): LumaImage {
  return extreme(image, true);
}

/** Bright parts grow by a pixel. */
export function lighten(image: LumaImage): LumaImage {
  return extreme(image, false);
}
