// Where codes seem to be: squares around three corner marks that fit together.
import { findFinders, findTriples, type Triple } from "./finders";
import { blur, resize, shrink, threshold } from "./image-operations";
import { crop, shrinkFactor, type View } from "./pass-image";
import type { LumaImage, Point } from "./types";

const maxSearchPixels = 2_100_000;
const maxRegionPixels = 1_000_000;

/** A place that holds a code, as it seems: its box in the original, right and bottom not included, and seven times a module there. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
  sevenModules: number;
  triple: Triple;
}

/** Regions of an image, the likeliest first: by a narrow threshold that grain and shadows leave alone, then by a wide one for large codes. */
export function findRegions(original: LumaImage): Region[] {
  const factor = shrinkFactor(original.luma.length, { maxPixels: maxSearchPixels });
  const small = shrink(original, factor);
  const wide = Math.max(10, Math.min(small.width, small.height) >> 4);
  const regions: Region[] = [];
  for (const twoValues of [threshold(blur(small, 1), 20, 97), threshold(small, wide, 96)]) {
    for (const triple of findTriples(findFinders(twoValues))) {
      const region = regionOf(triple, factor, original);
      if (!regions.some((other) => sameRegion(other, region))) regions.push(region);
    }
  }
  return regions;
}

/** Whether every side of one lies within a module and a half of the other's. */
function sameRegion(one: Region, other: Region): boolean {
  const sides = [one.left - other.left, one.top - other.top, one.right - other.right, one.bottom - other.bottom];
  return sides.every((apart) => Math.abs(apart) * 5 <= one.sevenModules);
}

function regionOf(triple: Triple, factor: number, { width, height }: LumaImage): Region {
  const { corner, right, below } = triple;
  const sevenModules = Math.round(((corner.sevenModules + right.sevenModules + below.sevenModules) * factor) / 3);
  const opposite = { x: right.x + below.x - corner.x, y: right.y + below.y - corner.y };
  const across = [corner.x, right.x, below.x, opposite.x].map((x) => x * factor);
  const down = [corner.y, right.y, below.y, opposite.y].map((y) => y * factor);
  // Half a mark, the quiet zone and something for perspective.
  const margin = sevenModules;
  return {
    left: Math.max(0, Math.min(...across) - margin),
    top: Math.max(0, Math.min(...down) - margin),
    right: Math.min(width, Math.max(...across) + margin),
    bottom: Math.min(height, Math.max(...down) + margin),
    sevenModules,
    triple,
  };
}

/** A region at a size where a module has so many pixels. */
export function regionView(original: LumaImage, region: Region, modulePixels: number): View | undefined {
  const { left, top, right, bottom, sevenModules } = region;
  if (right - left < 8 || bottom - top < 8) return undefined;
  let part = crop(original, left, top, right, bottom);
  // Averages keep what interpolation alone would skip.
  const factor = Math.max(1, Math.floor(sevenModules / (7 * modulePixels)));
  part = shrink(part, factor);
  const width = Math.floor((part.width * 7 * modulePixels * factor) / sevenModules);
  const height = Math.floor((part.height * 7 * modulePixels * factor) / sevenModules);
  if (width < 8 || height < 8 || width * height > maxRegionPixels) return undefined;
  return { image: resize(part, width, height), left, top, scale: sevenModules / (7 * modulePixels) };
}

/** Whether a code that was read lies where the region is. */
export function covers(corners: readonly Point[], region: Region): boolean {
  const middleX = corners.reduce((sum, { x }) => sum + x, 0) / 4;
  const middleY = corners.reduce((sum, { y }) => sum + y, 0) / 4;
  return middleX > region.left && middleX < region.right && middleY > region.top && middleY < region.bottom;
}
