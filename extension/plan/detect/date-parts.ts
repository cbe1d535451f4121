// A date asked for in three fields: day, month and year side by side under one caption. All three are found, or none.
import { isBox } from "../widget-kinds";
import { fold } from "../fold";
import type { Evidence } from "./evidence";
import { readLabel } from "./label-parse";
import { senseOf, type DatePart, type MeaningKey } from "./meaning";

export interface DateGroup {
  key: "dateOfBirth" | "issueDate" | "expiryDate";
  /** Whether no paper was named for an issue or expiry date. */
  isOpen: boolean;
  parts: readonly { part: DatePart; at: number }[];
}

const ALL: readonly DatePart[] = ["day", "month", "year"];
const DATES: ReadonlySet<MeaningKey> = new Set<MeaningKey>(["dateOfBirth", "issueDate", "expiryDate"]);
const NAME_ENDS: readonly (readonly [DatePart, readonly string[]])[] = [
  ["day", ["day", "ngay", "dd", "d"]],
  ["month", ["month", "thang", "mm", "m"]],
  ["year", ["year", "nam", "yyyy", "y"]],
];

/** Every run of three neighbouring controls that are the three parts of one date. */
export function dateGroups(all: readonly Evidence[]): DateGroup[] {
  const groups: DateGroup[] = [];
  const partAt = partsOf(all);
  for (let at = 0; at + 2 < all.length; at++) {
    // No date stands over a field that is no part of one.
    if (partAt(at + 2) === undefined) {
      at += 2;
      continue;
    }
    const parts = [partAt(at), partAt(at + 1), partAt(at + 2)];
    if (!ALL.every((part) => parts.filter((each) => each === part).length === 1)) continue;
    const date = dateOf(all.slice(at, at + 3));
    if (date === undefined) continue;
    groups.push({ ...date, parts: parts.map((part, offset) => ({ part: part as DatePart, at: at + offset })) });
    at += 2;
  }
  return groups;
}

/** What part of a date the control at a place is; told when it is asked for, since most are none. */
function partsOf(all: readonly Evidence[]): (at: number) => DatePart | undefined {
  const known = new Map<number, DatePart | undefined>();
  const alone = (at: number): DatePart | undefined => {
    const evidence = all[at];
    if (evidence !== undefined && !known.has(at)) known.set(at, partOf(evidence));
    return known.get(at);
  };
  return (at) => alone(at) ?? (isDate(all[at]) && alone(at + 1) === "month" && alone(at + 2) === "year" ? "day" : undefined);
}

/** "Sinh ngày … tháng … năm …": the whole date's caption is the label of its day. */
function isDate(evidence: Evidence | undefined): boolean {
  const sense = evidence?.label?.sense;
  return sense?.kind === "meaning" && DATES.has(sense.key) && evidence !== undefined && isTypedOrChosen(evidence.control);
}

function isTypedOrChosen({ widget }: Evidence["control"]): boolean {
  return widget !== "radio" && !isBox(widget) && widget !== "date" && widget !== "flatpickr";
}

function partOf({ control, label, name }: Evidence): DatePart | undefined {
  if (!isTypedOrChosen(control)) return undefined;
  if (label?.sense.kind === "datePart") return label.sense.part;
  for (const text of control.labels) {
    const reading = readLabel(text);
    const sense = reading.kind === "known" ? senseOf(reading.label) : undefined;
    if (sense?.kind === "datePart") return sense.part;
  }
  return partOfMask(control.labels) ?? partOfName([control.name, control.id]) ?? partOfOptions(control.options ?? []) ?? (name?.sense.kind === "datePart" ? name.sense.part : undefined);
}

function partOfMask(labels: readonly string[]): DatePart | undefined {
  const masks: Readonly<Record<string, DatePart>> = { dd: "day", mm: "month", yyyy: "year" };
  for (const label of labels) {
    const part = masks[label.trim().toLowerCase()];
    if (part !== undefined) return part;
  }
  return undefined;
}

function partOfName(names: readonly string[]): DatePart | undefined {
  for (const name of names) {
    const last = name.replace(/([a-z])([A-Z])/gu, "$1 $2").toLowerCase().split(/[^a-z]+/u).filter((token) => token !== "").at(-1);
    const found = NAME_ENDS.find(([, ends]) => last !== undefined && ends.includes(last));
    if (found !== undefined) return found[0];
  }
  return undefined;
}

function partOfOptions(options: readonly string[]): DatePart | undefined {
  const numbers = options.map((option) => Number(fold(option).replace(/^\D*/u, ""))).filter((value) => Number.isInteger(value) && value > 0);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length < options.length - 1) return undefined;
  if (least === 1 && most === 31) return "day";
  if (least === 1 && most === 12) return "month";
  return numbers.length >= 10 && least >= 1900 && most <= 2100 ? "year" : undefined;
}

/** The date all three belong to: what any of them is labelled, else their shared caption, their names, their title. */
function dateOf(run: readonly Evidence[]): Pick<DateGroup, "key" | "isOpen"> | undefined {
  const [first] = run;
  if (first === undefined || run.some(({ control, titles }) => control.shared !== first.control.shared || titles[0] !== first.titles[0])) return undefined;
  const senses = [
    ...run.map(({ label }) => label?.sense),
    first.shared?.sense,
    ...run.map(({ name }) => name?.sense),
    ...run.map(({ name }) => (name === undefined ? undefined : senseOf({ ...name.parsed, heads: name.parsed.heads.filter((head) => !ALL.some((part) => part === head)) }))),
    ...[first.control.shared ?? "", first.titles[0] ?? ""].map((text) => (text === "" ? undefined : senseOfText(text))),
  ].filter((sense) => sense !== undefined);
  const dates = senses.filter((sense) => sense.kind === "meaning" && (DATES.has(sense.key) || sense.key === "yearOfBirth"));
  if (run.some(({ isUnknown, label }) => isUnknown || label?.sense.kind === "foreign")) return undefined;
  const keys = new Set(dates.map((sense) => (sense.kind === "meaning" ? (sense.key === "yearOfBirth" ? "dateOfBirth" : sense.key) : "")));
  const [only] = keys;
  if (keys.size !== 1 || only === undefined) return undefined;
  return { key: only as DateGroup["key"], isOpen: dates.every((sense) => sense.kind === "meaning" && sense.paper === "open") };
}

function senseOfText(text: string): ReturnType<typeof senseOf> | undefined {
  const reading = readLabel(text);
  return reading.kind === "known" ? senseOf(reading.label) : undefined;
}
