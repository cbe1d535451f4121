// Carries a plan out: writes each field once, reads it back, writes again what a re-render wiped, and says of every field what became of it.
import type { ErrorCode } from "../../generated/errors";
import { isoDate, sameValue } from "../../plan/compare";
import { matchOption } from "../../plan/options";
import { hasTwins, matchListed } from "../../plan/unit-codes";
import { isChoice, isTyped } from "../../plan/widget-kinds";
import type { FieldReport, FillStep } from "../../shared/content-protocol";
import type { Control } from "../controls";
import type { Page } from "../page";
import { signature, UNSEEN, type Memento, type Wanted } from "./adapter";
import { adapterOf } from "./adapters";
import { Queue } from "./queue";
import { breathe, nextTurn, throwIfStopped, until, within, type Limit } from "./wait";

// Values that have stood for so long after the last change are taken as the page's last word; the page gets so long at most.
const STABLE_MS = 80;
// Pages redraw themselves after a choice; typed text is answered at once or not at all.
const STABLE_TEXT_MS = 30;
const LAST_WORD_MS = 2000;
const LOOK_MS = 10;
// While the page's thread is busy its own timers wait, too: time in which nobody could look counts no longer than this.
const LONGEST_LOOK_MS = 30;

/** What one written field needs to be put back. */
export interface Undo {
  page: Page;
  ref: number;
  key: string;
  label: string;
  before: Memento;
  /** What it showed when the fill ended. */
  after: string;
  waitMs: number;
}

export interface FillResult {
  reports: FieldReport[];
  /** In the order in which the fields were written. */
  undo: Undo[];
}

/**
 * Fills every step after the one it waits for; never throws for what the page does.
 * @throws Stopped when the signal is aborted: nothing more is written then
 */
export async function fill(page: Page, steps: readonly FillStep[], signal: AbortSignal): Promise<FillResult> {
  const run = new Run(page, steps, signal);
  const queue = new Queue(steps);
  for (let step = queue.next(run); step !== undefined; step = queue.next(run)) {
    await run.step(step, steps);
    if (queue.isWaiting) await breathe(signal);
  }
  await run.settle();
  return run.result(steps);
}

class Run {
  private readonly reports = new Map<string, FieldReport>();
  private readonly written: { step: FillStep; undo: Undo; at: number; error: ErrorCode | undefined }[] = [];
  private readonly stale = new Map<string, string>();
  private readonly before = new Map<string, Memento>();

  /** Fields that no longer showed at the start what the preview showed: somebody changed them, not this fill. */
  private readonly changed: ReadonlySet<string>;

  constructor(
    private readonly page: Page,
    steps: readonly FillStep[],
    private readonly signal: AbortSignal,
  ) {
    for (const step of steps) this.noteBefore(step);
    this.changed = new Set(steps.filter((step) => this.shown(step) !== step.expected).map(({ key }) => key));
  }

  /** What stands in a dependent list must be known from before its parent is written; afterwards it is the new list's. */
  private noteBefore(step: FillStep): void {
    const control = step.after === undefined ? undefined : this.page.control(step.ref);
    if (control !== undefined) this.before.set(step.key, adapterOf(control).remember(control));
  }

  /** A list that the page has just replaced is empty or stands on an option of the page's choosing, not a person's. */
  private isOfNewList(step: FillStep, current: string): boolean {
    return current === "" || (isChoice(step.widget) && !this.changed.has(step.key));
  }

  async step(step: FillStep, steps: readonly FillStep[]): Promise<void> {
    throwIfStopped(this.signal);
    const parent = step.after === undefined ? undefined : this.reports.get(step.after);
    if (step.after !== undefined && (parent === undefined || (parent.outcome !== "filled" && parent.outcome !== "alreadyRight"))) {
      return this.refuse(step, "fill.dependsOnUnfilled");
    }
    const control = this.page.control(step.ref);
    if (control === undefined) return this.refuse(step, "fill.fieldGone");
    const follows = parent?.outcome === "filled";
    const current = adapterOf(control).read(control);
    if (!follows && sameValue(step.widget, current, step.value, step.accepted) && !hasTwins(adapterOf(control).options(control) ?? [], step)) {
      this.report(step, { outcome: "alreadyRight", shown: current });
      return;
    }
    if (current !== step.expected && !(follows && this.isOfNewList(step, current))) return this.refuse(step, this.changed.has(step.key) ? "fill.valueChanged" : "fill.changedByPage", current);
    this.noteDependants(step, steps);
    await this.write(step, control, follows);
  }

  private async write(step: FillStep, control: Control, follows: boolean): Promise<void> {
    const before = this.before.get(step.key) ?? adapterOf(control).remember(control);
    const shownBefore = this.shown(step);
    const error = await this.put(step, control, this.wanted(step, follows));
    const shown = this.shown(step);
    if (error !== undefined && (shown === undefined || shown === shownBefore)) return this.refuse(step, error);
    const after = shown ?? "";
    this.written.push({ step, undo: { page: this.page, ref: step.ref, key: step.key, label: step.label, before, after, waitMs: step.waitMs }, at: performance.now(), error });
    // What was not accepted and yet stands there is told, and can be taken back.
    this.report(step, error === undefined ? { outcome: "filled" } : { outcome: "changedByPage", error, shown: after });
  }

  /** Writes, and writes anew when the page replaces the control meanwhile. */
  private async put(step: FillStep, control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const error = await adapterOf(control).write(control, wanted);
    if (error !== "fill.fieldGone" || performance.now() >= wanted.limit.deadline) return error;
    const again = await until(() => this.page.control(step.ref), wanted.limit);
    return again === undefined || again === control ? error : this.put(step, again, wanted);
  }

  private wanted(step: FillStep, follows: boolean): Wanted {
    const stale = this.stale.get(step.key);
    const known = follows && stale !== undefined ? { stale } : {};
    return { value: step.value, accepted: step.accepted, ...(step.unit === undefined ? {} : { unit: step.unit }), follows, ...known, limit: within(step.waitMs, this.signal) };
  }

  /** Whether the list of a step already offers what is wanted, and is not that of the former choice. */
  isListed(step: FillStep): boolean {
    const control = this.page.control(step.ref);
    if (control === undefined) return false;
    const { options, values } = adapterOf(control);
    const labels = options(control) ?? [];
    return labels.length > 0 && signature(labels) !== this.stale.get(step.key) && "index" in matchListed(labels, values?.(control), step);
  }

  private noteDependants(step: FillStep, steps: readonly FillStep[]): void {
    for (const child of steps.filter((candidate) => candidate.after === step.key)) {
      const control = this.page.control(child.ref);
      if (control === undefined) continue;
      const options = adapterOf(control).options(control);
      // A list not seen yet may still be that of the former choice.
      this.stale.set(child.key, options === undefined && this.shown(step) !== "" ? UNSEEN : signature(options));
    }
  }

  /**
   * Waits until all written fields have kept their values for a moment; what the page wiped is written once more, and again
   * when the field it depends on was written since.
   */
  async settle(): Promise<void> {
    const again = new Set<string>();
    const look = (): Promise<FillStep | undefined> => this.lookFor(again, { ...within(LAST_WORD_MS, this.signal), pollMs: LOOK_MS });
    for (let wiped = await look(); wiped !== undefined; wiped = await look()) {
      const { key, ref, after } = wiped;
      again.add(key);
      for (const { step } of this.written) if (step.after === key) again.delete(step.key);
      const control = this.page.control(ref);
      const entry = this.written.find(({ step }) => step === wiped);
      if (control === undefined || entry === undefined) continue;
      entry.error = await this.put(wiped, control, { ...this.wanted(wiped, after !== undefined), again: true });
      entry.at = performance.now();
    }
  }

  private async lookFor(again: ReadonlySet<string>, limit: Limit): Promise<FillStep | undefined> {
    if (this.written.length === 0) return undefined;
    const wiped = (): FillStep | undefined => this.written.find(({ step }) => !again.has(step.key) && this.isWiped(step))?.step;
    let last = performance.now();
    let left = Math.max(...this.written.map(({ step, at }) => at + (isTyped(step.widget) ? STABLE_TEXT_MS : STABLE_MS))) - last;
    let seen: string | undefined;
    await until(() => {
      const values = this.written.map(({ step }) => this.shown(step) ?? "").join("\n");
      if (values !== seen && wiped() !== undefined) return true;
      const now = performance.now();
      left -= Math.min(now - last, LONGEST_LOOK_MS);
      last = now;
      if (values !== (seen ?? this.written.map(({ undo }) => undo.after).join("\n"))) left = STABLE_MS;
      seen = values;
      return left <= 0 ? true : undefined;
    }, limit);
    // Asked in the middle of a change of the page, its fields do not show it yet.
    await nextTurn(this.signal);
    return wiped();
  }

  private isWiped(step: FillStep): boolean {
    const shown = this.shown(step);
    return shown !== undefined && (shown === "" || shown === step.expected) && !this.keeps(step, shown);
  }

  result(steps: readonly FillStep[]): FillResult {
    for (const { step, undo, error } of this.written) {
      const shown = this.shown(step);
      undo.after = shown ?? "";
      if (shown === undefined) this.report(step, { outcome: "changedByPage", error: "fill.fieldGone" });
      else if (!this.keeps(step, shown)) this.report(step, { outcome: "changedByPage", error: "fill.changedByPage", shown });
      // What was refused and could not be taken back looks right, and may be held as something else.
      else if (error !== undefined) this.report(step, { outcome: "changedByPage", error, shown });
      else this.report(step, { outcome: "filled", shown });
    }
    for (const step of steps) this.lookAgain(step);
    const reports = steps.map((step) => this.reports.get(step.key)).filter((report): report is FieldReport => report !== undefined);
    return { reports, undo: this.written.map(({ undo }) => undo) };
  }

  /** What was right before may have gone with what was written elsewhere. */
  private lookAgain(step: FillStep): void {
    const report = this.reports.get(step.key);
    if (report?.outcome !== "alreadyRight") return;
    const shown = this.shown(step);
    if (shown === undefined) this.report(step, { outcome: "changedByPage", error: "fill.fieldGone" });
    else if (shown !== report.shown && !sameValue(step.widget, shown, step.value, step.accepted)) this.report(step, { outcome: "changedByPage", error: "fill.changedByPage", shown });
  }

  /** Whether the field holds what was written: by what it shows, or by the code of the option it shows. */
  private keeps(step: FillStep, shown: string): boolean {
    const control = this.page.control(step.ref);
    if (keeps(step, shown) || step.unit === undefined || control === undefined) return keeps(step, shown);
    const { options, values } = adapterOf(control);
    const labels = options(control) ?? [];
    const match = matchListed(labels, values?.(control), step);
    return "index" in match && labels[match.index] === shown;
  }

  private shown(step: FillStep): string | undefined {
    const control = this.page.control(step.ref);
    return control === undefined ? undefined : adapterOf(control).read(control);
  }

  private refuse(step: FillStep, error: ErrorCode, shown?: string): void {
    this.report(step, { outcome: "refused", error, ...(shown === undefined ? {} : { shown }) });
  }

  private report(step: FillStep, what: Omit<FieldReport, "key" | "label">): void {
    this.reports.set(step.key, { key: step.key, label: step.label, ...what });
  }
}

/** Text must stand as it was written; an option may be written as the portal writes it, a date in its own format. */
function keeps(step: FillStep, shown: string): boolean {
  if (step.widget === "antd-cascader") return sameValue(step.widget, shown, step.value);
  if (isChoice(step.widget)) return "index" in matchOption([shown], step.value, step.accepted);
  if (step.widget !== "text" && step.widget !== "textarea") return sameValue(step.widget, shown, step.value);
  const day = isoDate(shown);
  return shown.trim() === step.value.trim() || (day !== undefined && day === isoDate(step.value));
}
