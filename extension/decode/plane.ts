// Where a code lies, seen at an angle: a plane through its three corner marks and, where one is seen, the alignment pattern across from
// them. native-host/imaging/plane has the same, number for number.
import type { LumaImage, Point } from "./types";

/** Modules by which a bent sheet is off its plane: in the middle of the upper side, of the left side, and at the far corner's mark, were there one. */
export interface Bow {
  above: Point;
  left: Point;
  far: Point;
}

/** Places are in modules from the code's top left corner, in whole code; the middles of the marks lie at 3.5. */
export interface Plane {
  /** The middle of the corner mark. */
  origin: Point;
  right: Point;
  down: Point;
  /** By how much a module to the right, and down, is farther away. */
  tiltRight: number;
  tiltDown: number;
  /** Modules a side. */
  size: number;
  bow?: Bow;
}

const mark = 3.5;
const smallestSize = 21;
const largestSize = 97;
const maxSizes = 2;
const maxAlignments = 2;
/** Modules by which perspective may move the alignment pattern, and how far apart two places for it are. */
const furthestAlignment = 6;
const apart = 1.5;
/** Correlation with an alignment pattern: a random place has seldom more. */
const leastAlike = 0.6;
/** A far mark half as near or half as far again as the corner's: seen at a steeper angle no code is read. */
const steepest = 0.5;

/** Brightness between pixels, whose middles are at halves. */
export function sample({ width, height, luma }: LumaImage, x: number, y: number): number {
  const across = Math.min(Math.max(x - 0.5, 0), width - 1);
  const down = Math.min(Math.max(y - 0.5, 0), height - 1);
  const left = Math.floor(across);
  const top = Math.floor(down);
  const right = Math.min(left + 1, width - 1);
  const below = Math.min(top + 1, height - 1) * width;
  const [weightX, weightY] = [across - left, down - top];
  const first = luma[top * width + left]! * (1 - weightX) + luma[top * width + right]! * weightX;
  const second = luma[below + left]! * (1 - weightX) + luma[below + right]! * weightX;
  return first * (1 - weightY) + second * weightY;
}

/** Modules from the corner mark's middle to a place of a bent sheet; at the three marks nothing is off. */
function bowed({ above, left, far }: Bow, size: number, p: number, q: number): [number, number] {
  const side = size - 2 * mark;
  const [s, t] = [p / side, q / side];
  const [byAbove, byLeft, byFar] = [4 * s * (1 - s), 4 * t * (1 - t), s * t];
  return [p + byAbove * above.x + byLeft * left.x + byFar * far.x, q + byAbove * above.y + byLeft * left.y + byFar * far.y];
}

/** Where a place in modules lies in the picture. */
export function inPlane({ origin, right, down, tiltRight, tiltDown, size, bow }: Plane, u: number, v: number): Point {
  const [p, q] = bow === undefined ? [u - mark, v - mark] : bowed(bow, size, u - mark, v - mark);
  // A plane that is seen from its edge is none; it is kept from turning over.
  const depth = Math.max(0.1, 1 + p * tiltRight + q * tiltDown);
  return { x: (origin.x + p * right.x + q * down.x) / depth, y: (origin.y + p * right.y + q * down.y) / depth };
}

/** Depths of the two far marks against the corner's, so that the place `share` of the way along both sides is at `across`. */
function depthsFor([a, b, c]: readonly Point[], across: Point, share: number): [number, number] {
  const toOne = { x: share * (across.x - b!.x), y: share * (across.y - b!.y) };
  const toOther = { x: share * (across.x - c!.x), y: share * (across.y - c!.y) };
  const missing = {
    x: (1 - 2 * share) * a!.x + share * b!.x + share * c!.x - across.x,
    y: (1 - 2 * share) * a!.y + share * b!.y + share * c!.y - across.y,
  };
  const area = toOne.x * toOther.y - toOne.y * toOther.x;
  if (area === 0) return [0, 0];
  const one = (missing.x * toOther.y - missing.y * toOther.x) / area;
  const other = (toOne.x * missing.y - toOne.y * missing.x) / area;
  return Math.max(Math.abs(one), Math.abs(other)) > steepest ? [0, 0] : [one, other];
}

/** The plane through the marks, and through the middle of the alignment pattern at the far corner when it is given. */
export function planeThrough(marks: readonly Point[], size: number, alignment?: Point): Plane {
  const side = size - 2 * mark;
  const [one, other] = alignment === undefined ? [0, 0] : depthsFor(marks, alignment, (side - 3) / side);
  const [a, b, c] = [marks[0]!, marks[1]!, marks[2]!];
  return {
    origin: a,
    right: { x: (b.x * (1 + one) - a.x) / side, y: (b.y * (1 + one) - a.y) / side },
    down: { x: (c.x * (1 + other) - a.x) / side, y: (c.y * (1 + other) - a.y) / side },
    tiltRight: one / side,
    tiltDown: other / side,
    size,
  };
}

/** By how much dark and light alternate as they should along a timing pattern (ISO/IEC 18004, 6.3.5), and at all. `off` modules beside its middle. */
export function timingPeaks(image: LumaImage, size: number, inImage: (u: number, v: number) => Point, isRow: boolean, off: number): { sum: number; all: number } {
  const values = Array.from({ length: size - 12 }, (_, index) => {
    const [along, line] = [index + 6.5, 6.5 + off];
    const { x, y } = isRow ? inImage(along, line) : inImage(line, along);
    return sample(image, x, y);
  });
  let [sum, all] = [0, 0];
  for (let at = 1; at < values.length - 1; at += 1) {
    const peak = 2 * values[at]! - values[at - 1]! - values[at + 1]!;
    sum += at % 2 === 1 ? peak : -peak;
    all += Math.abs(peak);
  }
  return { sum, all };
}

/** How well dark and light alternate along both timing patterns: 1 is perfect. */
export function alternation(image: LumaImage, size: number, inImage: (u: number, v: number) => Point, off: number): number {
  const [row, column] = [timingPeaks(image, size, inImage, true, off), timingPeaks(image, size, inImage, false, off)];
  const all = row.all + column.all;
  return all === 0 ? 0 : (row.sum + column.sum) / all;
}

/** How much more neighbouring modules differ in their middles than at their corners: the better the grid, the more. */
export function clarity(image: LumaImage, size: number, inImage: (u: number, v: number) => Point): number {
  const differences = (off: number) => {
    let sum = 0;
    for (let v = 0; v < size - 1; v += 1) {
      let before = 0;
      for (let u = 0; u < size - 1; u += 1) {
        const { x, y } = inImage(u + off, v + off);
        const value = sample(image, x, y);
        if (u > 0) sum += Math.abs(value - before);
        before = value;
      }
    }
    return sum;
  };
  return differences(0.5) / Math.max(1, differences(1));
}

/** Correlation of what lies around a place with an alignment pattern (ISO/IEC 18004, 6.3.6): dark, but for a light ring. */
export function alignmentLikeness(image: LumaImage, plane: Plane, u: number, v: number): number {
  let [sum, squares, ring] = [0, 0, 0];
  for (let dy = -2; dy <= 2; dy += 1) {
    for (let dx = -2; dx <= 2; dx += 1) {
      const { x, y } = inPlane(plane, u + dx, v + dy);
      const value = sample(image, x, y);
      sum += value;
      squares += value * value;
      if (Math.max(Math.abs(dx), Math.abs(dy)) === 1) ring += value;
    }
  }
  const spread = squares * 25 - sum * sum;
  return spread <= 0 ? 0 : (25 * ring - 8 * sum) / Math.sqrt(spread * 8 * 17);
}

/** The shifts by half modules at which `likeness` says most, those first; none near a better one. */
export function bestPlaces(most: number, likeness: (x: number, y: number) => number): Point[] {
  const places: (Point & { alike: number })[] = [];
  for (let y = -furthestAlignment; y <= furthestAlignment; y += 0.5) {
    for (let x = -furthestAlignment; x <= furthestAlignment; x += 0.5) {
      const alike = likeness(x, y);
      if (alike >= leastAlike) places.push({ x, y, alike });
    }
  }
  const kept: Point[] = [];
  for (const place of places.sort((a, b) => b.alike - a.alike || a.y - b.y || a.x - b.x)) {
    if (kept.length === most) break;
    if (kept.every(({ x, y }) => Math.max(Math.abs(x - place.x), Math.abs(y - place.y)) >= apart)) kept.push(place);
  }
  return kept;
}

/** Where the alignment pattern across from the corner mark may lie, the likeliest first. */
function alignmentsIn(image: LumaImage, plane: Plane): Point[] {
  if (plane.size < 25) return [];
  const at = plane.size - 6.5;
  return bestPlaces(maxAlignments, (x, y) => alignmentLikeness(image, plane, at + x, at + y)).map(({ x, y }) => inPlane(plane, at + x, at + y));
}

/** The numbers of modules a code may have by the distance of its marks. */
export function likelySizes(marks: readonly Point[], sevenModules: number): number[] {
  const [a, b, c] = marks;
  // A mark's length along rows and columns grows as the code turns.
  const modules = (to: Point) => {
    const [x, y] = [to.x - a!.x, to.y - a!.y];
    const longer = Math.max(Math.abs(x), Math.abs(y));
    return longer === 0 ? 0 : ((x * x + y * y) * 7) / (sevenModules * longer);
  };
  const mean = (modules(b!) + modules(c!)) / 2;
  const estimate = 17 + 4 * Math.floor(Math.min(mean - 10, 2 * largestSize) / 4 + 0.5);
  const sizes: number[] = [];
  for (let size = Math.max(smallestSize, estimate - 8); size <= Math.min(largestSize, estimate + 8); size += 4) sizes.push(size);
  return sizes;
}

/** Flat planes through the marks with the likely numbers of modules, those first that fit the timing patterns best. */
function flatPlanes(image: LumaImage, marks: readonly Point[], sevenModules: number): Plane[] {
  const planes = likelySizes(marks, sevenModules).map((size) => {
    const plane = planeThrough(marks, size);
    const inImage = (u: number, v: number) => inPlane(plane, u, v);
    return { plane, fit: Math.max(...[-0.8, -0.4, 0, 0.4, 0.8].map((off) => alternation(image, size, inImage, off))) };
  });
  return planes.sort((one, other) => other.fit - one.fit || one.plane.size - other.plane.size).slice(0, maxSizes).map(({ plane }) => plane);
}

/** Planes through the marks, flat and tilted. */
export function planesOf(image: LumaImage, marks: readonly Point[], sevenModules: number): Plane[] {
  return flatPlanes(image, marks, sevenModules).flatMap((plane) => [plane, ...alignmentsIn(image, plane).map((place) => planeThrough(marks, plane.size, place))]);
}
