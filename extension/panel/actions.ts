// Which acts are offered, and which of them is the next one.
import type { PanelView } from "../shared/panel-protocol";

export type ActionName = "preview" | "confirm" | "lookup" | "next" | "undo" | "closePreview" | "readAgain" | "recordCopied";

const resting: ReadonlySet<string> = new Set(["idle", "filled", "recorded"]);

function canPreview({ identity, work }: PanelView): boolean {
  const known = identity.citizen !== undefined && Object.keys(identity.citizen).length > 0;
  return known && identity.phase !== "blocked" && !identity.comparing && resting.has(work.phase);
}

function canLookUp({ identity, work, settings }: PanelView): boolean {
  const settled = identity.phase !== "blocked" && identity.phase !== "reading" && identity.phase !== "textShown" && !identity.comparing;
  const atForm = work.phase === "filled" || work.phase === "recorded";
  return settings.mode === "clerk" && settled && atForm && identity.citizen !== undefined && work.fill?.form.lookup !== undefined;
}

/** The acts that mean something now. */
export function offered(view: PanelView): ReadonlySet<ActionName> {
  const { identity, work } = view;
  const actions = new Set<ActionName>();
  if (canPreview(view)) actions.add("preview");
  if (work.phase === "previewed") actions.add("confirm").add("closePreview");
  if (canLookUp(view)) actions.add("lookup");
  if (work.fill?.undoable === true && (work.phase === "filled" || work.phase === "recorded")) actions.add("undo");
  if (work.phase === "recorded" && work.record?.status === "failed") actions.add("recordCopied");
  const cardLies = view.host.readers.some((reader) => reader.insertion !== undefined);
  if (identity.keyKind !== undefined && identity.phase === "readFailed" && cardLies) actions.add("readAgain");
  if (identity.citizen !== undefined || identity.keyKind !== undefined || identity.phase === "blocked" || work.fill !== undefined) actions.add("next");
  return actions;
}

/** The act that Enter does. */
export function primaryAction(view: PanelView): ActionName | undefined {
  const actions = offered(view);
  if (view.identity.phase === "blocked") return "next";
  if (actions.has("confirm")) return "confirm";
  if (view.work.phase === "recorded") return "next";
  if (view.work.phase === "filled") return actions.has("lookup") ? "lookup" : "next";
  return actions.has("preview") ? "preview" : undefined;
}
