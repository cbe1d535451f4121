// One step of a reception: pure, so that every state and every event can be tried without a browser.
import type { Context, Effect, EventType, Place, ReceptionEvent, Step } from "./events";
import { awayCard, identityTable } from "./identity";
import { disarm, guardStep, lateArmed, resumeGuard } from "./guard";
import { keepSettled, unconfirmedOf } from "./doubts";
import { sameCard } from "./reading";
import { nextScan, useScan } from "./scans";
import { isEmpty, newReception, type Identity, type Pending, type Reception, type Work } from "./state";
import { begin, isUsable, restPhase, to, type Handler } from "./steps";
import { fillOf, startPreview, workTable } from "./work";

const slots: { readonly [T in EventType]?: keyof Pending } = {
  scanParsed: "scan",
  scanFailed: "scan",
  readProgress: "read",
  readText: "read",
  readWithdrawn: "read",
  readDone: "read",
  readFailed: "read",
  photoDone: "photo",
  photoFailed: "photo",
  qrCompared: "compare",
  qrCompareFailed: "compare",
  previewReady: "work",
  filled: "work",
  undone: "work",
  lookedUp: "work",
  lookupCompared: "work",
  recorded: "work",
  evidenceRead: "work",
  evidencePlaced: "work",
  workFailed: "work",
  armed: "guard",
  armFailed: "guard",
};

/** What a person does shows that the last notice has been seen. */
const persons: ReadonlySet<EventType> = new Set(["scanned", "personKept", "fieldConfirmed", "fieldCorrected", "manualKey", "readAgain", "compareAgain", "photoRequested", "previewRequested", "communeChosen", "planEdited", "confirmed", "undoRequested", "lookupRequested", "evidenceRequested", "receptionStarted", "receptionStopped"]);

function isLate(state: Reception, event: ReceptionEvent): boolean {
  const slot = slots[event.type];
  return slot !== undefined && "op" in event && state.pending[slot] !== event.op;
}

/** @returns the state after the event and what has to be done; the same state object when the event means nothing in it */
export function reduce(state: Reception, event: ReceptionEvent, context: Context): Step {
  if (event.type === "nextCitizen" || event.type === "timedOut") return forget(state, event.type, context);
  if (event.type === "workerRestarted") return resumeAll(state);
  if (event.type === "personSwitched") return switchPerson(state, context);
  if (isLate(state, event)) return { state, effects: event.type === "armed" ? lateArmed(state, event) : [] };
  const read = !persons.has(event.type) || state.notice === undefined ? state : { ...state, notice: undefined };
  const who = applyIdentity(read, event, context);
  const what = apply(workTable[who.state.work.phase][event.type] as Handler<EventType> | undefined, who.state, event, context);
  const armed = guardStep(what.state, event) ?? { state: what.state, effects: [] };
  const coupled = followIdentity(state, armed.state);
  const next = slots[event.type] === "scan" ? nextScan(coupled.state) : { state: coupled.state, effects: [] };
  return { state: next.state, effects: [...who.effects, ...what.effects, ...armed.effects, ...coupled.effects, ...next.effects] };
}

/** The clerk leaves the citizen who is open for the one whose code was scanned. */
function switchPerson(state: Reception, context: Context): Step {
  const { asked } = state.identity;
  if (asked === undefined) return { state, effects: [] };
  const left = forget(state, "nextCitizen", context);
  const begun = useScan(left.state, asked, context);
  return { state: begun.state, effects: [...left.effects, ...begun.effects] };
}

/** Whoever is shown now, what a person has settled of the scan stays so. */
function applyIdentity(state: Reception, event: ReceptionEvent, context: Context): Step {
  const step = apply(identityTable[state.identity.phase][event.type] as Handler<EventType> | undefined, state, event, context);
  return step.state === state ? step : { ...step, state: keepSettled(step.state) };
}

function apply(handler: Handler<EventType> | undefined, state: Reception, event: ReceptionEvent, context: Context): Step {
  return handler?.(state, event, context) ?? { state, effects: [] };
}

/** The form's work follows the citizen: a plan made of other data is made anew, one of withdrawn data is dropped. */
function followIdentity(before: Reception, state: Reception): Step {
  const { work, identity } = state;
  if (identity.phase === "blocked") return before.identity.phase === "blocked" ? { state, effects: [] } : stopWork(state);
  const person = identity.citizen?.idNumber?.value;
  if (work.person !== undefined && person !== undefined && person !== work.person) return dropWork(state);
  if (work.phase !== "previewing" && work.phase !== "previewed") return { state, effects: [] };
  if (fillable(before.identity) === fillable(identity)) return { state, effects: [] };
  if (isUsable(state) && work.tabId !== undefined) return startPreview(state, work.tabId, work.roles, { notice: "replanned" }) ?? { state, effects: [] };
  return to(state, { work: { phase: restPhase(work), preview: undefined }, pending: { work: undefined } });
}

/** What a plan is made of, to know when it changes. */
function fillable(identity: Identity): string {
  return JSON.stringify([identity.citizen, unconfirmedOf(identity)]);
}

/** Another person came without a word: what was done in the form for the one before is not theirs. */
function dropWork(state: Reception): Step {
  const { work } = newReception();
  return { state: { ...state, work, pending: { ...state.pending, work: undefined }, notice: "otherPerson" }, effects: forgetInPages(state.work) };
}

/** Every page that may hold values of the citizen, or be writing them, is told to let go. */
function forgetInPages({ tabId, preview, fill }: Work): Effect[] {
  const documents = [preview?.target, fill?.target].flatMap((target) => (target === undefined ? [] : [target, ...(target.frames ?? [])]));
  const places: Place[] = documents.map(({ tabId: tab, documentId, frameId }) => ({ tabId: tab, documentId, ...(frameId === undefined ? {} : { frameId }) }));
  if (tabId !== undefined) places.push({ tabId });
  const isSame = (place: Place, other: Place) => other.tabId === place.tabId && other.frameId === place.frameId && (other.documentId === place.documentId || place.documentId === undefined);
  const isNew = (place: Place, index: number) => places.findIndex((other) => isSame(place, other)) === index;
  return places.filter(isNew).map((place) => ({ type: "forget", place }));
}

/** What is being written into the page ends by itself; everything else stops, and nothing is looked up or recorded. */
function stopWork(state: Reception): Step {
  const { work } = state;
  if (work.phase === "filling" || work.phase === "undoing" || work.phase === "recorded") return to(state, { work: { evidence: undefined } });
  if (work.phase === "proving") return to(state, { work: { phase: work.evidence?.back ?? "filled", evidence: undefined }, pending: { work: undefined } });
  const stopped: Partial<Work> = { phase: restPhase(work), preview: undefined, lookup: undefined, record: undefined, evidence: undefined };
  return to(state, { work: stopped, pending: { work: undefined } });
}

function forget(state: Reception, reason: "nextCitizen" | "timedOut", context: Context): Step {
  if (reason === "timedOut" && isEmpty(state)) return { state, effects: [] };
  const { card, phase } = state.identity;
  const unused = phase === "waitingForKey" ? card : undefined;
  const lying = (candidate: typeof card) => (candidate !== undefined && context.cards.some((other) => sameCard(candidate, other)) ? candidate : undefined);
  const spent = unused === undefined ? lying(card ?? state.identity.spent) : undefined;
  const fresh = newReception(state.nextOp, state.turn + 1);
  const away = spent === undefined && unused === undefined && state.identity.away !== undefined ? { ...state.identity.away, spent: true } : undefined;
  return {
    state: { ...fresh, identity: { ...fresh.identity, card: unused, spent, away }, notice: reason === "timedOut" && !isEmpty({ ...state, guard: undefined }) ? "timedOut" : undefined },
    effects: [...forgetInPages(state.work), ...disarm(state), ...readsUnderWay(state).map((op): Effect => ({ type: "cancelRead", op }))],
  };
}

function readsUnderWay({ pending, work }: Reception): number[] {
  return [pending.read, work.phase === "proving" ? pending.work : undefined].filter((op) => op !== undefined);
}

function resumeAll(state: Reception): Step {
  const resumed = resume(state);
  const coupled = followIdentity(state, resumed.state);
  const guarded = resumeGuard(coupled.state);
  return { state: guarded.state, effects: [...resumed.effects, ...coupled.effects, ...guarded.effects] };
}

/** After the background was ended by the browser: no answer will come for anything that was under way. */
function resume(state: Reception): Step {
  const { identity } = state;
  const cut = identity.phase === "reading" || identity.phase === "textShown";
  const settled = to(state, {
    identity: {
      ...awayCard(identity),
      waiting: undefined,
      progress: undefined,
      photo: identity.photo.status === "shown" ? identity.photo : { status: "none" },
      ...(cut ? { phase: "waitingForCard", citizen: identity.qr, origin: identity.qr && "qr", verdicts: undefined } : {}),
    },
    pending: { scan: undefined, read: undefined, photo: undefined, compare: undefined, work: undefined },
    ...(cut ? { notice: "restarted" } : {}),
  }).state;
  const compared = resumeCompare(settled);
  const work = resumeWork(compared.state);
  return { state: work.state, effects: [...compared.effects, ...work.effects] };
}

function resumeCompare(state: Reception): Step {
  const { phase, toCompare, citizen } = state.identity;
  if (phase !== "complete" || toCompare === undefined) return { state, effects: [] };
  return begin(state, "compare", {}, (op) => ({ type: "compareQr", op, card: citizen ?? {}, qr: toCompare }));
}

function resumeWork(state: Reception): Step {
  const { work } = state;
  const { preview, fill, record } = work;
  if (work.phase === "previewing") return to(state, { work: { phase: restPhase(work) } });
  if (work.phase === "filling" && preview !== undefined) {
    const cut = { ...fillOf(preview, [], work.ticks ?? [], fill), reports: [], undoable: true };
    return to(state, { work: { phase: "filled", preview: undefined, ticks: undefined, fill: cut }, notice: "interrupted" });
  }
  if (work.phase === "undoing" || work.phase === "lookingUp" || work.phase === "comparing") {
    return to(state, { work: { phase: "filled" }, notice: "interrupted" });
  }
  if (work.phase === "proving") return to(state, { work: { phase: work.evidence?.back ?? "filled", evidence: undefined }, notice: "interrupted" });
  const field = fill?.form.record?.field;
  if (work.phase !== "recording" || fill === undefined || record === undefined || field === undefined) return { state, effects: [] };
  // The same text is never written twice, so the record may simply be asked for again.
  return begin(state, "work", {}, (op) => ({ type: "record", op, target: fill.target, field, text: record.text }));
}
