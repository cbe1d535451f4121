// The guard in the portal's page, which takes a keyboard scanner's keys there: from a person's click until the citizen leaves.
import type { Effect, ReceptionEvent, Step } from "./events";
import type { Reception } from "./state";
import { begin, to } from "./steps";

/** What an event means for the guard; undefined = nothing. */
export function guardStep(state: Reception, event: ReceptionEvent): Step | undefined {
  const { guard } = state;
  switch (event.type) {
    case "receptionStarted": {
      const step = begin(state, "guard", {}, (op) => ({ type: "arm", op, tabId: event.tabId }));
      return { state: { ...step.state, guard: { status: "arming" } }, effects: [...disarm(state), ...step.effects] };
    }
    case "armed":
      return settle(state, { status: "armed", target: event.target });
    case "armFailed":
      return settle(state, { status: "failed", failure: event.failure });
    case "tabChanged":
      return guard?.status === "armed" && guard.target.tabId === event.tabId ? { state, effects: [{ type: "checkGuard", target: guard.target }] } : undefined;
    case "guardLost":
      if (guard?.status !== "armed" || guard.target.binding.token !== event.token) return undefined;
      return { state: { ...state, guard: undefined, notice: "guardLost" }, effects: [] };
    case "scanSpoilt":
      return { state: { ...state, notice: event.trouble }, effects: [] };
    default:
      return undefined;
  }
}

function settle(state: Reception, guard: Reception["guard"]): Step {
  const { state: next } = to(state, { pending: { guard: undefined } });
  return { state: { ...next, guard }, effects: [] };
}

/** A guard in another page gives way to the one that is asked for. */
function disarm({ guard }: Reception): Effect[] {
  return guard?.status === "armed" ? [{ type: "disarm", place: { tabId: guard.target.tabId, documentId: guard.target.documentId } }] : [];
}

/** After a restart of the background: an answer that will not come is not waited for, and a guard that stands goes on. */
export function resumeGuard(state: Reception): Step {
  if (state.guard?.status === "armed") return { state, effects: [{ type: "checkGuard", target: state.guard.target }] };
  return { state: { ...state, guard: undefined, pending: { ...state.pending, guard: undefined } }, effects: [] };
}
