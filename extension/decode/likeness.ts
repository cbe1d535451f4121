// Corner marks (ISO/IEC 18004, 6.3.3) by their likeness to one, through blur, grain and modules of two pixels, where their runs can no
// longer be counted: dark middles with a light ring in a dark one, then correlation with a mark at every angle, moved to where it is best.
// native-host/imaging/likeness has the same, number for number.
import { blur, shrink } from "./image-operations";
import { sample } from "./plane";
import type { Finder } from "./finders";
import type { LumaImage } from "./types";

/** Places of marks are in parts of a pixel. */
export const markParts = 16;

/** Sides of a module in pixels at which a picture is looked at; larger modules are looked for in smaller pictures. */
const moduleSides = [1.8, 2.2, 2.7, 3.3];
const leastPixels = 40_000;
/** Grey steps by which the light ring must stand out, in the parts of `ringStrength`. */
const leastStrength = 6 * 72;
/** Of one size of modules so many places are looked at closely. */
const maxPlaces = 300;
const maxMarks = 24;
/** Correlation: what is no mark has seldom more. */
const leastAlike = 0.55;
/** Not worth a closer look. */
const leastPromising = 0.35;

/** Where a mark seems to lie: its middle, one module to the right along its side as a vector, and how alike it is. */
interface Pose {
  x: number;
  y: number;
  rightX: number;
  rightY: number;
  alike: number;
}

/** The eight directions, a half turn apart from the fourth on. */
const half = 0.7071067811865476;
const directions = [[1, 0], [half, half], [0, 1], [-half, half], [-1, 0], [-half, -half], [0, -1], [half, -half]] as const;

/** How many pixels further in memory the places on a circle lie. */
function circle(radius: number, width: number): number[] {
  return directions.map(([x, y]) => Math.floor(y * radius + 0.5) * width + Math.floor(x * radius + 0.5));
}

/** How much lighter than middle and outer ring the light ring of a mark around each pixel would be, in 72 parts of a grey step; 0 where it is none. */
function ringStrength({ width, height, luma }: LumaImage, module: number): Int16Array {
  const strength = new Int16Array(width * height);
  const [inner, ring, outer] = [circle(0.8 * module, width), circle(2 * module, width), circle(3.1 * module, width)] as const;
  const border = Math.ceil(4 * module);
  for (let y = border; y < height - border; y += 1) {
    for (let at = y * width + border; at < (y + 1) * width - border; at += 1) {
      const least = luma[at]! + 4;
      if (luma[at + ring[0]!]! <= least || luma[at + ring[4]!]! <= least || luma[at + ring[2]!]! <= least || luma[at + ring[6]!]! <= least) continue;
      let [middle, light, dark] = [luma[at]!, 0, 0];
      for (let k = 0; k < 8; k += 1) {
        middle += luma[at + inner[k]!]!;
        light += luma[at + ring[k]!]!;
        dark += luma[at + outer[k]!]!;
      }
      const least72 = Math.min(light * 9 - middle * 8, (light - dark) * 18);
      if (least72 > leastStrength) strength[at] = least72;
    }
  }
  return strength;
}

/** Pixels that are the strongest within a module, the strongest first. */
function peaks(strength: Int16Array, width: number, height: number, module: number): number[] {
  const near = Math.floor(module + 0.5);
  const border = Math.ceil(4 * module);
  const isPeak = (at: number) => {
    for (let dy = -near; dy <= near; dy += 1) {
      for (let dx = -near; dx <= near; dx += 1) {
        const other = strength[at + dy * width + dx]!;
        if (other > strength[at]! || (other === strength[at] && (dy < 0 || (dy === 0 && dx < 0)))) return false;
      }
    }
    return true;
  };
  const found: number[] = [];
  for (let y = border; y < height - border; y += 1) {
    for (let at = y * width + border; at < (y + 1) * width - border; at += 1) if (strength[at]! > 0 && isPeak(at)) found.push(at);
  }
  return found.sort((a, b) => strength[b]! - strength[a]! || a - b).slice(0, maxPlaces);
}

/** Correlation of the 9 × 9 modules around a place with a mark and the light modules around it. */
function alikeAt(image: LumaImage, { x, y, rightX, rightY }: Omit<Pose, "alike">): number {
  let [sum, squares, light] = [0, 0, 0];
  for (let v = -4; v <= 4; v += 1) {
    for (let u = -4; u <= 4; u += 1) {
      const value = sample(image, x + u * rightX - v * rightY, y + u * rightY + v * rightX);
      sum += value;
      squares += value * value;
      const ring = Math.max(Math.abs(u), Math.abs(v));
      if (ring === 2 || ring === 4) light += value;
    }
  }
  // 48 of the 81 modules are light.
  const spread = squares * 81 - sum * sum;
  return spread <= 0 ? 0 : (81 * light - 48 * sum) / Math.sqrt(spread * 48 * 33);
}

/** Turned and stretched: `right` times a complex number. */
function turned({ x, y, rightX, rightY }: Pose, real: number, imaginary: number): Omit<Pose, "alike"> {
  return { x, y, rightX: rightX * real - rightY * imaginary, rightY: rightX * imaginary + rightY * real };
}

/** The likest mark around a place, of about that size, at any angle. */
function closest(image: LumaImage, x: number, y: number, module: number): Pose {
  let best: Pose = { x, y, rightX: module, rightY: 0, alike: -1 };
  const consider = (pose: Omit<Pose, "alike">) => {
    const alike = alikeAt(image, pose);
    if (alike <= best.alike) return false;
    best = { ...pose, alike };
    return true;
  };
  const start = best;
  for (const size of [0.88, 1, 1.13]) {
    for (let turn = 0; turn < 6; turn += 1) consider(turned(start, size * Math.cos((turn * Math.PI) / 12), size * Math.sin((turn * Math.PI) / 12)));
  }
  if (best.alike < leastPromising) return best;
  for (const part of [0.5, 0.25, 0.125, 0.0625]) {
    const step = module * part;
    const [stretch, turn] = [part / 5, part / 4];
    const moves: ((pose: Pose) => Omit<Pose, "alike">)[] = [
      (pose) => ({ ...pose, x: pose.x + step }),
      (pose) => ({ ...pose, x: pose.x - step }),
      (pose) => ({ ...pose, y: pose.y + step }),
      (pose) => ({ ...pose, y: pose.y - step }),
      (pose) => turned(pose, 1 + stretch, 0),
      (pose) => turned(pose, 1 - stretch, 0),
      (pose) => turned(pose, 1, turn),
      (pose) => turned(pose, 1, -turn),
    ];
    for (const move of moves) for (let again = 0; again < 8 && consider(move(best)); again += 1);
  }
  return best;
}

/** Marks of one picture in the pixels of another, of which `factor` are one of its. */
function marksAt(image: LumaImage, factor: number, sides: readonly number[]): Pose[] {
  const smooth = blur(image, 1);
  return sides.flatMap((module) => {
    const places = peaks(ringStrength(smooth, module), image.width, image.height, module);
    return places.flatMap((at) => {
      const pose = closest(smooth, (at % image.width) + 0.5, Math.floor(at / image.width) + 0.5, module);
      if (pose.alike < leastAlike) return [];
      return [{ x: pose.x * factor, y: pose.y * factor, rightX: pose.rightX * factor, rightY: pose.rightY * factor, alike: pose.alike }];
    });
  });
}

/** In parts of a pixel, with the length along rows and columns that grows as the mark turns. */
function asFinder({ x, y, rightX, rightY, alike }: Pose): Finder {
  const length = (7 * (rightX * rightX + rightY * rightY)) / Math.max(Math.abs(rightX), Math.abs(rightY));
  const inParts = (value: number) => Math.floor(value * markParts + 0.5);
  return { x: inParts(x - 0.5), y: inParts(y - 0.5), sevenModules: inParts(length), seen: Math.floor((alike - 0.4) * 16 + 0.5) };
}

/** Marks, the likest first, at most 24; places and lengths in `markParts` of a pixel. */
export function findMarksAlike(image: LumaImage): Finder[] {
  const poses: Pose[] = [];
  for (let factor = 1; image.luma.length >= leastPixels * factor * factor; factor *= 2) {
    poses.push(...marksAt(shrink(image, factor), factor, factor === 1 ? moduleSides : moduleSides.slice(1)));
  }
  poses.sort((a, b) => b.alike - a.alike || a.y - b.y || a.x - b.x);
  const kept: Pose[] = [];
  for (const pose of poses) {
    if (kept.length === maxMarks) break;
    const near = ({ x, y, rightX, rightY }: Pose) => (x - pose.x) ** 2 + (y - pose.y) ** 2 < 9 * (rightX * rightX + rightY * rightY);
    if (!kept.some(near)) kept.push(pose);
  }
  return kept.map(asFinder);
}
