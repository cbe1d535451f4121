// Small pure pieces that both tables use.
import type { Citizen, FieldName } from "../../generated/citizen";
import type { Verdicts } from "../../generated/verdicts";
import type { Context, Effect, EventOf, EventType, Step } from "./events";
import type { Identity, Pending, Reception, Work } from "./state";

/** What an event does in a phase; `undefined` = nothing. */
export type Handler<T extends EventType> = (state: Reception, event: EventOf<T>, context: Context) => Step | undefined;
export type Table<P extends string> = { readonly [phase in P]: { readonly [T in EventType]?: Handler<T> } };

export interface Change {
  identity?: Partial<Identity>;
  work?: Partial<Work>;
  pending?: Partial<Pending>;
  notice?: Reception["notice"];
}

/** The state with these parts changed. */
export function to(state: Reception, change: Change, effects: Effect[] = []): Step {
  return {
    state: {
      ...state,
      identity: { ...state.identity, ...change.identity },
      work: { ...state.work, ...change.work },
      pending: { ...state.pending, ...change.pending },
      ...("notice" in change ? { notice: change.notice } : {}),
    },
    effects,
  };
}

/** Takes a number for an operation and remembers that its answer is awaited. */
export function begin(state: Reception, slot: keyof Pending, change: Change, effect: (op: number) => Effect): Step {
  const op = state.nextOp;
  const step = to(state, { ...change, pending: { ...change.pending, [slot]: op } }, [effect(op)]);
  return { ...step, state: { ...step.state, nextOp: op + 1 } };
}

/** Any one "no" takes the whole card out of use. */
export function anyNo(verdicts: Verdicts): boolean {
  return Object.values(verdicts).some((verdict: { status: string }) => verdict.status === "no");
}

/** The card's citizen with what only the QR code of the same person holds. */
export function addMissing(card: Citizen, qr: Citizen): Citizen {
  const missing = Object.entries(qr).filter(([name]) => card[name as FieldName] === undefined);
  return { ...card, ...(Object.fromEntries(missing) as Citizen) };
}

/** The number that tells one holder from another. */
export function holderNumber({ idNumber, documentNumber }: Citizen): string | undefined {
  return idNumber?.value ?? documentNumber?.value;
}

/** Whether another scan is known than the citizen shown, and nothing has said yet that both are one person. */
export function mustCompare({ identity, pending }: Reception): boolean {
  const { toCompare, citizen, held } = identity;
  if (pending.compare !== undefined || held !== undefined) return true;
  return toCompare !== undefined && citizen !== undefined && JSON.stringify(toCompare) !== JSON.stringify(citizen);
}

/** Whether the citizen may be previewed and filled: known, not withdrawn, no comparison still open. */
export function isUsable(state: Reception): boolean {
  const { citizen, phase } = state.identity;
  return citizen !== undefined && phase !== "blocked" && !mustCompare(state);
}

/** The phase in which the form is at rest. */
export function restPhase(work: Work): "idle" | "filled" {
  return work.fill !== undefined && !work.fill.undone ? "filled" : "idle";
}
