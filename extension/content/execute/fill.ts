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
import { nextTurn, throwIfStopped, until, within, type Limit } from "./wait";

// Values that have stood for so long after the last change are taken as the page's last word; the page gets so long at most.
const STABLE_MS = 80;
// Pages redraw themselves after a choice; typed text is answered at once or not at all.
const STABLE_TEXT_MS = 30;
const LAST_WORD_MS = 2000;
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
 * Fills the steps in their order, each after the one it waits for; never throws for what the page does.
 * @throws Stopped when the signal is aborted: nothing more is written then
 */
export async function fill(page: Page, steps: readonly FillStep[], signal: AbortSignal): Promise<FillResult> {
  const run = new Run(page, steps, signal);
  for (const step of ordered(steps)) await run.step(step, steps);
  await run.settle();
  return run.result(steps);
}

class Run {
  private readonly reports = new Map<string, FieldReport>();
  private readonly written: { step: FillStep; undo: Undo; at: number }[] = [];
  private readonly stale = new Map<string, string>();

  /** Fields that no longer showed at the start what the preview showed: somebody changed them, not this fill. */
  private readonly changed: ReadonlySet<string>;

  constructor(
    private readonly page: Page,
    steps: readonly FillStep[],
    private readonly signal: AbortSignal,
  ) {
    this.changed = new Set(steps.filter((step) => this.shown(step) !== step.expected).map(({ key }) => key));
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
    if (current !== step.expected && !(follows && current === "")) return this.refuse(step, this.changed.has(step.key) ? "fill.valueChanged" : "fill.changedByPage", current);
    this.noteDependants(step, steps);
    await this.write(step, control, follows);
  }

  private async write(step: FillStep, control: Control, follows: boolean): Promise<void> {
    const before = adapterOf(control).remember(control);
    const error = await this.put(step, control, this.wanted(step, follows));
    if (error !== undefined) return this.refuse(step, error);
    const after = this.shown(step) ?? "";
    this.written.push({ step, undo: { page: this.page, ref: step.ref, key: step.key, label: step.label, before, after, waitMs: step.waitMs }, at: performance.now() });
    this.report(step, { outcome: "filled" });
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
    const look = (): Promise<FillStep | undefined> => this.lookFor(again, within(LAST_WORD_MS, this.signal));
    for (let wiped = await look(); wiped !== undefined; wiped = await look()) {
      const { key, ref, after } = wiped;
      again.add(key);
      for (const { step } of this.written) if (step.after === key) again.delete(step.key);
      const control = this.page.control(ref);
      if (control !== undefined) await this.put(wiped, control, this.wanted(wiped, after !== undefined));
      const entry = this.written.find(({ step }) => step === wiped);
      if (entry !== undefined) entry.at = performance.now();
    }
  }

  private async lookFor(again: ReadonlySet<string>, limit: Limit): Promise<FillStep | undefined> {
    if (this.written.length === 0) return undefined;
    const wiped = (): FillStep | undefined => this.written.find(({ step }) => !again.has(step.key) && this.isWiped(step))?.step;
    const shown = (): string => this.written.map(({ step }) => this.shown(step) ?? "").join("\n");
    let last = performance.now();
    let left = Math.max(...this.written.map(({ step, at }) => at + (isTyped(step.widget) ? STABLE_TEXT_MS : STABLE_MS))) - last;
    let seen = this.written.map(({ undo }) => undo.after).join("\n");
    await until(() => {
      if (wiped() !== undefined) return true;
      const now = performance.now();
      left -= Math.min(now - last, LONGEST_LOOK_MS);
      last = now;
      const values = shown();
      if (values !== seen) left = STABLE_MS;
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
    for (const { step, undo } of this.written) {
      const shown = this.shown(step);
      undo.after = shown ?? "";
      if (shown === undefined) this.report(step, { outcome: "changedByPage", error: "fill.fieldGone" });
      else if (!this.keeps(step, shown)) this.report(step, { outcome: "changedByPage", error: "fill.changedByPage", shown });
      else this.report(step, { outcome: "filled", shown });
    }
    const reports = steps.map((step) => this.reports.get(step.key)).filter((report): report is FieldReport => report !== undefined);
    return { reports, undo: this.written.map(({ undo }) => undo) };
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

function ordered(steps: readonly FillStep[]): FillStep[] {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const done = new Set<FillStep>();
  const visit = (step: FillStep): void => {
    if (done.has(step)) return;
    done.add(step);
    const before = step.after === undefined ? undefined : byKey.get(step.after);
    if (before === undefined || done.has(before)) {
      out.push(step);
      return;
    }
    visit(before);
    out.push(step);
  };
  const out: FillStep[] = [];
  for (const step of steps) visit(step);
  return out;
}
