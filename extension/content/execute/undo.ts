// Puts back what a fill changed, last first; what the person has changed since is theirs and stays.
import type { FieldReport } from "../../shared/content-protocol";
import type { Page } from "../page";
import { adapterOf } from "./adapters";
import type { Undo } from "./fill";
import { nextTurn, until } from "./wait";

const LAST_WORD_MS = 1000;

/** Restores every field to what it held before the fill and says of each what became of it, in the order of the fill. */
export async function undo(page: Page, entries: readonly Undo[]): Promise<FieldReport[]> {
  const reports = new Map<string, FieldReport>();
  for (const entry of [...entries].reverse()) {
    const control = page.control(entry.ref);
    const shown = control === undefined ? undefined : adapterOf(control).read(control);
    if (control === undefined) reports.set(entry.key, { key: entry.key, label: entry.label, outcome: "refused", error: "fill.fieldGone" });
    else if (shown !== entry.after && shown !== "" && shown !== entry.before.shown) reports.set(entry.key, kept(entry, shown ?? ""));
    else await adapterOf(control).restore(control, entry.before, performance.now() + LAST_WORD_MS);
  }
  await nextTurn();
  // A list gets its old options back only after its parent: what did not hold is restored once more, first to last.
  for (const entry of entries) if (!reports.has(entry.key)) reports.set(entry.key, await verify(page, entry));
  return entries.map((entry) => reports.get(entry.key)).filter((report): report is FieldReport => report !== undefined);
}

async function verify(page: Page, entry: Undo): Promise<FieldReport> {
  const { key, label, before } = entry;
  const shown = (): string | undefined => {
    const control = page.control(entry.ref);
    return control === undefined ? undefined : adapterOf(control).read(control);
  };
  if (shown() !== before.shown) {
    const stray = page.control(entry.ref);
    if (stray !== undefined) await adapterOf(stray).restore(stray, before, performance.now() + entry.waitMs);
    await until(() => (shown() === before.shown ? true : undefined), performance.now() + LAST_WORD_MS);
  }
  const control = page.control(entry.ref);
  if (control !== undefined) adapterOf(control).tidy?.(control, before);
  const now = shown();
  if (now === undefined) return { key, label, outcome: "refused", error: "fill.fieldGone" };
  return now === before.shown ? { key, label, outcome: "undone", shown: now } : { key, label, outcome: "changedByPage", error: "fill.changedByPage", shown: now };
}

function kept({ key, label }: Undo, shown: string): FieldReport {
  return { key, label, outcome: "refused", error: "fill.changedByPage", shown };
}
