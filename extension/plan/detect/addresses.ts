// The lists of an address (province, commune, the rest) are the place of residence only where something says so.
import { isOldProvince } from "../provinces";
import type { Evidence } from "./evidence";
import { readLabel } from "./label-parse";
import { senseOf, type AddressHead, type MeaningKey } from "./meaning";

/** From the largest to the smallest. */
const PARTS: readonly string[] = ["province", "district", "commune", "detail"];

export type AddressAnswer = { key: MeaningKey } | "unclear" | "foreign";

/** Whether a caption, a title or a name says that the address here is the permanent one; "other" when it says another. */
function whichAddress({ shared, titles, name, control }: Evidence): "residence" | "other" | "unsaid" {
  if (shared?.sense.kind === "meaning" && shared.sense.key === "placeOfResidence") return "residence";
  if (shared?.sense.kind === "foreign" || (control.shared !== undefined && saysElsewhere(control.shared))) return "other";
  for (const title of titles) {
    const reading = readLabel(title);
    if (reading.kind !== "known") continue;
    const sense = senseOf(reading.label);
    if (sense.kind === "meaning" && sense.key === "placeOfResidence") return "residence";
    if (reading.label.isElsewhere || reading.label.isCurrent || sense.kind === "foreign") return "other";
  }
  if (name?.parsed.isElsewhere === true) return "other";
  return name?.parsed.heads.includes("placeOfResidence") === true ? "residence" : "unsaid";
}

function saysElsewhere(text: string): boolean {
  const reading = readLabel(text);
  return reading.kind === "known" && (reading.label.isElsewhere || reading.label.isCurrent);
}

/** @returns what a part of an address at `at` is; with a district beside it only where the list of provinces is that of the old map */
export function addressPart(all: readonly Evidence[], at: number, part: AddressHead): AddressAnswer {
  const own = all[at];
  if (own === undefined) return "unclear";
  const said = whichAddress(own);
  const which = said === "unsaid" && PARTS.includes(part) ? saidBefore(all, at) : said;
  if (which === "other") return "foreign";
  if (which === "unsaid" || hasUnclearDistrict(all, at)) return "unclear";
  if (part === "address") return { key: hasListsNear(all, at) ? "detail" : "placeOfResidence" };
  return { key: part };
}

/** "Tỉnh thường trú … Phường thường trú … Địa chỉ chi tiết": smaller parts in a row go on with the address that the larger ones name. */
function saidBefore(all: readonly Evidence[], at: number): "residence" | "other" | "unsaid" {
  let size = sizeOf(all[at]);
  const around = near(all, at);
  for (const before of around.slice(0, around.findIndex((each) => each === all[at])).reverse()) {
    if (sizeOf(before) >= size || whichAddress(before) === "other") return "unsaid";
    if (before.label?.sense.kind === "meaning") return "residence";
    size = sizeOf(before);
  }
  return "unsaid";
}

/** Place of a part among the sizes; of what is no part, beyond them all. */
function sizeOf(evidence: Evidence | undefined): number {
  const place = PARTS.indexOf(partOf(evidence?.label) ?? "");
  return place < 0 ? PARTS.length : place;
}

function near(all: readonly Evidence[], at: number): Evidence[] {
  const own = all[at];
  return all.slice(Math.max(0, at - 4), at + 5).filter((other) => own !== undefined && other.titles[0] === own.titles[0] && other.control.shared === own.control.shared);
}

/** Whether a district stands beside it, and nothing says that it is one of the old map: today it may hold the communes. */
export function hasUnclearDistrict(all: readonly Evidence[], at: number): boolean {
  const around = near(all, at);
  const isOldMap = around.some(({ control, label }) => partOf(label) === "province" && control.options?.some(isOldProvince) === true);
  return !isOldMap && around.some(({ label }) => partOf(label) === "district");
}

function partOf(label: Evidence["label"]): string | undefined {
  if (label?.sense.kind === "address") return label.sense.part;
  return label?.sense.kind === "meaning" ? label.sense.key : undefined;
}

/** Whether province or commune are asked for beside it. */
export function hasListsNear(all: readonly Evidence[], at: number): boolean {
  return near(all, at).some(({ label }) => ["province", "commune"].includes(partOf(label) ?? ""));
}
