// A made-up code on a bent sheet, small, out of focus and grainy; tests/unit/imaging/bowed_code.hpp draws the same.
import { blur } from "../../decode/image-operations";
import type { LumaImage } from "../../decode/types";

export const bowedSize = 41;

/** Whether a module is dark: marks, timing patterns, the alignment pattern and spots. */
export function isBowedDark(x: number, y: number): boolean {
  const far = bowedSize - 7;
  if (x < 0 || y < 0 || x >= bowedSize || y >= bowedSize) return false;
  for (const [left, top] of [[0, 0], [far, 0], [0, far]] as const) {
    const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
    if (ring <= 4) return ring !== 2 && ring !== 4;
  }
  if (x === 6 || y === 6) return (x + y) % 2 === 0;
  const ring = Math.max(Math.abs(x - far), Math.abs(y - far));
  return ring <= 2 ? ring !== 1 : (Math.imul(x * bowedSize + y + 7, 0x9e3779b1) >>> 13) % 2 === 0;
}

/** Three pixels a module; the upper side bulges by two modules, the far corner is off by two and a half; the modules in the middle of the upper side are moved along it. */
export function bowedCode(along = 0): LumaImage {
  const side = 260;
  const luma = new Uint8Array(side * side);
  let grain = 12345;
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [p, q] = [(x - 60) / 3 - 3.5, (y - 70) / 3 - 3.5];
      const [s, t] = [p / 34, q / 34];
      const u = p + 3.5 - 2.5 * s * t - 4 * along * s * (1 - s);
      const v = q + 3.5 + 8 * s * (1 - s) - 2.5 * s * t;
      grain = (Math.imul(grain, 1103515245) + 12345) >>> 0;
      luma[y * side + x] = (isBowedDark(Math.floor(u), Math.floor(v)) ? 60 : 190) + ((grain >>> 16) & 31);
    }
  }
  return blur({ width: side, height: side, luma }, 1);
}
