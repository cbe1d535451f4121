// Radio buttons that are drawn: WAI-ARIA 1.2's radiogroup (§ 5.4) of parts with the role radio, and no native button in it that a person sees.
import type { Control } from "./controls";
import { textOf } from "./dom-text";

export const RADIO_GROUP = '[role="radiogroup"]';
const RADIO = '[role="radio"]';
// Some libraries keep one beside each of theirs for the form to send.
const NATIVE = 'input[type="radio"]:not([aria-hidden="true"])';
const MAX_RADIOS = 50;

/** The control a drawn group is; undefined for what is none, also where native buttons stand in it, which are controls themselves. */
export function radioGroup(element: HTMLElement): Control | undefined {
  const isDrawn = element.matches(RADIO_GROUP) && element.querySelector(RADIO) !== null && element.querySelector(`${NATIVE}, input${RADIO}`) === null;
  return isDrawn ? { widget: "radio-group", element, face: element, radios: [] } : undefined;
}

/** The buttons of a drawn group, in page order. */
export function drawnRadios({ element }: Control): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(RADIO)].slice(0, MAX_RADIOS);
}

/** What a button says: its label, its own text, or what it is called. */
export function radioWords(radio: HTMLElement): string {
  const [label] = (radio as Partial<HTMLButtonElement>).labels ?? [];
  return (label === undefined ? "" : textOf(label)) || textOf(radio) || (radio.getAttribute("aria-label") ?? "").trim();
}
