// Several frames of one view, laid over each other: what wanders (a reflection, noise) goes, what stays is the code.
import { shrink } from "./image-operations";
import type { LumaImage } from "./types";

interface Shift {
  x: number;
  y: number;
}

/** Pixels on each side by which a finer level may correct a coarser one. */
const reach = 2;
const coarsestSide = 96;
/** Pixels compared a level, about. */
const samples = 20_000;

/** The sum of differences between an image and another one that is shifted, over pixels that both have, a pixel compared. */
function difference(one: LumaImage, other: LumaImage, shift: Shift): number {
  const step = Math.max(1, Math.floor(Math.sqrt(one.luma.length / samples)));
  const fromX = Math.max(0, -shift.x);
  const toX = Math.min(one.width, one.width - shift.x);
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, -shift.y); y < Math.min(one.height, one.height - shift.y); y += step) {
    const row = y * one.width;
    const otherRow = (y + shift.y) * one.width + shift.x;
    for (let x = fromX; x < toX; x += step, count += 1) sum += Math.abs(one.luma[row + x]! - other.luma[otherRow + x]!);
  }
  return count === 0 ? Infinity : sum / count;
}

/** The best shift within `around` pixels of a guess. */
function bestNear(one: LumaImage, other: LumaImage, guess: Shift, around: number): Shift {
  let best = guess;
  let least = difference(one, other, guess);
  for (let y = guess.y - around; y <= guess.y + around; y += 1) {
    for (let x = guess.x - around; x <= guess.x + around; x += 1) {
      const now = difference(one, other, { x, y });
      if (now < least) [best, least] = [{ x, y }, now];
    }
  }
  return best;
}

/** Where a frame's content lies in another frame of the same size: at `x + shift.x`, `y + shift.y`. */
export function findShift(one: LumaImage, other: LumaImage): Shift {
  const levels: [LumaImage, LumaImage][] = [[one, other]];
  for (let [a, b] = [one, other]; Math.min(a.width, a.height) >= 2 * coarsestSide; ) {
    [a, b] = [shrink(a, 2), shrink(b, 2)];
    levels.push([a, b]);
  }
  const [coarse, coarseOther] = levels.pop()!;
  let shift = bestNear(coarse, coarseOther, { x: 0, y: 0 }, 6);
  for (const [a, b] of levels.reverse()) shift = bestNear(a, b, { x: 2 * shift.x, y: 2 * shift.y }, reach);
  return shift;
}

/** The darkest, or the middle one, of the values a pixel has in the first frame and in those laid over it; all are of one size. */
export function combineFrames(frames: readonly [LumaImage, ...LumaImage[]], how: "darkest" | "middle"): LumaImage {
  const [first, ...others] = frames;
  const shifts = others.map((other) => findShift(first, other));
  const luma = new Uint8Array(first.luma.length);
  const values = new Uint8Array(frames.length);
  for (let y = 0, at = 0; y < first.height; y += 1) {
    for (let x = 0; x < first.width; x += 1, at += 1) {
      values[0] = first.luma[at]!;
      let count = 1;
      for (let index = 0; index < others.length; index += 1) {
        const fromX = x + shifts[index]!.x;
        const fromY = y + shifts[index]!.y;
        if (fromX >= 0 && fromY >= 0 && fromX < first.width && fromY < first.height) values[count++] = others[index]!.luma[fromY * first.width + fromX]!;
      }
      const sorted = values.subarray(0, count).sort();
      luma[at] = sorted[how === "darkest" ? 0 : (count - 1) >> 1]!;
    }
  }
  return { width: first.width, height: first.height, luma };
}
