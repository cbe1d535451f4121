// Dates in three parts: a list or box each for day, month and year is one field to a person, and so to us.
import { containsIn, parentOf } from "./composed";
import { isSelect } from "./element-kinds";
import { bare } from "../plan/fold";
import type { Control } from "./controls";
import { labelOf, textOf, type LabelIndex } from "./dom-text";

export type Part = "day" | "month" | "year";
export const PARTS: readonly Part[] = ["day", "month", "year"];

const WORDS: Readonly<Record<Part, readonly string[]>> = {
  day: ["ngay", "day", "dd", "d"],
  month: ["thang", "month", "mm", "m"],
  year: ["nam", "year", "yyyy", "yy", "y"],
};
const JOINED = new Set(["text", "number", "select", "select2", "bootstrap-select"]);
const MAX_PART_OPTIONS = 250;

/** The list with every three controls in a row that say day, month and year, and stand together alone, put into one. */
export function joinDateParts(controls: readonly Control[], labels: LabelIndex): Control[] {
  const kinds = new Map<Control, Part | undefined>();
  const kindOf = (control: Control | undefined): Part | undefined => {
    if (control === undefined || !JOINED.has(control.widget)) return undefined;
    if (!kinds.has(control)) kinds.set(control, partOf(control, labels));
    return kinds.get(control);
  };
  const out: Control[] = [];
  // No date begins up to here: two of three controls need not be read where the third is no part.
  let none = -1;
  for (let at = 0; at < controls.length; at++) {
    const control = controls[at];
    if (control === undefined) continue;
    if (at > none && kindOf(controls[at + 2]) === undefined) none = at + 2;
    const joined = at > none ? joinedAt(controls, kindOf, at) : undefined;
    out.push(joined ?? control);
    if (joined !== undefined) at += PARTS.length - 1;
  }
  return out;
}

function joinedAt(controls: readonly Control[], kindOf: (control: Control | undefined) => Part | undefined, at: number): Control | undefined {
  const three = controls.slice(at, at + PARTS.length);
  const [first] = three;
  const own = three.map(kindOf);
  const [day, month, year] = PARTS.map((part) => three[own.indexOf(part)]);
  if (first === undefined || day === undefined || month === undefined || year === undefined) return undefined;
  const face = commonElement(three.map((control) => control.face));
  // Others inside the same element, before or after: these three may then be anything.
  const around = [controls[at - 1], controls[at + PARTS.length]];
  if (face === undefined || around.some((other) => other !== undefined && containsIn(face, other.element))) return undefined;
  return { widget: "date-parts", element: first.element, face, radios: [], parts: { day, month, year } };
}

function commonElement(faces: readonly HTMLElement[]): HTMLElement | undefined {
  let at = faces[0] === undefined ? null : parentOf(faces[0]);
  while (at !== null && !faces.every((face) => containsIn(at as Element, face))) at = parentOf(at);
  return at === null || at.matches("body, form") ? undefined : (at as HTMLElement);
}

function partOf(control: Control, labels: LabelIndex): Part | undefined {
  return byWord(control, labels) ?? byOptions(control);
}

// What a person reads at the part itself, then what the page's author called it.
function byWord({ element }: Control, labels: LabelIndex): Part | undefined {
  const prompt = isSelect(element) ? (element.options[0]?.label ?? "") : (element.getAttribute("placeholder") ?? "");
  const label = labelOf(element, labels);
  const said = [prompt, element.getAttribute("aria-label") ?? "", element.title, label === null ? "" : textOf(label)];
  const called = [element.getAttribute("name") ?? "", element.id].map((name) => tokens(name).at(-1) ?? "");
  for (const word of [...said.map(withoutPrompt), ...called]) {
    const part = word === "" ? undefined : PARTS.find((candidate) => WORDS[candidate].includes(word));
    if (part !== undefined) return part;
  }
  return undefined;
}

/** "-- Chọn tháng --" → "thang" */
function withoutPrompt(text: string): string {
  if (text === "") return "";
  const words = tokens(bare(text.slice(0, 60))).filter((word) => word !== "chon");
  return words.length === 1 ? (words[0] ?? "") : "";
}

function tokens(name: string): string[] {
  return name.slice(0, 200).replace(/([a-z])([A-Z])/gu, "$1 $2").toLowerCase().split(/[^a-z]+/u).filter((word) => word !== "");
}

function byOptions({ element }: Control): Part | undefined {
  if (!isSelect(element) || element.options.length > MAX_PART_OPTIONS) return undefined;
  const numbers = [...element.options].map(({ label }) => numberIn(label)).filter((number) => number !== undefined);
  const largest = Math.max(...numbers);
  if (numbers.length === 12 && largest === 12) return "month";
  if (numbers.length >= 28 && numbers.length <= 31 && largest === numbers.length) return "day";
  return numbers.length > 31 && Math.min(...numbers) >= 1850 && largest <= 2200 ? "year" : undefined;
}

/** The one number in a part's text: "Tháng 05" → 5. */
export function numberIn(text: string): number | undefined {
  const [only, ...others] = text.match(/\d+/gu) ?? [];
  return only === undefined || others.length > 0 || only.length > 4 ? undefined : Number(only);
}
