// Reads a label word by word: it is understood only when nothing of it is left over.
import { bare, fold } from "../fold";
import { once } from "../remember";
import { PHRASES, type Head, type Paper, type Word } from "./lexicon";
import type { Who } from "./role-words";
import { personAt } from "./who";
import { listWords, TwoBooks } from "./words";

/** What a label asks for, when every word of it is known. */
export interface ParsedLabel {
  heads: Head[];
  papers: ReadonlySet<Paper>;
  /** Whose it says the field is. */
  who?: Who;
  isOld: boolean;
  isElsewhere: boolean;
  isCurrent: boolean;
}

/** blank: says nothing (an example, a date mask, "Chọn..."); unknown: at least one word has no known meaning. */
export type LabelReading = { kind: "blank" } | { kind: "unknown" } | { kind: "known"; label: ParsedLabel };

const BOOKS = new TwoBooks<Word>(PHRASES);
const EXAMPLES = ["vd", "ví dụ", "vi du", "e.g", "eg.", "example", "ex:", "dd/mm", "dd-mm", "mm/dd", "yyyy", "__", "nguyễn văn"].map(fold);
const SOURCES = ["theo", "ghi theo", "đúng theo", "ghi đúng theo", "như", "giống", "trên", "ghi trên", "as in", "as on"].flatMap((start) => [`${fold(start)} `, `${bare(start)} `]);
const OF = fold("của");

// A letter with a full stop is a number only before a space or a capital: "a. Họ tên", but "g.tính" and "D.O.B" are words cut short.
const NUMBERING = /^[\s;,.]*[*•+–-]*\s*(?:(?:[Cc]âu|[Mm]ục)\s+)?[([]?(?:[IVX]{1,4}\.(?=\d))?(?:\d{1,2}(?:\.\d{1,2}){0,3}(?=[.):/\]-])|[ivxIVX]{1,4}(?=[.)])|[a-hA-H](?=\)|\.(?:\s|\p{Lu}[^.])))[.):/\]-][.)]?\s*/u;

const FOOTNOTE = /[\u00b9\u00b2\u00b3\u2070-\u2079]+/gu;

/** "2.1. Họ và tên", "(3) Họ và tên", "a) Họ và tên", "Câu 1: Họ và tên" → "Họ và tên" */
function withoutNumbering(text: string): string {
  return text.replace(NUMBERING, "");
}

/** Text outside brackets and the texts inside them. */
function asides(text: string): { main: string; inside: string[] } {
  const inside: string[] = [];
  const main = text.replace(/[([{]([^()[\]{}]*)[)\]}]/gu, (_all, part: string) => {
    inside.push(part);
    return " ";
  });
  return { main, inside };
}

/** Every word of `text` as a known phrase, or undefined. */
function phrases(text: string): { word?: Word; who?: Who; isOfSomebody: boolean }[] | undefined {
  const list = listWords(text);
  const { words } = list;
  const out: { word?: Word; who?: Who; isOfSomebody: boolean }[] = [];
  for (let at = 0; at < words.length; ) {
    const hit = BOOKS.at(list, at);
    const whose = personAt(list, at);
    const isOfSomebody = at > 0 && words[at - 1] === OF;
    // "đơn vị cấp" is longer than "đơn vị"; "con" after "của" is a person.
    if (whose !== undefined && (hit === undefined || whose.length >= hit.length)) out.push({ who: whose.who, isOfSomebody });
    else if (hit !== undefined) out.push({ word: hit.meaning, isOfSomebody });
    else return undefined;
    at += Math.max(hit?.length ?? 0, whose?.length ?? 0);
  }
  return out;
}

function merge(target: ParsedLabel, pieces: readonly { word?: Word; who?: Who }[], isAside: boolean): void {
  for (const { word, who } of pieces) {
    if (who !== undefined) target.who ??= who;
    if (word === undefined) continue;
    // A unit of a date mask in brackets asks for nothing.
    if ("head" in word && (!isAside || saysWhichAddress(target, word.head))) target.heads.push(word.head);
    // "Số CMND cũ (ID number)": the general word in brackets only repeats the paper.
    if ("paper" in word && !(isAside && word.paper === "anyPaper" && target.papers.size > 0)) (target.papers as Set<Paper>).add(word.paper);
    if ("old" in word) target.isOld = true;
    if ("current" in word) target.isCurrent = true;
    if ("elsewhere" in word) target.isElsewhere = true;
  }
}

/** "Nơi cư trú (Permanent address)": of an address that the words outside leave open, those in brackets say which it is. */
function saysWhichAddress({ heads, isCurrent }: ParsedLabel, aside: Head): boolean {
  return aside === "placeOfResidence" && !isCurrent && heads.length > 0 && heads.every((head) => head === "address");
}

/** Words in brackets that are not known are passed over, unless they speak of a person or of another paper. */
function mergeAside(target: ParsedLabel, inside: string): void {
  const known = phrases(inside);
  if (known !== undefined) return merge(target, known, true);
  const list = listWords(inside);
  for (let at = 0; at < list.words.length; at++) {
    const hit = BOOKS.at(list, at);
    if (hit !== undefined && ("paper" in hit.meaning || "old" in hit.meaning || "elsewhere" in hit.meaning)) merge(target, [{ word: hit.meaning }], true);
    const who = personAt(list, at)?.who;
    if (who !== undefined) target.who ??= who;
  }
}

/** Reads a label, a placeholder or a caption. Total; the text is at most a few hundred characters. */
export const readLabel = once(readNew);

function readNew(text: string): LabelReading {
  const plain = fold(text);
  if (plain === "" || EXAMPLES.some((start) => plain.startsWith(start))) return { kind: "blank" };
  const { main, inside } = asides(withoutNumbering(text).replace(FOOTNOTE, " "));
  const known = phrases(main);
  if (known === undefined) return { kind: "unknown" };
  const label: ParsedLabel = { heads: [], papers: new Set(), isOld: false, isElsewhere: false, isCurrent: false };
  merge(label, known, false);
  for (const part of inside) mergeAside(label, part);
  // "Theo căn cước" says where it is copied from.
  if (label.heads.length === 0 && label.who === undefined && SOURCES.some((start) => plain.startsWith(start))) return { kind: "blank" };
  const isEmpty = label.heads.length === 0 && label.papers.size === 0 && label.who === undefined && !label.isElsewhere && !label.isOld;
  return isEmpty ? { kind: "blank" } : { kind: "known", label };
}

/** Whether a text has one of these words, whole and with its marks where it has any. */
export function hasWord(text: string, words: ReadonlySet<string>, unmarked: ReadonlySet<string>): boolean {
  const folded = fold(text);
  const list = folded === bare(text) ? unmarked : words;
  const padded = ` ${folded.split(/[^\p{L}\p{M}\p{N}]+/u).join(" ")} `;
  for (const word of list) if (padded.includes(` ${word} `)) return true;
  return false;
}
