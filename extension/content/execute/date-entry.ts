// A day typed into a text field. Whoever reads it there may read the month first or not at all: where a calendar comes with the field, it has
// to mark the day that was meant, else the field gets back what it held.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import { calendarButton } from "../calendar-button";
import { DayGrid, monthFirst } from "./day-grid";
import { walkTo } from "./day-walk";
import { isRendered } from "../visible";
import { blur, focus, insertText, key, mouse, press, pressByPointer, typeText } from "./events";
import { isDatePattern, statedOrder } from "./stated-order";
import { breathe, nextTurn, quiet, until, type Limit } from "./wait";

const ENTER = 13;
const TAB = 9;
const ESCAPE = 27;
const END = 35;
// Libraries answer in their next frames; a calendar that unfolds may take longer.
const ANSWER_MS = 300;
const OPEN_MS = 800;
const CLOSE_MS = 400;
const CROSS = '[class*="clear" i], [class*="close" i], [class*="clean" i]';
const MAX_UP = 4;

/** One field while a day is put into it, and the calendars that come with it. */
export class DateEntry {
  private readonly before: ReadonlySet<Element>;

  /** Fields that always show a pattern take what is typed apart themselves, and only while they have the true focus. */
  private readonly hasPattern: boolean;

  /** @param enter how the field is entered: by its events, or with the true focus */
  constructor(
    private readonly input: HTMLInputElement,
    private readonly signal: AbortSignal,
    private readonly enter: typeof focus = focus,
  ) {
    this.hasPattern = isDatePattern(input.value);
    this.before = new Set(DayGrid.shown(input.ownerDocument).map(({ element }) => element));
  }

  /** @returns why the day was not put there; the field then holds what it held */
  async write(text: string, limit: Limit): Promise<ErrorCode | undefined> {
    const iso = isoDate(text);
    const order = statedOrder(this.input);
    if (iso === undefined || order === "other") return "fill.changedByPage";
    const held = this.input.value;
    const swapped = monthFirst(iso);
    const button = await this.open();
    if (!this.input.isConnected) return "fill.fieldGone";
    if (this.input.readOnly && !this.isOpen()) return "fill.optionMissing";
    for (const spelling of order === "year" ? [iso] : spellingsOf(text, iso)) {
      if (await this.isTaken(spelling, iso, button)) return undefined;
      if (this.isMarked(swapped)) break;
    }
    if (this.hasPattern && (await this.isTakenByKeys(text, iso))) return undefined;
    if (!this.isMarked(swapped) && (await this.isChosen(iso, limit))) return undefined;
    await this.put(held);
    return "fill.changedByPage";
  }

  /** Puts back a text the field once held. */
  async put(text: string): Promise<void> {
    if (!this.isOpen()) await this.open();
    // The field draws its pattern anew itself.
    const plain = isDatePattern(text) ? "" : text;
    if (plain === "" && this.isOpen()) key(this.input, "keydown", "End", END, { ctrlKey: true });
    this.type(plain);
    await breathe(this.signal);
    await this.leave();
    await nextTurn(this.signal);
    if (plain === "" && this.input.value !== "" && !this.hasPattern) await this.pressCross();
  }

  /** Presses the cross that libraries show while the pointer is over a field, and only there empty it. */
  private async pressCross(): Promise<void> {
    const box = boxOf(this.input);
    for (const part of [this.input, ...partsUpTo(this.input, box)]) mouse(part, "mouseenter", "mouseover", "mousemove");
    await nextTurn(this.signal);
    const cross = [...box.querySelectorAll<HTMLElement>(CROSS)].find((part) => isRendered(part) && !part.contains(this.input));
    if (cross === undefined) return;
    pressByPointer(cross);
    await breathe(this.signal);
    await this.leave();
  }

  /** Takes a day back to what the field held before. An emptied text proves nothing: where the calendar still marks the day, it is shown again. */
  async takeBack(text: string): Promise<void> {
    const shown = this.input.value;
    const iso = isoDate(shown);
    await this.put(text);
    if (iso === undefined) return;
    const button = await this.open();
    if (button !== undefined && !this.isOpen()) await this.openBy(button);
    const isHeld = this.isMarked(iso) && isoDate(text) !== iso;
    await this.leave();
    await this.close(button);
    if (isHeld) await this.put(shown);
  }

  /** Enters the field, which opens its calendar, if a person would see it open. @returns the button that opens one otherwise */
  private async open(): Promise<HTMLElement | undefined> {
    this.enter(this.input);
    if (this.isOpen()) return undefined;
    const button = calendarButton(this.input);
    mouse(this.input, "mousedown", "mouseup", "click");
    if (!this.input.readOnly && !opensByClick(this.input)) {
      await breathe(this.signal);
      return this.isOpen() ? undefined : button;
    }
    await until(() => (this.isOpen() ? true : undefined), quiet(button === undefined ? OPEN_MS : ANSWER_MS, this.signal));
    if (this.isOpen()) return undefined;
    if (this.input.readOnly && button !== undefined) await this.openBy(button);
    return this.isOpen() ? undefined : button;
  }

  private async openBy(button: HTMLElement): Promise<void> {
    press(button);
    await until(() => (this.isOpen() ? true : undefined), quiet(OPEN_MS, this.signal));
  }

  /** Types one spelling. @returns whether it was taken for the day that is meant, as far as a calendar can tell; the field is left then */
  private async isTaken(spelling: string, iso: string, button: HTMLElement | undefined): Promise<boolean> {
    this.type(spelling);
    await breathe(this.signal);
    const marked = (): true | undefined => (this.isMarked(iso) ? true : undefined);
    if (this.isOpen()) {
      if (marked() === undefined) this.input.dispatchEvent(new Event("change", { bubbles: true }));
      if ((await until(marked, quiet(ANSWER_MS, this.signal))) === undefined) return false;
      for (const type of ["keydown", "keyup"] as const) key(this.input, type, "Enter", ENTER);
      await this.leave();
      return isoDate(this.input.value) === iso;
    }
    await this.leave();
    if (button === undefined) return !this.hasPattern || isoDate(this.input.value) === iso;
    await this.openBy(button);
    // A picture of a calendar without one behind it says nothing; what the field shows must do.
    const isMarked = !this.isOpen() || (await until(marked, quiet(ANSWER_MS, this.signal))) === true;
    await this.close(button);
    return isMarked && isoDate(this.input.value) === iso;
  }

  /** Types sign by sign where the mark stands, as fields of segments want it. */
  private async isTakenByKeys(text: string, iso: string): Promise<boolean> {
    this.type("");
    this.input.setSelectionRange(0, 0);
    mouse(this.input, "mousedown", "mouseup", "click");
    for (const sign of text) {
      insertText(this.input, sign);
      await breathe(this.signal);
    }
    await this.leave();
    return isoDate(this.input.value) === iso;
  }

  private type(text: string): void {
    typeText(this.input, text, "stay", this.hasPattern ? focus : this.enter);
  }

  private async leave(): Promise<void> {
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    key(this.input, "keydown", "Tab", TAB);
    blur(this.input);
    await this.close();
  }

  /** Closes in the ways that people do, until one is heard. */
  private async close(button?: HTMLElement): Promise<void> {
    const page = this.input.ownerDocument;
    const ways: (() => void)[] = [
      () => undefined,
      () => [this.input, ...this.grids().map(({ element }) => element)].forEach((part) => key(part, "keydown", "Escape", ESCAPE)),
      () => mouse(page.body, "mousedown", "mouseup", "click"),
      () => (button === undefined ? undefined : press(button)),
    ];
    for (const way of ways) {
      if (!this.isOpen()) return;
      way();
      await until(() => (this.isOpen() ? undefined : true), quiet(CLOSE_MS, this.signal));
    }
  }

  /** Chooses the day in the calendar that stands open. */
  private async isChosen(iso: string, limit: Limit): Promise<boolean> {
    if (!this.isOpen() || !(await walkTo(() => this.grids(), iso, limit))) return false;
    await this.leave();
    return isoDate(this.input.value) === iso;
  }

  private isMarked(iso: string | undefined): boolean {
    return iso !== undefined && this.grids().some((grid) => grid.marks(iso));
  }

  private isOpen(): boolean {
    return this.grids().length > 0;
  }

  private grids(): DayGrid[] {
    return DayGrid.shown(this.input.ownerDocument).filter(({ element }) => !this.before.has(element));
  }
}

/** What is drawn around this input alone. */
function boxOf(input: HTMLElement): HTMLElement {
  let box = input;
  for (let up = 0; up < MAX_UP && box.parentElement?.querySelectorAll("input, select, textarea").length === 1; up++) box = box.parentElement;
  return box;
}

function partsUpTo(part: HTMLElement, box: HTMLElement): HTMLElement[] {
  return part === box || part.parentElement === null ? [] : [part.parentElement, ...partsUpTo(part.parentElement, box)];
}

/**
 * In which ways to type a day until one is understood: as it is written here, with dashes, and in the international order, which cannot be
 * taken for another.
 */
export function spellingsOf(text: string, iso: string): string[] {
  return [...new Set([text, text.replaceAll("/", "-"), iso])];
}

/** Whether a field says of itself that a click opens something. */
function opensByClick(input: HTMLInputElement): boolean {
  return ["dialog", "grid", "true"].includes(input.getAttribute("aria-haspopup") ?? "");
}
