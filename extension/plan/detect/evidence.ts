// What one control says of itself: its labels, its names, its kind, whose block it stands in. No decision is made here.
import type { LabelSource, SnapshotField } from "../../shared/content-protocol";
import { fold } from "../fold";
import { once } from "../remember";
import type { Reason } from "../types";
import { readLabel, type LabelReading, type ParsedLabel } from "./label-parse";
import { senseOf, type Sense } from "./meaning";
import { readName, type ParsedName } from "./name-parse";
import type { Who } from "./role-words";
import { isUnderstood } from "./strange-titles";
import { whoIs } from "./who";

export interface Evidence {
  control: SnapshotField;
  /** What its best label that says anything asks for; undefined without such a label. */
  label?: { sense: Sense; parsed: ParsedLabel; source: LabelSource; text: string };
  /** The best label has a word nobody knows. */
  isUnknown: boolean;
  /** What its other labels ask for, when they are understood. */
  others: Sense[];
  name?: { sense: Sense; parsed: ParsedName; text: string };
  /** The caption it shares with its neighbours. */
  shared?: { sense: Sense; who: Who | undefined };
  /** Its label, its titles and its name, each naming at most one person; run: whose name was asked for just before it. */
  who: { label: Who | undefined; run?: Who; title: Who | undefined; name: Who | undefined; titleText: string };
  titles: readonly string[];
  /** A title or a head over it is about something or somebody nobody knows. */
  isStrange: boolean;
  /** It stands in a block for searching. */
  isSearch: boolean;
}

const HINTS: ReadonlySet<LabelSource> = new Set<LabelSource>(["placeholder", "title", "description"]);
const BEYOND: ReadonlySet<LabelSource> = new Set<LabelSource>(["beside", "cell", "column"]);
const SEX_OPTIONS: ReadonlySet<string> = new Set(["nam", "nữ", "khác", "chưa xác định", "không xác định", "giới tính khác", "male", "female", "other"].map(fold));
const CHOOSE = ["chọn", "--", "...", "select"].map(fold);

export function gather(control: SnapshotField): Evidence {
  const titles = control.groups ?? (control.group === "" ? [] : [control.group]);
  const { heads = [], lines = [] } = control;
  const labels = readLabels(control);
  const name = readNames(control);
  const shared = readShared(control.shared);
  const title = firstPerson(lines) ?? firstPerson(titles);
  // A column's head that is the label itself speaks of the field, not of whose the column is.
  const head = firstPerson(heads.filter((text) => text !== control.labels[0]));
  return {
    control,
    ...labels,
    ...(name === undefined ? {} : { name }),
    ...(shared === undefined ? {} : { shared }),
    titles,
    isStrange: false,
    isSearch: false,
    who: { label: labels.label?.parsed.who ?? labels.person, title: head?.who ?? shared?.who ?? title?.who, name: name?.parsed.who, titleText: head?.text ?? title?.text ?? "" },
  };
}

/** The first of some texts that speaks of a person. */
function firstPerson(texts: readonly string[]): { text: string; who: Who } | undefined {
  for (const text of texts) {
    const who = whoOfTitle(text);
    if (who !== undefined) return { text, who };
  }
  return undefined;
}

const PROCEDURES = ["đăng ký", "tờ khai", "đơn", "cấp", "thủ tục", "giấy", "hồ sơ", "biểu mẫu", "phiếu", "đề nghị", "văn bản"].map(fold);

/** Whether a title is the name of a form or of a procedure. */
export function isProcedure(text: string): boolean {
  const folded = fold(text);
  return PROCEDURES.some((start) => folded.startsWith(start));
}

const OF = /\s(?:của|of)\s/u;

/** The name of a procedure says what is applied for, not that the block is a company's; "đón trả trẻ" and "bảo mẫu của bé" are about another. */
const whoOfTitle = once((text: string): Who | undefined => {
  const who = whoIs(text);
  if (who === undefined || who === "unclear" || who === "stranger") return who;
  if (who === "organisation") return isProcedure(text) ? undefined : who;
  const decisive = who === "child" || who === "spouse" ? text : OF.test(text) ? text.split(OF)[0] : "";
  return isUnderstood(decisive ?? "") ? who : "unclear";
});

type Labels = Pick<Evidence, "label" | "isUnknown" | "others"> & { person?: Who };

function readLabels(control: SnapshotField): Labels {
  let label: Evidence["label"];
  let person: Who | undefined;
  const others: Sense[] = [];
  for (const [at, text] of control.labels.entries()) {
    const source = control.labelSources?.[at] ?? "label";
    const reading = readLabel(text);
    // Beyond a label of its own, a line that only names a person ("Người liên hệ") is a title over it.
    if (label !== undefined && BEYOND.has(source) && !asksAnything(reading)) person ??= whoOfTitle(text);
    if (reading.kind === "blank" || (reading.kind === "unknown" && (label !== undefined || HINTS.has(source)))) continue;
    // A column of somebody's ("Người yêu cầu công chứng"): what is asked for stands at the row's head.
    const columnOf = reading.kind === "unknown" && source === "column" && control.labelSources?.[at + 1] === "cell" ? whoOfTitle(text) : undefined;
    if (columnOf !== undefined) {
      person ??= columnOf;
      continue;
    }
    if (reading.kind === "unknown") return { isUnknown: true, others, ...personIn(text) };
    const sense = senseOf(reading.label);
    if (label !== undefined) others.push(sense);
    // "Chủ hồ sơ" as a label says whose, and a placeholder then says what.
    else if (sense.kind === "nothing") person ??= reading.label.who;
    else if (source !== "description") label = { sense, parsed: reading.label, source, text };
  }
  return { ...(label === undefined ? {} : { label }), isUnknown: false, others, ...(person === undefined ? {} : { person }) };
}

function asksAnything(reading: LabelReading): boolean {
  return reading.kind === "known" && senseOf(reading.label).kind !== "nothing";
}

function personIn(text: string): { person?: Who } {
  const who = whoIs(text);
  return who === undefined ? {} : { person: who };
}

function readNames(control: SnapshotField): Evidence["name"] {
  // The id of a radio button names one answer, not the question.
  const names = [control.name, ...(control.widget === "radio" ? [] : [control.id]), ...(control.codes ?? [])];
  for (const text of names) {
    const parsed = text === "" ? undefined : readName(text);
    if (parsed === undefined) continue;
    // One control for a date in three fields carries the name of its first part.
    const heads = control.widget === "date-parts" ? parsed.heads.filter((head) => head !== "day" && head !== "month" && head !== "year") : parsed.heads;
    return { sense: senseOf({ ...parsed, heads }), parsed, text };
  }
  return undefined;
}

function readShared(text: string | undefined): Evidence["shared"] {
  if (text === undefined) return undefined;
  const reading = readLabel(text);
  return reading.kind === "known" ? { sense: senseOf(reading.label), who: reading.label.who } : { sense: { kind: "nothing" }, who: whoOfTitle(text) };
}

/** Whether a list or a group of buttons offers the sexes and nothing else. */
export function offersSexes(control: SnapshotField): boolean {
  const options = (control.options ?? []).map(fold).filter((option) => option !== "" && !CHOOSE.some((start) => option.startsWith(start)));
  return options.length >= 2 && options.length <= 4 && options.every((option) => SEX_OPTIONS.has(option));
}

/** The words for a reason that a label or name was the evidence. */
export function reasonsOf({ label, name, who }: Evidence): Reason[] {
  const reasons: Reason[] = [];
  if (label !== undefined) reasons.push({ kind: HINTS.has(label.source) ? "placeholder" : label.source === "column" || label.source === "shape" ? "column" : "label", text: label.text });
  if (name !== undefined && (label === undefined || name.sense.kind === "meaning")) reasons.push({ kind: "name", text: name.text });
  if (who.title !== undefined && who.titleText !== "") reasons.push({ kind: "title", text: who.titleText });
  return reasons;
}
