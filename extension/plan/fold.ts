// Foldings under which two Vietnamese texts are "the same for a person": pure, total, no regular expression built from data.
import { once } from "./remember";

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;
const TONES = new Set(["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]);
const APOSTROPHES = new Set(["\u2018", "\u2019", "\u02bc", "\u0060", "\u00b4"]);
const DASHES = new Set(["\u2010", "\u2011", "\u2012", "\u2013", "\u2014"]);
const INVISIBLE = new Set(["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"]);
const SPECIAL = new RegExp(`[${[...APOSTROPHES, ...DASHES, ...INVISIBLE].join("")}]`, "u");

/** Moves the tone mark of every syllable to its end, so that "hòa" and "hoà" become the same sequence. Input is NFD. */
function settleTones(decomposed: string): string {
  if (!TONE.test(decomposed)) return decomposed;
  let out = "";
  let tone = "";
  for (const ch of decomposed) {
    if (TONES.has(ch)) {
      tone += ch;
    } else if (isLetter(ch) || isMark(ch)) {
      out += ch;
    } else {
      out += tone + ch;
      tone = "";
    }
  }
  return out + tone;
}

function isLetter(ch: string): boolean {
  if (ch <= "\u007f") return (ch >= "a" && ch <= "z") || (ch >= "A" && ch <= "Z");
  return ch.toLowerCase() !== ch.toUpperCase();
}

function isMark(ch: string): boolean {
  return ch >= "\u0300" && ch <= "\u036f";
}

/** NFC, outer space removed, inner runs of white space as one space; what is shown to people and compared exactly. */
export function clean(text: string): string {
  return text === "" ? "" : text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Case, spaces, apostrophes, dashes, invisible characters and the place of the tone mark ignored; the marks themselves kept. */
export const fold = once(folded);

function folded(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replaceAll("`", "'").replace(/\s+/gu, " ").trim();
  const decomposed = text.normalize("NFD");
  return settleTones((SPECIAL.test(decomposed) ? withoutSpecials(decomposed) : decomposed).toLowerCase()).replace(/\s+/gu, " ").trim();
}

function withoutSpecials(text: string): string {
  let plain = "";
  for (const ch of text) {
    if (INVISIBLE.has(ch)) continue;
    plain += APOSTROPHES.has(ch) ? "'" : DASHES.has(ch) ? "-" : ch;
  }
  return plain;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/u.test(text);
}

/** `fold`, and what forms put around a label ignored: colons, required stars, a star in brackets. */
export function foldLabel(text: string): string {
  let folded = fold(text);
  for (;;) {
    const shorter = trimDecoration(folded);
    if (shorter === folded) return folded;
    folded = shorter;
  }
}

function trimDecoration(text: string): string {
  for (const mark of ["(*)", "[*]", ":", "*"]) {
    if (text.endsWith(mark)) return text.slice(0, -mark.length).trim();
    if (text.startsWith(mark)) return text.slice(mark.length).trim();
  }
  return text;
}

/** `fold` with every mark dropped and đ as d. */
export function bare(text: string): string {
  let out = "";
  for (const ch of fold(text)) if (!isMark(ch)) out += ch === "đ" ? "d" : ch;
  return out;
}

/** Whether a text is written without any Vietnamese mark. */
export function isBare(text: string): boolean {
  return bare(text) === fold(text);
}
