// The button beside a text field that opens its calendar.
import { fold } from "../plan/fold";
import { isInput } from "./element-kinds";
import { isDisabledElement, isRendered } from "./visible";

const FIELDS = 'input:not([type="hidden"]), select, textarea';
const PRESSED = 'button, [role="button"], a';
const SIGNED = `${PRESSED}, img, i, span`;
const SIGNS = /calendar|date-?picker|icon-date|(?:choose|pick|select|open) (?:a |the )?date/u;
const WORDS = ["lịch", "chọn ngày"].map(fold);
const MAX_UP = 3;

/** Inputs of libraries that open their calendar when the input is entered, also where it takes no typing. */
const OPENED_BY_ENTERING = ".hasDatepicker, .el-date-editor:not(.is-disabled) > input, .p-calendar > input";

/** Whether an input says that a calendar belongs to it: by its library, by what it opens, or by a button that is not locked. */
export function hasCalendar(input: HTMLInputElement): boolean {
  if (input.matches(OPENED_BY_ENTERING) || ["dialog", "grid"].includes(input.getAttribute("aria-haspopup") ?? "")) return true;
  const button = calendarButton(input);
  return button?.matches(PRESSED) === true && !isDisabledElement(button);
}

/** The nearest one in what holds this field and no other; undefined when there is none, or it would submit the form. */
export function calendarButton(input: HTMLInputElement): HTMLElement | undefined {
  for (let at = input.parentElement, up = 0; at !== null && up < MAX_UP && !at.matches("body, form, tr, fieldset"); at = at.parentElement, up++) {
    if (at.querySelectorAll(FIELDS).length > 1) return undefined;
    const sign = [...at.querySelectorAll<HTMLElement>(SIGNED)].slice(0, 30).find((part) => saysCalendar(part) && isRendered(part));
    if (sign !== undefined) return pressable(sign, at);
  }
  return undefined;
}

function saysCalendar(part: Element): boolean {
  const names = ["class", "aria-label", "title", "alt", "src"].map((name) => part.getAttribute(name)?.slice(0, 200) ?? "");
  // A label may speak of calendars, too: "ngày dương lịch".
  const words = part.matches(PRESSED) ? part.textContent.slice(0, 40) : "";
  const text = fold([...names, words].join(" "));
  return SIGNS.test(text) || WORDS.some((word) => text.includes(word));
}

function pressable(sign: HTMLElement, around: Element): HTMLElement | undefined {
  const button = sign.closest<HTMLElement>(PRESSED);
  const found = button !== null && around.contains(button) ? button : sign;
  const isSubmit = (found.localName === "button" && (found as HTMLButtonElement).type === "submit") || (isInput(found) && found.type === "submit");
  return isSubmit || (found.localName === "a" && !/^(?:#|javascript:|$)/u.test(found.getAttribute("href") ?? "")) ? undefined : found;
}
