// The image a pass looks at: a part or the whole of the original at another size, worked on step by step.
import { blur, darken, flatten, invert, lighten, median, resize, sharpen, stretch, threshold } from "./image-operations";
import { localContrast } from "./local-contrast";
import type { ShrunkImages } from "./shrunk-images";
import { unblur } from "./unblur";
import type { QrPass, QrPassStep } from "../generated/qr-passes";
import type { LumaImage, Point } from "./types";

/** What a pass looks at, and where a place in it lies in the original. */
export interface View {
  image: LumaImage;
  inOriginal: (place: Point) => Point;
}

/** For a view whose pixels are `scale` pixels of the original and whose first one lies at `left`, `top`. */
export function scaled(left: number, top: number, scale: number): View["inOriginal"] {
  return ({ x, y }) => ({ x: left + Math.round(x * scale), y: top + Math.round(y * scale) });
}

const operations: { [Name in QrPassStep["do"]]: (image: LumaImage, first: number, second: number) => LumaImage } = {
  invert, stretch, blur, sharpen, threshold, flatten, median, darken, lighten, localContrast, unblur,
};

/** The image after a pass's steps. */
export function afterSteps(image: LumaImage, steps: readonly QrPassStep[] = []): LumaImage {
  return steps.reduce((worked, { do: name, by: [first = 0, second = 0] = [] }) => operations[name](worked, first, second), image);
}

/** By how much a whole image is shrunk so that it keeps the pass's limit. */
export function shrinkFactor(pixels: number, pass: Pick<QrPass, "shrink" | "maxPixels">): number {
  let factor = pass.shrink ?? 1;
  while (pixels > (pass.maxPixels ?? Infinity) * factor * factor) factor += 1;
  return factor;
}

/** The whole image at a pass's size; undefined when the pass is not for images of this size. */
export function wholeView(sizes: ShrunkImages, pass: QrPass): View | undefined {
  const { original } = sizes;
  const pixels = original.luma.length;
  if (pixels < (pass.minPixels ?? 0)) return undefined;
  const factor = shrinkFactor(pixels, pass);
  if (pass.enlarge === undefined || factor > 1) return { image: sizes.by(factor), inOriginal: scaled(0, 0, factor) };
  const percent = pass.enlarge;
  if (pixels * percent * percent > (pass.maxPixels ?? Infinity) * 10000) return undefined;
  const image = resize(original, Math.floor((original.width * percent) / 100), Math.floor((original.height * percent) / 100));
  return { image, inOriginal: scaled(0, 0, 100 / percent) };
}

/** Part of an image; the corners are put inside it. */
export function crop(image: LumaImage, left: number, top: number, right: number, bottom: number): LumaImage {
  const luma = new Uint8Array((right - left) * (bottom - top));
  for (let y = top, at = 0; y < bottom; y += 1, at += right - left) luma.set(image.luma.subarray(y * image.width + left, y * image.width + right), at);
  return { width: right - left, height: bottom - top, luma };
}
