// What several passes found, together.
import { maxSymbols } from "./symbol-reader";
import type { DecodedSymbol } from "./types";

/** Twelve digits and a bar in front: a citizen's card (formats: docs and the host's cccd/qr_payload decide for certain). */
export function looksLikeCard(text: string): boolean {
  return /^\d{12}\|/.test(text);
}

function middle({ corners }: DecodedSymbol) {
  return { x: corners.reduce((sum, { x }) => sum + x, 0) / 4, y: corners.reduce((sum, { y }) => sum + y, 0) / 4 };
}

function diagonalOf({ corners }: DecodedSymbol): number {
  return Math.hypot(corners[0].x - corners[2].x, corners[0].y - corners[2].y);
}

/** Whether two symbols are one, seen twice: middles nearer than a quarter of the diagonal and sizes alike, or nearer than half of it and the same text. */
function sameSymbol(one: DecodedSymbol, other: DecodedSymbol): boolean {
  const [a, b] = [middle(one), middle(other)];
  const [smaller, larger] = [diagonalOf(one), diagonalOf(other)].sort((first, second) => first - second) as [number, number];
  const sameText = one.text === other.text;
  if (!sameText && larger * larger > smaller * smaller * 2) return false;
  return Math.hypot(a.x - b.x, a.y - b.y) < Math.max(4, larger / (sameText ? 2 : 4));
}

/** Adds what is new; of two readings at one place the first stays. */
export function mergeSymbols(known: DecodedSymbol[], found: readonly DecodedSymbol[]): void {
  for (const symbol of found) {
    if (known.length < maxSymbols && !known.some((other) => sameSymbol(other, symbol))) known.push(symbol);
  }
}
