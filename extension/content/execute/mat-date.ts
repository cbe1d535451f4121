// Angular Material: an input with matDatepicker. What it cannot read as a date stays as typed and is no date to the form, and in which
// order it reads day and month is the portal's own matter; so it must be seen to have understood, else the day is clicked in its calendar.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import { isDisabledElement } from "../visible";
import type { Adapter, Memento, Wanted } from "./adapter";
import { DayGrid, monthFirst } from "./day-grid";
import { blur, key, press, typeText } from "./events";
import { until, within, type Limit } from "./wait";

const ESCAPE = 27;
const YEARS = "mat-multi-year-view";
const CELL = ".mat-calendar-body-cell";
// Its calendar turns 24 years a page: this reaches beyond every living person.
const MAX_PAGES = 10;
const CLOSED_MS = 3000;

function input(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

export const matDateAdapter: Adapter = {
  read: (control) => input(control).value.normalize("NFC").trim(),
  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const iso = isoDate(wanted.value);
    if (iso === undefined) return "fill.optionMissing";
    const before = matDateAdapter.remember(control);
    if (!input(control).readOnly && isUnderstood(control, wanted.value) && (monthFirst(iso) === undefined || (await isMarked(control, iso, wanted.limit)))) return undefined;
    const error = await pick(control, iso, wanted.limit);
    if (error === undefined && isoDate(matDateAdapter.read(control)) === iso) return undefined;
    enter(control, before.raw);
    return error ?? "fill.changedByPage";
  },

  remember: (control): Memento => ({ shown: matDateAdapter.read(control), raw: input(control).value }),

  restore(control: Control, memento: Memento): Promise<void> {
    enter(control, memento.raw);
    return Promise.resolve();
  },
};

function enter(control: Control, text: string): void {
  typeText(input(control), text);
}

/** Types with a blank before the date: a date it has understood is written anew when the field is left, and the blank is gone. */
function isUnderstood(control: Control, text: string): boolean {
  const element = input(control);
  typeText(element, ` ${text}`, "stay");
  const isMasked = !element.value.startsWith(" ");
  element.dispatchEvent(new Event("change", { bubbles: true }));
  blur(element);
  return !isMasked && !element.value.startsWith(" ") && isoDate(element.value) === isoDate(text);
}

/** Whether its calendar shows the day as the chosen one; it is closed again. */
async function isMarked(control: Control, iso: string, limit: Limit): Promise<boolean> {
  const calendar = new Calendar(control.element.ownerDocument);
  press(opener(control));
  const found = await until(() => calendar.open && DayGrid.shown(control.element.ownerDocument).find(({ element }) => calendar.open?.contains(element) === true), limit);
  await until(() => calendar.leave(), within(CLOSED_MS, limit.signal));
  return found?.marks(iso) === true;
}

/** Chooses the day in the calendar, which is closed in any case. @returns why it could not, or nothing */
async function pick(control: Control, iso: string, limit: Limit): Promise<ErrorCode | undefined> {
  const calendar = new Calendar(control.element.ownerDocument);
  press(opener(control));
  if ((await until(() => calendar.open, limit)) === undefined) return "fill.timeout";
  const chosen = await calendar.clickThrough(iso, limit);
  await until(() => calendar.leave(), within(CLOSED_MS, limit.signal));
  return chosen ? undefined : "fill.optionMissing";
}

function opener(control: Control): HTMLElement {
  return control.face.querySelector<HTMLElement>("mat-datepicker-toggle button") ?? input(control);
}

/** The calendar that stands open in a page; Material opens one at a time. */
class Calendar {
  constructor(private readonly page: Document) {}

  get open(): HTMLElement | undefined {
    return this.page.querySelector<HTMLElement>(".cdk-overlay-container mat-calendar") ?? undefined;
  }

  async clickThrough(iso: string, limit: Limit): Promise<boolean> {
    const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
    const { open } = this;
    if ((open?.querySelector(YEARS) ?? null) === null) open?.querySelector<HTMLElement>(".mat-calendar-period-button")?.click();
    if (!(await this.shows(YEARS, limit)) || !this.clickYear(year)) return false;
    if (!(await this.shows("mat-year-view", limit)) || !clickCell(this.cells()[month - 1])) return false;
    return (await this.shows("mat-month-view", limit)) && clickCell(this.cellOf(day));
  }

  /** Asks it to close until it is gone: while it is still unfolding it stays open after a choice and does not hear the key. */
  leave(): true | undefined {
    const { open } = this;
    if (open === undefined) return true;
    key(open, "keydown", "Escape", ESCAPE);
    return undefined;
  }

  private async shows(view: string, limit: Limit): Promise<boolean> {
    return (await until(() => this.open?.querySelector(view) ?? undefined, limit)) !== undefined;
  }

  private cells(): HTMLElement[] {
    return [...(this.open?.querySelectorAll<HTMLElement>(CELL) ?? [])];
  }

  private cellOf(number: number): HTMLElement | undefined {
    return this.cells().find((cell) => Number(cell.textContent.trim()) === number);
  }

  // The library turns its page within the click.
  private clickYear(year: number): boolean {
    for (let page = 0; page < MAX_PAGES; page++) {
      const found = this.cellOf(year);
      if (found !== undefined) return clickCell(found);
      const first = Number(this.cells()[0]?.textContent.trim());
      const arrow = this.open?.querySelector<HTMLElement>(year < first ? ".mat-calendar-previous-button" : ".mat-calendar-next-button");
      if (arrow === null || arrow === undefined || isDisabledElement(arrow)) return false;
      arrow.click();
    }
    return false;
  }
}

function clickCell(cell: HTMLElement | undefined): boolean {
  if (cell === undefined || isDisabledElement(cell)) return false;
  press(cell);
  return true;
}
