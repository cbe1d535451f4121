// Puts back what a fill changed, last first; what the person has changed since is theirs and stays.
import type { FieldReport } from "../../shared/content-protocol";
import type { Control } from "../controls";
import { adapterOf } from "./adapters";
import type { Undo } from "./fill";
import { nextTurn, throwIfStopped, until, within, type Limit } from "./wait";

const LAST_WORD_MS = 1000;

/**
 * Restores every field to what it held before it was filled first and says of each what became of it, in the order of the fills.
 * @throws Stopped when the signal is aborted; what is not yet restored then stays as it is
 */
export async function undo(entries: readonly Undo[], signal: AbortSignal): Promise<FieldReport[]> {
  const reports = new Map<Undo, FieldReport>();
  for (const entry of [...entries].reverse()) {
    throwIfStopped(signal);
    const control = entry.page.control(entry.ref);
    const shown = control === undefined ? undefined : adapterOf(control).read(control);
    if (control === undefined) reports.set(entry, { key: entry.key, label: entry.label, outcome: "refused", error: "fill.fieldGone" });
    else if (shown !== entry.after && shown !== "" && shown !== entry.before.shown) reports.set(entry, kept(entry, shown ?? ""));
    else await adapterOf(control).restore(control, entry.before, within(LAST_WORD_MS, signal));
  }
  await nextTurn(signal);
  // A list gets its old options back only after its parent: what did not hold is restored once more, first to last.
  for (const entry of entries) if (!reports.has(entry)) reports.set(entry, await verify(entry, signal));
  return entries.map((entry) => reports.get(entry)).filter((report): report is FieldReport => report !== undefined);
}

async function verify(entry: Undo, signal: AbortSignal): Promise<FieldReport> {
  const { key, label, before, page } = entry;
  const shown = (): string | undefined => {
    const control = page.control(entry.ref);
    return control === undefined ? undefined : adapterOf(control).read(control);
  };
  if (shown() !== before.shown) {
    await putBack(entry, within(entry.waitMs, signal));
    await until(() => (shown() === before.shown ? true : undefined), within(LAST_WORD_MS, signal));
  }
  const control = page.control(entry.ref);
  if (control !== undefined) adapterOf(control).tidy?.(control, before);
  const now = shown();
  if (now === undefined) return { key, label, outcome: "refused", error: "fill.fieldGone" };
  if (now === before.shown) return { key, label, outcome: "undone", shown: now };
  return now === entry.after && now !== "" ? { key, label, outcome: "kept", error: "fill.notUndone", shown: now } : { key, label, outcome: "changedByPage", error: "fill.changedByPage", shown: now };
}

/** Restores, and once more each time the page draws the field anew meanwhile: a list that got its old options back is another one. */
async function putBack({ page, ref, before }: Undo, limit: Limit): Promise<void> {
  let last: Control | undefined;
  for (let control = page.control(ref); control !== undefined && control !== last && performance.now() < limit.deadline; control = await until(() => page.control(ref), within(LAST_WORD_MS, limit.signal))) {
    last = control;
    await adapterOf(control).restore(control, before, limit);
  }
}

function kept({ key, label }: Undo, shown: string): FieldReport {
  return { key, label, outcome: "refused", error: "fill.valueChanged", shown };
}
