// Text, number and native date inputs and text areas.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { isInput } from "../element-kinds";
import { closeCalendar } from "./calendar";
import { DateEntry } from "./date-entry";
import { blur, enterLightly, focus, key, typeText } from "./events";
import { isDatePattern } from "./stated-order";
import { nextTurn, type Limit } from "./wait";

const TAB = 9;
const YEARS = /^(?:\d{1,2}[/.-])?\d{4}$/u;

function input(control: Control): HTMLInputElement | HTMLTextAreaElement {
  return control.element as HTMLInputElement | HTMLTextAreaElement;
}

/** What a person has put there: the drawn pattern of an input mask is nothing. */
function content(element: HTMLInputElement | HTMLTextAreaElement): string {
  const text = element.value.normalize("NFC");
  const isPattern = !/[\p{L}\p{N}]/u.test(text) || isDatePattern(text);
  return isPattern ? "" : text;
}

/** Types at once; a calendar that opens over what is no day is closed again. */
function enter(element: HTMLInputElement | HTMLTextAreaElement, value: string, byFocus: typeof focus): void {
  typeText(element, value, "stay", byFocus);
  if (isInput(element)) closeCalendar(element);
  element.dispatchEvent(new Event("change", { bubbles: true }));
  blur(element);
}

/** As a person types who lets the page keep up and goes on with the Tab key: what picks years or months reads only that. */
async function enterSlowly(element: HTMLInputElement, value: string, byFocus: typeof focus, signal: AbortSignal): Promise<void> {
  byFocus(element);
  await nextTurn(signal);
  typeText(element, value, "stay", byFocus);
  await nextTurn(signal);
  element.dispatchEvent(new Event("change", { bubbles: true }));
  key(element, "keydown", "Tab", TAB);
  blur(element);
}

/** The field, where a day is typed into it as a text. */
function typedDay(element: HTMLInputElement | HTMLTextAreaElement, text: string): HTMLInputElement | undefined {
  return isInput(element) && element.type !== "date" && isoDate(text) !== undefined ? element : undefined;
}

/** The field, where a year, or a month and its year, is typed into it. */
function typedYears(element: HTMLInputElement | HTMLTextAreaElement, text: string): HTMLInputElement | undefined {
  return isInput(element) && YEARS.test(text) ? element : undefined;
}

export const textAdapter: Adapter = {
  read: (control) => content(input(control)),
  options: () => undefined,
  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const byFocus = wanted.again === true ? focus : enterLightly;
    const field = typedDay(input(control), wanted.value);
    if (field !== undefined) return new DateEntry(field, wanted.limit.signal, byFocus).write(wanted.value, wanted.limit);
    const years = typedYears(input(control), wanted.value);
    if (years === undefined) enter(input(control), wanted.value, byFocus);
    else await enterSlowly(years, wanted.value, byFocus, wanted.limit.signal);
    return undefined;
  },
  remember(control: Control): Memento {
    return { shown: content(input(control)), raw: input(control).value };
  },
  async restore(control: Control, memento: Memento, { signal }: Limit): Promise<void> {
    // Taken back is what was written by events and what needed the true focus alike.
    const field = typedDay(input(control), memento.raw) ?? typedDay(input(control), input(control).value);
    const years = typedYears(input(control), memento.raw) ?? typedYears(input(control), input(control).value);
    if (field !== undefined) await new DateEntry(field, signal).takeBack(memento.raw);
    else if (years !== undefined) await enterSlowly(years, memento.raw, focus, signal);
    else enter(input(control), memento.raw, focus);
  },
  tidy(control: Control, memento: Memento): void {
    // A mask drawn after the field was emptied goes away once the field is left again.
    if (input(control).value !== memento.raw) blur(input(control));
  },
};
