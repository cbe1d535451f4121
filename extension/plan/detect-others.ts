// Finds by their labels the fields a profile does not name. Precision comes first: a whole label must be known, two fields for one
// meaning are none, and a field of somebody else is never the citizen's.
import type { Field, Role } from "../generated/site-profile";
import type { SnapshotField } from "../shared/content-protocol";
import { fold, foldLabel } from "./fold";
import { AMBIGUOUS_LABELS, HARMLESS_WORDS, MEANINGS, PERSON_WORDS, ROLE_WORDS, STRANGER_WORDS, type Meaning } from "./synonyms";

export interface Detection {
  targets: { field: Field; control: SnapshotField }[];
  ambiguous: { control: SnapshotField; key: string }[];
}

const BY_LABEL = new Map(MEANINGS.flatMap((meaning) => meaning.labels.map((label) => [foldLabel(label), meaning] as const)));
const ROLES = ROLE_WORDS.map(({ role, words }) => ({ role, words: words.map(fold) }));
const STRANGERS = STRANGER_WORDS.map(fold);
const PERSONS = PERSON_WORDS.map(fold);
const KNOWN_PHRASES = [...ROLES.flatMap(({ words }) => words), ...HARMLESS_WORDS.map(fold)];

interface Candidate {
  control: SnapshotField;
  meaning: Meaning;
  role: Role;
}

/** @returns targets with their roles, and the fields whose label could be the citizen's but does not say so for certain. */
export function detectOthers(controls: readonly SnapshotField[], roles: readonly Role[]): Detection {
  const found: Candidate[] = [];
  const ambiguous: SnapshotField[] = [];
  for (const control of controls) {
    if (control.widget === "checkbox") continue;
    const labels = control.labels.map(foldLabel);
    const role = roleOf(control, labels[0] ?? "");
    if (role === "unclear") {
      if (meaningOf(control, labels, "applicant") !== undefined) ambiguous.push(control);
      continue;
    }
    if (role === undefined || !roles.includes(role)) continue;
    const meaning = meaningOf(control, labels, role);
    if (meaning === "ambiguous") ambiguous.push(control);
    else if (meaning !== undefined) found.push({ control, meaning, role });
  }
  const taken = new Map<string, number>();
  for (const { meaning, role } of found) taken.set(`${role}.${meaning.key}`, (taken.get(`${role}.${meaning.key}`) ?? 0) + 1);
  const single = found.filter(({ meaning, role }) => taken.get(`${role}.${meaning.key}`) === 1);
  const doubled = found.filter((candidate) => !single.includes(candidate)).map(({ control }) => control);
  return {
    targets: single.map(toTarget),
    ambiguous: [...ambiguous, ...doubled].map((control) => ({ control, key: `detected.${control.ref}` })),
  };
}

function toTarget({ control, meaning, role }: Candidate): { field: Field; control: SnapshotField } {
  const key = `detected.${role}.${meaning.key}`;
  return { control, field: { key, role, locate: { label: control.labels[0] ?? key }, widget: control.widget, value: meaning.value } };
}

function meaningOf(control: SnapshotField, labels: readonly string[], role: Role): Meaning | "ambiguous" | undefined {
  const best = labels.find((label) => label !== "");
  if (best === undefined) return undefined;
  const core = withoutRole(withoutAside(best), role);
  const meaning = BY_LABEL.get(core);
  if (meaning === undefined) return AMBIGUOUS_LABELS.includes(core) ? "ambiguous" : undefined;
  const context = [control.group, control.name, control.id].map(fold).join(" ");
  if (meaning.notWith?.some((word) => mentions(context, fold(word))) === true && !mentions(context, "cccd")) return "ambiguous";
  return meaning;
}

/** "họ và tên (viết in hoa, có dấu)" → "họ và tên" */
function withoutAside(label: string): string {
  const open = label.indexOf("(");
  return open > 0 && label.endsWith(")") ? foldLabel(label.slice(0, open)) : label;
}

function withoutRole(label: string, role: Role): string {
  for (const { words } of ROLES.filter((entry) => entry.role === role)) {
    for (const word of words) {
      for (const ending of [` ${fold("của")} ${word}`, ` ${word}`]) if (label.endsWith(ending)) return label.slice(0, -ending.length).trim();
    }
  }
  return label;
}

/** Whose field it is: what its own label says, else its group; undefined for people we know nothing of, unclear for one not known by name. */
function roleOf(control: SnapshotField, label: string): Role | "unclear" | undefined {
  for (const text of BY_LABEL.has(label) ? [fold(control.group)] : [label, fold(control.group)]) {
    if (STRANGERS.some((word) => mentions(text, word))) return undefined;
    if (namesUnknownPerson(text)) return "unclear";
    const role = ROLES.find(({ words }) => words.some((word) => mentions(text, word)))?.role;
    if (role !== undefined) return role;
  }
  return "applicant";
}

/** "người bảo lãnh", "bên B": a person of whom no role is known, also beside one of whom it is. */
function namesUnknownPerson(text: string): boolean {
  const rest = KNOWN_PHRASES.reduce((left, phrase) => (mentions(left, phrase) ? left.replaceAll(phrase, "|") : left), text);
  return PERSONS.some((word) => mentions(rest, word));
}

/** Whole words only: "cha" is not in "chào". */
function mentions(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1];
    const after = text[at + word.length];
    if (!isWordLetter(before) && !isWordLetter(after)) return true;
  }
  return false;
}

function isWordLetter(ch: string | undefined): boolean {
  return ch !== undefined && (ch.toLowerCase() !== ch.toUpperCase() || (ch >= "\u0300" && ch <= "\u036f"));
}
