// The trial of taught fields in a form of several documents, beside whatever preview is open there.
import type { SiteProfile } from "../generated/site-profile";
import type { DocumentBinding, FieldReport, FillStep, FormSnapshot } from "../shared/content-protocol";
import { BridgeError, codeOf } from "../shared/host-errors";
import { checkReferences, joined, type WholeForm } from "./form-frames";
import { ask } from "./portal";
import { frameOf } from "./reception/frames";
import type { DocumentPlace, FrameTarget, PortalTarget } from "./reception/state";
import { within } from "./within";

const FRAME_MS = 15_000;

/** What the documents hold of a profile, and the target by whose references that is said; throws where none holds anything. */
export async function lookForTrial(target: PortalTarget, profile: SiteProfile, allowedOrigins: readonly string[]): Promise<{ snapshot: FormSnapshot; target: PortalTarget }> {
  const listed = (target.frames ?? []).filter(({ binding }) => allowedOrigins.includes(binding.origin));
  const looks = await Promise.allSettled([target, ...listed].map((place) => look(place, profile)));
  const [own, ...inFrames] = looks;
  const empty: FormSnapshot = { binding: target.binding, fields: [], broken: [] };
  if (own?.status === "rejected" && (codeOf(own.reason) === "portal.navigated" || !inFrames.some(({ status }) => status === "fulfilled"))) throw own.reason;
  const parts = inFrames.flatMap((answer, index) => {
    const frame = listed[index];
    return answer.status === "fulfilled" && frame !== undefined ? [{ frame: { ...frame, origin: frame.binding.origin, path: [] }, snapshot: answer.value }] : [];
  });
  const whole: WholeForm = joined(own?.status === "fulfilled" ? own.value : empty, parts, [], profile);
  return { snapshot: whole.snapshot, target: { ...target, frames: whole.frames } };
}

async function look(place: DocumentPlace & { binding: DocumentBinding }, profile: SiteProfile): Promise<FormSnapshot> {
  const snapshot = await within(FRAME_MS, ask(place, { kind: "trialLook", binding: place.binding, profile }));
  checkReferences(snapshot);
  return snapshot;
}

/** Fills the steps, each in its document. */
export async function fillTrial(target: PortalTarget, steps: readonly FillStep[]): Promise<FieldReport[]> {
  const reports: FieldReport[] = [];
  for (const place of [undefined, ...(target.frames ?? [])]) {
    const own = steps.filter(({ ref }) => frameOf(target, ref) === place);
    if (own.length > 0) reports.push(...(await fillIn(target, place, own)));
  }
  return reports;
}

function fillIn(target: PortalTarget, frame: FrameTarget | undefined, steps: readonly FillStep[]): Promise<FieldReport[]> {
  const place = frame ?? target;
  const local = steps.map((step) => ({ ...step, ref: step.ref - (frame?.first ?? 0) }));
  return ask(place, { kind: "trialFill", binding: place.binding, steps: local });
}

/** Takes back what trials have written in any of the documents. */
export async function undoTrial(target: PortalTarget): Promise<FieldReport[]> {
  const undone = await Promise.allSettled([target, ...(target.frames ?? [])].map((place) => ask(place, { kind: "trialUndo", binding: place.binding })));
  if (undone.every(({ status }) => status === "rejected")) throw new BridgeError("portal.navigated");
  return undone.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
}
