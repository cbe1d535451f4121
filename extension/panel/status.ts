// The one status line: which sentence, which tone, for every state of a reception.
import type { MessageKey } from "../shared/i18n";
import type { ErrorCode } from "../generated/errors";
import type { PanelView } from "../shared/panel-protocol";
import type { FillReport, IdentityPhase, WorkPhase } from "../background/reception/state";

export type Tone = "idle" | "busy" | "read" | "ok" | "attention" | "stop";

export interface Status {
  text: MessageKey;
  hint?: MessageKey;
  tone: Tone;
  /** Code of errors.json behind a hard stop. */
  code?: ErrorCode;
}

type Teller = (view: PanelView) => Status | undefined;

function plain(tone: Tone, name: string, withHint = false): Status {
  const hint = withHint ? { hint: `hint_${name}` as MessageKey } : {};
  return { text: `status_${name}` as MessageKey, tone, ...hint };
}

function own(view: PanelView): string {
  return view.settings.mode === "citizen" ? "Own" : "";
}

/** Green is for what was verified; a card that was merely read is not. */
function complete({ identity }: PanelView): Status {
  if (identity.notCompared) return plain("attention", "notCompared", true);
  const { status, reason } = identity.verdicts?.data ?? { status: "unknown", reason: "notRead" };
  if (status === "yes") return plain("ok", "completeVerified", true);
  // No root certificate here is the usual case; any other reason says something about this card.
  if (reason === "issuerNotInstalled") return plain("read", "completeUnknown", true);
  return { ...plain("attention", "completeOdd"), hint: `verdictWhy_data_${reason}` as MessageKey };
}

const identityStatus: { readonly [P in IdentityPhase]: Teller } = {
  waitingForKey: (view) => (view.identity.card === undefined ? plain("idle", `waitingForKey${own(view)}`, true) : plain("idle", "cardWithoutKey", true)),
  waitingForCard: (view) => plain("idle", view.identity.origin === "qr" ? "waitingForCardQr" : "waitingForCard", true),
  reading: ({ identity }) => ({
    ...plain("busy", "reading"),
    ...(identity.progress === undefined ? {} : { hint: `progress_${identity.progress.phase}` as MessageKey }),
  }),
  textShown: () => plain("busy", "textShown", true),
  complete,
  readFailed: () => plain("attention", "readFailed"),
  blocked: (view) => {
    const mismatch = view.identity.blocked === "mismatch";
    const name = mismatch ? "blockedMismatch" : "blockedNotAuthentic";
    return { ...plain("stop", name), hint: `hint_${name}${own(view)}` as MessageKey, code: mismatch ? "citizen.mismatch" : "card.notAuthentic" };
  },
};

function filled(view: PanelView): Status {
  const { lookup } = view.work;
  if (lookup?.samePerson === "no") return plain("stop", "lookupOther", true);
  if (lookup?.meaning === "unclassified") return { ...plain("attention", "lookupUnclassified", true), code: "lookup.unclassified" };
  const reports = view.work.fill?.reports ?? [];
  // What the office does not allow was never meant to be filled; everything else that was left is for a person to look at.
  const fine = ({ outcome, reason }: FillReport) => outcome === "filled" || outcome === "alreadyRight" || reason === "sensitiveNotAllowed";
  const clean = reports.length > 0 && reports.every(fine);
  if (!clean) return plain("attention", "filledSome", true);
  return plain("ok", view.work.fill?.form.lookup === undefined ? "filledAllOwn" : "filledAll", true);
}

function recorded({ work }: PanelView): Status {
  const { record, lookup } = work;
  if (record?.status === "failed") return plain("attention", "recordFailed", true);
  if (lookup?.meaning === "noMatch") return plain("attention", "recordedNoMatch", true);
  if (lookup?.meaning !== "match") return plain("attention", "recordedFailure", true);
  const differs = lookup.samePerson === "no" || lookup.differences.some(({ severity }) => severity !== "info");
  return differs ? plain("attention", "recordedDifferent", true) : plain("ok", "recordedMatch", true);
}

function undone({ work: { fill } }: PanelView): Status | undefined {
  if (fill?.undone !== true) return undefined;
  // What a person has changed since is theirs, and was left on purpose.
  const fine = ({ outcome, error }: FillReport) => outcome === "undone" || error === "fill.valueChanged";
  return fill.reports.every(fine) ? plain("idle", "undone", true) : plain("attention", "undoneSome", true);
}

const workStatus: { readonly [P in WorkPhase]: Teller } = {
  idle: undone,
  previewing: () => plain("busy", "previewing"),
  previewed: () => plain("idle", "previewed", true),
  filling: () => plain("busy", "filling", true),
  filled,
  undoing: () => plain("busy", "undoing"),
  lookingUp: () => plain("busy", "lookingUp", true),
  comparing: () => plain("busy", "comparing"),
  recording: () => plain("busy", "recording"),
  recorded,
  proving: () => plain("busy", "proving", true),
};

/** What the status line says. A hard stop goes before everything; a card being read before the form. */
export function statusOf(view: PanelView): Status {
  const { phase } = view.identity;
  const identity = identityStatus[phase](view) ?? plain("idle", "waitingForKey", true);
  if (phase === "blocked" || phase === "reading" || phase === "textShown") return identity;
  return workStatus[view.work.phase](view) ?? identity;
}
