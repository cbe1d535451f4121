// flatpickr: typed into the input a person sees; where that is readonly, chosen in its calendar.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { DayGrid, monthFirst } from "./day-grid";
import { blur, fireChange, focus, key, mouse, setNativeValue, typeText } from "./events";
import { quiet, until, type Limit } from "./wait";

const ENTER = 13;
const BACKSPACE = 8;
const ANSWER_MS = 600;
const CALENDAR = ".flatpickr-calendar.open";

function visible(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

export const flatpickrAdapter: Adapter = {
  // A date kept behind an emptied input is still a date.
  read: (control) => (visible(control).value || (control.original?.value ?? "")).normalize("NFC"),
  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const before = flatpickrAdapter.remember(control);
    if (visible(control).readOnly) {
      const picked = await pick(control, wanted.value, wanted.limit);
      if (picked !== undefined) return picked;
    } else {
      enter(control, wanted.value);
    }
    if (behindAgrees(control, wanted.value) && (await isMarked(control, wanted))) return undefined;
    await flatpickrAdapter.restore(control, before, wanted.limit);
    return "fill.changedByPage";
  },

  remember: (control): Memento => ({ shown: flatpickrAdapter.read(control), raw: visible(control).value }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    if (!visible(control).readOnly) enter(control, memento.raw);
    else if (memento.raw === "") clear(control);
    else await pick(control, memento.raw, limit);
  },
};

function enter(control: Control, text: string): void {
  const input = visible(control);
  typeText(input, text, "stay");
  if (text !== "") key(input, "keydown", "Enter", ENTER);
  input.dispatchEvent(new Event("change", { bubbles: true }));
  blur(input);
  closeCalendar(control);
}

function clear(control: Control): void {
  focus(visible(control));
  key(visible(control), "keydown", "Backspace", BACKSPACE);
  blur(visible(control));
  closeCalendar(control);
}

// The picker may read 05/02 as the second of May; what it stores behind the visible text tells.
function behindAgrees(control: Control, value: string): boolean {
  const stored = /^\d{4}-\d{2}-\d{2}/u.exec(control.original?.value ?? "")?.[0];
  const wanted = isoDate(value);
  return stored === undefined || wanted === undefined || stored === wanted;
}

/** Whether the calendar, opened once more, marks the day: with nothing behind the visible text only it tells in which order that was read. */
async function isMarked(control: Control, { value, limit }: Wanted): Promise<boolean> {
  const iso = isoDate(value);
  if (iso === undefined) return true;
  if (isoDate(visible(control).value) !== iso) return false;
  if (control.original !== undefined || monthFirst(iso) === undefined) return true;
  const calendar = await open(control, quiet(ANSWER_MS, limit.signal));
  const months = DayGrid.shown(control.element.ownerDocument).filter(({ element }) => calendar?.contains(element) === true);
  blur(visible(control));
  closeCalendar(control);
  return months.some((month) => month.marks(iso));
}

function open(control: Control, limit: Limit): Promise<HTMLElement | undefined> {
  focus(visible(control));
  mouse(visible(control), "mousedown", "click");
  return until(() => control.element.ownerDocument.querySelector<HTMLElement>(CALENDAR) ?? undefined, limit);
}

async function pick(control: Control, text: string, limit: Limit): Promise<ErrorCode | undefined> {
  const iso = isoDate(text);
  if (iso === undefined) return "fill.optionMissing";
  const [year = "", month = "", day = ""] = iso.split("-");
  const calendar = await open(control, limit);
  if (calendar === undefined) return "fill.timeout";
  const years = calendar.querySelector<HTMLInputElement>("input.cur-year");
  const months = calendar.querySelector<HTMLSelectElement>("select.flatpickr-monthDropdown-months");
  if (years === null || months === null) return "fill.optionMissing";
  setNativeValue(years, year);
  fireChange(years);
  key(years, "keyup", "Enter", ENTER);
  setNativeValue(months, String(Number(month) - 1));
  fireChange(months);
  const days = [...calendar.querySelectorAll<HTMLElement>(".flatpickr-day:not(.prevMonthDay):not(.nextMonthDay):not(.flatpickr-disabled)")];
  const target = days.find((candidate) => candidate.textContent === String(Number(day)));
  if (target === undefined || years.value !== year) {
    closeCalendar(control);
    return "fill.optionMissing";
  }
  mouse(target, "mousedown", "mouseup", "click");
  blur(visible(control));
  closeCalendar(control);
  return undefined;
}

function closeCalendar({ element }: Control): void {
  const page = element.ownerDocument;
  if (page.querySelector(CALENDAR) !== null) mouse(page.body, "mousedown");
}
