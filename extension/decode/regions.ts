// Where codes seem to be: squares around three corner marks that fit together.
import { findFinders, findTriples, type Triple } from "./finders";
import { findMarksAlike, markParts } from "./likeness";
import { blur, coarseThreshold, resize, sharpen, shrink, threshold } from "./image-operations";
import { crop, scaled, shrinkFactor, type View } from "./pass-image";
import type { ShrunkImages } from "./shrunk-images";
import type { LumaImage, Point } from "./types";

/** How large an image may be in which marks are looked for. */
export const fineSearchPixels = 2_100_000;
/** How large a region's image may be at the size at which it is looked at. */
export const maxRegionPixels = 1_000_000;

/** A place that holds a code, as it seems: its box in the original, right and bottom not included, and seven times a module there. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
  sevenModules: number;
  /** Middles of the marks: the one at the right angle, then clockwise the other two. */
  marks: [Point, Point, Point];
}

/**
 * Adds what regions of an image there are beside the known ones, the likeliest first. The image is shrunk until it has at most
 * `maxPixels`; below `fineSearchPixels` it is looked at once, for codes as small as it shows, else twice, or thrice where nothing is seen.
 */
export function findRegions(sizes: ShrunkImages, maxPixels: number, known: Region[]): void {
  const { original } = sizes;
  const factor = shrinkFactor(original.luma.length, { maxPixels });
  const small = sizes.by(factor);
  const before = known.length;
  const search = (twoValues: LumaImage) => {
    for (const triple of findTriples(findFinders(twoValues))) {
      const region = regionOf(triple, factor, 1, original);
      if (!known.some((other) => sameRegion(other, region))) known.push(region);
    }
  };
  if (maxPixels < fineSearchPixels) return search(coarseThreshold(small, 8, 94));
  // A narrow threshold that grain and shadows leave alone, then a wide one for large codes.
  search(threshold(blur(small, 1), 20, 97));
  search(threshold(small, Math.max(10, Math.min(small.width, small.height) >> 4), 96));
  // Blur fills the light ring of a mark whose modules are as small as two pixels.
  if (known.length === before) search(threshold(sharpen(small, 4, 200), 20, 97));
}

/** The regions whose marks are found by their likeness: dearer, but through blur and down to modules of two pixels. */
export function findRegionsAlike(sizes: ShrunkImages, maxPixels: number): Region[] {
  const { original } = sizes;
  const factor = shrinkFactor(original.luma.length, { maxPixels });
  return findTriples(findMarksAlike(sizes.by(factor))).map((triple) => regionOf(triple, factor, markParts, original));
}

/** Whether every side of one lies within a module and a half of the other's. */
function sameRegion(one: Region, other: Region): boolean {
  const sides = [one.left - other.left, one.top - other.top, one.right - other.right, one.bottom - other.bottom];
  return sides.every((apart) => Math.abs(apart) * 5 <= one.sevenModules);
}

/** `parts` units of the triple are a pixel, of which `factor` pixels of the original became one. */
function regionOf(triple: Triple, factor: number, parts: number, { width, height }: LumaImage): Region {
  const { corner, right, below } = triple;
  const scale = factor / parts;
  const sevenModules = Math.floor(((corner.sevenModules + right.sevenModules + below.sevenModules) * scale) / 3 + 0.5);
  const opposite = { x: right.x + below.x - corner.x, y: right.y + below.y - corner.y };
  const across = [corner.x, right.x, below.x, opposite.x];
  const down = [corner.y, right.y, below.y, opposite.y];
  // Half a mark, the quiet zone and something for perspective.
  const margin = sevenModules;
  const first = (units: number[]) => Math.max(0, Math.floor(Math.min(...units) * scale) - margin);
  const last = (units: number[], end: number) => Math.min(end, Math.floor(Math.max(...units) * scale) + margin);
  const middle = ({ x, y }: Point): Point => ({ x: (x + parts / 2) * scale, y: (y + parts / 2) * scale });
  return {
    left: first(across),
    top: first(down),
    right: last(across, width),
    bottom: last(down, height),
    sevenModules,
    marks: [middle(corner), middle(right), middle(below)],
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
  return { image: resize(part, width, height), inOriginal: scaled(left, top, sevenModules / (7 * modulePixels)) };
}

/** Whether a code that was read lies where the region is. */
export function covers(corners: readonly Point[], region: Region): boolean {
  const middleX = corners.reduce((sum, { x }) => sum + x, 0) / 4;
  const middleY = corners.reduce((sum, { y }) => sum + y, 0) / 4;
  return middleX > region.left && middleX < region.right && middleY > region.top && middleY < region.bottom;
}
