// Which option of a list is meant: exact, then folded, then with and without the unit word, then without diacritics;
// the first step that hits decides, and two hits there are no answer (law-and-portals facts: options are never matched by a part of their text).
import { bare, clean, fold, isBare } from "./fold";

export type OptionMatch = { index: number } | { reason: "missing" | "ambiguous" };

/** The unit word an administrative name starts with; tỉnh and thành phố of the first level count as one. */
export type UnitKind = "province" | "ward" | "commune" | "town" | "zone" | "district" | "county" | "borough";

interface UnitWord {
  word: string;
  kind: UnitKind;
  /** Stands for the unit only before a digit when written without a full stop. */
  digitsOnly?: boolean;
}

const UNIT_WORDS: readonly UnitWord[] = [
  { word: "thành phố", kind: "province" }, { word: "tỉnh", kind: "province" }, { word: "t.p.", kind: "province" },
  { word: "tp.", kind: "province" }, { word: "tp", kind: "province" }, { word: "t.", kind: "province" },
  { word: "phường", kind: "ward" }, { word: "p.", kind: "ward" }, { word: "p", kind: "ward", digitsOnly: true },
  { word: "xã", kind: "commune" }, { word: "x.", kind: "commune" },
  { word: "thị trấn", kind: "town" }, { word: "tt.", kind: "town" },
  { word: "đặc khu", kind: "zone" }, { word: "đk.", kind: "zone" },
  { word: "quận", kind: "district" }, { word: "q.", kind: "district" }, { word: "q", kind: "district", digitsOnly: true },
  { word: "huyện", kind: "county" }, { word: "h.", kind: "county" },
  { word: "thị xã", kind: "borough" }, { word: "tx.", kind: "borough" },
].map((unit) => ({ ...unit, word: fold(unit.word) }) as UnitWord);

const BARE_WORDS: readonly UnitWord[] = UNIT_WORDS.map((unit) => ({ ...unit, word: bare(unit.word) }));

export interface UnitName {
  kind?: UnitKind;
  /** Folded name without the unit word; a number without leading zeros. */
  name: string;
}

/** Splits "Phường 04" into its unit and its name; a text without a unit word is all name. */
export function unitName(text: string): UnitName {
  return splitUnit(fold(text), UNIT_WORDS);
}

/** What a person would type to find a unit in a list: its name as written, without the unit word. */
export function searchTerm(text: string): string {
  const whole = clean(text);
  const words = whole.split(" ");
  const { kind } = unitName(whole);
  if (kind === undefined) return whole;
  for (let count = 1; count < words.length; count++) if (unitName(words.slice(count).join(" ")).kind === undefined && unitName(`${words.slice(0, count).join(" ")} x`).kind === kind) return words.slice(count).join(" ");
  return whole;
}

function splitUnit(folded: string, words: readonly UnitWord[]): UnitName {
  for (const unit of words) {
    if (!folded.startsWith(unit.word)) continue;
    const rest = folded.slice(unit.word.length);
    const name = rest.trim();
    const separated = unit.word.endsWith(".") || rest.startsWith(" ") || (unit.digitsOnly === true && isNumber(name));
    if (name === "" || !separated || (unit.digitsOnly === true && !isNumber(name))) continue;
    return { kind: unit.kind, name: withoutZeros(name) };
  }
  return { name: withoutZeros(folded) };
}

function isNumber(text: string): boolean {
  return text !== "" && [...text].every((ch) => ch >= "0" && ch <= "9");
}

// "04" as well as the number in "03 bảo lộc".
function withoutZeros(name: string): string {
  return name.split(" ").map((word) => (isNumber(word) ? String(Number(word.slice(0, 9))) : word)).join(" ");
}

function sameUnit(wanted: string): (option: string) => boolean {
  const right = unitName(wanted);
  return (option) => {
    const left = unitName(option);
    return (left.kind !== undefined || right.kind !== undefined) && agree(left, right);
  };
}

function agree(left: UnitName, right: UnitName): boolean {
  return left.name === right.name && (left.kind === undefined || right.kind === undefined || left.kind === right.kind);
}

// Both sides with marks and different marks are different words (Xã Cẩm Giang, Xã Cẩm Giàng): only an unmarked side may be completed.
function sameWithoutMarks(a: string, b: string): boolean {
  return (isBare(a) || isBare(b)) && (bare(a) === bare(b) || agree(bareUnit(a), bareUnit(b)));
}

function bareUnit(text: string): UnitName {
  if (isBare(text)) return splitUnit(bare(text), BARE_WORDS);
  const unit = unitName(text);
  return { ...unit, name: bare(unit.name) };
}

/** What is wanted is folded once, not again for every option of a long list. */
type Sameness = (wanted: string) => (option: string) => boolean;
const STRICT: readonly Sameness[] = [comparedBy(clean), comparedBy(fold), sameUnit];

function comparedBy(form: (text: string) => string): Sameness {
  return (wanted) => {
    const right = form(wanted);
    return (option) => form(option) === right;
  };
}

/**
 * Finds the option that says `value`, or one of the `accepted` other spellings when none does.
 * @returns its index, or why there is none: `missing`, or `ambiguous` when two options fit equally well.
 */
export function matchOption(options: readonly string[], value: string, accepted: readonly string[] = []): OptionMatch {
  for (const wanted of [[value], accepted]) {
    for (const same of STRICT) {
      const tests = wanted.filter((text) => text !== "").map(same);
      const match = tests.length === 0 ? undefined : only(options, (option) => tests.some((fits) => fits(option)));
      if (match !== undefined) return match;
    }
  }
  const all = [value, ...accepted].filter((text) => text !== "");
  return only(options, (option) => all.some((text) => sameWithoutMarks(option, text))) ?? { reason: "missing" };
}

function only(options: readonly string[], fits: (option: string) => boolean): OptionMatch | undefined {
  let found: number | undefined;
  for (let index = 0; index < options.length; index++) {
    const option = options[index];
    if (option === undefined || option === "" || !fits(option)) continue;
    if (found !== undefined) return { reason: "ambiguous" };
    found = index;
  }
  return found === undefined ? undefined : { index: found };
}

/** Whether a shown option already says the value, by the same rules without the step that drops diacritics. */
export function saysSame(shown: string, value: string, accepted: readonly string[] = []): boolean {
  return shown !== "" && [value, ...accepted].some((wanted) => wanted !== "" && STRICT.some((same) => same(wanted)(shown)));
}
