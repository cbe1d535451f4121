// A bent or tilted code laid flat: its grid is followed from the three corner marks along the edges between its modules.
// native-host/imaging/flat has the same, number for number.
import { bentPlanes } from "./bow";
import { shrink } from "./image-operations";
import { crop, type View } from "./pass-image";
import { alternation, clarity, inPlane, planesOf, sample, type Plane } from "./plane";
import { maxRegionPixels, type Region } from "./regions";
import type { LumaImage, Point } from "./types";

/** By how many fine pixels the grid is off the plane at every `stride`th module, row by row. */
interface Bend {
  nodes: number;
  x: Float64Array;
  y: Float64Array;
}

/** A region's part of the original, and where the code lies in it. */
export interface Sheet {
  part: LumaImage;
  factor: number;
  plane: Plane;
  bend: Bend;
}

/** Light modules kept around the code. */
const quiet = 4;
const finePixels = 6;
const stride = 3;
/** Modules on each side of a place that tell where the edges are. */
const reach = 4;
/** Fine pixels; a code that is bent more is not one. */
const furthest = 60;
/** Of a sheet on which dark and light alternate less than this along the timing patterns nothing would be read. */
const leastFit = 0.3;

/** The plane as a picture, `finePixels` a module. */
function drawPlane(image: LumaImage, plane: Plane): LumaImage {
  const side = (plane.size + 2 * quiet) * finePixels;
  const luma = new Uint8Array(side * side);
  for (let y = 0, at = 0; y < side; y += 1) {
    const v = (y + 0.5) / finePixels - quiet;
    for (let x = 0; x < side; x += 1, at += 1) {
      const u = (x + 0.5) / finePixels - quiet;
      const place = inPlane(plane, u, v);
      luma[at] = Math.floor(sample(image, place.x, place.y) + 0.5);
    }
  }
  return { width: side, height: side, luma };
}

/** How strong the edges between modules are at a shift, around a place in fine pixels; `step` leads across the edges, `along` along them. */
function edges({ width, luma }: LumaImage, across: number, along: number, step: number, stepAlong: number): number {
  let sum = 0;
  for (let edge = -reach; edge <= reach; edge += 1) {
    const from = across + edge * finePixels;
    if (from < 2 || from > width - 2) continue;
    const first = Math.max(0, along - reach * finePixels);
    const last = Math.min(width - 1, along + reach * finePixels);
    for (let line = first; line <= last; line += 2) sum += Math.abs(luma[(from + 1) * step + line * stepAlong]! - luma[(from - 2) * step + line * stepAlong]!);
  }
  return sum;
}

/** The shift within half a module of `guess` at which the edges are strongest; the guess where none stands out. */
function strongest(flat: LumaImage, across: number, along: number, guess: number, step: number, stepAlong: number): number {
  const middle = Math.floor(guess + 0.5);
  let best = guess;
  let most = 0;
  let all = 0;
  for (let shift = middle - 3; shift <= middle + 3; shift += 1) {
    const apart = shift - guess;
    const strength = edges(flat, across + shift, along, step, stepAlong) * (1 - 0.03 * apart * apart);
    all += strength;
    if (strength > most) [best, most] = [shift, strength];
  }
  return most * 7 > all * 1.15 ? best : guess;
}

/** What the neighbours that are known say about a place, drawn on a little in their direction: more of it would add up their errors. */
function guessAt(values: Float64Array, known: Uint8Array, nodes: number, column: number, row: number): number {
  let sum = 0;
  let count = 0;
  for (const [dx, dy] of [[-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, -1], [-1, 1], [1, 1]] as const) {
    const [x, y] = [column + dx, row + dy];
    if (x < 0 || y < 0 || x >= nodes || y >= nodes || known[y * nodes + x] === 0) continue;
    const [x2, y2] = [x + dx, y + dy];
    const beyond = x2 >= 0 && y2 >= 0 && x2 < nodes && y2 < nodes && known[y2 * nodes + x2] === 1;
    const near = values[y * nodes + x]!;
    sum += beyond ? near + (near - values[y2 * nodes + x2]!) * 0.25 : near;
    count += 1;
  }
  return count === 0 ? 0 : Math.min(Math.max(sum / count, -furthest), furthest);
}

/** The nodes from those at the marks outwards. */
function orderOf(nodes: number, size: number): number[] {
  const far = size - 3.5;
  const distance = (node: number) => {
    const [x, y] = [(node % nodes) * stride, Math.floor(node / nodes) * stride];
    return Math.min(...[[3.5, 3.5], [far, 3.5], [3.5, far]].map(([markX, markY]) => (x - markX!) ** 2 + (y - markY!) ** 2));
  };
  return Array.from({ length: nodes * nodes }, (_, node) => node).sort((a, b) => distance(a) - distance(b) || a - b);
}

/** The mean with the neighbours, which count half. */
function smoothed(values: Float64Array, nodes: number): Float64Array {
  return values.map((value, node) => {
    const [column, row] = [node % nodes, Math.floor(node / nodes)];
    let sum = 2 * value;
    let weight = 2;
    for (const [x, y] of [[column - 1, row], [column + 1, row], [column, row - 1], [column, row + 1]] as const) {
      if (x < 0 || y < 0 || x >= nodes || y >= nodes) continue;
      sum += values[y * nodes + x]!;
      weight += 1;
    }
    return sum / weight;
  });
}

function followGrid(flat: LumaImage, size: number): Bend {
  const nodes = Math.floor(size / stride) + 1;
  const [x, y, known] = [new Float64Array(nodes * nodes), new Float64Array(nodes * nodes), new Uint8Array(nodes * nodes)];
  for (const node of orderOf(nodes, size)) {
    const [column, row] = [node % nodes, Math.floor(node / nodes)];
    const [guessX, guessY] = [guessAt(x, known, nodes, column, row), guessAt(y, known, nodes, column, row)];
    const [atX, atY] = [(column * stride + quiet) * finePixels, (row * stride + quiet) * finePixels];
    x[node] = strongest(flat, atX, atY + Math.floor(guessY + 0.5), guessX, 1, flat.width);
    y[node] = strongest(flat, atY, atX + Math.floor(guessX + 0.5), guessY, flat.width, 1);
    known[node] = 1;
  }
  return { nodes, x: smoothed(x, nodes), y: smoothed(y, nodes) };
}

/** A value of the bend between its nodes. */
function between(values: Float64Array, nodes: number, u: number, v: number): number {
  const across = Math.min(Math.max(u / stride, 0), nodes - 1);
  const down = Math.min(Math.max(v / stride, 0), nodes - 1);
  const [column, row] = [Math.min(Math.floor(across), nodes - 2), Math.min(Math.floor(down), nodes - 2)];
  const [weightX, weightY] = [across - column, down - row];
  const at = row * nodes + column;
  const first = values[at]! * (1 - weightX) + values[at + 1]! * weightX;
  const second = values[at + nodes]! * (1 - weightX) + values[at + nodes + 1]! * weightX;
  return first * (1 - weightY) + second * weightY;
}

function inPart({ plane, bend }: Sheet, u: number, v: number): Point {
  const bentU = u + between(bend.x, bend.nodes, u, v) / finePixels;
  const bentV = v + between(bend.y, bend.nodes, u, v) / finePixels;
  return inPlane(plane, bentU, bentV);
}

/** The grid of the code that seems to lie in a region; undefined when nothing of it is seen. */
export function findSheet(original: LumaImage, region: Region): Sheet | undefined {
  const { left, top, right, bottom, sevenModules, marks } = region;
  const factor = Math.max(1, Math.floor(sevenModules / 28));
  const [width, height] = [Math.floor((right - left) / factor), Math.floor((bottom - top) / factor)];
  if (width < 8 || height < 8 || width * height > maxRegionPixels) return undefined;
  const part = shrink(crop(original, left, top, right, bottom), factor);
  const places = marks.map(({ x, y }) => ({ x: (x - left) / factor, y: (y - top) / factor }));
  let best: Sheet | undefined;
  let most = 0;
  const length = sevenModules / factor;
  for (const plane of [...planesOf(part, places, length), ...bentPlanes(part, places, length)]) {
    const sheet = { part, factor, plane, bend: followGrid(drawPlane(part, plane), plane.size) };
    const inImage = (u: number, v: number) => inPart(sheet, u, v);
    if (alternation(part, plane.size, inImage, 0) < leastFit) continue;
    const fit = clarity(part, plane.size, inImage);
    if (fit > most) [best, most] = [sheet, fit];
  }
  return best;
}

/** The code laid flat, upright, `modulePixels` a module. */
export function sheetView(sheet: Sheet, region: Region, modulePixels: number): View {
  const side = (sheet.plane.size + 2 * quiet) * modulePixels;
  const luma = new Uint8Array(side * side);
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1, at += 1) {
      const place = inPart(sheet, (x + 0.5) / modulePixels - quiet, (y + 0.5) / modulePixels - quiet);
      luma[at] = Math.floor(sample(sheet.part, place.x, place.y) + 0.5);
    }
  }
  const inOriginal = ({ x, y }: Point): Point => {
    const place = inPart(sheet, x / modulePixels - quiet, y / modulePixels - quiet);
    return { x: region.left + Math.floor(place.x * sheet.factor + 0.5), y: region.top + Math.floor(place.y * sheet.factor + 0.5) };
  };
  return { image: { width: side, height: side, luma }, inOriginal };
}
