// Whose data a title or a label speaks of.
import { HARMLESS_PHRASES, ROLE_PHRASES, type Who } from "./role-words";
import { bare, fold } from "../fold";
import { once } from "../remember";
import { listWords, TwoBooks, type WordList } from "./words";

type Found = Who | "nobody";

const BOOKS = new TwoBooks<Found>([...HARMLESS_PHRASES.map((phrase) => [phrase, "nobody"] as const), ...ROLE_PHRASES.flatMap(([who, phrases]) => phrases.map((phrase) => [phrase, who] as const))]);
// Without marks these are too many other words (con: con, còn; me: mẹ, English me; ba: ba, bà; bo: bố, bộ; cha, chu, ong, em, anh).
const TOO_SHORT_BARE = 4;
const IS = new Set(["là", "la"].map(fold));
const ADDRESSEE = ["kính gửi", "kính chuyển", "kính thưa"].flatMap((start) => [fold(start), bare(start)]);

/** "Kính gửi: Chủ tịch …" names whom the form goes to, and nobody whose data it asks for. */
export function isAddressee(text: string): boolean {
  const folded = fold(text);
  return ADDRESSEE.some((start) => folded.startsWith(start));
}

/**
 * The person a text is about: the first one it names ("con của người nộp" is the child); undefined when it names none.
 * One that is known beside one that is not known is unclear ("người bảo lãnh cho công dân"); what a known one is besides changes
 * nothing ("người làm đơn là mẹ của trẻ").
 */
export const whoIs = once(personOf);

function personOf(text: string): Who | undefined {
  if (isAddressee(text)) return undefined;
  const list = listWords(text);
  let first: Who | undefined;
  for (let at = 0; at < list.words.length; ) {
    if (first !== undefined && first !== "unclear" && IS.has(list.words[at] ?? "")) return first;
    const hit = BOOKS.at(list, at);
    at += hit?.length ?? 1;
    if (hit === undefined || hit.meaning === "nobody") continue;
    if (hit.meaning === "stranger") return "stranger";
    first = first === undefined || hit.meaning === "unclear" ? hit.meaning : first;
  }
  return first;
}

/** A phrase for a person at this place of a label's words. */
export function personAt(list: WordList, at: number): { who: Who; length: number } | undefined {
  const hit = BOOKS.at(list, at);
  if (hit === undefined || hit.meaning === "nobody") return undefined;
  const isShort = list.isBare && hit.length === 1 && (list.words[at]?.length ?? 0) < TOO_SHORT_BARE;
  return isShort ? undefined : { who: hit.meaning, length: hit.length };
}
