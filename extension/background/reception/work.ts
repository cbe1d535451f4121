// What happens in the portal's form: preview → fill → lookup → record.
import type { ErrorCode } from "../../generated/errors";
import type { FieldReport, FillStep, LookupInput } from "../../shared/content-protocol";
import { recordText, type LookupMeaning } from "../../shared/record-text";
import { unconfirmedOf } from "./doubts";
import { leaveOut } from "../../plan/edit";
import { editedPlan, editedValue, keysByHand } from "../../plan/plan-edits";
import type { Context, Step } from "./events";
import type { EvidenceState, Failure, Fill, FillReport, LookupOutcome, Preview, Reception, Work, WorkPhase } from "./state";
import { withWritten } from "./frames";
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
  const person = citizen.idNumber?.value ?? state.work.person;
  const work: Partial<Work> = { phase: "previewing", tabId, person, roles, preview: undefined, failure: undefined };
  const { commune } = state.work;
  return begin(state, "work", { ...change, work }, (op) => ({ type: "preview", op, tabId, roles, citizen, unconfirmed: unconfirmedOf(state.identity), ...(commune === undefined ? {} : { commune }) }));
}

const previewRequested: Handler<"previewRequested"> = (state, { tabId }) => startPreview(state, tabId, state.work.roles);

const rolesChosen: Handler<"rolesChosen"> = (state, { roles }) => {
  const { tabId } = state.work;
  return tabId === undefined || roles.length === 0 ? undefined : startPreview(state, tabId, roles);
};

/** One of the communes that were offered, for the address they were offered for. */
const communeChosen: Handler<"communeChosen"> = (state, { preview: number, code }) => {
  const { preview, tabId, roles } = state.work;
  const { communes } = preview ?? {};
  if (preview?.number !== number || tabId === undefined || communes?.candidates.some(({ commune }) => commune.code === code) !== true) return undefined;
  return startPreview({ ...state, work: { ...state.work, commune: { text: communes.text, code } } }, tabId, roles);
};

/** Another text for one field, or the planned one again. The preview is another one then: who confirms has seen the change. */
const planEdited: Handler<"planEdited"> = (state, { preview: number, key, value }) => {
  const { preview } = state.work;
  const { fields = {} } = preview?.plan ?? {};
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (preview?.number !== number || field === undefined) return undefined;
  const { [key]: _before, ...others } = preview.edits ?? {};
  const text = value === undefined ? undefined : editedValue(field, value);
  if (value !== undefined && text === undefined) return undefined;
  const edits = text === undefined ? others : { ...others, [key]: text };
  const step = to(state, { work: { preview: { ...preview, number: state.nextOp, edits } } });
  return { ...step, state: { ...step.state, nextOp: state.nextOp + 1 } };
};

const previewReady: Handler<"previewReady"> = (state, { op, preview }) =>
  to(state, { work: { phase: "previewed", preview: { ...preview, number: op } }, pending: { work: undefined } });

const previewClosed: Handler<"previewClosed"> = (state) =>
  to(state, { work: { phase: restPhase(state.work), preview: undefined }, pending: { work: undefined } });

/** The plan's steps and the ticked ones, in the order of the form. */
export function stepsToFill({ plan, form }: Preview, ticks: readonly string[]): FillStep[] {
  const ticked = plan.questions.filter(({ key }) => ticks.includes(key)).map(({ step }) => step);
  const known = form.order.length;
  const place = ({ key }: FillStep) => (form.order.includes(key) ? form.order.indexOf(key) : known);
  return [...plan.steps, ...ticked].sort((one, other) => place(one) - place(other));
}

const confirmed: Handler<"confirmed"> = (state, { preview: number, ticks, leaves = [], consent }, context) => {
  const shown = state.work.preview;
  if (shown?.number !== number || !isUsable(state) || (context.mode === "citizen" && !consent)) return undefined;
  const preview = { ...shown, plan: leaveOut(editedPlan(shown), leaves) };
  const steps = stepsToFill(preview, ticks);
  if (steps.length === 0) return undefined;
  return begin(state, "work", { work: { phase: "filling", failure: undefined, preview, ticks: [...ticks] } }, (op) => ({ type: "fill", op, target: preview.target, steps }));
};

/** What the plan left alone: each such field counts in the result, because the form may hold another value there. */
function leftAlone({ plan }: Preview, ticks: readonly string[]): FillReport[] {
  const other = [...plan.questions.filter(({ key }) => !ticks.includes(key)), ...plan.comparisons.filter(({ same }) => !same)];
  return [
    ...plan.refusals.map(({ key, label, reason }): FillReport => ({ key, label, outcome: "refused", reason })),
    ...other.map(({ key, label, current }): FillReport => ({ key, label, outcome: "refused", reason: "otherValue", shown: current })),
  ];
}

/** The value each input of the lookup must hold for this citizen; left out where the plan did not settle it, or a person wrote something else. */
function lookupInputsOf(preview: Preview, ticks: readonly string[]): LookupInput[] {
  const { plan, form } = preview;
  const byHand = keysByHand(preview);
  const steps = [...plan.steps, ...plan.questions.filter(({ key }) => ticks.includes(key)).map(({ step }) => step)];
  const right = [...plan.alreadyRight, ...plan.comparisons.filter(({ same }) => same)];
  return form.lookupInputs.filter(({ key }) => !byHand.has(key)).flatMap(({ key, ref }) => {
    const step = steps.find((candidate) => candidate.key === key);
    if (step !== undefined) return [{ ref, value: step.value, accepted: step.accepted }];
    const settled = right.find((candidate) => candidate.key === key);
    return settled === undefined ? [] : [{ ref, value: settled.current, accepted: [] }];
  });
}

export function fillOf(preview: Preview, reports: readonly FieldReport[], ticks: readonly string[], before: Fill | undefined): Fill {
  const { plan, form } = preview;
  const byHand = keysByHand(preview);
  const written = reports.map((report): FillReport => (byHand.has(report.key) ? { ...report, byHand: true } : report));
  const right = plan.alreadyRight.map(({ key, label, current }): FillReport => ({ key, label, outcome: "alreadyRight", shown: current }));
  const changed = reports.some(({ outcome }) => outcome === "filled" || outcome === "changedByPage");
  // What an earlier fill of the same document wrote can still be taken back.
  const earlier = before?.undoable === true && before.target.binding.token === preview.target.binding.token;
  const target = withWritten(preview, reports, earlier ? before.target : undefined);
  const frames = { ...(earlier ? before.frames : {}), ...plan.frames };
  return {
    target,
    // An input with another text is not the citizen's, whatever stood there before.
    form: { ...form, lookupInputs: form.lookupInputs.map((input) => (byHand.has(input.key) ? { ...input, empty: false } : input)) },
    reports: [...written, ...leftAlone(preview, ticks), ...right],
    lookupInputs: lookupInputsOf(preview, ticks),
    ...(Object.keys(frames).length === 0 ? {} : { frames }),
    undoable: changed || earlier,
    undone: false,
  };
}

const filled: Handler<"filled"> = (state, { reports }) => {
  const { preview, ticks = [], fill } = state.work;
  if (preview === undefined) return undefined;
  const work: Partial<Work> = { phase: "filled", preview: undefined, ticks: undefined, lookup: undefined, record: undefined, evidence: undefined, failure: undefined };
  return to(state, { work: { ...work, fill: fillOf(preview, reports, ticks, fill) }, pending: { work: undefined } });
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
  return fill === undefined || fill.undone ? undefined : startLookup(state, fill, context);
};

/** A form that already says everything has nothing to confirm: its lookup may be asked for straight from the preview. */
const lookupOfPreview: Handler<"lookupRequested"> = (state, _event, context) => {
  const { preview, fill } = state.work;
  const plan = preview === undefined ? undefined : editedPlan(preview);
  if (preview === undefined || plan === undefined || plan.steps.length + plan.questions.length > 0) return undefined;
  return startLookup(state, fillOf(preview, [], [], fill), context);
};

function startLookup(state: Reception, fill: Fill, context: Context): Step | undefined {
  if (!mayLookUp(state, context)) return undefined;
  const { lookup, lookupInputs, record } = fill.form;
  const atForm: Partial<Work> = { phase: "filled", preview: undefined, fill, lookup: undefined, record: undefined };
  const refuse = (code: ErrorCode) => to(state, { work: { ...atForm, failure: { code } } });
  if (lookup === undefined) return refuse("lookup.notSupported");
  const unsettled = lookupInputs.filter(({ ref }) => !fill.lookupInputs.some((input) => input.ref === ref));
  if (unsettled.some(({ empty }) => !empty)) return refuse("lookup.formDiffers");
  if (fill.lookupInputs.length < lookup.inputs.length) return refuse("lookup.incomplete");
  const { target, lookupInputs: inputs } = fill;
  const work: Partial<Work> = { ...atForm, phase: "lookingUp", failure: undefined };
  return begin(state, "work", { work }, (op) => ({ type: "lookup", op, target, lookup, inputs, clerk: record?.clerk }));
}

const lookedUp: Handler<"lookedUp"> = (state, { answer, returned, at }, context) => {
  const card = state.identity.citizen ?? {};
  const lookup: LookupOutcome = { meaning: answer.meaning, answer, at, samePerson: "unknown", differences: [], returned };
  if (answer.meaning === "unclassified") return stopLookup(state, lookup, { code: "lookup.unclassified" });
  if (Object.keys(returned).length === 0) return startRecord(state, lookup, context);
  return begin(state, "work", { work: { phase: "comparing", lookup } }, (op) => ({ type: "compareLookup", op, card, returned }));
};

/** An answer that is shown and neither recorded nor a reason to ask for papers. */
function stopLookup(state: Reception, lookup: LookupOutcome, failure?: Failure): Step {
  return to(state, { work: { phase: "filled", lookup, record: undefined, failure }, pending: { work: undefined } });
}

const lookupCompared: Handler<"lookupCompared"> = (state, { result }, context) => {
  const { lookup } = state.work;
  if (lookup === undefined) return undefined;
  // What one side does not have is not a difference between the two.
  const differences = result.differences.filter(({ reason }) => reason !== "leftMissing" && reason !== "rightMissing");
  const compared: LookupOutcome = { ...lookup, samePerson: result.samePerson, differences };
  return result.samePerson === "no" ? stopLookup(state, compared) : startRecord(state, compared, context);
};

function startRecord(state: Reception, lookup: LookupOutcome, context: Context): Step | undefined {
  const { fill } = state.work;
  const { meaning } = lookup;
  if (fill === undefined || meaning === "unclassified") return undefined;
  const text = recordText({
    meaning,
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
  return record?.status === "failed" && state.identity.phase !== "blocked" ? to(state, { work: { record: { ...record, status: "copied" } } }) : undefined;
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

/** Asks the chip to sign for this dossier: only of a card that was read, for a form that a person has filled. */
const evidenceRequested: Handler<"evidenceRequested"> = (state, _event, context) => {
  const { identity, work } = state;
  const { fill, phase } = work;
  const evidence = fill?.form.evidence;
  const settled = identity.phase === "complete" && identity.origin === "card" && isUsable(state) && context.mode === "clerk";
  if (!settled || fill === undefined || fill.undone || evidence === undefined || identity.key === undefined) return undefined;
  const back = phase === "recorded" ? "recorded" : "filled";
  const card = identity.card ?? context.cards[0];
  if (card === undefined) return to(state, { work: { evidence: { status: "failed", back, failure: { code: "card.none" } } } });
  const { key } = identity;
  const change: Change = { work: { phase: "proving", evidence: { status: "reading", back }, failure: undefined } };
  return begin(state, "work", change, (op) => ({ type: "readEvidence", op, target: fill.target, nonce: evidence.nonce, card, key }));
};

function endEvidence(state: Reception, change: Partial<EvidenceState>): Step | undefined {
  const { evidence } = state.work;
  if (evidence === undefined) return undefined;
  return to(state, { work: { phase: evidence.back, evidence: { ...evidence, ...change } }, pending: { work: undefined } });
}

const evidenceRead: Handler<"evidenceRead"> = (state, { result: { text, chipSigned } }) => {
  const { evidence, fill } = state.work;
  if (evidence === undefined || fill === undefined) return undefined;
  // The citizen it was asked for is not, or no longer, the one who is shown.
  if (state.identity.phase !== "complete") return endEvidence(state, { status: "failed", failure: { code: "operation.cancelled" } });
  if (text === undefined) return endEvidence(state, { status: "failed", failure: { code: "evidence.unavailable" } });
  const field = fill.form.evidence?.field;
  if (field === undefined) return endEvidence(state, { status: "kept", text, chipSigned });
  const work: Partial<Work> = { evidence: { ...evidence, status: "writing", text, chipSigned } };
  return begin(state, "work", { work }, (op) => ({ type: "placeEvidence", op, target: fill.target, field, text }));
};

const evidencePlaced: Handler<"evidencePlaced"> = (state, { report }) =>
  endEvidence(state, report.outcome === "filled" ? { status: "written", text: undefined } : { status: "failed", failure: { code: "evidence.notPlaced" } });

const evidenceFailed: Handler<"workFailed"> = (state, { failure }) => endEvidence(state, { status: "failed", failure });

export const workTable: Table<WorkPhase> = {
  idle: { previewRequested },
  previewing: { previewReady, previewClosed, workFailed: failed },
  previewed: { previewRequested, rolesChosen, communeChosen, planEdited, previewClosed, confirmed, lookupRequested: lookupOfPreview },
  filling: { filled, workFailed: failed },
  filled: { previewRequested, undoRequested, lookupRequested, evidenceRequested },
  undoing: { undone, workFailed: undoFailed },
  lookingUp: { lookedUp, workFailed: lookupFailed },
  comparing: { lookupCompared, workFailed: compareFailed },
  recording: { recorded, workFailed: (state, { failure }) => finishRecord(state, failure) },
  recorded: { previewRequested, undoRequested, lookupRequested, recordCopied, evidenceRequested },
  proving: { evidenceRead, evidencePlaced, workFailed: evidenceFailed },
};
