// Takes from each module of a code laid flat what blur mixed into it from its neighbours, in whole numbers: the equation is approached
// step by step, no module brighter or darker than what lies around (Jansson, Deconvolution, 1984). native-host/imaging/unblur has the same.
import type { LumaImage } from "./types";

const rounds = 12;
/** Modules to each side among which the darkest and the brightest are ink and paper. */
const reach = 4;
/** Light modules around the code, and modules from a mark's edge to its middle. */
const quiet = 4;
const markMiddle = 3;
/** Parts of a grey step. */
const parts = 16;

/** The mean of the middle of each square of `side` pixels, in parts of a grey step. */
function modulesOf({ width, luma }: LumaImage, columns: number, rows: number, side: number): Int32Array {
  const border = side >> 2;
  const inner = side - 2 * border;
  return Int32Array.from({ length: columns * rows }, (_, at) => {
    const first = (Math.floor(at / columns) * side + border) * width + (at % columns) * side + border;
    let sum = 0;
    for (let y = 0; y < inner; y += 1) for (let x = 0; x < inner; x += 1) sum += luma[first + y * width + x]!;
    return Math.floor((sum * parts) / (inner * inner));
  });
}

/** Along rows and then columns each value and those around it, as far as there are any, as one. */
function alongBoth(values: Int32Array, columns: number, rows: number, merged: (line: (offset: number) => number) => number): Int32Array {
  const along = (from: Int32Array, isRow: boolean) =>
    from.map((_, at) => {
      const [place, length, step] = isRow ? [at % columns, columns, 1] : [Math.floor(at / columns), rows, columns];
      return merged((offset) => from[at + (Math.min(Math.max(place + offset, 0), length - 1) - place) * step]!);
    });
  return along(along(values, true), false);
}

/** The extreme of the squares around each value. */
function extremes(values: Int32Array, columns: number, rows: number, better: (a: number, b: number) => number): Int32Array {
  return alongBoth(values, columns, rows, (line) => {
    let best = line(0);
    for (let offset = -reach; offset <= reach; offset += 1) best = better(best, line(offset));
    return best;
  });
}

/** Whether a module is dark; those of the three corner marks and around them are as ISO/IEC 18004, 6.3.3 has them. */
function isDark(column: number, row: number, columns: number, rows: number, seemsDark: boolean): boolean {
  const [right, bottom] = [columns - quiet - markMiddle - 1, rows - quiet - markMiddle - 1];
  for (const [x, y] of [[quiet + markMiddle, quiet + markMiddle], [right, quiet + markMiddle], [quiet + markMiddle, bottom]] as const) {
    const ring = Math.max(Math.abs(column - x), Math.abs(row - y));
    if (ring <= 4) return ring !== 2 && ring !== 4;
  }
  return seemsDark;
}

/**
 * Black and white modules of `side` pixels, of which blur gave `percent` of each to either neighbour along each axis; the image is a code
 * with four light modules around it, whose corner marks are drawn as they must be.
 */
export function unblur(image: LumaImage, side: number, percent: number): LumaImage {
  const [columns, rows] = [Math.floor(image.width / side), Math.floor(image.height / side)];
  if (columns === 0 || rows === 0) return image;
  const seen = modulesOf(image, columns, rows, side);
  const darkest = extremes(seen, columns, rows, Math.min);
  const brightest = extremes(seen, columns, rows, Math.max);
  let modules = seen;
  for (let round = 0; round < rounds; round += 1) {
    const blurred = alongBoth(modules, columns, rows, (line) => Math.floor(((line(-1) + line(1)) * percent + line(0) * (100 - 2 * percent)) / 100));
    modules = modules.map((value, at) => Math.min(Math.max(value + Math.trunc(((seen[at]! - blurred[at]!) * 6) / 5), darkest[at]!), brightest[at]!));
  }
  const width = columns * side;
  const luma = new Uint8Array(width * rows * side);
  for (let at = 0; at < luma.length; at += 1) {
    const [column, row] = [Math.floor((at % width) / side), Math.floor(Math.floor(at / width) / side)];
    const module = row * columns + column;
    luma[at] = isDark(column, row, columns, rows, 2 * modules[module]! < darkest[module]! + brightest[module]!) ? 0 : 255;
  }
  return { width, height: rows * side, luma };
}
