// Which acts are offered, and which of them is the next one.
import type { Preview } from "../background/reception/state";
import { editedPlan } from "../plan/plan-edits";
import type { PanelView } from "../shared/panel-protocol";

export type ActionName = "preview" | "confirm" | "lookup" | "next" | "undo" | "closePreview" | "readAgain" | "compareAgain" | "recordCopied" | "evidence" | "switchPerson" | "keepPerson";

const resting: ReadonlySet<string> = new Set(["idle", "filled", "recorded"]);

function canPreview({ identity, work }: PanelView): boolean {
  const known = identity.citizen !== undefined && Object.keys(identity.citizen).length > 0;
  return known && identity.phase !== "blocked" && !identity.comparing && !identity.notCompared && resting.has(work.phase);
}

/** A preview of a form that already says everything: there is nothing to confirm, and the lookup may follow at once. */
function nothingToFill({ work }: PanelView): Preview | undefined {
  const { preview, phase } = work;
  if (phase !== "previewed" || preview === undefined) return undefined;
  const { steps, questions } = editedPlan(preview);
  return steps.length + questions.length === 0 ? preview : undefined;
}

function canLookUp(view: PanelView): boolean {
  const { identity, work, settings } = view;
  const settled = identity.phase !== "blocked" && identity.phase !== "reading" && identity.phase !== "textShown" && !identity.comparing && !identity.notCompared;
  const atForm = work.phase === "filled" || work.phase === "recorded";
  const form = atForm ? work.fill?.form : nothingToFill(view)?.form;
  return settings.mode === "clerk" && settled && identity.citizen !== undefined && form?.lookup !== undefined;
}

/** A portal that takes evidence, and a card that was read and can be asked once more. */
function canProve({ identity, work, settings }: PanelView): boolean {
  const settled = identity.phase === "complete" && identity.origin === "card" && !identity.comparing && !identity.notCompared;
  const atForm = work.phase === "filled" || work.phase === "recorded";
  return settings.mode === "clerk" && settled && atForm && identity.keyKind !== undefined && work.fill?.undone === false && work.fill.form.evidence !== undefined;
}

/** The acts that mean something now. */
export function offered(view: PanelView): ReadonlySet<ActionName> {
  const { identity, work } = view;
  if (identity.asked !== undefined) return new Set(["keepPerson", "switchPerson"]);
  const actions = new Set<ActionName>();
  if (canPreview(view)) actions.add("preview");
  if (work.phase === "previewed") actions.add("confirm").add("closePreview");
  if (canLookUp(view)) actions.add("lookup");
  if (work.fill?.undoable === true && (work.phase === "filled" || work.phase === "recorded")) actions.add("undo");
  if (canProve(view)) actions.add("evidence");
  if (work.phase === "recorded" && work.record?.status === "failed") actions.add("recordCopied");
  const cardLies = view.host.readers.some((reader) => reader.insertion !== undefined);
  if (identity.keyKind !== undefined && identity.phase === "readFailed" && cardLies) actions.add("readAgain");
  if (identity.notCompared && identity.phase === "complete") actions.add("compareAgain");
  if (identity.citizen !== undefined || identity.keyKind !== undefined || identity.phase === "blocked" || work.fill !== undefined) actions.add("next");
  return actions;
}

/** The act that Enter does. */
export function primaryAction(view: PanelView): ActionName | undefined {
  const actions = offered(view);
  // No Enter too many forgets a citizen.
  if (actions.has("keepPerson")) return "keepPerson";
  if (view.identity.phase === "blocked") return "next";
  if (actions.has("confirm")) return actions.has("lookup") ? "lookup" : "confirm";
  if (view.work.phase === "recorded") return "next";
  if (view.work.phase === "filled") return actions.has("lookup") ? "lookup" : "next";
  return actions.has("preview") ? "preview" : undefined;
}
