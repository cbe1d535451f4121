// The corner marks of QR codes (ISO/IEC 18004, 6.3.3): dark, light, dark, light, dark in the proportions 1 1 3 1 1 in every direction.
// native-host/imaging/finders has the same, number for number.
import type { LumaImage } from "./types";

/** A corner mark: its middle in pixels and seven times the side of a module. */
export interface Finder {
  x: number;
  y: number;
  sevenModules: number;
  seen: number;
}

/** Three marks that can be one code's, in order: the one at the right angle, then the others. */
export interface Triple {
  corner: Finder;
  right: Finder;
  below: Finder;
  /** How far from a square, in thousandths; the best is 0. */
  deviation: number;
}

const maxFinders = 24;
/** Grain looks like marks here and there; real ones are seen on more lines. */
const maxCandidates = 512;
const maxTriples = 6;

/** Whether five runs, dark first, have the proportions of a mark, to half a module and a pixel. */
function isMark(first: number, second: number, middle: number, fourth: number, last: number): boolean {
  const total = first + second + middle + fourth + last;
  if (total < 7 || Math.abs(7 * middle - 3 * total) > total + 7) return false;
  const near = (run: number) => Math.abs(7 * run - total) * 2 <= total + 14;
  return near(first) && near(second) && near(fourth) && near(last);
}

/** Lengths of the dark, light and dark run that begin at a pixel and go one way; undefined when one is longer than `limit`. */
function runsFrom(image: LumaImage, x: number, y: number, dx: number, dy: number, limit: number): [number, number, number] | undefined {
  const runs: [number, number, number] = [0, 0, 0];
  for (let place = 0; place < 3; place += 1) {
    const wanted = place === 1 ? 255 : 0;
    while (x >= 0 && y >= 0 && x < image.width && y < image.height && image.luma[y * image.width + x] === wanted) {
      runs[place]! += 1;
      if (runs[place]! > limit) return undefined;
      x += dx;
      y += dy;
    }
    if (runs[place] === 0 && place > 0) return undefined;
  }
  return runs;
}

/** Where the middle of a mark lies on the line through a dark pixel, and how long the mark is there. */
function crossing(image: LumaImage, x: number, y: number, dx: number, dy: number, limit: number): { offset: number; length: number } | undefined {
  const forth = runsFrom(image, x, y, dx, dy, limit);
  const back = runsFrom(image, x - dx, y - dy, -dx, -dy, limit);
  if (forth === undefined || back === undefined) return undefined;
  const middle = back[0] + forth[0];
  if (!isMark(back[2], back[1], middle, forth[1], forth[2])) return undefined;
  return { offset: Math.trunc((forth[0] - back[0]) / 2), length: back[2] + back[1] + middle + forth[1] + forth[2] };
}

/** Enters a mark seen on one line, if it is one across that line, too. */
function confirm(image: LumaImage, x: number, y: number, length: number, found: Finder[]): void {
  const down = crossing(image, x, y, 0, 1, length);
  if (down === undefined || down.length * 3 < length || down.length > length * 3) return;
  const middle = y + down.offset;
  const across = crossing(image, x, middle, 1, 0, length * 2);
  if (across === undefined) return;
  const mark = { x: x + across.offset, y: middle, sevenModules: (across.length + down.length) >> 1, seen: 1 };
  const known = found.find((other) => Math.abs(other.x - mark.x) + Math.abs(other.y - mark.y) < other.sevenModules >> 1);
  if (known !== undefined) known.seen += 1;
  else found.push(mark);
}

/** The last five runs of a row are kept one by one: an array of them, moved on at every run, takes most of the time. */
function searchRow(image: LumaImage, y: number, found: Finder[]): void {
  const { width, luma } = image;
  let [first, second, middle, fourth, last] = [0, 0, 0, 0, 0];
  let dark = false;
  const row = y * width;
  for (let x = 0; x <= width; x += 1) {
    const isDark = x < width && luma[row + x] === 0;
    if (isDark === dark) {
      last += 1;
      continue;
    }
    // A run has ended at x: after a dark one the last five may be a mark.
    if (dark && isMark(first, second, middle, fourth, last)) {
      confirm(image, x - last - fourth - ((middle + 1) >> 1), y, first + second + middle + fourth + last, found);
    }
    [first, second, middle, fourth, last] = [second, middle, fourth, last, 1];
    dark = isDark;
  }
}

/** Corner marks of a picture of two values, 0 and 255; those seen on most lines first. */
export function findFinders(image: LumaImage): Finder[] {
  const found: Finder[] = [];
  const step = image.height > 1000 ? 3 : 2;
  for (let y = step; y < image.height && found.length < maxCandidates; y += step) searchRow(image, y, found);
  return found.sort((a, b) => b.seen - a.seen || inReadingOrder(a, b)).slice(0, maxFinders);
}

function squaredDistance(a: Finder, b: Finder): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}

/** Three marks as a triple with `corner` at the right angle; undefined when they are not near a right angle with equal sides. */
function asTriple(corner: Finder, one: Finder, other: Finder): Triple | undefined {
  const sides = [squaredDistance(corner, one), squaredDistance(corner, other)] as const;
  const across = squaredDistance(one, other);
  const modules = (corner.sevenModules + one.sevenModules + other.sevenModules) / 3;
  const shorter = Math.min(...sides);
  const longer = Math.max(...sides);
  // Centres are 14 modules apart in version 1, 170 in version 40.
  if (shorter * 4 < modules * modules * 5 || longer > modules * modules * 900 || longer * 10 > shorter * 32) return undefined;
  const deviation = Math.round((Math.abs(sides[0] + sides[1] - across) * 1000) / across + ((longer - shorter) * 250) / longer);
  if (deviation > 600) return undefined;
  const clockwise = (one.x - corner.x) * (other.y - corner.y) - (one.y - corner.y) * (other.x - corner.x) > 0;
  return { corner, right: clockwise ? one : other, below: clockwise ? other : one, deviation };
}

/** Marks that were seen on many lines make up for some skew. */
function doubt({ corner, right, below, deviation }: Triple): number {
  return deviation - 40 * Math.min(8, corner.seen, right.seen, below.seen);
}

function inReadingOrder(a: Finder, b: Finder): number {
  return a.y - b.y || a.x - b.x;
}

/** Marks that can be one code's, the least doubtful first, each mark in few of them. */
export function findTriples(finders: readonly Finder[]): Triple[] {
  const triples: Triple[] = [];
  const alike = (a: Finder, b: Finder) => a.sevenModules * 2 >= b.sevenModules && b.sevenModules * 2 >= a.sevenModules;
  for (let a = 0; a < finders.length; a += 1) {
    for (let b = 0; b < finders.length; b += 1) {
      for (let c = b + 1; c < finders.length; c += 1) {
        const [corner, one, other] = [finders[a]!, finders[b]!, finders[c]!];
        if (a === b || a === c || !alike(corner, one) || !alike(corner, other) || !alike(one, other)) continue;
        const triple = asTriple(corner, one, other);
        if (triple !== undefined) triples.push(triple);
      }
    }
  }
  triples.sort((a, b) => doubt(a) - doubt(b) || inReadingOrder(a.corner, b.corner) || inReadingOrder(a.right, b.right) || inReadingOrder(a.below, b.below));
  const kept: Triple[] = [];
  const uses = new Map<Finder, number>();
  for (const triple of triples) {
    const marks = [triple.corner, triple.right, triple.below];
    if (kept.length === maxTriples || marks.some((mark) => (uses.get(mark) ?? 0) >= 2)) continue;
    for (const mark of marks) uses.set(mark, (uses.get(mark) ?? 0) + 1);
    kept.push(triple);
  }
  return kept;
}
