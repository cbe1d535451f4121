// Lists that a component library draws: opened, looked through and clicked as by a person. What differs between libraries is a `ListKind`.
import type { ErrorCode } from "../../generated/errors";
import { clean, fold } from "../../plan/fold";
import { searchTerm } from "../../plan/options";
import { isAlive, type Control } from "../controls";
import { textOf } from "../dom-text";
import type { Adapter, Memento, Wanted } from "./adapter";
import { blur, fireChange, key, mouse, setNativeValue } from "./events";
import { findByWalking, type Sight } from "./list-walk";
import { isPrompt } from "./select";
import { awaitList, awaitOption, untilReady } from "./option-wait";
import { nextTurn, quiet, until, type Limit } from "./wait";

const ESCAPE = 27;
// A list that filters itself answers a typed term within this time; one that asks a server is waited for by its options.
const FILTERED_MS = 200;
// A library draws what was chosen at once or in its next frame.
const SHOWN_MS = 500;
// A list that a press opens is there by then, or under way.
const OPENED_MS = 600;
const REOPEN_MS = 700;

/** What tells one library's list from another's. */
export interface ListKind {
  /** The chosen option's text, "" without one. */
  read(control: Control): string;
  isDisabled(control: Control): boolean;
  open(control: Control): void;
  /** Another way to open it, for one that a press has not opened within a moment. */
  openOtherwise?(control: Control): void;
  /** The open list of this very control; undefined while it is closed. */
  panel(control: Control): Element | undefined;
  isLoading(control: Control, panel: Element): boolean;
  /** Options on show that can be chosen, in their order. */
  items(panel: Element): HTMLElement[];
  choose(item: HTMLElement): void;
  /** The field a person types into to narrow the list; undefined when there is none. */
  search?(control: Control, panel: Element): HTMLInputElement | undefined;
  /** What is scrolled, in a list that draws only the options in sight. */
  scroller?(panel: Element): HTMLElement | undefined;
  /** Chooses nothing, where a person can do so. */
  clear(control: Control): void;
  /** Whether "nothing chosen" may be one of its options. */
  hasPrompt?: boolean;
  /** Closes the list and lets the field go, where Escape is not enough. */
  leave?(control: Control): void;
  /** Whether a list draws more options once its end has come into sight. */
  grows?: boolean;
}

/** The adapter of lists of one kind. */
export function listAdapter(kind: ListKind): Adapter {
  const read = (control: Control): string => clean(kind.read(control));
  const write = async (control: Control, wanted: Wanted): Promise<ErrorCode | undefined> => {
    const ready = await untilReady(control, () => !kind.isDisabled(control), wanted.limit);
    if (ready !== undefined) return ready;
    const choice = new Choice(kind, control, wanted);
    try {
      const error = await choice.make();
      if (error !== undefined) choice.untype();
      return error;
    } finally {
      close(kind, control);
    }
  };
  return {
    read,
    // What a closed list holds is known to its library only.
    options: () => undefined,
    write,
    remember: (control): Memento => ({ shown: read(control), raw: "" }),
    async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
      if (read(control) === memento.shown) return;
      if (memento.shown === "") await empty(kind, control, limit);
      else await write(control, { value: memento.shown, accepted: [], follows: false, limit });
    },
  };
}

function searchFor(field: HTMLInputElement, text: string): void {
  setNativeValue(field, text);
  fireChange(field);
  key(field, "keyup", "Unidentified", 0);
}

async function empty(kind: ListKind, control: Control, limit: Limit): Promise<void> {
  kind.clear(control);
  await nextTurn(limit.signal);
  if (kind.hasPrompt !== true || kind.read(control) === "" || kind.isDisabled(control)) return;
  try {
    await new Choice(kind, control, { value: "", accepted: [], follows: false, limit }).chooseNothing();
  } finally {
    close(kind, control);
  }
}

function close(kind: ListKind, control: Control): void {
  if (kind.leave !== undefined) kind.leave(control);
  else if (kind.panel(control) !== undefined) key(control.element, "keydown", "Escape", ESCAPE);
  blur(control.element);
}

/** One choice in one list, from its opening to what is shown afterwards. */
class Choice {
  /** The field searched with, and what stood there before. */
  private typed: { field: HTMLInputElement; before: string } | undefined;

  constructor(
    private readonly kind: ListKind,
    private readonly control: Control,
    private readonly wanted: Wanted,
  ) {}

  /** Chooses; a list that the page closes in between is opened once more. */
  async make(): Promise<ErrorCode | undefined> {
    const outcome = await this.attempt();
    const cut = outcome !== undefined && outcome !== "fill.fieldGone" && this.panel() === undefined;
    return cut && performance.now() < this.wanted.limit.deadline ? this.attempt() : outcome;
  }

  private async attempt(): Promise<ErrorCode | undefined> {
    const opened = await this.reachPanel();
    if (opened !== undefined) return opened;
    if (this.asksServer()) return this.byServer();
    const there = await awaitList(this.control, () => this.offered(), this.wanted);
    if (there !== undefined) return there;
    return this.isPartial() ? this.inPartialList() : this.inWholeList();
  }

  /** Chooses the option that only asks for a choice, if the list has one. */
  async chooseNothing(): Promise<void> {
    await this.open();
    await until(() => (this.panel() === undefined || this.items().length === 0 ? undefined : true), this.soon());
    const prompt = this.items().find((item) => isPrompt(textOf(item)));
    if (prompt !== undefined) await this.choose(prompt);
  }

  /** Opens the list; some do not open while they have no options, so one that is just being given others is pressed again. */
  private async reachPanel(): Promise<ErrorCode | undefined> {
    const { limit, follows } = this.wanted;
    for (;;) {
      if (this.panel() === undefined) await this.open();
      const deadline = follows ? Math.min(limit.deadline, performance.now() + REOPEN_MS) : limit.deadline;
      const outcome = await untilReady(this.control, () => this.panel() !== undefined, { ...limit, deadline });
      if (outcome !== "fill.timeout" || performance.now() >= limit.deadline) return outcome;
    }
  }

  private async open(): Promise<void> {
    const { kind, control, wanted } = this;
    kind.open(control);
    if (kind.openOtherwise === undefined) return;
    const opened = await until(() => (this.panel() === undefined ? undefined : true), quiet(OPENED_MS, wanted.limit.signal));
    if (opened === undefined) kind.openOtherwise(control);
  }

  private panel(): Element | undefined {
    return this.kind.panel(this.control);
  }

  private items(): HTMLElement[] {
    const panel = this.panel();
    return panel === undefined ? [] : this.kind.items(panel);
  }

  private offered(): string[] | undefined {
    const panel = this.panel();
    return panel === undefined || this.kind.isLoading(this.control, panel) ? undefined : this.items().map((item) => textOf(item));
  }

  private searchField(): HTMLInputElement | undefined {
    const panel = this.panel();
    const field = panel === undefined ? undefined : this.kind.search?.(this.control, panel);
    return field === undefined || field.readOnly || field.disabled ? undefined : field;
  }

  /** Nothing on offer before something is typed, and no wait for another field that would explain it. */
  private asksServer(): boolean {
    return !this.wanted.follows && this.searchField() !== undefined && this.offered()?.length === 0;
  }

  private isPartial(): boolean {
    const panel = this.panel();
    const scroller = panel === undefined ? undefined : this.kind.scroller?.(panel);
    return scroller !== undefined && scroller.scrollHeight > scroller.clientHeight + 1;
  }

  private async inWholeList(): Promise<ErrorCode | undefined> {
    const found = await awaitOption(this.control, () => this.offered(), this.wanted);
    if (found === "fill.optionMissing" && this.searchField() !== undefined) return this.byServer();
    return typeof found === "number" ? this.choose(this.items()[found]) : found;
  }

  private async inPartialList(): Promise<ErrorCode | undefined> {
    const narrowed = await this.narrow();
    const found = await this.walk();
    if (typeof found !== "string") return this.choose(found);
    if (!narrowed) return found;
    // Some lists filter by a code that nobody sees; then the whole list is looked through.
    this.type("");
    await until(() => (this.isPartial() ? true : undefined), this.soon());
    const all = await this.walk();
    return typeof all === "string" ? all : this.choose(all);
  }

  /** Types the name and waits for the list to follow. @returns whether it did */
  private async narrow(): Promise<boolean> {
    if (this.searchField() === undefined) return false;
    const before = this.labels();
    this.type(searchTerm(this.wanted.value));
    const changed = await until(() => (this.labels() === before ? undefined : true), this.soon());
    return changed === true;
  }

  private async byServer(): Promise<ErrorCode | undefined> {
    let outcome: ErrorCode = "fill.optionMissing";
    for (const term of new Set([clean(this.wanted.value), searchTerm(this.wanted.value)])) {
      this.type(term);
      const found = await awaitOption(this.control, () => this.offered(), this.wanted);
      if (typeof found === "number") return this.choose(this.items()[found]);
      outcome = found;
      if (found !== "fill.optionMissing") break;
    }
    return outcome;
  }

  private walk(): Promise<HTMLElement | ErrorCode> {
    return findByWalking(() => this.sight(), this.wanted);
  }

  private sight(): Sight {
    const panel = this.panel();
    const scroller = panel === undefined ? undefined : this.kind.scroller?.(panel);
    return { items: this.items(), grows: this.kind.grows === true, ...(scroller === undefined ? {} : { scroller }) };
  }

  private labels(): string {
    return this.items().map((item) => textOf(item)).join("\n");
  }

  private type(term: string): void {
    const field = this.searchField();
    if (field === undefined) return;
    this.typed ??= { field, before: field.value };
    searchFor(field, term);
  }

  /** Takes back what was searched for in vain: in a field that is the control itself it would pass for a choice. */
  untype(): void {
    if (this.typed !== undefined && this.typed.field.value !== this.typed.before) searchFor(this.typed.field, this.typed.before);
  }

  private soon(): Limit {
    return quiet(FILTERED_MS, this.wanted.limit.signal);
  }

  private async choose(item: HTMLElement | undefined): Promise<ErrorCode | undefined> {
    if (item === undefined) return "fill.optionMissing";
    const label = fold(textOf(item));
    this.kind.choose(item);
    await until(() => (!isAlive(this.control) || fold(this.kind.read(this.control)) === label ? true : undefined), quiet(SHOWN_MS, this.wanted.limit.signal));
    // Libraries take the focus back after a click in their list, one turn later; the next field must not lose it to that.
    await nextTurn(this.wanted.limit.signal);
    return undefined;
  }
}

/** A whole click on an option, with what a pointer does before it. */
export function clickOption(item: HTMLElement): void {
  mouse(item, "mouseenter", "mouseover", "mousemove", "mousedown", "mouseup", "click");
}
