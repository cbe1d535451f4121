// The drawn lists of the justice ministry's forms: an opener that shows what is chosen, and under it a search and a line for each option.
import { isRendered } from "../visible";
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import { isInput } from "../element-kinds";
import { clickOption, listAdapter } from "./drawn-list";
import { press } from "./events";
import { isPrompt, MAX_OPTIONS } from "./select";

const PANEL = ".input-field-select-options";
const OFF = '.disabled, [disabled], [aria-disabled="true"]';

/** Text of the opener; that of its prompt is nothing. */
function read({ element }: Control): string {
  const shown = isInput(element) ? element.value : textOf(element);
  return isPrompt(shown) ? "" : shown;
}

function panel({ face }: Control): HTMLElement | undefined {
  const found = face.querySelector<HTMLElement>(PANEL);
  return found !== null && isRendered(found) ? found : undefined;
}

/** Every line, also the one that stands for "nothing chosen". */
function lines(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("div")].slice(0, MAX_OPTIONS).filter((line) => line.querySelector("div, input") === null && isRendered(line) && !line.matches(OFF));
}

function options(list: Element): HTMLElement[] {
  return lines(list).filter((line) => !isPrompt(textOf(line)));
}

export const xSelectAdapter = listAdapter({
  read,
  isDisabled: ({ element, face }) => element.matches(OFF) || face.matches(OFF),
  open: ({ element }) => press(element),
  panel,
  isLoading: () => false,
  items: options,
  choose: clickOption,
  // Its search hides lines that are there; only a list that offers nothing may ask a server with it.
  search: (_control, list) => (options(list).length === 0 ? (list.querySelector("input") ?? undefined) : undefined),
  // Only a list that offers its prompt can be taken back.
  clear(control) {
    if (panel(control) === undefined) press(control.element);
    const list = panel(control);
    const prompt = list === undefined ? undefined : lines(list).find((line) => isPrompt(textOf(line)));
    if (prompt !== undefined) clickOption(prompt);
    if (panel(control) !== undefined) press(control.element);
  },
  leave(control) {
    if (panel(control) !== undefined) press(control.element);
  },
});
