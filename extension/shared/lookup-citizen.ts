// What the portal shows as returned by the database, as text, made into a citizen that can be compared with the card.
import type { Citizen, FieldName } from "../generated/citizen";
import { citizen as isCitizen } from "../generated/validators.mjs";
import { bare } from "../plan/fold";

const dateFields: ReadonlySet<FieldName> = new Set(["dateOfBirth", "issueDate", "expiryDate"]);

/** The calendar date, if there is such a day. */
function existing(year: string, month: string, day: string): string | undefined {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** A date as portals write it (dd/MM/yyyy, yyyy-MM-dd, yyyyMMdd, a year alone) in ISO 8601. */
export function isoDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined) return existing(year, month, day);
  const [, y, m, d] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text) ?? [];
  if (y !== undefined && m !== undefined && d !== undefined) return existing(y, m, d);
  return /^\d{4}$/.test(text) ? text : undefined;
}

const sexWords: { readonly [word: string]: "male" | "female" } = { nam: "male", "1": "male", nu: "female", "2": "female" };
const countryNames: { readonly [word: string]: string } = { vn: "Việt Nam", vnm: "Việt Nam" };

function valueOf(field: FieldName, text: string): string | undefined {
  if (dateFields.has(field)) return isoDate(text);
  if (field === "sex") return sexWords[bare(text)];
  if (field === "nationality") return countryNames[bare(text)] ?? text;
  return text;
}

/** A citizen with source `lookup`; a text that cannot be understood leaves its field out. */
export function citizenFromLookup(result: Partial<{ [F in FieldName]: string }>): Citizen {
  const fields: { [name: string]: unknown } = {};
  for (const [name, raw] of Object.entries(result)) {
    const value = valueOf(name as FieldName, raw.normalize("NFC").trim().replace(/\s+/g, " "));
    const field = { [name]: { value, source: "lookup", verified: false } };
    if (value !== undefined && isCitizen(field)) Object.assign(fields, field);
  }
  return fields;
}
