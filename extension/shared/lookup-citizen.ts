// What the portal shows as returned by the database, as text, made into a citizen that can be compared with the card.
import type { Citizen, FieldName } from "../generated/citizen";
import { citizen as isCitizen } from "../generated/validators.mjs";
import { bare } from "../plan/fold";

const dateFields: ReadonlySet<FieldName> = new Set(["dateOfBirth", "issueDate", "expiryDate"]);

function parts(year: string, month: string, day: string): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const exists = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return exists ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : undefined;
}

/** A date as portals write it (dd/MM/yyyy, yyyy-MM-dd, yyyyMMdd, a year alone) in ISO 8601. */
export function isoDate(text: string): string | undefined {
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (vietnamese !== null) return parts(vietnamese[3]!, vietnamese[2]!, vietnamese[1]!);
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (iso !== null) return parts(iso[1]!, iso[2]!, iso[3]!);
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
  return fields as Citizen;
}
