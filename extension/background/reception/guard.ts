// The guard in the portal's page, which takes a keyboard scanner's keys there: from a person's click until the citizen leaves.
// One reception has one guard, and a page has the guard of one reception. What the panel says of it is never more than is known.
import type { Effect, EventOf, ReceptionEvent, Step } from "./events";
import type { GuardState, PortalTarget, Reception } from "./state";
import { begin, to } from "./steps";

/** What an event means for the guard; undefined = nothing. */
export function guardStep(state: Reception, event: ReceptionEvent): Step | undefined {
  switch (event.type) {
    case "receptionStarted":
      return start(state, event.tabId);
    case "receptionStopped":
      return { state: withoutGuard(state), effects: disarm(state) };
    case "armed":
      return settle(state, { status: "armed", target: event.target });
    case "armFailed":
      return settle(state, { status: "failed", failure: event.failure });
    case "tabChanged":
      return isIn(state, event.tabId) ? { state, effects: [{ type: "checkGuard", target: state.guard.target }] } : undefined;
    case "tabMoved":
      return isIn(state, event.tabId) ? { state: { ...withoutGuard(state), notice: "guardLost" }, effects: disarm(state) } : undefined;
    case "originsChanged":
      return hasArmed(state) && !event.allowed.includes(state.guard.target.binding.origin) ? { state: { ...withoutGuard(state), notice: "guardRefused" }, effects: disarm(state) } : undefined;
    case "focusMoved":
      return hasToken(state, event.token) ? { state: { ...state, guard: { ...state.guard, isInFrame: event.isInFrame } }, effects: [] } : undefined;
    case "guardLost":
      return hasToken(state, event.token) ? { state: { ...withoutGuard(state), notice: "guardLost" }, effects: [] } : undefined;
    case "scanSpoilt":
      return { state: { ...state, notice: event.trouble }, effects: [] };
    case "scanRefused":
      return refused(state, event);
    default:
      return undefined;
  }
}

/** What a late answer leaves to be done: a page that was armed for nobody is disarmed. */
export function lateArmed({ guard }: Reception, { target }: EventOf<"armed">): Effect[] {
  // The page is being armed anew, or is armed already: its guard is wanted.
  if (guard?.status === "arming" && guard.tabId === target.tabId) return [];
  if (guard?.status === "armed" && guard.target.binding.token === target.binding.token) return [];
  return [{ type: "disarm", place: placeOf(target), token: target.binding.token }];
}

/** Takes a guard that stands out of its page. */
export function disarm({ guard }: Reception): Effect[] {
  return guard?.status === "armed" ? [{ type: "disarm", place: placeOf(guard.target), token: guard.target.binding.token }] : [];
}

/** After a restart of the background: a guard that stands goes on; a page that was about to get one has none. */
export function resumeGuard(state: Reception): Step {
  const { guard } = state;
  if (guard?.status === "armed") return { state, effects: [{ type: "checkGuard", target: guard.target }] };
  return { state: withoutGuard(state), effects: guard?.status === "arming" ? [{ type: "disarm", place: { tabId: guard.tabId } }] : [] };
}

function start(state: Reception, tabId: number): Step | undefined {
  const { guard } = state;
  if (guard?.status === "arming" && guard.tabId === tabId) return undefined;
  const step = begin(state, "guard", {}, (op) => ({ type: "arm", op, tabId }));
  return { state: { ...step.state, guard: { status: "arming", tabId } }, effects: [...disarm(state), ...step.effects] };
}

/** A page's scan that nobody takes is told, and its guard has ended. */
function refused(state: Reception, { token }: EventOf<"scanRefused">): Step {
  return { state: { ...(hasToken(state, token) ? withoutGuard(state) : state), notice: "scanRefused" }, effects: [] };
}

function settle(state: Reception, guard: GuardState): Step {
  const { state: next } = to(state, { pending: { guard: undefined } });
  return { state: { ...next, guard }, effects: [] };
}

function withoutGuard(state: Reception): Reception {
  return { ...state, guard: undefined, pending: { ...state.pending, guard: undefined } };
}

type Armed = Reception & { guard: Extract<GuardState, { status: "armed" }> };

function hasArmed(state: Reception): state is Armed {
  return state.guard?.status === "armed";
}

function isIn(state: Reception, tabId: number): state is Armed {
  return hasArmed(state) && state.guard.target.tabId === tabId;
}

function hasToken(state: Reception, token: string): state is Armed {
  return hasArmed(state) && state.guard.target.binding.token === token;
}

function placeOf({ tabId, documentId }: PortalTarget): Pick<PortalTarget, "tabId" | "documentId"> {
  return { tabId, documentId };
}
