// From a page to what would be filled in it.
import type { Citizen, FieldName } from "../generated/citizen";
import type { Role, SiteProfile } from "../generated/site-profile";
import { detect } from "../plan/detect/detect";
import { makePlan } from "../plan/plan";
import type { Residence } from "../plan/types";
import type { FormSnapshot } from "../shared/content-protocol";
import { BridgeError } from "../shared/host-errors";
import { profileFor } from "../shared/profiles";
import type { Settings } from "../shared/settings";
import { ask, checkBinding, openPage } from "./portal";
import type { PortalForm, Preview } from "./reception/state";

/** Reads the form of a tab and plans its filling; throws a BridgeError when the page may not be touched or has no form. */
export async function makePreview(tabId: number, roles: Role[], citizen: Citizen, unconfirmed: readonly FieldName[], residence: Residence | undefined, settings: Settings): Promise<Omit<Preview, "number">> {
  const page = await openPage(tabId, settings.allowedOrigins);
  const profile = profileFor(page.address, settings.mode, settings.profiles);
  const snapshot = await ask(page, { kind: "snapshot", profile });
  checkBinding(snapshot.binding, page);
  if (snapshot.fields.length === 0) throw new BridgeError("portal.noForm");
  const plan = makePlan(snapshot, profile, citizen, { mode: settings.mode, sensitive: settings.sensitiveFields, roles, unconfirmed: new Set(unconfirmed), ...(residence === undefined ? {} : { residence }) });
  const converted = residence?.status === "exact" && residence.isConverted ? { converted: { from: citizen.placeOfResidence?.value ?? "", to: `${residence.commune}, ${residence.province}` } } : {};
  return { target: { tabId, documentId: page.documentId, binding: snapshot.binding }, form: formOf(profile, snapshot), plan, ...converted };
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
