// The lists of an address (province, commune, the rest) are the place of residence only where something says so.
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

/** @returns what a part of an address at `at` is; a district beside it means three levels, which are not filled by detection */
export function addressPart(all: readonly Evidence[], at: number, part: AddressHead): AddressAnswer {
  const own = all[at];
  if (own === undefined) return "unclear";
  const which = whichAddress(own);
  if (which === "other") return "foreign";
  if (which === "unsaid" || part === "district" || hasDistrictNear(all, at)) return "unclear";
  if (part === "address") return { key: hasListsNear(all, at) ? "detail" : "placeOfResidence" };
  return { key: part };
}

function near(all: readonly Evidence[], at: number): Evidence[] {
  const own = all[at];
  return all.slice(Math.max(0, at - 4), at + 5).filter((other) => own !== undefined && other.titles[0] === own.titles[0] && other.control.shared === own.control.shared);
}

export function hasDistrictNear(all: readonly Evidence[], at: number): boolean {
  return near(all, at).some(({ label }) => label?.sense.kind === "address" && label.sense.part === "district");
}

function hasListsNear(all: readonly Evidence[], at: number): boolean {
  return near(all, at).some(({ label }) => label?.sense.kind === "address" && (label.sense.part === "province" || label.sense.part === "commune"));
}
