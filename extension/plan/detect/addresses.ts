// The lists of an address (province, commune, the rest) are the place of residence only where something says so.
import { isOldProvince } from "../provinces";
import type { Evidence } from "./evidence";
import { readLabel } from "./label-parse";
import { senseOf, type AddressHead, type MeaningKey } from "./meaning";

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
  const which = whichAddress(own);
  if (which === "other") return "foreign";
  if (which === "unsaid" || hasUnclearDistrict(all, at)) return "unclear";
  if (part === "address") return { key: hasListsNear(all, at) ? "detail" : "placeOfResidence" };
  return { key: part };
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
