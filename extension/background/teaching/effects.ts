// Does what the table of teaching asks for; every outcome comes as an event, never as an exception.
import { shippedProfiles } from "../../generated/profiles";
import type { SiteProfile } from "../../generated/site-profile";
import { makePlan } from "../../plan/plan";
import type { PickRefusal, PickTexts } from "../../shared/content-protocol";
import { codeOf } from "../../shared/host-errors";
import { languageOf, translator } from "../../shared/i18n";
import { checkLocalProfiles, exportName, exportText, localProfilesKey, withProfile } from "../../shared/local-profiles";
import { profileFor } from "../../shared/profiles";
import type { Settings } from "../../shared/settings";
import { fillTrial, lookForTrial, undoTrial } from "../form-trial";
import { ask, checkBinding, openPage, stillThere } from "../portal";
import type { FillReport } from "../reception/state";
import { openFramePickers } from "./frame-pickers";
import type { TaughtPage } from "./state";
import type { TeachEffect, TeachEvent } from "./table";
import { fieldsOf, taughtProfile } from "./taught-profile";

type EffectOf<T extends TeachEffect["type"]> = Extract<TeachEffect, { type: T }>;

const refusals: readonly PickRefusal[] = ["notAField", "secret", "file", "hidden", "noStableName", "outsideForm"];

function textsOf(settings: Settings): PickTexts {
  const t = translator(languageOf(settings.language, chrome.i18n.getUILanguage()));
  return { hint: t("pick_hint"), refusals: Object.fromEntries(refusals.map((reason) => [reason, t(`pick_${reason}`)])) as PickTexts["refusals"] };
}

/**
 * Starts an effect and gives what came of it; nothing for one that has no outcome.
 * @param officeProfiles those that the office signs; they go before all others
 */
export async function runTeaching(effect: TeachEffect, settings: Settings, officeProfiles: () => Promise<readonly SiteProfile[]>): Promise<TeachEvent | undefined> {
  try {
    switch (effect.type) {
      case "start":
        return await start(effect, settings, await officeProfiles());
      case "try":
        return { type: "tried", op: effect.op, field: effect.field, turn: effect.turn, reports: await trial(effect, settings) };
      case "undoTrial":
        return { type: "trialUndone", op: effect.op, reports: await undoTrial(effect.target) };
      case "save":
        return await save(effect, settings);
      case "stop":
        await Promise.allSettled([effect.target, ...(effect.target.frames ?? [])].map((place) => ask(place, { kind: "unpick" })));
        return undefined;
    }
  } catch (error) {
    // A page that is gone has no picker any more.
    return effect.type === "stop" ? undefined : { type: "failed", op: effect.op, failure: { code: codeOf(error) } };
  }
}

async function start({ op, tabId, page: known, base: before, isFirst, once }: EffectOf<"start">, settings: Settings, office: readonly SiteProfile[]): Promise<TeachEvent> {
  const open = await openPage(tabId, settings.allowedOrigins);
  const tab = await chrome.tabs.get(tabId);
  const base = isFirst ? profileFor(open.address, settings.mode, [...office, ...settings.profiles]) : before;
  if (isFirst && base !== undefined && isOfOffice(base, settings)) return { type: "refused", op, problem: "officeProfile" };
  const { hostname, pathname, hash } = new URL(open.address);
  const path = hash.startsWith("#/") ? pathname + hash : pathname;
  const page: TaughtPage = { origin: open.origin, host: hostname, path, title: tab.title ?? hostname, audience: settings.mode };
  if (known !== undefined && (known.origin !== page.origin || known.path !== page.path)) return { type: "refused", op, problem: "otherPage" };
  const texts = textsOf(settings);
  const { frames, openings } = await openFramePickers(open, { once, texts }, settings.allowedOrigins);
  const { binding, formFound, broken } = await ask(open, { kind: "pick", profile: base, once, texts, openings }).catch((error: unknown) => {
    for (const frame of frames) void ask(frame, { kind: "unpick" }).catch(() => undefined);
    throw error;
  });
  checkBinding(binding, open);
  return { type: "started", op, target: { tabId, documentId: open.documentId, binding, ...(frames.length === 0 ? {} : { frames }) }, page, base, formFound, broken };
}

/** The office's own profiles go before those of a desk: what is taught over one would never be used. */
function isOfOffice(profile: SiteProfile, settings: Settings): boolean {
  return !settings.localProfiles.includes(profile) && !shippedProfiles.includes(profile);
}

/** Fills one field, and first those it waits for, the way of every fill: looked at, planned, written, read back. */
async function trial({ target, teaching, field: wanted, citizen, unconfirmed }: EffectOf<"try">, settings: Settings): Promise<FillReport[]> {
  const { page, base } = teaching;
  if (page === undefined) return [];
  await stillThere(target, settings.allowedOrigins);
  const profile = { ...taughtProfile(teaching, page, "2026-01-01", () => 0), fields: chainOf(teaching, wanted), detectOthers: false, lookup: undefined, record: undefined, evidence: undefined, form: base?.form };
  const { snapshot, target: whole } = await lookForTrial(target, profile, settings.allowedOrigins);
  const roles = [...new Set(profile.fields.map(({ role }) => role))];
  const plan = makePlan(snapshot, profile, citizen, { mode: settings.mode, sensitive: settings.sensitiveFields, roles, unconfirmed: new Set(unconfirmed) });
  const written = plan.steps.length === 0 ? [] : await fillTrial(whole, plan.steps);
  return [
    ...written,
    ...plan.refusals.map(({ key, label, reason }): FillReport => ({ key, label, outcome: "refused", reason })),
    ...[...plan.questions, ...plan.comparisons.filter(({ same }) => !same)].map(({ key, label, current }): FillReport => ({ key, label, outcome: "refused", reason: "otherValue", shown: current })),
    ...[...plan.alreadyRight, ...plan.comparisons.filter(({ same }) => same)].map(({ key, label, current }): FillReport => ({ key, label, outcome: "alreadyRight", shown: current })),
  ];
}

function chainOf(teaching: EffectOf<"try">["teaching"], wanted: number): SiteProfile["fields"] {
  const fields = fieldsOf(teaching);
  const taught = teaching.fields.find(({ id }) => id === wanted);
  const place = JSON.stringify(taught?.locate);
  const chain: SiteProfile["fields"] = [];
  for (let at = fields.find(({ locate }) => JSON.stringify(locate) === place); at !== undefined && !chain.includes(at); ) {
    chain.unshift(at);
    const { after } = at;
    at = after === undefined ? undefined : fields.find(({ key }) => key === after);
  }
  return chain;
}

async function save({ op, teaching }: EffectOf<"save">, settings: Settings): Promise<TeachEvent> {
  const { page } = teaching;
  if (page === undefined) return { type: "refused", op, problem: "nothingTaught" };
  const list = checkLocalProfiles((await chrome.storage.local.get(localProfilesKey))[localProfilesKey]);
  const today = new Date().toISOString().slice(0, 10);
  const profile = taughtProfile(teaching, page, today, (id) => list.find((known) => known.id === id)?.version ?? 0);
  const changed = withProfile(list, profile);
  if (typeof changed === "string") return { type: "refused", op, problem: changed };
  await chrome.storage.local.set({ [localProfilesKey]: changed });
  const title = profile.title[settings.language === "en" ? "en" : "vi"];
  return { type: "saved", op, saved: { id: profile.id, version: profile.version, title, text: exportText(profile), file: exportName(profile) } };
}
