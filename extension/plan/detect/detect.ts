// Finds the fields a profile does not name. Precision comes first: every word of a label must be understood, label, name, kind and
// surroundings must not speak against each other, two fields for one meaning are none, and another person's field is never the citizen's.
import { isBox } from "../widget-kinds";
import type { Field, Role } from "../../generated/site-profile";
import type { SnapshotField } from "../../shared/content-protocol";
import { duringLook } from "../remember";
import type { Reason, RefusalReason } from "../types";
import { addressPart, hasListsNear, hasUnclearDistrict } from "./addresses";
import { withCaptions } from "./captions";
import { dateGroups, type DateGroup } from "./date-parts";
import { gather, offersSexes, reasonsOf, type Evidence } from "./evidence";
import { issuerByPlace } from "./issuer-words";
import { markPeopleRows } from "./people-rows";
import { markRuns } from "./person-runs";
import { isSearch, isStrangeLine, isStrangeOver, isStrangeTitle } from "./strange-titles";
import { fits } from "./fits";
import { readLabel } from "./label-parse";
import { VALUES, type MeaningKey, type Sense } from "./meaning";
import { paperBefore, paperOfTitles } from "./papers";
import type { Who } from "./role-words";

/** A field found, with why it is taken for what it is. */
export interface Candidate {
  field: Field;
  control: SnapshotField;
  reasons: Reason[];
  /** Shared by the parts of one date: all of them are filled or none. */
  together?: string;
}

/** A field that could be the citizen's but does not say so for certain. */
export interface Doubt {
  control: SnapshotField;
  key: string;
  reason: RefusalReason;
}

export interface Detection {
  targets: Candidate[];
  ambiguous: Doubt[];
  /** Every role some field was found for, wanted or not. */
  roles: Role[];
}

/** A doubt remembers what it would have been: beside it, another field for the same is no longer the only one. */
type Verdict = { key: MeaningKey; reasons: Reason[] } | { doubt: RefusalReason; meant?: MeaningKey } | undefined;
type Judged = Exclude<Verdict, undefined> & { control: SnapshotField; role: Role; isSaid: boolean; group?: string; format?: "day" | "month" | "yyyy" };

/** A title over more of the controls than this is about the page, not about one block of it. */
const WHOLE_PAGE = 0.75;
const UNITS: ReadonlySet<MeaningKey> = new Set<MeaningKey>(["province", "district", "commune"]);
const ROLES: ReadonlySet<Who> = new Set<Who>(["applicant", "owner", "authorised", "child", "spouse", "organisation"]);

/**
 * @param controls all controls of the page in its order, without those a profile names
 * @param roles whose fields are wanted; fields of others are in no list
 * @returns candidates with their reasons, and doubts; pure and total
 */
export function detect(controls: readonly SnapshotField[], roles: readonly Role[]): Detection {
  return duringLook(() => settle(judgeAll(controls), roles));
}

function judgeAll(controls: readonly SnapshotField[]): Judged[] {
  const all = withCaptions(controls).map(gather);
  markStrange(all);
  markPeopleRows(all);
  markRuns(all);
  const parts = new Map(dateGroups(all).flatMap((group, number) => group.parts.map((part) => [part.at, { group, number, part: part.part }] as const)));
  return all.flatMap((evidence, at): Judged[] => {
    const inDate = parts.get(at);
    const verdict = inDate === undefined ? judge(all, at) : judgeDate(all, inDate.group);
    const role = verdict === undefined ? undefined : roleOf(evidence);
    if (verdict === undefined || role === undefined) return [];
    if (typeof role !== "string") return "key" in verdict ? [{ doubt: role.doubt, control: evidence.control, role: "applicant", isSaid: false }] : [];
    const date = inDate === undefined ? {} : { group: String(inDate.number), format: inDate.part === "year" ? ("yyyy" as const) : inDate.part };
    return [{ ...verdict, control: evidence.control, role, isSaid: (evidence.who.label ?? evidence.who.title) !== undefined, ...date }];
  });
}

function settle(judged: readonly Judged[], roles: readonly Role[]): Detection {
  const taken = counts(judged);
  const said = counts(judged.filter(({ isSaid }) => isSaid));
  // Of two alike, the only one that says whose it is is meant.
  const isTwice = (one: Judged): boolean => (taken.get(keyOf(one)) ?? 0) > 1 && !(one.isSaid && said.get(keyOf(one)) === 1);
  const detection: Detection = { targets: [], ambiguous: [], roles: [...new Set(judged.filter((one) => "key" in one).map(({ role }) => role))] };
  for (const one of judged) {
    if (!roles.includes(one.role)) continue;
    const key = `detected.${one.control.ref}`;
    if (!("key" in one)) detection.ambiguous.push({ control: one.control, key, reason: one.doubt });
    else if (isTwice(one)) detection.ambiguous.push({ control: one.control, key, reason: "twoAlike" });
    else detection.targets.push(toCandidate(one, judged));
  }
  return detection;
}

function counts(judged: readonly Judged[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const one of judged) counted.set(keyOf(one), (counted.get(keyOf(one)) ?? 0) + 1);
  return counted;
}

function keyOf(one: Judged): string {
  const part = one.format === undefined ? "" : `.${one.format === "yyyy" ? "year" : one.format}`;
  return `detected.${one.role}.${"key" in one ? one.key : (one.meant ?? "")}${part}`;
}

function toCandidate(one: Judged & { key: MeaningKey; reasons: Reason[] }, all: readonly Judged[]): Candidate {
  const { control, role, key } = one;
  const base = VALUES[key];
  const value = one.format !== undefined && "citizen" in base ? { citizen: base.citizen, format: one.format } : base;
  const hasDistrict = all.some((other) => "key" in other && other.key === "district" && other.role === role);
  const before = key === "district" || (key === "commune" && !hasDistrict) ? "province" : key === "commune" ? "district" : undefined;
  const after = before === undefined ? {} : { after: `detected.${role}.${before}` };
  const together = one.group === undefined ? {} : { together: one.group };
  return { control, reasons: one.reasons, ...together, field: { key: keyOf(one), role, locate: { label: control.labels[0] ?? keyOf(one) }, widget: control.widget, value, ...after } };
}

/** Whose field it is: its own label says, else the title over it, else its name; undefined: surely nobody's we know. */
function roleOf({ who, label, control, titles, isStrange, isSearch }: Evidence): Role | { doubt: RefusalReason } | undefined {
  if (isSearch) return { doubt: "personUnclear" };
  const own = who.label ?? who.run ?? who.title ?? who.name ?? (isInPeopleTable(label?.source, titles) || isStrange ? "unclear" : "applicant");
  if (who.label === "stranger" || own === "stranger") return undefined;
  // "Họ và tên vợ" in the block on the father and mother may be anybody's.
  if (who.title === "stranger") return { doubt: "personUnclear" };
  // "Họ tên người làm thủ tục" among the car owner's own rows is one of the two; "họ tên vợ" there is the wife of somebody else.
  if (who.title === "unclear" && who.run !== "applicant") return { doubt: "personUnclear" };
  if (own === "unclear" || !ROLES.has(own)) return { doubt: "personUnclear" };
  // A person's name or papers asked for in a company's block are those of somebody who stands for it.
  if (own === "organisation") return { doubt: "personUnclear" };
  const said = who.name;
  if (said !== undefined && said !== own) return said === "stranger" && who.label === undefined && who.title === undefined ? undefined : { doubt: "contradiction" };
  return isBox(control.widget) ? undefined : own;
}

/**
 * Where blocks have titles that tell them apart, one that nobody understands ("Phụ huynh", "Thông tin gia chủ") may be anybody's; so may
 * the rows and columns of a table under such heads. A title over nearly the whole page is the page's own.
 */
function markStrange(all: readonly Evidence[]): void {
  const under = new Map<string, number>();
  for (const { titles } of all) for (const title of titles) under.set(title, (under.get(title) ?? 0) + 1);
  for (const evidence of all) evidence.isSearch = isSearch(evidence.titles, (under.get(evidence.titles[0] ?? "") ?? 0) === all.length);
  // The site's own search box tells no blocks of the form apart.
  const form = all.filter(({ isSearch }) => !isSearch);
  const nearest = new Set(form.map(({ titles }) => titles[0] ?? ""));
  const verdicts = new Map([...under].map(([title, count]) => [title, isStrangeTitle(title, nearest.has(title) && count < form.length ? nearest.size > 1 : count < form.length * WHOLE_PAGE)]));
  const lines = strangeLines(all);
  const heads = new Set([...new Set(all.flatMap(({ control }) => control.heads ?? []))].filter((head) => isStrangeTitle(head, true)));
  for (const evidence of all) {
    const { control } = evidence;
    // A head at the side of several rows tells blocks apart as well; of a lone row only the column's stands here.
    const isHeaded = (control.heads ?? []).some((head) => (control.isCrossed === true || evidence.label?.text !== head) && heads.has(head));
    evidence.isStrange = evidence.titles.some((title) => verdicts.get(title) === true) || (control.lines ?? []).some((line) => lines.has(line)) || isHeaded;
  }
  inheritPeople(all);
}

/** Lines that tell blocks apart although no markup makes them titles, and that nobody understands. */
function strangeLines(all: readonly Evidence[]): Set<string> {
  const under = new Map<string, number>();
  const nearest = new Set(all.map(({ control: { lines = [] } }) => lines[0]));
  for (const { control: { lines = [] } } of all) for (const line of lines) under.set(line, (under.get(line) ?? 0) + 1);
  const isApart = (line: string, count: number): boolean => count > 1 && count < all.length && nearest.has(line);
  return new Set([...under].filter(([line, count]) => isStrangeLine(line) || (isApart(line, count) && isStrangeOver(line))).map(([line]) => line));
}

/** A block titled only by an address or a paper ("Nơi thường trú") goes on with the person of the block before it. */
function inheritPeople(all: readonly Evidence[]): void {
  let inherited: Evidence | undefined;
  for (const [at, evidence] of all.entries()) {
    const before = all[at - 1];
    if (before === undefined || evidence.who.title !== undefined || evidence.isStrange || !isPartOfBlock(evidence.titles[0])) continue;
    // A title that stood over those before as well begins no block here.
    if (evidence.titles[0] === before.titles[0] && inherited !== before) continue;
    inherited = evidence;
    evidence.who.title = before.who.title;
    evidence.isStrange ||= before.isStrange;
  }
}

function isPartOfBlock(title: string | undefined): boolean {
  const reading = title === undefined ? undefined : readLabel(title);
  return reading?.kind === "known" && (reading.label.heads.length > 0 || reading.label.papers.size > 0 || reading.label.isElsewhere);
}

function isInPeopleTable(source: string | undefined, titles: readonly string[]): boolean {
  return source === "column" && titles.some((title) => title.toLowerCase().startsWith("danh sách"));
}

function judgeDate(all: readonly Evidence[], { key, isOpen, parts }: DateGroup): Verdict {
  const first = parts[0] === undefined ? undefined : all[parts[0].at];
  if (first === undefined) return undefined;
  const reasons: Reason[] = [...reasonsOf(first), { kind: "dateParts", text: first.control.shared ?? first.control.group }];
  return key === "dateOfBirth" || !isOpen ? { key, reasons } : ofPaper(all, parts[0]?.at ?? 0, key, reasons);
}

function judge(all: readonly Evidence[], at: number): Verdict {
  const own = all[at];
  if (own === undefined || isBox(own.control.widget)) return undefined;
  const sense = issuerByPlace(all, at) ?? senseOfControl(own);
  const verdict = verdictOf(all, at, sense, own);
  if (verdict === undefined || !("key" in verdict)) return verdict;
  if (isContradicted(own, verdict.key) || !fits(own.control, verdict.key)) return { doubt: "contradiction", meant: verdict.key };
  return verdict;
}

/** A label that is understood decides; without any label a name does, and without both a list that offers the sexes. */
function senseOfControl({ label, name, isUnknown, control }: Evidence): Sense {
  if (isUnknown) return { kind: "nothing" };
  if (label !== undefined) return label.sense;
  if (name !== undefined) return name.sense;
  return offersSexes(control) ? { kind: "meaning", key: "sex" } : { kind: "nothing" };
}

function verdictOf(all: readonly Evidence[], at: number, sense: Sense, own: Evidence): Verdict {
  const reasons = reasonsOf(own);
  switch (sense.kind) {
    case "meaning":
      if (sense.paper === "open") return ofPaper(all, at, sense.key as "issueDate", reasons);
      if (UNITS.has(sense.key) && hasUnclearDistrict(all, at)) return { doubt: "addressUnclear" };
      // "Địa chỉ thường trú chi tiết" is all of it where no list asks for the rest.
      if (sense.key === "detail" && !hasListsNear(all, at)) return { doubt: "addressUnclear" };
      return { key: sense.key, reasons };
    case "address": {
      const answer = addressPart(all, at, sense.part);
      return answer === "foreign" ? undefined : answer === "unclear" ? { doubt: "addressUnclear" } : { key: answer.key, reasons };
    }
    case "openNumber":
      return paperOfTitles(own.titles) === "card" ? { key: "idNumber", reasons } : undefined;
    case "unclear":
      return { doubt: sense.why === "document" ? "documentUnclear" : "labelAmbiguous" };
    default:
      return undefined;
  }
}

function ofPaper(all: readonly Evidence[], at: number, key: "issueDate" | "issuingAuthority" | "expiryDate", reasons: Reason[]): Verdict {
  const paper = paperBefore(all, at);
  if (paper === "other") return undefined;
  // A date of expiry is asked for many things; only one that stands by the card's number is the card's.
  if (paper === "unclear" || (paper === "none" && key === "expiryDate")) return { doubt: "documentUnclear" };
  return { key, reasons: paper === "card" ? [...reasons, { kind: "neighbour", text: "" }] : reasons };
}

/** Whether another label or the name asks for something else. */
function isContradicted({ others, name, label }: Evidence, key: MeaningKey): boolean {
  const said = [...others, ...(label === undefined || name === undefined ? [] : [name.sense])];
  return said.some((sense) => (sense.kind === "meaning" ? !sameField(sense.key, key) : sense.kind === "foreign"));
}

function sameField(one: MeaningKey, other: MeaningKey): boolean {
  const kin: readonly (readonly MeaningKey[])[] = [["dateOfBirth", "yearOfBirth"], ["placeOfResidence", "province", "district", "commune", "detail"]];
  return one === other || kin.some((family) => family.includes(one) && family.includes(other));
}
