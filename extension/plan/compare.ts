// Whether what a field shows is what would be put there.
import type { Widget } from "../generated/site-profile";
import { fold } from "./fold";
import { matchPath } from "./option-path";
import { saysSame } from "./options";
import { isChoice } from "./widget-kinds";

/** Same for a person: options by their matching rules, dates by their day, text by case, space and tone-placement folding. */
export function sameValue(widget: Widget, current: string, value: string, accepted: readonly string[] = []): boolean {
  if (widget === "antd-cascader") return matchPath(current, value);
  if (isChoice(widget)) return saysSame(current, value, accepted);
  const shown = isoDate(current);
  if (shown !== undefined && shown === isoDate(value)) return true;
  return fold(current) === fold(value);
}

/** A date in dd/MM/yyyy (or with - or .) or yyyy-MM-dd as ISO; undefined for anything else. */
export function isoDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text.trim());
  if (iso !== null) return text.trim();
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text.trim());
  if (local === null) return undefined;
  const [, day = "", month = "", year = ""] = local;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
