// One step of teaching: pure. What is not answered here changes nothing.
import type { Citizen, FieldName } from "../../generated/citizen";
import type { SiteProfile } from "../../generated/site-profile";
import type { BrokenField, Pick, PickRefusal } from "../../shared/content-protocol";
import type { TeachAct } from "../../shared/teach-protocol";
import { mentionsPerson, valueOf } from "../../shared/teach-values";
import type { Failure, FillReport, PortalTarget } from "../reception/state";
import { suggest } from "./suggest";
import type { TaughtField, TaughtPage, Teaching, TeachProblem } from "./state";
import { problemOf } from "./taught-profile";

const MOST_FIELDS = 200;

export type TeachEvent =
  | Exclude<TeachAct, { type: "teachRequested" }>
  | { type: "teachRequested"; tabId: number; key?: string }
  | { type: "started"; op: number; target: PortalTarget; page: TaughtPage; base?: SiteProfile; formFound: boolean; broken: BrokenField[] }
  | { type: "refused"; op: number; problem: TeachProblem }
  | { type: "failed"; op: number; failure: Failure }
  | { type: "picked"; token: string; pick: Pick }
  | { type: "pickRefused"; token: string; reason: PickRefusal }
  | { type: "pickEnded"; token: string }
  | { type: "tried"; op: number; field: number; turn: number; reports: FillReport[] }
  | { type: "trialUndone"; op: number; reports: FillReport[] }
  | { type: "saved"; op: number; saved: NonNullable<Teaching["saved"]> }
  /** The tab went elsewhere, or is gone. */
  | { type: "tabChanged"; tabId: number }
  /** The citizen at the desk is another, or none. */
  | { type: "citizenLeft" }
  | { type: "workerRestarted" }
  /** The office forbids it from now on. */
  | { type: "forbidden" };

export type TeachEffect =
  | { type: "start"; op: number; tabId: number; page?: TaughtPage; base?: SiteProfile; isFirst: boolean; once: boolean }
  | { type: "stop"; target: PortalTarget }
  | { type: "try"; op: number; target: PortalTarget; teaching: Teaching; field: number; citizen: Citizen; unconfirmed: readonly FieldName[]; turn: number }
  | { type: "undoTrial"; op: number; target: PortalTarget }
  | { type: "save"; op: number; teaching: Teaching };

/** What the table may look at beside the state. */
export interface TeachContext {
  /** The citizen whose data may be filled now. */
  citizen?: Citizen;
  /** Its fields that a person has yet to confirm. */
  unconfirmed: readonly FieldName[];
  turn: number;
}

export interface TeachStep {
  state: Teaching | undefined;
  effects: TeachEffect[];
}

const nothing = (state: Teaching | undefined): TeachStep => ({ state, effects: [] });
const quiet = { refusal: undefined, notice: undefined, problem: undefined, failure: undefined };

/** @returns the state after the event and what has to be done; the same state object when the event means nothing in it */
export function teach(state: Teaching | undefined, event: TeachEvent, context: TeachContext): TeachStep {
  if (event.type === "teachRequested") return start(state, event);
  if (state === undefined) return nothing(state);
  if ("op" in event && event.op !== state.pending) return late(state, event);
  if ("token" in event && (event.token !== state.target?.binding.token || state.phase === "starting")) return nothing(state);
  switch (event.type) {
    case "started":
      return started(state, event);
    case "refused":
      return rest(state, { problem: event.problem });
    case "failed":
      return rest(state, { failure: event.failure });
    case "picked":
      return picked(state, event.pick, context);
    case "pickRefused":
      return nothing({ ...state, ...quiet, refusal: event.reason });
    case "pickEnded":
      return state.phase === "picking" ? rest(state, {}, stopInFrames(state)) : nothing(state);
    case "teachPaused":
      return state.phase === "picking" ? rest(state, {}, stopIn(state)) : nothing(state);
    case "teachClosed":
    case "forbidden":
      return { state: undefined, effects: stopIn(state) };
    case "tabChanged":
      return event.tabId === state.tabId && state.phase !== "resting" && state.phase !== "saving" ? rest(state, { notice: "navigated", trial: undefined }) : nothing(state);
    case "citizenLeft":
      return state.trial === undefined && state.phase !== "trying" ? nothing(state) : rest(state, { trial: undefined });
    case "workerRestarted":
      return state.phase === "starting" || state.phase === "trying" || state.phase === "saving" ? rest(state, { notice: "interrupted" }, stopIn(state)) : nothing(state);
    default:
      return edit(state, event, context);
  }
}

type Edit = Extract<TeachEvent, { type: "teachAssigned" | "teachRemoved" | "teachTried" | "teachTrialUndone" | "teachDetect" | "teachSaved" | "tried" | "trialUndone" | "saved" }>;

/** The list of what was taught, and what is done with it. */
function edit(state: Teaching, event: Edit, context: TeachContext): TeachStep {
  switch (event.type) {
    case "teachAssigned":
      return assigned(state, event, context);
    case "teachRemoved":
      return nothing({ ...state, ...quiet, saved: undefined, fields: state.fields.filter(({ id }) => id !== event.field), trial: state.trial?.field === event.field ? undefined : state.trial });
    case "teachDetect":
      return nothing({ ...state, ...quiet, saved: undefined, detectOthers: event.others });
    case "teachTried":
      return tryField(state, event.field, context);
    case "teachTrialUndone":
      return state.trial?.isUndoable === true && state.target !== undefined ? begin(state, { phase: "trying" }, { type: "undoTrial", target: state.target }) : nothing(state);
    case "teachSaved":
      return save(state, context);
    case "tried":
      return rest(state, { trial: { field: event.field, turn: event.turn, reports: event.reports, isUndoable: event.reports.some(({ outcome }) => outcome === "filled" || outcome === "changedByPage") } });
    case "trialUndone":
      return rest(state, { trial: state.trial === undefined ? undefined : { ...state.trial, reports: event.reports, isUndoable: false } });
    case "saved":
      return rest(state, { saved: event.saved });
  }
}

type EffectBody = TeachEffect extends infer E ? (E extends { op: number } ? Omit<E, "op"> : never) : never;

function begin(state: Teaching, change: Partial<Teaching>, effect: EffectBody, before: TeachEffect[] = []): TeachStep {
  const op = state.nextOp;
  return { state: { ...state, ...quiet, ...change, pending: op, nextOp: op + 1 }, effects: [...before, { ...effect, op }] };
}

function rest(state: Teaching, change: Partial<Teaching>, effects: TeachEffect[] = []): TeachStep {
  return { state: { ...state, ...quiet, phase: "resting", pending: undefined, ...change }, effects };
}

function stopIn({ target }: Teaching): TeachEffect[] {
  return target === undefined ? [] : [{ type: "stop", target }];
}

/** One picker has ended by itself; those beside it have not. */
function stopInFrames(state: Teaching): TeachEffect[] {
  return state.target?.frames === undefined ? [] : stopIn(state);
}

/** A picker that opens after nobody waits for it any more is closed again. */
function late(state: Teaching, event: TeachEvent): TeachStep {
  return event.type === "started" && event.target.binding.token !== state.target?.binding.token ? { state, effects: [{ type: "stop", target: event.target }] } : nothing(state);
}

const fresh: Omit<Teaching, "tabId"> = { phase: "starting", broken: [], fields: [], nextField: 1, detectOthers: true, nextOp: 1 };

function start(state: Teaching | undefined, { tabId, key }: Extract<TeachEvent, { type: "teachRequested" }>): TeachStep {
  if (state?.phase === "starting" || state?.phase === "trying" || state?.phase === "saving") return nothing(state);
  const before = state ?? { ...fresh, tabId };
  const effect = { type: "start", tabId, page: before.page, base: before.base, isFirst: before.page === undefined, once: key !== undefined } as const;
  return begin(before, { phase: "starting", tabId, wanted: key, saved: undefined }, effect, before.tabId === tabId ? [] : stopIn(before));
}

function started(state: Teaching, { target, page, base, formFound, broken }: Extract<TeachEvent, { type: "started" }>): TeachStep {
  const isFirst = state.page === undefined;
  const kept = base === undefined || formFound ? base : { ...base, form: undefined };
  const first: Partial<Teaching> = isFirst ? { base: kept, detectOthers: base?.detectOthers ?? true, broken: broken.map(({ profileKey }) => profileKey) } : {};
  return nothing({ ...state, ...quiet, phase: "picking", pending: undefined, target, page: state.page ?? page, ...first });
}

function picked(state: Teaching, { locate, field }: Pick, context: TeachContext): TeachStep {
  if (state.phase !== "picking" || state.fields.length >= MOST_FIELDS) return nothing(state);
  const { wanted, base } = state;
  const place = JSON.stringify(locate);
  const same = state.fields.find((taught) => JSON.stringify(taught.locate) === place);
  const foreign = wanted !== undefined && field.profileKey !== undefined && field.profileKey !== wanted;
  const label = (field.labels[0] ?? field.shared ?? field.name).slice(0, 200);
  const after: Teaching = { ...state, ...quiet, saved: undefined, wanted: undefined, phase: wanted === undefined ? "picking" : "resting" };
  const isTaken = same !== undefined && (wanted === undefined || same.key !== wanted);
  const ends = wanted === undefined ? [] : stopInFrames(state);
  if (foreign || isTaken) return { state: { ...after, notice: "taken" }, effects: ends };
  if (mentionsPerson(`${label} ${place}`, nameOf(context))) return { state: { ...after, problem: "personal" }, effects: ends };
  const key = wanted ?? field.profileKey;
  const before = base?.fields.find((candidate) => candidate.key === key);
  const taught: TaughtField = { id: state.nextField, label, group: field.group.slice(0, 200), widget: field.widget, locate, ...(before === undefined ? suggest(field) : { key: before.key, role: before.role, value: before.value }) };
  const others = state.fields.filter((other) => other !== same && (taught.key === undefined || other.key !== taught.key));
  return { state: { ...after, fields: [...others, taught], nextField: state.nextField + 1 }, effects: ends };
}

function nameOf({ citizen }: TeachContext): { fullName: string | undefined; idNumber: string | undefined } {
  return { fullName: citizen?.fullName?.value, idNumber: citizen?.idNumber?.value };
}

function assigned(state: Teaching, { field, choice, constant, role }: Extract<TeachEvent, { type: "teachAssigned" }>, context: TeachContext): TeachStep {
  const value = valueOf(choice, constant);
  if (value !== undefined && "constant" in value && mentionsPerson(value.constant, nameOf(context))) return nothing({ ...state, ...quiet, problem: "personal" });
  const fields = state.fields.map((taught) => (taught.id === field ? { ...taught, role, value } : taught));
  return nothing({ ...state, ...quiet, saved: undefined, fields });
}

function tryField(state: Teaching, field: number, { citizen, unconfirmed, turn }: TeachContext): TeachStep {
  const taught = state.fields.find(({ id }) => id === field);
  if (state.target === undefined || (state.phase !== "resting" && state.phase !== "picking")) return nothing(state);
  if (taught?.value === undefined) return nothing({ ...state, ...quiet, problem: "unassigned" });
  if (citizen === undefined) return nothing({ ...state, ...quiet, problem: "noCitizen" });
  const stop = state.phase === "picking" ? stopIn(state) : [];
  return begin(state, { phase: "trying", trial: undefined }, { type: "try", target: state.target, teaching: state, field, citizen, unconfirmed, turn }, stop);
}

function save(state: Teaching, context: TeachContext): TeachStep {
  if (state.phase !== "resting" && state.phase !== "picking") return nothing(state);
  const problem = problemOf(state);
  if (problem !== undefined) return nothing({ ...state, ...quiet, problem });
  const page = state.page === undefined || !mentionsPerson(state.page.title, nameOf(context)) ? state.page : { ...state.page, title: state.page.host };
  return begin({ ...state, page }, { phase: "saving" }, { type: "save", teaching: { ...state, page } }, state.phase === "picking" ? stopIn(state) : []);
}
