// The button beside a text field that opens its calendar.
import { fold } from "../../plan/fold";
import { isInput } from "../element-kinds";
import { isRendered } from "../visible";

const FIELDS = 'input:not([type="hidden"]), select, textarea';
const PRESSED = 'button, [role="button"], a';
const SIGNED = `${PRESSED}, img, i, span`;
const SIGNS = /calendar|date-?picker|icon-date|(?:choose|pick|select|open) (?:a |the )?date/u;
const WORDS = ["lịch", "chọn ngày"].map(fold);
const MAX_UP = 3;

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
