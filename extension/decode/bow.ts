// Where a bent code lies: the plane through its marks, and how far the sheet is off it in the middle of the upper and of the left side, as
// its timing patterns show, and at the far corner, as the alignment pattern there shows. native-host/imaging/bow has the same.
import { alignmentLikeness, bestPlaces, inPlane, likelySizes, planeThrough, timingPeaks, type Bow, type Plane } from "./plane";
import type { LumaImage, Point } from "./types";

const maxSizes = 2;
const maxFar = 3;
/** Modules in the middle of a side: along it further ones would be the next dark module's, across it a code is seldom bent more. */
const furthestAlong = 1.5;
const furthestAcross = 3;
/** A bow costs this share for each square module. */
const stiffness = 0.01;

const none: Point = { x: 0, y: 0 };

/** The bow of one side under which its timing pattern alternates best. */
function bowOf(image: LumaImage, plane: Plane, isRow: boolean): { bow: Point; fit: number } {
  let best = { bow: none, fit: 0, score: 0 };
  const consider = (along: number, across: number) => {
    const bow = isRow ? { x: along, y: across } : { x: across, y: along };
    const bent = { ...plane, bow: { above: isRow ? bow : none, left: isRow ? none : bow, far: none } };
    const { sum, all } = timingPeaks(image, plane.size, (u, v) => inPlane(bent, u, v), isRow, 0);
    // Beside its middle the pattern still alternates, but fainter.
    const score = sum * (1 - stiffness * (along * along + across * across));
    if (score > best.score) best = { bow, fit: sum / all, score };
  };
  for (let along = -furthestAlong; along <= furthestAlong; along += 0.25) {
    for (let across = -furthestAcross; across <= furthestAcross; across += 0.25) consider(along, across);
  }
  return best;
}

/** With the bow at the far corner that brings something like an alignment pattern to its place, the likeliest first. */
function withFar(image: LumaImage, plane: Plane, bow: Bow): Plane[] {
  if (plane.size < 25) return [];
  const at = plane.size - 6.5;
  // The pattern lies three modules before the far mark's place on both sides.
  const share = ((plane.size - 10) / (plane.size - 7)) ** 2;
  const bent = (x: number, y: number): Plane => ({ ...plane, bow: { ...bow, far: { x: x / share, y: y / share } } });
  return bestPlaces(maxFar, (x, y) => alignmentLikeness(image, bent(x, y), at, at)).map(({ x, y }) => bent(x, y));
}

/** Bent sheets through the marks with the numbers of modules that fit the timing patterns best. */
export function bentPlanes(image: LumaImage, marks: readonly Point[], sevenModules: number): Plane[] {
  const fits = likelySizes(marks, sevenModules).map((size) => {
    const plane = planeThrough(marks, size);
    const [above, left] = [bowOf(image, plane, true), bowOf(image, plane, false)];
    return { plane, bow: { above: above.bow, left: left.bow, far: none }, fit: above.fit + left.fit };
  });
  fits.sort((one, other) => other.fit - one.fit || one.plane.size - other.plane.size);
  return fits.slice(0, maxSizes).flatMap(({ plane, bow }) => [{ ...plane, bow }, ...withFar(image, plane, bow)]);
}
