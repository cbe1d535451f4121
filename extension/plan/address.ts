// Splits the text of an address of the two-level system (NQ 202/2025/QH15, in force 01/07/2025) when its units are certain.
import { clean } from "./fold";
import { unitName } from "./options";
import { isProvinceToday } from "./provinces";

const COMMUNE_KINDS = new Set(["ward", "commune", "zone"]);

export interface TwoLevelAddress {
  province: string;
  commune: string;
  /** What stands before the commune; empty when nothing does. */
  detail: string;
}

/**
 * @param text address as the card or the lookup writes it, parts separated by commas
 * @returns the parts, or undefined unless the last is one of today's provinces and the one before it a commune, each with its unit word
 */
export function splitTwoLevel(text: string): TwoLevelAddress | undefined {
  const parts = clean(text).split(",").map((part) => part.trim()).filter((part) => part !== "");
  const province = parts.at(-1);
  const commune = parts.at(-2);
  if (province === undefined || commune === undefined) return undefined;
  const provinceUnit = unitName(province);
  if (provinceUnit.kind !== "province" || !isProvinceToday(provinceUnit.name)) return undefined;
  const communeUnit = unitName(commune);
  if (communeUnit.kind === undefined || !COMMUNE_KINDS.has(communeUnit.kind)) return undefined;
  const before = parts.slice(0, -2);
  // A second administrative unit means that the text is not what it looks like.
  if (before.some((part) => unitName(part).kind !== undefined)) return undefined;
  return { province, commune, detail: before.join(", ") };
}
