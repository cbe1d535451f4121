// Lists whose options carry the state's unit codes: where the text of an option leaves it open, or is spelled otherwise, its code decides.
// Codes were given anew in 2025 and many portals count 1, 2, 3: a list's numbers are believed only where other units stand under their own.
import type { UnitCode } from "../shared/content-protocol";
import { bare } from "./fold";
import { matchOption, saysSame, unitName, type OptionMatch } from "./options";

const LEAST_WITNESSES = 3;
const SHARE_OF_WITNESSES = 0.8;

export interface WantedOption {
  value: string;
  accepted: readonly string[];
  /** The unit that is meant, for a list of units. */
  unit?: UnitCode;
}

/**
 * Finds the option that is meant, by its text and by the code behind it.
 * @param values what stands behind each label; undefined where nothing is known
 * @returns its index, or why there is none; `ambiguous` also where text and code mean two options
 */
export function matchListed(labels: readonly string[], values: readonly string[] | undefined, { value, accepted, unit }: WantedOption): OptionMatch {
  const byText = matchOption(labels, value, accepted);
  if (unit === undefined || values === undefined) return byText;
  const codes = values.map((each) => padded(each, unit.code.length));
  const at = codes.indexOf(unit.code);
  const isOneAlone = at >= 0 && codes.lastIndexOf(unit.code) === at;
  if (!isOneAlone || ("index" in byText && byText.index === at) || !areStates(labels, codes, unit.others) || namesAnother(labels[at] ?? "", value, unit)) return byText;
  return "index" in byText ? { reason: "ambiguous" } : { index: at };
}

/** Whether several options of a list of units say the same: then the text shown does not tell which is chosen. */
export function hasTwins(labels: readonly string[], { value, accepted, unit }: WantedOption): boolean {
  return unit !== undefined && labels.filter((label) => saysSame(label, value, accepted)).length > 1;
}

/** Whether the text under the unit's code is another unit's name: codes have changed hands. */
function namesAnother(label: string, name: string, { others }: UnitCode): boolean {
  return !saysSame(label, name) && Object.values(others).some((other) => saysSame(label, other));
}

/** Many lists drop the noughts in front. */
function padded(value: string, length: number): string | undefined {
  return /^\d+$/u.test(value) && value.length <= length ? value.padStart(length, "0") : undefined;
}

function areStates(labels: readonly string[], codes: readonly (string | undefined)[], others: UnitCode["others"]): boolean {
  let right = 0;
  let wrong = 0;
  for (const [at, code] of codes.entries()) {
    const name = code === undefined || !Object.hasOwn(others, code) ? undefined : others[code];
    if (name === undefined) continue;
    if (bare(unitName(labels[at] ?? "").name) === bare(unitName(name).name)) right++;
    else wrong++;
  }
  return right >= LEAST_WITNESSES && right >= SHARE_OF_WITNESSES * (right + wrong);
}
