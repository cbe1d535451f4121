// What happens in the portal's form: preview → fill → lookup → record.
import type { ErrorCode } from "../../generated/errors";
import type { FieldReport, FillStep } from "../../shared/content-protocol";
import { recordText, type LookupMeaning } from "../../shared/record-text";
import type { Context, Step } from "./events";
import type { Failure, LookupOutcome, Preview, Reception, Work, WorkPhase } from "./state";
import { begin, isUsable, restPhase, to, type Change, type Handler, type Table } from "./steps";

/** Failures that are an answer of the lookup itself: they are recorded and open the list of papers. */
const lookupFailures: { readonly [code in ErrorCode]?: LookupMeaning } = {
  "lookup.timeout": "timeout",
  "lookup.unavailable": "unavailable",
  "lookup.notPermitted": "notPermitted",
  "lookup.noMatch": "noMatch",
};

export function startPreview(state: Reception, tabId: number, roles: Work["roles"], change: Change = {}): Step | undefined {
  const { citizen } = state.identity;
  if (!isUsable(state) || citizen === undefined) return undefined;
  const work: Partial<Work> = { phase: "previewing", tabId, roles, preview: undefined, failure: undefined };
  return begin(state, "work", { ...change, work }, (op) => ({ type: "preview", op, tabId, roles, citizen }));
}

const previewRequested: Handler<"previewRequested"> = (state, { tabId }) => startPreview(state, tabId, state.work.roles);

const rolesChosen: Handler<"rolesChosen"> = (state, { roles }) => {
  const { tabId } = state.work;
  return tabId === undefined || roles.length === 0 ? undefined : startPreview(state, tabId, roles);
};

const previewReady: Handler<"previewReady"> = (state, { preview }) =>
  to(state, { work: { phase: "previewed", preview }, pending: { work: undefined } });

const previewClosed: Handler<"previewClosed"> = (state) =>
  to(state, { work: { phase: restPhase(state.work), preview: undefined }, pending: { work: undefined } });

/** The plan's steps and the ticked ones, in the order of the form. */
export function stepsToFill({ plan, form }: Preview, ticks: readonly string[]): FillStep[] {
  const ticked = plan.questions.filter(({ key }) => ticks.includes(key)).map(({ step }) => step);
  const known = form.order.length;
  const place = ({ key }: FillStep) => (form.order.includes(key) ? form.order.indexOf(key) : known);
  return [...plan.steps, ...ticked].sort((one, other) => place(one) - place(other));
}

const confirmed: Handler<"confirmed"> = (state, { ticks, consent }, context) => {
  const { preview } = state.work;
  if (preview === undefined || !isUsable(state) || (context.mode === "citizen" && !consent)) return undefined;
  const steps = stepsToFill(preview, ticks);
  if (steps.length === 0) return to(state, { work: filledWork(preview, []) });
  return begin(state, "work", { work: { phase: "filling", failure: undefined } }, (op) => ({ type: "fill", op, target: preview.target, steps }));
};

function filledWork({ plan, form, target }: Preview, reports: FieldReport[]): Partial<Work> {
  const right = plan.alreadyRight.map(({ key, label, current }): FieldReport => ({ key, label, outcome: "alreadyRight", shown: current }));
  const undoable = reports.some(({ outcome }) => outcome === "filled" || outcome === "changedByPage");
  return {
    phase: "filled",
    preview: undefined,
    fill: { target, form, reports: [...reports, ...right], undoable, undone: false },
    lookup: undefined,
    record: undefined,
    failure: undefined,
  };
}

const filled: Handler<"filled"> = (state, { reports }) => {
  const { preview } = state.work;
  return preview === undefined ? undefined : to(state, { work: filledWork(preview, reports), pending: { work: undefined } });
};

const undoRequested: Handler<"undoRequested"> = (state) => {
  const { fill } = state.work;
  if (fill?.undoable !== true) return undefined;
  return begin(state, "work", { work: { phase: "undoing", failure: undefined } }, (op) => ({ type: "undo", op, target: fill.target }));
};

const undone: Handler<"undone"> = (state, { reports }) => {
  const { fill } = state.work;
  if (fill === undefined) return undefined;
  return to(state, { work: { phase: "idle", fill: { ...fill, reports, undoable: false, undone: true } }, pending: { work: undefined } });
};

/** A lookup needs a citizen that is settled: nothing may still be withdrawn. */
function mayLookUp(state: Reception, context: Context): boolean {
  const { phase } = state.identity;
  return context.mode === "clerk" && isUsable(state) && phase !== "reading" && phase !== "textShown";
}

const lookupRequested: Handler<"lookupRequested"> = (state, _event, context) => {
  const { fill } = state.work;
  if (fill === undefined || fill.undone || !mayLookUp(state, context)) return undefined;
  const { lookup, lookupInputs, record } = fill.form;
  if (lookup === undefined) return to(state, { work: { failure: { code: "lookup.notSupported" } } });
  if (lookupInputs.length < lookup.inputs.length) return to(state, { work: { failure: { code: "lookup.incomplete" } } });
  const work: Partial<Work> = { phase: "lookingUp", lookup: undefined, record: undefined, failure: undefined };
  return begin(state, "work", { work }, (op) => ({ type: "lookup", op, target: fill.target, lookup, inputs: lookupInputs, clerk: record?.clerk }));
};

const lookedUp: Handler<"lookedUp"> = (state, { answer, returned, at }, context) => {
  const card = state.identity.citizen ?? {};
  const lookup: LookupOutcome = { meaning: answer.meaning, answer, at, samePerson: "unknown", differences: [], returned };
  if (Object.keys(returned).length === 0) return startRecord(state, lookup, context);
  return begin(state, "work", { work: { phase: "comparing", lookup } }, (op) => ({ type: "compareLookup", op, card, returned }));
};

const lookupCompared: Handler<"lookupCompared"> = (state, { result }, context) => {
  const { lookup } = state.work;
  if (lookup === undefined) return undefined;
  // What one side does not have is not a difference between the two.
  const differences = result.differences.filter(({ reason }) => reason !== "leftMissing" && reason !== "rightMissing");
  return startRecord(state, { ...lookup, samePerson: result.samePerson, differences }, context);
};

function startRecord(state: Reception, lookup: LookupOutcome, context: Context): Step | undefined {
  const { fill } = state.work;
  if (fill === undefined) return undefined;
  const text = recordText({
    meaning: lookup.meaning,
    at: lookup.at,
    clerk: lookup.answer?.clerk ?? context.clerkAccount,
    portalHost: new URL(fill.target.binding.origin).hostname,
    message: lookup.answer?.message ?? "",
    residence: lookup.returned.placeOfResidence?.value ?? "",
    differences: lookup.differences,
    samePerson: lookup.samePerson,
  });
  const { record } = fill.form;
  if (record === undefined) {
    const failure: Failure = { code: "record.fieldMissing" };
    return to(state, { work: { phase: "recorded", lookup, record: { text, status: "failed", failure } }, pending: { work: undefined } });
  }
  const work: Partial<Work> = { phase: "recording", lookup, record: { text, status: "writing" } };
  return begin(state, "work", { work }, (op) => ({ type: "record", op, target: fill.target, field: record.field, text }));
}

const recorded: Handler<"recorded"> = (state, { report }) => {
  const written = report.outcome === "filled" || report.outcome === "alreadyRight";
  return finishRecord(state, written ? undefined : { code: report.error ?? "record.fieldMissing" });
};

function finishRecord(state: Reception, failure: Failure | undefined): Step | undefined {
  const { record } = state.work;
  if (record === undefined) return undefined;
  return to(state, { work: { phase: "recorded", record: { ...record, status: failure === undefined ? "written" : "failed", failure } }, pending: { work: undefined } });
}

const recordCopied: Handler<"recordCopied"> = (state) => {
  const { record } = state.work;
  return record?.status === "failed" ? to(state, { work: { record: { ...record, status: "copied" } } }) : undefined;
};

function rest(state: Reception, failure: Failure): Step {
  return to(state, { work: { phase: restPhase(state.work), preview: undefined, failure }, pending: { work: undefined } });
}

const failed: Handler<"workFailed"> = (state, { failure }) => rest(state, failure);

const undoFailed: Handler<"workFailed"> = (state, { failure }) => {
  const { fill } = state.work;
  if (fill === undefined) return undefined;
  const undoable = failure.code !== "portal.navigated";
  return to(state, { work: { phase: "filled", fill: { ...fill, undoable }, failure }, pending: { work: undefined } });
};

const lookupFailed: Handler<"workFailed"> = (state, { failure, at }, context) => {
  const meaning = lookupFailures[failure.code];
  if (meaning === undefined) return rest(state, failure);
  return startRecord(state, { meaning, failure, at, samePerson: "unknown", differences: [], returned: {} }, context);
};

const compareFailed: Handler<"workFailed"> = (state, _event, context) => {
  const { lookup } = state.work;
  return lookup === undefined ? undefined : startRecord(state, lookup, context);
};

export const workTable: Table<WorkPhase> = {
  idle: { previewRequested },
  previewing: { previewReady, previewClosed, workFailed: failed },
  previewed: { previewRequested, rolesChosen, previewClosed, confirmed },
  filling: { filled, workFailed: failed },
  filled: { previewRequested, undoRequested, lookupRequested },
  undoing: { undone, workFailed: undoFailed },
  lookingUp: { lookedUp, workFailed: lookupFailed },
  comparing: { lookupCompared, workFailed: compareFailed },
  recording: { recorded, workFailed: (state, { failure }) => finishRecord(state, failure) },
  recorded: { previewRequested, undoRequested, lookupRequested, recordCopied },
};
