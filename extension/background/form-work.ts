// Work in a form that may stand in several documents: each gets its own steps under its own binding, and of every field something is said,
// also when its document has gone.
import type { ErrorCode } from "../generated/errors";
import type { DocumentBinding, FieldReport, FillStep, LookupInput } from "../shared/content-protocol";
import { BridgeError, codeOf } from "../shared/host-errors";
import { ask, hasPermission, LeftWithoutAnswer } from "./portal";
import { frameOf, homeFrame } from "./reception/frames";
import type { DocumentPlace, FrameTarget, PortalTarget } from "./reception/state";
import { within } from "./within";

/** Beside the waits of its steps, more than a fill or an undo of one frame ever takes. */
const FRAME_MS = 15_000;

/** A document by place and binding. */
type BoundDocument = DocumentPlace & { binding: DocumentBinding };

/** The document with the profile's form, for its lookup, record and evidence. */
export function homeOf(target: PortalTarget): BoundDocument {
  return homeFrame(target) ?? target;
}

/** The lookup's inputs by the references of their own document. */
export function inputsAtHome(target: PortalTarget, inputs: readonly LookupInput[]): LookupInput[] {
  return inputs.map((input) => ({ ...input, ref: input.ref - (frameOf(target, input.ref)?.first ?? 0) }));
}

/** Fills the page and then its frames; throws where the page itself refuses, and nothing has been written then. */
export async function fillForm(target: PortalTarget, steps: readonly FillStep[], allowedOrigins: readonly string[]): Promise<FieldReport[]> {
  const own = steps.filter(({ ref }) => frameOf(target, ref) === undefined);
  const reports = await fillPage(target, own);
  for (const frame of target.frames ?? []) {
    const inFrame = steps.filter(({ ref }) => frameOf(target, ref) === frame);
    if (inFrame.length > 0) reports.push(...(await fillFrame(frame, inFrame, new Map(reports.map((report) => [report.key, report])), allowedOrigins)));
  }
  const places = new Map(steps.map(({ key }, index) => [key, index]));
  return reports.sort((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
}

/** A page that leaves while it is written takes its fields along, and nobody can say which of them had been written. */
async function fillPage(target: PortalTarget, steps: FillStep[]): Promise<FieldReport[]> {
  try {
    return await ask(target, { kind: "fill", binding: target.binding, steps });
  } catch (error) {
    if (error instanceof LeftWithoutAnswer) return steps.map((step) => refused(step, "fill.fieldGone"));
    throw error;
  }
}

async function fillFrame(frame: FrameTarget, steps: readonly FillStep[], before: ReadonlyMap<string, FieldReport>, allowedOrigins: readonly string[]): Promise<FieldReport[]> {
  const keys = new Set(steps.map(({ key }) => key));
  // Whether a list still shows what belongs to a choice made in another document cannot be told here.
  const isApart = ({ after }: FillStep): boolean => after !== undefined && !keys.has(after) && before.get(after)?.outcome !== "alreadyRight";
  const apart = steps.filter(isApart).map((step) => refused(step, "fill.dependsOnUnfilled"));
  const local = steps.filter((step) => !isApart(step)).map(({ after, ...step }): FillStep => ({ ...step, ref: step.ref - frame.first, ...(after !== undefined && keys.has(after) ? { after } : {}) }));
  const longest = local.reduce((sum, { waitMs }) => sum + waitMs, FRAME_MS);
  try {
    await mustBeListed(frame, allowedOrigins);
    const said = new Map((await within(longest, ask(frame, { kind: "fill", binding: frame.binding, steps: local }))).map((report) => [report.key, report]));
    return [...local.map((step) => said.get(step.key) ?? refused(step, "protocol.internal")), ...apart];
  } catch (error) {
    const code = codeOf(error);
    // The citizen has left while it was being filled: that is the end of the whole fill.
    if (code === "operation.cancelled") throw error;
    return [...local.map((step) => refused(step, goneAs(code))), ...apart];
  }
}

/** Takes back the page's fields and those of every frame that was written in. */
export async function undoForm(target: PortalTarget, allowedOrigins: readonly string[]): Promise<FieldReport[]> {
  const reports = await ask(target, { kind: "undo", binding: target.binding });
  for (const frame of target.frames ?? []) if ((frame.written ?? []).length > 0) reports.push(...(await undoFrame(frame, allowedOrigins)));
  return reports;
}

async function undoFrame(frame: FrameTarget, allowedOrigins: readonly string[]): Promise<FieldReport[]> {
  const { written = [] } = frame;
  try {
    await mustBeListed(frame, allowedOrigins);
    return await within(written.length * FRAME_MS, ask(frame, { kind: "undo", binding: frame.binding }));
  } catch (error) {
    return written.map((field) => refused(field, goneAs(codeOf(error))));
  }
}

/** @throws BridgeError portal.notAllowed or portal.noPermission */
async function mustBeListed({ binding: { origin } }: FrameTarget, allowedOrigins: readonly string[]): Promise<void> {
  if (!allowedOrigins.includes(origin)) throw new BridgeError("portal.notAllowed");
  if (!(await hasPermission(origin))) throw new BridgeError("portal.noPermission");
}

/** A document that is gone has taken its fields along. */
function goneAs(code: ErrorCode): ErrorCode {
  return code === "portal.navigated" ? "fill.fieldGone" : code;
}

function refused({ key, label }: Pick<FieldReport, "key" | "label">, error: ErrorCode): FieldReport {
  return { key, label, outcome: "refused", error };
}
