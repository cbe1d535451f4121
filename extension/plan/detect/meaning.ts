// From the parts of a label or a name to the one field of the citizen it asks for.
import type { Value } from "../../generated/site-profile";
import type { Head, Paper } from "./lexicon";

/** Names of what detection can find; the parts of an address only where it is known whose and which address. */
export type MeaningKey =
  | "fullName" | "dateOfBirth" | "yearOfBirth" | "sex" | "idNumber" | "oldIdNumber" | "issueDate" | "issuingAuthority" | "expiryDate" | "nationality" | "ethnicity" | "religion"
  | "placeOfOrigin" | "placeOfResidence" | "province" | "district" | "commune" | "detail";

export const VALUES: Readonly<Record<MeaningKey, Value>> = {
  fullName: { citizen: "fullName" },
  dateOfBirth: { citizen: "dateOfBirth", format: "dd/MM/yyyy" },
  yearOfBirth: { citizen: "dateOfBirth", format: "yyyy" },
  sex: { citizen: "sex" },
  idNumber: { citizen: "idNumber" },
  oldIdNumber: { citizen: "oldIdNumber" },
  issueDate: { citizen: "issueDate", format: "dd/MM/yyyy" },
  issuingAuthority: { citizen: "issuingAuthority" },
  expiryDate: { citizen: "expiryDate", format: "dd/MM/yyyy" },
  nationality: { citizen: "nationality" },
  ethnicity: { citizen: "ethnicity" },
  religion: { citizen: "religion" },
  placeOfOrigin: { citizen: "placeOfOrigin" },
  placeOfResidence: { residence: "full" },
  province: { residence: "province" },
  district: { residence: "district" },
  commune: { residence: "commune" },
  detail: { residence: "detail" },
};

export type AddressHead = "address" | "province" | "district" | "commune" | "detail";
export type DatePart = "day" | "month" | "year";

/**
 * What the parts say together. `paper` of an issue date or issuer: "open" when no paper is named. address: which one is not said;
 * openNumber: of a paper that only the title over it names;
 * unclear: could be the citizen's but does not say so for certain; foreign: surely something else; nothing: no field at all.
 */
export type Sense =
  | { kind: "meaning"; key: MeaningKey; paper?: "open" }
  | { kind: "address"; part: AddressHead }
  | { kind: "datePart"; part: DatePart }
  | { kind: "openNumber" }
  | { kind: "unclear"; why: "document" | "label" }
  | { kind: "foreign" }
  | { kind: "nothing" };

export interface Parts {
  heads: readonly Head[];
  papers: ReadonlySet<Paper>;
  isOld: boolean;
  isElsewhere: boolean;
  isCurrent: boolean;
}

const PLAIN: ReadonlySet<Head> = new Set<Head>(["fullName", "dateOfBirth", "yearOfBirth", "sex", "nationality", "ethnicity", "religion", "placeOfOrigin"]);
const ADDRESS: ReadonlySet<Head> = new Set<Head>(["address", "province", "district", "commune", "detail"]);
const DATE_PARTS: ReadonlySet<Head> = new Set<Head>(["day", "month", "year"]);
const DATES: ReadonlySet<Head> = new Set<Head>(["dateOfBirth", "issueDate", "expiryDate"]);
const FOREIGN: Sense = { kind: "foreign" };
const UNCLEAR_DOCUMENT: Sense = { kind: "unclear", why: "document" };

/** @returns what a label or name with these parts asks for */
export function senseOf(parts: Parts): Sense {
  const heads = [...new Set(parts.heads)];
  const [head, second] = heads;
  if (head === undefined) return parts.papers.size === 0 ? { kind: "nothing" } : numberOf(parts, false);
  if (heads.every((each) => each === "number" || each === "personalNumber")) return numberOf(parts, heads.includes("personalNumber"));
  if (heads.includes("placeOfResidence") && heads.length === 2) return residencePart(heads.find((each) => each !== "placeOfResidence") ?? head, parts);
  const part = heads.find((each) => DATE_PARTS.has(each));
  if (part !== undefined && heads.length === 2 && heads.some((each) => DATES.has(each))) return partOfDate(heads.includes("dateOfBirth"), part as DatePart, parts);
  if (second !== undefined) return heads.every((each) => ADDRESS.has(each)) ? addressOf(heads) : FOREIGN;
  return single(head, parts);
}

/** birth_month, "Năm (ngày sinh)": a part of a date, which alone is a field only as the year of birth. */
function partOfDate(isBirth: boolean, part: DatePart, parts: Parts): Sense {
  return isBirth && part === "year" ? single("yearOfBirth", parts) : { kind: "datePart", part };
}

function single(head: Head, parts: Parts): Sense {
  if (parts.isElsewhere) return FOREIGN;
  if (DATE_PARTS.has(head)) return parts.papers.size === 0 ? { kind: "datePart", part: head as DatePart } : FOREIGN;
  if (head === "issueDate" || head === "issuingAuthority" || head === "expiryDate") return issueOf(head, parts);
  if (parts.isOld) return FOREIGN;
  const namesCard = parts.papers.has("cccd");
  if (parts.papers.size > 0 && !namesCard) return FOREIGN;
  if (head === "address") return namesCard ? { kind: "meaning", key: "placeOfResidence" } : parts.isCurrent ? FOREIGN : { kind: "address", part: "address" };
  if (ADDRESS.has(head)) return { kind: "address", part: head as AddressHead };
  if (head === "partOfName") return { kind: "unclear", why: "label" };
  if (head === "placeOfResidence") return { kind: "meaning", key: "placeOfResidence" };
  return PLAIN.has(head) ? { kind: "meaning", key: head as MeaningKey } : FOREIGN;
}

/** "Tỉnh/thành phố nơi thường trú", "Địa chỉ thường trú chi tiết" */
function residencePart(part: Head, parts: Parts): Sense {
  if (parts.isElsewhere || parts.isOld) return FOREIGN;
  if (part === "address") return { kind: "meaning", key: "placeOfResidence" };
  return part === "province" || part === "district" || part === "commune" || part === "detail" ? { kind: "meaning", key: part } : FOREIGN;
}

function addressOf(heads: readonly Head[]): Sense {
  const named = heads.filter((each) => each !== "address");
  const [only] = named;
  // "Số nhà, đường, phường, tỉnh": all of it in one field; "Huyện, tỉnh" is less than that and more than a part.
  if (named.length > 1) return named.includes("province") && named.includes("detail") ? { kind: "address", part: "address" } : { kind: "unclear", why: "label" };
  return { kind: "address", part: (only ?? "address") as AddressHead };
}

function numberOf({ papers, isOld, isElsewhere }: Parts, isPersonal: boolean): Sense {
  if (isElsewhere) return FOREIGN;
  if (isOld) return papers.has("cmnd") && papers.size === 1 ? { kind: "meaning", key: "oldIdNumber" } : FOREIGN;
  // A field that takes any of several papers takes the card's number.
  if (isPersonal || papers.has("cccd")) return { kind: "meaning", key: "idNumber" };
  if (papers.has("cmnd") || papers.has("anyPaper")) return UNCLEAR_DOCUMENT;
  return papers.has("other") ? FOREIGN : { kind: "openNumber" };
}

function issueOf(key: "issueDate" | "issuingAuthority" | "expiryDate", { papers, isOld }: Parts): Sense {
  if (isOld) return FOREIGN;
  if (papers.has("cccd")) return { kind: "meaning", key };
  if (papers.size === 0) return { kind: "meaning", key, paper: "open" };
  return papers.has("cmnd") || papers.has("anyPaper") ? UNCLEAR_DOCUMENT : FOREIGN;
}
