// "Họ tên vợ: … Số CCCD: … cấp ngày: …": what follows a person's name without saying whose it is belongs to that person.
import { fold } from "../fold";
import { isChoice } from "../widget-kinds";
import { isProcedure, type Evidence } from "./evidence";
import type { Who } from "./role-words";
import { whoIs } from "./who";
import { wordsOf } from "./words";

interface Run {
  who: Who;
  title: string | undefined;
  titleText: string;
}

const NAME_STARTS = ["họ tên", "họ và tên", "họ, tên", "họ chữ đệm", "họ, chữ đệm", "full name"].map(fold);
const PART_STARTS = ["tên", "name of", "người", "ông", "bà"].map(fold);
// "Họ tên gọi khác", "Tên thường dùng": the same person's.
const OTHER_NAMES = ["gọi", "dùng", "bí danh", "khác", "đăng nhập", "thay đổi", "cải chính"].map(fold);
// "Bảo lãnh cho ông/bà", "của em": a name is to follow.
const LAST_WORDS: ReadonlySet<string> = new Set(["ông", "bà", "anh", "chị", "em", "cháu"].map(fold));
const COUNTS = fold("số ");
const ME = fold("tôi");
const RELATIONS = ["quan hệ", "là gì của", "relation"].map(fold);
const ORDER = /^[^\p{L}]*(?:[ivx]+[.)]\s*)?/u;

/** Notes on every control whose it is by the name that was asked for before it, and dates of a paper by the number before them. */
export function markRuns(all: readonly Evidence[]): void {
  let run: Run | undefined;
  let paper: Run | undefined;
  for (const evidence of all) {
    const { who } = evidence;
    if (run !== undefined && isElsewhere(run, evidence)) run = undefined;
    if (paper !== undefined && isElsewhere(paper, evidence)) paper = undefined;
    run = runAt(evidence, run);
    if (run !== undefined && who.label === undefined && who.name !== "applicant") who.run = run.who;
    if (asksNumber(evidence)) paper = runOf(who.label, evidence);
    else if (paper !== undefined && asksOfPaper(evidence)) who.run ??= paper.who;
  }
}

/** Whose run goes on or begins at a control. */
function runAt(evidence: Evidence, before: Run | undefined): Run | undefined {
  if (speaksForItself(evidence)) return { who: "applicant", ...placeOf(evidence) };
  const named = namedBy(evidence);
  // The wife of somebody else is nobody's we know.
  if (named !== undefined && named !== "organisation") return runOf((named === "spouse" || named === "child") && before !== undefined && before.who !== "applicant" ? "unclear" : named, evidence);
  // Another name, of nobody in particular: it starts anew.
  if (asksName(evidence)) return undefined;
  const { label } = evidence.who;
  return before?.who !== "applicant" && label !== undefined && (label !== before?.who || isRelation(evidence)) ? undefined : before;
}

function placeOf({ titles, who: { titleText } }: Evidence): Pick<Run, "title" | "titleText"> {
  return { title: titles[0], titleText };
}

/** "Tôi tên là" on a form that has only its own name over it: who fills it in goes on speaking of himself. */
function speaksForItself({ label, who }: Evidence): boolean {
  return asksName({ label }) && wordsOf(fold(label?.text ?? "")).includes(ME) && (who.title === undefined || isProcedure(who.titleText));
}

function runOf(who: Who | undefined, evidence: Evidence): Run | undefined {
  return who === undefined || who === "applicant" || who === "organisation" ? undefined : { who, ...placeOf(evidence) };
}

function isElsewhere({ title, titleText }: Run, evidence: Evidence): boolean {
  return evidence.titles[0] !== title || evidence.who.titleText !== titleText;
}

/** The person whose name a control is for by its own label ("Họ tên cha", "Người bị kiện"); undefined when it is for no name or says no person. */
function namedBy({ control, label, isUnknown, who }: Evidence): Who | undefined {
  if (isChoice(control.widget) || control.widget === "date") return undefined;
  if (isUnknown) return namedByUnknown(control.labels[0] ?? "");
  // A placeholder that is not understood is no label, and yet it may ask for somebody's name.
  if (label === undefined) return who.label ?? namedByUnknown(control.labels[0] ?? "");
  return asksName({ label }) || label.parsed.heads.includes("partOfName") ? label.parsed.who : undefined;
}

function asksName({ label }: Pick<Evidence, "label">): boolean {
  return label?.sense.kind === "meaning" && label.sense.key === "fullName";
}

function namedByUnknown(text: string): Who | undefined {
  const plain = fold(text).replace(ORDER, "");
  if (OTHER_NAMES.some((word) => plain.includes(word))) return undefined;
  const who = whoIs(text);
  if (NAME_STARTS.some((start) => plain.startsWith(start))) return who ?? "unclear";
  const last = wordsOf(plain).at(-1) ?? "";
  if (last === "name" || PART_STARTS.some((start) => plain.startsWith(start))) return who;
  if (LAST_WORDS.has(last)) return "unclear";
  // "Con trai tôi", "Nghề nghiệp của cha": what is asked next without a person is hardly the applicant's.
  const isKin = who === "stranger" || who === "spouse" || who === "child";
  return isKin && !plain.startsWith(COUNTS) && !RELATIONS.some((word) => plain.includes(word)) ? "unclear" : undefined;
}

function isRelation({ control }: Evidence): boolean {
  const text = fold(control.labels[0] ?? "");
  return RELATIONS.some((word) => text.includes(word));
}

function asksNumber({ label }: Evidence): boolean {
  return label !== undefined && label.parsed.heads.some((head) => head === "number" || head === "personalNumber") || (label?.sense.kind === "meaning" && label.sense.key === "idNumber");
}

function asksOfPaper({ label, who }: Evidence): boolean {
  return who.label === undefined && label?.sense.kind === "meaning" && (label.sense.key === "issueDate" || label.sense.key === "issuingAuthority" || label.sense.key === "expiryDate");
}
