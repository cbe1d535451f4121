// Titles over a block of a form: about the form itself, or about somebody this program cannot place.
import { bare, fold } from "../fold";
import { once } from "../remember";
import { NEUTRAL_TITLE_WORDS, PHRASES, type Word } from "./lexicon";
import { isAddressee, personAt, whoIs } from "./who";
import { listWords, TwoBooks } from "./words";

/** A block on land, on a business or on another paper has somebody else's data as well as the citizen's. */
function isOfCitizen(word: Word): boolean {
  return !("elsewhere" in word) && !("old" in word) && !("paper" in word && word.paper === "other");
}

const NEUTRAL = new TwoBooks<true>([...NEUTRAL_TITLE_WORDS, ...PHRASES.filter(([, word]) => isOfCitizen(word)).map(([phrase]) => phrase)].map((phrase) => [phrase, true] as const));
const ABOUT = new TwoBooks<true>([["thông tin", true], ["phần khai về", true], ["khai về", true], ["information on", true], ["details of", true]]);
// What is longer is a sentence, and rarely the name of a person.
const LONGEST_NAME = 8;

const TITLE_LIKE = /^(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})?|[A-H])[.)]\s/u;

/** Whether a line is a title by its number or its capitals although its markup says nothing, and a strange one. */
export function isStrangeLine(line: string): boolean {
  const isCapital = line.length > 3 && line === line.toUpperCase();
  return (TITLE_LIKE.test(line) || isCapital) && isStrangeTitle(line, true);
}

const SEARCHES = ["tra cứu", "tìm kiếm", "tìm hồ sơ", "bộ lọc", "lọc", "search", "filter"].flatMap((start) => [fold(start), bare(start)]);

/** What a form is called whose buttons only look something up. */
const SEARCH_FORM = "Search";

const isSearchTitle = once((title: string): boolean => {
  const plain = fold(title).replace(/^[^\p{L}]+/u, "");
  return SEARCHES.some((start) => plain.startsWith(start));
});

/**
 * Whether what stands under these titles is asked for to look something up: it is no field of the form.
 * @param isOverAll whether the nearest is the whole page's title, which may speak of more than the form
 */
export function isSearch(titles: readonly string[], isOverAll: boolean): boolean {
  return titles.includes(SEARCH_FORM) || (!isOverAll && isSearchTitle(titles[0] ?? ""));
}

const HINTS = ["ghi", "nhập", "điền", "chọn", "vui lòng", "lưu ý", "chú ý", "hướng dẫn", "quy trình", "xin", "hãy", "please", "enter", "note"].map(fold);

/** Whether a line over a block asks for care and names nothing. */
function isHint(line: string): boolean {
  const plain = fold(line);
  return HINTS.some((start) => plain.startsWith(start)) || /[.*!?]\s*$/u.test(line);
}

/** Whether a line that stands over several controls, where others stand under other lines, names something or somebody nobody knows. */
export function isStrangeOver(line: string): boolean {
  return !isHint(line) && isStrangeTitle(line, true);
}

/** Whether every word of a text is a person's or one that titles are made of. */
export function isUnderstood(text: string): boolean {
  const list = listWords(text);
  for (let at = 0; at < list.words.length; ) {
    const length = Math.max(NEUTRAL.at(list, at)?.length ?? 0, personAt(list, at)?.length ?? 0);
    if (length === 0 && !/^\d+$/u.test(list.words[at] ?? "")) return false;
    at += Math.max(1, length);
  }
  return true;
}

/**
 * Whether a title names nobody we know and is not about the form itself either.
 * @param isOneOfMany whether the page's blocks have several titles; a single one may be the site's own name
 */
export function isStrangeTitle(title: string, isOneOfMany: boolean): boolean {
  if (title === "" || isAddressee(title) || whoIs(title) !== undefined) return false;
  const list = listWords(title);
  const start = list.words.findIndex((_word, at) => ABOUT.at(list, at) !== undefined);
  const known: boolean[] = [];
  for (let at = 0; at < list.words.length; ) {
    const hit = NEUTRAL.at(list, at);
    known.push(hit !== undefined || /^\d+$/u.test(list.words[at] ?? ""));
    at += hit?.length ?? 1;
  }
  // "Thông tin về …" must be understood to its end; other titles only where they tell blocks apart.
  const mustBeKnown = (start >= 0 && start <= 2) || (isOneOfMany && known.length <= LONGEST_NAME);
  return mustBeKnown && known.includes(false);
}
