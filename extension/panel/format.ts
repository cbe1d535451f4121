// How values are shown to a person.
import type { Citizen, FieldName } from "../generated/citizen";
import type { MessageKey, Translate } from "../shared/i18n";
import { isoWithOffset, readableDate } from "../shared/time";

/** Fields in the order of a card. */
export const fieldOrder: readonly FieldName[] = [
  "dateOfBirth",
  "sex",
  "nationality",
  "placeOfOrigin",
  "placeOfResidence",
  "issueDate",
  "expiryDate",
  "issuingAuthority",
  "oldIdNumber",
  "ethnicity",
  "religion",
  "personalIdentification",
  "fatherName",
  "motherName",
  "spouseName",
  "documentNumber",
];

/** `079199990001` → `079 199 990 001`: easier to compare by eye. */
export function groupedId(idNumber: string): string {
  return idNumber.replace(/(\d{3})(?=\d)/g, "$1\u00a0");
}

export function shownValue(name: FieldName, citizen: Citizen, t: Translate): string {
  const value = citizen[name]?.value;
  if (value === null) return t("value_noExpiry");
  if (value === undefined) return "";
  if (name === "sex") return t(`value_${value}` as MessageKey);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? readableDate(value) : value;
}

/** Whether the card's last day is over by the desk's calendar; false without a day. */
export function isExpired(citizen: Citizen, now: Date): boolean {
  const last = citizen.expiryDate?.value;
  return typeof last === "string" && last < isoWithOffset(now).slice(0, 10);
}

/** What a step will write, dates as people write them. */
export function shownStep(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? readableDate(value) : value;
}

/** A label of the page without the marks that forms put behind it. */
export function shownLabel(label: string): string {
  return label.replace(/[\s:*]+$/, "") || label;
}
