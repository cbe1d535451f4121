// From what was taught to a profile like any other.
import type { Field, SiteProfile, Value } from "../../generated/site-profile";
import { isStableName } from "../../content/picker/stable-name";
import { lintProfile } from "../../shared/profile-lint.mjs";
import type { TaughtField, TaughtPage, Teaching, TeachProblem } from "./state";

const LOCAL = "local-";
const LONGEST_ID = 64;
const WAIT_MS = 15_000;
/** Parts of an address that are chosen from lists which load one after the other. */
const LISTED: ReadonlySet<string> = new Set(["province", "district", "commune"]);

/** Why this cannot be saved yet. */
export function problemOf({ fields, base, broken }: Teaching): TeachProblem | undefined {
  if (fields.some(({ value }) => value === undefined)) return "unassigned";
  const kept = base?.fields.filter(({ key }) => !broken.includes(key)) ?? [];
  return fields.length === 0 || fields.length + kept.length > 200 ? "nothingTaught" : undefined;
}

/**
 * The profile with all that was taught in it.
 * @param today ISO 8601 date
 * @param versionBefore of the profile of the same id at this desk, 0 without one
 */
export function taughtProfile(teaching: Teaching, page: TaughtPage, today: string, versionBefore: (id: string) => number): SiteProfile {
  const { base, detectOthers } = teaching;
  const path = pathOf(page, base);
  const id = base !== undefined && isLocal(base) ? base.id : idOf(page.host, path);
  const title = page.title.normalize("NFC").trim().slice(0, 300) || page.host;
  const fields = fieldsOf(teaching);
  const known = new Set(fields.map(({ key }) => key));
  const lookup = base?.lookup?.inputs.every((key) => known.has(key)) === true ? base.lookup : undefined;
  return {
    format: 1,
    id,
    version: Math.max(versionBefore(id), base !== undefined && isLocal(base) ? base.version : 0) + 1,
    title: { vi: title, en: title },
    provenance: { source: sourceOf(page.host, base), date: today, triedOnLivePortal: false },
    audience: base?.audience ?? page.audience,
    match: base !== undefined && isLocal(base) ? base.match : [{ hosts: [page.host], paths: [path] }],
    ...(base?.form === undefined ? {} : { form: base.form }),
    fields,
    detectOthers,
    ...(lookup === undefined ? {} : { lookup }),
    ...(base?.record === undefined ? {} : { record: base.record }),
    ...(base?.evidence === undefined ? {} : { evidence: base.evidence }),
  };
}

export function isLocal({ id }: Pick<SiteProfile, "id">): boolean {
  return id.startsWith(LOCAL);
}

/** Whether the linter has nothing against it. */
export function isClean(profile: SiteProfile): boolean {
  return lintProfile(profile).length === 0;
}

function sourceOf(host: string, base: SiteProfile | undefined): string {
  if (base !== undefined && isLocal(base)) return base.provenance.source;
  const from = base === undefined ? "" : `, from profile ${base.id} version ${base.version}`;
  return `Made with the picker on ${host}${from}. Not reviewed.`.slice(0, 500);
}

/** What the profile matches by: the part of the path that is no dossier's own. */
function pathOf({ path }: TaughtPage, base: SiteProfile | undefined): string {
  const known = base?.match.flatMap(({ paths }) => paths).find((prefix) => path.startsWith(prefix));
  if (known !== undefined) return known;
  const parts = path.split("#")[0]?.split("/").slice(1) ?? [];
  const own = parts.findIndex((part, index) => part !== "" && !isStableName(part) && index > 0);
  const lasting = own < 0 ? parts : [...parts.slice(0, own), ""];
  return `/${lasting.join("/")}`.slice(0, 256);
}

function idOf(host: string, path: string): string {
  const slug = `${host}${path}`.toLowerCase().replace(/[^a-z0-9]+/gu, "-").replace(/-+$/u, "");
  const full = LOCAL + slug;
  return full.length <= LONGEST_ID ? full : `${full.slice(0, LONGEST_ID - 9)}-${checksum(slug)}`;
}

// FNV-1a, 32 bit: two long paths of one portal must not become one name.
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const ch of text) hash = Math.imul(hash ^ (ch.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** The fields that stay, those that were taught in their place, and the new ones behind them. */
export function fieldsOf({ base, broken, fields }: Teaching): Field[] {
  const taughtFor = (key: string) => fields.find((taught) => taught.key === key);
  const kept = (base?.fields ?? []).filter(({ key }) => taughtFor(key) !== undefined || !broken.includes(key)).map((field) => corrected(field, taughtFor(field.key)));
  const taken = new Set(kept.map(({ key }) => key));
  const added = fields.filter(({ key }) => key === undefined || !taken.has(key)).map((taught) => {
    const field = fieldOf(taught, taken);
    taken.add(field.key);
    return field;
  });
  const all = withOrder([...kept, ...added]);
  const keys = new Set(all.map(({ key }) => key));
  return all.map(({ after, ...field }) => (after === undefined || !keys.has(after) ? field : { ...field, after }));
}

function corrected(field: Field, taught: TaughtField | undefined): Field {
  if (taught?.value === undefined) return field;
  const isSame = JSON.stringify(taught.value) === JSON.stringify(field.value);
  const { options, orElse: _, ...rest } = field;
  return { ...rest, ...(isSame && options !== undefined ? { options } : {}), role: taught.role, locate: taught.locate, widget: taught.widget, value: taught.value };
}

function fieldOf({ locate, widget, role, value = { constant: "" } }: TaughtField, taken: ReadonlySet<string>): Field {
  const name = role === "applicant" ? nameOf(value) : `${role}.${nameOf(value)}`;
  let key = name;
  for (let count = 2; taken.has(key); count++) key = `${name}.n${count}`;
  const isPlace = "residence" in value && LISTED.has(value.residence);
  return { key, role, locate, widget, value, ...(isPlace ? { waitMs: WAIT_MS } : {}) };
}

function nameOf(value: Value): string {
  if ("citizen" in value) return value.format === "day" || value.format === "month" || value.format === "yyyy" ? `${value.citizen}.${value.format}` : value.citizen;
  if ("residence" in value) return value.residence === "full" ? "placeOfResidence" : value.residence === "detail" ? "addressDetail" : value.residence;
  return "constant";
}

/** A list of units is filled once the unit around it is chosen. */
function withOrder(fields: readonly Field[]): Field[] {
  const partOf = ({ value }: Field) => ("residence" in value ? value.residence : undefined);
  return fields.map((field) => {
    const part = partOf(field);
    if (part !== "commune" && part !== "district") return field;
    const around = (wanted: string) => fields.find((other) => other.role === field.role && partOf(other) === wanted);
    // A profile from before a district was taught has its commune wait for the province.
    if (field.after !== undefined && field.after !== around("province")?.key) return field;
    const before = (part === "commune" ? around("district") : undefined) ?? around("province");
    return before === undefined ? field : { ...field, after: before.key };
  });
}
