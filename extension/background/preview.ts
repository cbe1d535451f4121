// From a page to what would be filled in it.
import type { Citizen, FieldName } from "../generated/citizen";
import type { Role, SiteProfile } from "../generated/site-profile";
import { detect } from "../plan/detect/detect";
import { makePlan } from "../plan/plan";
import { withChoice, type CommuneChoice } from "../plan/residence";
import type { FillPlan, PlanRefusal, Residence } from "../plan/types";
import type { FormSnapshot } from "../shared/content-protocol";
import { profileFor } from "../shared/profiles";
import type { Settings } from "../shared/settings";
import { readForm, type WholeForm } from "./form-frames";
import { openPage } from "./portal";
import { frameOf, homeFrame } from "./reception/frames";
import type { PortalForm, PortalTarget, Preview } from "./reception/state";

/** What a plan is made of beside the page. */
export interface PlannedFor {
  roles: Role[];
  citizen: Citizen;
  unconfirmed: readonly FieldName[];
  /** By the host's tables; undefined where they do not know it. */
  residence: Residence | undefined;
  /** What a person has said of an address in several communes. */
  commune?: CommuneChoice;
}

/** Reads the form of a tab and plans its filling; throws a BridgeError when the page may not be touched or has no form. */
export async function makePreview(tabId: number, wanted: PlannedFor, settings: Settings): Promise<Omit<Preview, "number">> {
  const { roles, citizen, unconfirmed } = wanted;
  const page = await openPage(tabId, settings.allowedOrigins);
  const profile = profileFor(page.address, settings.mode, settings.profiles);
  const whole = await readForm(page, profile, settings.allowedOrigins);
  const { snapshot } = whole;
  const residence = withChoice(wanted.residence, citizen.placeOfResidence?.value, wanted.commune);
  const plan = makePlan(snapshot, profile, citizen, { mode: settings.mode, sensitive: settings.sensitiveFields, roles, unconfirmed: new Set(unconfirmed), ...(residence === undefined ? {} : { residence }) });
  plan.refusals.push(...whole.unread.map((host, index): PlanRefusal => ({ key: `frame.${index + 1}`, label: host, reason: "frameUnread" })));
  const target = targetOf({ tabId, documentId: page.documentId, binding: snapshot.binding }, whole, profile);
  return { target, form: formOf(profile, snapshot, target), plan, ...sayResidence(wanted, residence, plan) };
}

/** What a person is told or asked of the residence. */
function sayResidence({ citizen, residence: found }: PlannedFor, used: Residence | undefined, plan: FillPlan): Pick<Preview, "converted" | "communes"> {
  const text = citizen.placeOfResidence?.value ?? "";
  const converted = used?.status === "exact" && used.isConverted ? { converted: { from: text, to: `${used.commune.name}, ${used.province.name}` } } : {};
  if (found?.status !== "ambiguous" || found.candidates.length === 0) return converted;
  const chosen = used?.status === "exact" ? used.commune.code : undefined;
  // A form that asks for no commune, or for the old one, needs no answer.
  if (chosen === undefined && !plan.refusals.some(({ reason }) => reason === "communeToChoose")) return converted;
  return { ...converted, communes: { text, candidates: found.candidates, ...(chosen === undefined ? {} : { chosen }) } };
}

/** The profile's form is in the document with most of its fields: there its lookup is pressed and its record written. */
function targetOf(page: PortalTarget, { snapshot, frames }: WholeForm, profile: SiteProfile | undefined): PortalTarget {
  if (frames.length === 0) return page;
  const target: PortalTarget = { ...page, frames };
  const holders = snapshot.fields.filter(({ profileKey }) => profile !== undefined && profileKey !== undefined).map(({ ref }) => frameOf(target, ref));
  const counts = [undefined, ...frames].map((frame) => holders.filter((holder) => holder === frame).length);
  const home = counts.indexOf(Math.max(...counts)) - 1;
  return home < 0 ? target : { ...target, home };
}

function formOf(profile: SiteProfile | undefined, snapshot: FormSnapshot, target: PortalTarget): PortalForm {
  if (profile === undefined) return { roles: [...new Set<Role>(["applicant", ...detect(snapshot.fields, []).roles])], order: [], residenceKeys: [], lookupInputs: [] };
  const inputs = (profile.lookup?.inputs ?? []).flatMap((key) => {
    const field = snapshot.fields.find((candidate) => candidate.profileKey === key);
    const isAtHome = field !== undefined && frameOf(target, field.ref) === homeFrame(target);
    return !isAtHome ? [] : [{ key, ref: field.ref, empty: field.current === "" }];
  });
  return {
    title: profile.title,
    roles: [...new Set(profile.fields.map((field) => field.role))],
    order: profile.fields.map((field) => field.key),
    residenceKeys: profile.fields.filter((field) => "residence" in field.value).map((field) => field.key),
    lookup: profile.lookup,
    lookupInputs: inputs,
    record: profile.record,
    evidence: profile.evidence,
  };
}
