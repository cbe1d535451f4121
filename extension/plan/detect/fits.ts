// Whether a control is of a kind that can take what its label asks for.
import type { SnapshotField } from "../../shared/content-protocol";
import { isChoice } from "../widget-kinds";
import type { MeaningKey } from "./meaning";

const DATES: ReadonlySet<MeaningKey> = new Set<MeaningKey>(["dateOfBirth", "issueDate", "expiryDate"]);
const LISTED: ReadonlySet<MeaningKey> = new Set<MeaningKey>(["sex", "nationality", "ethnicity", "religion", "issuingAuthority", "province", "district", "commune", "yearOfBirth"]);
const TYPED: ReadonlySet<string> = new Set(["email", "url", "tel", "time", "month", "week", "datetime-local"]);
const DATE_WIDGETS: ReadonlySet<string> = new Set(["date", "flatpickr", "bootstrap-datepicker", "date-parts", "month"]);

/** False where the kind of control contradicts the meaning: a list of names, a number of nine digits for one of twelve. */
export function fits(control: SnapshotField, key: MeaningKey): boolean {
  if (isChoice(control.widget)) return LISTED.has(key);
  if (DATES.has(key)) return control.widget !== "number" && control.widget !== "textarea" && control.widget !== "month" && !(TYPED.has(control.type) && control.type !== "tel");
  if (DATE_WIDGETS.has(control.widget)) return false;
  if (key === "idNumber") return (control.type === "tel" || !TYPED.has(control.type)) && digits(control) !== 9 && (control.maxLength ?? 12) >= 12;
  if (key === "yearOfBirth") return !TYPED.has(control.type) || control.type === "tel";
  if (key === "oldIdNumber") return control.type === "tel" || !TYPED.has(control.type);
  return control.widget !== "number" && !TYPED.has(control.type);
}

/** How many digits a pattern such as \d{9} wants; undefined for any other pattern. */
function digits({ pattern }: SnapshotField): number | undefined {
  const match = /^\^?(?:\\d|\[0-9\])\{(\d{1,2})\}\$?$/u.exec(pattern ?? "");
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
