// What goes into a field: the citizen's value in the words and formats forms use, or the reason why nothing does.
import type { Citizen, FieldName } from "../generated/citizen";
import type { Field, Value } from "../generated/site-profile";
import { sensitiveFields } from "../shared/sensitive";
import { isVietnam, VIETNAM } from "./countries";
import { clean, fold } from "./fold";
import { issuerSpellings } from "./issuers";
import { proposeResidence, type UnitLevels } from "./residence";
import type { PlanOptions, Proposal, RefusalReason } from "./types";
import type { RealWidget } from "./widget-kinds";
import { isChoice } from "./widget-kinds";

const SENSITIVE: ReadonlySet<FieldName> = new Set(sensitiveFields);
const DATES = new Set<FieldName>(["dateOfBirth", "issueDate", "expiryDate"]);
const SEX_WORDS: Readonly<Record<string, readonly string[]>> = { male: ["Nam", "Male"], female: ["Nữ", "Female"], other: ["Khác", "Other"] };

const MONTHS = [
  ["Tháng một", "Tháng giêng", "January", "Jan"], ["Tháng hai", "February", "Feb"], ["Tháng ba", "March", "Mar"], ["Tháng tư", "April", "Apr"], ["Tháng năm", "May"], ["Tháng sáu", "June", "Jun"],
  ["Tháng bảy", "July", "Jul"], ["Tháng tám", "August", "Aug"], ["Tháng chín", "September", "Sep"], ["Tháng mười", "October", "Oct"], ["Tháng mười một", "November", "Nov"],
  ["Tháng mười hai", "Tháng chạp", "December", "Dec"],
];
/** Formats in which a year alone is an answer. */
const YEARS_TOO: ReadonlySet<Format> = new Set<Format>(["yyyy", "asIs", "dd/MM/yyyy|yyyy"]);
/** How forms call the two ways to give a date; a profile adds its portal's own words. */
const KNOWN_PARTS = { date: "Ngày/tháng/năm", year: "Năm" };

type Format = Extract<Value, { citizen: FieldName }>["format"];

/**
 * @param levels which administrative units the form asks for
 * @returns the text for the field, or why it stays as it is
 */
export function propose(field: Pick<Field, "value" | "options">, citizen: Citizen, widget: RealWidget, options: PlanOptions, levels: UnitLevels = "two"): Proposal | RefusalReason {
  const value = field.value;
  if ("constant" in value) return withAliases({ value: clean(value.constant), accepted: [] }, field, [value.constant]);
  if ("residence" in value) return options.unconfirmed?.has("placeOfResidence") === true && citizen.placeOfResidence !== undefined ? "unconfirmed" : proposeResidence(value.residence, citizen, options.residence, levels);
  if ("knownPartOf" in value) return options.unconfirmed?.has(value.knownPartOf) === true ? "unconfirmed" : knownPart(citizen[value.knownPartOf]?.value, field);
  const name = value.citizen;
  if (SENSITIVE.has(name) && !options.sensitive.some((allowed) => allowed === name)) return "sensitiveNotAllowed";
  const found = citizen[name];
  if (found === undefined) return "noValue";
  if (options.unconfirmed?.has(name) === true) return "unconfirmed";
  if (name === "fullName" && isMachineName(citizen)) return "nameWithoutDiacritics";
  if (found.value === null) return value.format === "asIs" ? { value: "Không thời hạn", accepted: ["Vô thời hạn"], field: name } : "noExpiry";
  if (DATES.has(name)) {
    if (value.format === "day" || value.format === "month") return datePart(found.value, value.format, name, widget);
    const date = formatDate(found.value, widget, value.format);
    return date.length > 4 || YEARS_TOO.has(value.format) ? { value: date, accepted: [], field: name } : "yearOnly";
  }
  const proposal = words(name, found.value, value.format);
  if (widget === "number" && proposal.value.startsWith("0")) return "formatUnknown";
  return isChoice(widget) ? withAliases(proposal, field, [found.value, proposal.value]) : { ...proposal, accepted: [] };
}

// The MRZ knows no diacritics (ICAO 9303-3 §6), so its name is right only for holders whose own script it is.
function isMachineName(citizen: Citizen): boolean {
  const nationality = citizen.nationality?.value;
  return citizen.fullName?.source === "dg1" && (nationality === undefined || isVietnam(nationality));
}

function knownPart(date: string | null | undefined, field: Pick<Field, "options">): Proposal | RefusalReason {
  if (date === undefined || date === null) return "noValue";
  const part = formatDate(date, "text", undefined).length > 4 ? "date" : "year";
  return withAliases({ value: KNOWN_PARTS[part], accepted: [] }, field, [part]);
}

/** ISO date → the form's format; a year alone stays a year. Native date inputs take ISO only (HTML §4.10.5.1.7). */
export function formatDate(iso: string, widget: RealWidget, format: Format): string {
  const [year = "", month, day] = iso.split("-");
  if (format === "yyyy" || month === undefined || day === undefined) return year;
  if (widget === "month") return `${year}-${month}`;
  const plain = widget === "date" || format === "yyyy-MM-dd" || format === "asIs";
  return plain ? iso : `${day}/${month}/${year}`;
}

// Lists write a part of a date in every way: 5, 05, Tháng 5, May.
function datePart(iso: string, part: "day" | "month", field: FieldName, widget: RealWidget): Proposal | RefusalReason {
  const [, month, day] = iso.split("-");
  const digits = part === "day" ? day : month;
  if (digits === undefined) return "yearOnly";
  const value = widget === "number" ? String(Number(digits)) : digits;
  return { value, accepted: datePartSpellings(part, digits).filter((text) => text !== value), field };
}

/** How lists write a day or month of two digits, the digits themselves first. */
export function datePartSpellings(part: "day" | "month", digits: string): string[] {
  const short = String(Number(digits));
  const named = part === "day" ? [`Ngày ${short}`, `Ngày ${digits}`] : [`Tháng ${short}`, `Tháng ${digits}`, ...(MONTHS[Number(digits) - 1] ?? [])];
  return [...new Set([digits, short, ...named])];
}

function words(name: FieldName, raw: string, format: Format): Proposal {
  if (name === "sex") {
    const [word = raw, ...others] = SEX_WORDS[raw] ?? [];
    return { value: word, accepted: others, field: name };
  }
  const value = format === "upper" ? clean(raw).toLocaleUpperCase("vi") : clean(raw);
  if (name === "nationality" && isVietnam(raw)) return { value: "Việt Nam", accepted: VIETNAM.slice(1), field: name };
  if (name === "issuingAuthority") return { value, accepted: [...issuerSpellings(raw)], field: name };
  return { value, accepted: [], field: name };
}

function withAliases(proposal: Proposal, field: Pick<Field, "options">, keys: readonly string[]): Proposal {
  const wanted = keys.map(fold);
  const aliases = (field.options ?? []).filter((option) => wanted.includes(fold(option.value))).flatMap((option) => option.labels);
  const accepted = [...new Set([...aliases, ...proposal.accepted].map(clean))].filter((label) => label !== proposal.value);
  return { ...proposal, accepted };
}
