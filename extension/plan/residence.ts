// The parts of the place of residence: by today's map of two levels, or by the map of three levels (until 30/06/2025) that some forms still have.
import type { Citizen } from "../generated/citizen";
import { splitTwoLevel } from "./address";
import { clean } from "./fold";
import { isVietnam, VIETNAM } from "./countries";
import { joinPath } from "./option-path";
import { unitName } from "./options";
import { isOldProvince, isUnchangedProvince } from "./provinces";
import type { AddressCandidate, Proposal, RefusalReason, Residence, Unit } from "./types";
import { unitCode, type UnitList } from "./unit-table";

export type ResidencePart = "country" | "province" | "district" | "commune" | "detail" | "full" | "path";

/** Which units a form asks for: `three` has a district; `oldList` has none, but offers provinces that are no more. */
export type UnitLevels = "two" | "three" | "oldList";

/** The host tells of no more communes than this: with so many, others may be meant that are not among them. */
const MOST_CANDIDATES = 24;

/** @returns the text for a field that takes this part, or why it stays as it is */
export function proposeResidence(part: ResidencePart, citizen: Citizen, known: Residence | undefined, levels: UnitLevels): Proposal | RefusalReason {
  const text = citizen.placeOfResidence?.value;
  if (text === undefined) return "noValue";
  if (part === "country") return countryOf(citizen);
  if (part === "full") return { value: clean(text), accepted: [], field: "placeOfResidence" };
  if (levels === "three") return oldPart(part, known);
  if (part === "province" && levels === "oldList") return provinceOfBoth(known, text);
  return part === "district" ? "oldUnitsUnknown" : newPart(part, known, text);
}

/** A Vietnamese address is in Vietnam; where somebody of another nationality lives is for the clerk to say. */
function countryOf({ nationality }: Citizen): Proposal | RefusalReason {
  if (nationality !== undefined && !isVietnam(nationality.value)) return "noValue";
  const [value = "", ...accepted] = VIETNAM;
  return { value, accepted };
}

function oldPart(part: Exclude<ResidencePart, "full" | "country">, known: Residence | undefined): Proposal | RefusalReason {
  if (known?.old === undefined) return "oldUnitsUnknown";
  const { province, district, commune } = known.old;
  if (part === "detail") return textOf(known.detail);
  if (part === "path") return commune === undefined ? "noValue" : { value: joinPath([province.name, district.name, commune.name]), accepted: [] };
  if (part === "province") return unitOf(province, "O");
  return part === "district" ? unitOf(district, `D${province.code}`) : unitOf(commune, `c${district.code}`);
}

function newPart(part: Exclude<ResidencePart, "full" | "country" | "district">, known: Residence | undefined, text: string): Proposal | RefusalReason {
  if (known?.status === "ambiguous") return openPart(part, known);
  const split = known === undefined ? splitTwoLevel(text) : undefined;
  if (known === undefined) return split === undefined ? "addressNeedsResolving" : textOf(part === "path" ? joinPath([split.province, split.commune]) : split[part]);
  const { province, commune, detail } = known;
  if (part === "detail") return textOf(detail);
  if (part === "path") return { value: joinPath([province.name, commune.name]), accepted: [] };
  return part === "province" ? unitOf(province, "N") : unitOf(commune, `n${province.code}`);
}

/** Of several communes only what they have in common is certain. */
function openPart(part: "province" | "commune" | "detail" | "path", { candidates }: Extract<Residence, { status: "ambiguous" }>): Proposal | RefusalReason {
  const [first, ...others] = candidates;
  if (first === undefined) return "addressNeedsResolving";
  const isWhole = candidates.length < MOST_CANDIDATES;
  const agreed = (same: (other: AddressCandidate) => boolean): boolean => isWhole && others.every(same);
  if (part === "province" && agreed(({ province }) => province.name === first.province.name)) return unitOf(first.province, "N");
  if (part === "detail" && agreed(({ detail }) => detail === first.detail)) return textOf(first.detail);
  return "communeToChoose";
}

function textOf(text: string): Proposal | RefusalReason {
  return text === "" ? "noValue" : { value: text, accepted: [] };
}

function unitOf(unit: Unit | undefined, list: UnitList): Proposal | RefusalReason {
  return unit === undefined ? "noValue" : { value: unit.name, accepted: [], unit: unitCode(unit.code, list) };
}

/** In a list of the old provinces "An Giang" is another place than today's: it is chosen only where both are meant. */
function provinceOfBoth(known: Residence | undefined, text: string): Proposal | RefusalReason {
  const today = newPart("province", known, text);
  if (typeof today === "string") return today;
  const { old } = known ?? {};
  if (old === undefined) return isUnchangedProvince(today.value) ? { value: today.value, accepted: [] } : "oldUnitsUnknown";
  return unitName(old.province.name).name === unitName(today.value).name ? unitOf(old.province, "O") : "oldUnitsUnknown";
}

/** A list of provinces with fewer options may be a part of one. */
const WHOLE_LIST = 30;

/** Which map a form is made for. @param provinces the options of its list of provinces, where they are known */
export function levelsOf(hasDistrict: boolean, provinces: readonly string[] = []): UnitLevels {
  const isOld = provinces.some(isOldProvince);
  if (!hasDistrict) return isOld ? "oldList" : "two";
  // Under today's provinces a field for the district is a remnant, or holds something else.
  return isOld || provinces.length < WHOLE_LIST ? "three" : "two";
}

/** The commune that a person has chosen for one address. */
export interface CommuneChoice {
  /** The address it was chosen for: another one asks anew. */
  text: string;
  code: string;
}

/** @returns the residence with the chosen commune; as it was where the choice is for another address or no candidate */
export function withChoice(residence: Residence | undefined, text: string | undefined, choice: CommuneChoice | undefined): Residence | undefined {
  if (residence?.status !== "ambiguous" || choice === undefined || choice.text !== text) return residence;
  const chosen = residence.candidates.find(({ commune }) => commune.code === choice.code);
  if (chosen === undefined) return residence;
  const { province, commune, detail } = chosen;
  return { status: "exact", province, commune, detail, isConverted: true, ...(residence.old === undefined ? {} : { old: residence.old }) };
}
