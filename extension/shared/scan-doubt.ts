// Which texts of a scanned code a person must compare with the card before they may be filled, and what settles that.
import type { Citizen, FieldName } from "../generated/citizen";
import type { QrParseResult, QrWarningCode } from "../generated/protocol";

/** Texts that may be corrected by hand; a wrong number, date or sex needs another scan or the chip. */
export const correctableFields = ["fullName", "placeOfResidence"] as const;
export type CorrectableField = (typeof correctableFields)[number];

const longestCorrection = 1024;

/**
 * What a warning says of the field that was taken: "sure": it is right, or was left out by the host; "field": it may be wrong;
 * "texts": name and address may have changed places.
 */
const meanings: { readonly [code in QrWarningCode]: "sure" | "field" | "texts" } = {
  provinceUnknown: "field",
  sexMismatch: "field",
  birthYearMismatch: "field",
  nameDamaged: "sure",
  addressDamaged: "sure",
  dateDamaged: "sure",
  sexDamaged: "sure",
  oldIdDamaged: "sure",
  extraFields: "sure",
  leadingZeroLost: "field",
  layoutUnusual: "texts",
  issueDateImplausible: "field",
  notNfc: "sure",
  nameRepaired: "sure",
  addressRepaired: "sure",
  sexRepaired: "sure",
  marksMissing: "field",
  cancelledNumber: "sure",
  scanDamaged: "sure",
};

/** What was concluded from a doubtful date is as doubtful (docs/protocol.md, `derived`). */
const concluded: { readonly [name in FieldName]?: readonly FieldName[] } = {
  issueDate: ["issuingAuthority", "expiryDate"],
  dateOfBirth: ["expiryDate"],
};

/**
 * @param damaged whether the scanner's own text lost letters (`scanner.scanned`)
 * @returns the fields of the scan's citizen that may be wrong, in no order, each once
 */
export function doubtfulFields({ citizen = {}, warnings }: QrParseResult, damaged = false): FieldName[] {
  const named = warnings.flatMap(({ code, field }): readonly FieldName[] => {
    if (meanings[code] === "texts") return correctableFields;
    return meanings[code] === "field" && field !== undefined ? [field] : [];
  });
  const all = new Set([...named, ...(damaged ? correctableFields : [])]);
  return [...all].filter((name) => citizen[name] !== undefined);
}

/** Whether a person or another source has spoken for what the scan said. */
export function isSettled(citizen: Citizen, name: FieldName): boolean {
  const { source, confirmedBy = [] } = citizen[name] ?? {};
  return source !== "qr" || confirmedBy.includes("manual");
}

/** @returns those doubtful fields that nobody has settled yet */
export function openDoubts(citizen: Citizen, doubtful: readonly FieldName[]): FieldName[] {
  return doubtful.filter((name) => !isSettled(citizen, name));
}

/** @returns the fields that may not be filled while these doubts are open: with them all that was concluded from them */
export function unconfirmedFields(citizen: Citizen, doubts: readonly FieldName[]): ReadonlySet<FieldName> {
  const more = doubts.flatMap((name) => concluded[name] ?? []).filter((name) => citizen[name]?.source === "derived");
  return new Set([...doubts, ...more]);
}

/** Text typed by hand as it may go into a citizen: NFC, single spaces; undefined where it is no name or address. */
export function correction(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > longestCorrection) return undefined;
  const clean = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  return clean === "" || /\p{C}/u.test(clean) ? undefined : clean;
}

/** The same letters, whatever their marks: `NGUYEN` and `Nguyễn`. */
function bareLetters(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d").toLowerCase().replace(/\s+/gu, " ");
}

/**
 * What a person has settled goes on with every citizen of the same scan: a confirmation while the scan's text is the same; a
 * correction unless the chip has confirmed other letters than it has. Where the chip gives the field, it stays the chip's.
 */
export function withSettled(citizen: Citizen, settled: Citizen): Citizen {
  const names = (Object.keys(settled) as FieldName[]).filter((name) => citizen[name]?.source === "qr" && holds(citizen, settled, name));
  if (names.length === 0) return citizen;
  return { ...citizen, ...(Object.fromEntries(names.map((name) => [name, merged(citizen, settled, name)])) as Citizen) };
}

function holds(citizen: Citizen, settled: Citizen, name: FieldName): boolean {
  const [scan, person] = [citizen[name], settled[name]];
  if (person?.source === "qr") return person.value === scan?.value;
  const isConfirmed = (scan?.confirmedBy ?? []).some((source) => source !== "manual");
  return !isConfirmed || bareLetters(String(scan?.value)) === bareLetters(String(person?.value));
}

function merged(citizen: Citizen, settled: Citizen, name: FieldName): Citizen[FieldName] {
  const person = settled[name];
  if (person?.source !== "qr") return person;
  const confirmedBy = [...new Set([...(citizen[name]?.confirmedBy ?? []), "manual" as const])];
  return { ...person, ...citizen[name], confirmedBy };
}
