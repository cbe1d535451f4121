// In which order a field says that it wants a day.
import { fold } from "../../plan/fold";

const SAYERS = ["placeholder", "data-date-format", "data-format", "data-dateformat", "title", "aria-label", "aria-placeholder"];
const DAY: ReadonlySet<string> = new Set(["d", "dd", "n", "nn", "day", "ngày"].map(fold));
const MONTH: ReadonlySet<string> = new Set(["m", "mm", "t", "tt", "month", "tháng"].map(fold));
const YEAR: ReadonlySet<string> = new Set(["yy", "yyyy", "nnnn", "year", "năm"].map(fold));

/** The words of a pattern such as dd/mm/yyyy, two or three; undefined where a text holds none. */
function patternIn(text: string): string[] | undefined {
  const folded = fold(text.slice(0, 100));
  for (const piece of folded.split(/[^\p{L}\p{M}\s/.-]+|\s+(?![/.-])(?<![/.-]\s+)/u)) {
    const words = piece.split(/\s*[/.-]\s*/u).map((word) => word.trim());
    if (words.length > 1 && words.length < 4 && words.every((word) => [DAY, MONTH, YEAR].some((known) => known.has(word)))) return words;
  }
  return undefined;
}

/** Whether a field shows nothing but the pattern of a day: to a person it is empty. */
export function isDatePattern(text: string): boolean {
  return patternIn(text)?.length === 3 && !/\d/u.test(text);
}

/**
 * "day" or "year" by what comes first; "other" where the month does or no day is wanted, so that a day as people here write it would be
 * another one or too much; undefined where nothing is said.
 */
export function statedOrder(input: HTMLInputElement): "day" | "year" | "other" | undefined {
  for (const text of [...SAYERS.map((name) => input.getAttribute(name) ?? ""), input.value]) {
    const words = patternIn(text);
    if (words === undefined) continue;
    const [first = ""] = words;
    if (!words.some((word) => DAY.has(word))) return "other";
    return DAY.has(first) ? "day" : YEAR.has(first) ? "year" : "other";
  }
  return undefined;
}
