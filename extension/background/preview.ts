// From a page to what would be filled in it.
import type { Citizen, FieldName } from "../generated/citizen";
import type { Role, SiteProfile } from "../generated/site-profile";
import { detect } from "../plan/detect/detect";
import { makePlan } from "../plan/plan";
import { withChoice, type CommuneChoice } from "../plan/residence";
import type { FillPlan, Residence } from "../plan/types";
import type { FormSnapshot } from "../shared/content-protocol";
import { BridgeError } from "../shared/host-errors";
import { profileFor } from "../shared/profiles";
import type { Settings } from "../shared/settings";
import { ask, checkBinding, openPage } from "./portal";
import type { PortalForm, Preview } from "./reception/state";

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
  const snapshot = await ask(page, { kind: "snapshot", profile });
  checkBinding(snapshot.binding, page);
  if (snapshot.fields.length === 0) throw new BridgeError("portal.noForm");
  const residence = withChoice(wanted.residence, citizen.placeOfResidence?.value, wanted.commune);
  const plan = makePlan(snapshot, profile, citizen, { mode: settings.mode, sensitive: settings.sensitiveFields, roles, unconfirmed: new Set(unconfirmed), ...(residence === undefined ? {} : { residence }) });
  return { target: { tabId, documentId: page.documentId, binding: snapshot.binding }, form: formOf(profile, snapshot), plan, ...sayResidence(wanted, residence, plan) };
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

function formOf(profile: SiteProfile | undefined, snapshot: FormSnapshot): PortalForm {
  if (profile === undefined) return { roles: [...new Set<Role>(["applicant", ...detect(snapshot.fields, []).roles])], order: [], residenceKeys: [], lookupInputs: [] };
  const inputs = (profile.lookup?.inputs ?? []).flatMap((key) => {
    const field = snapshot.fields.find((candidate) => candidate.profileKey === key);
    return field === undefined ? [] : [{ key, ref: field.ref, empty: field.current === "" }];
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
