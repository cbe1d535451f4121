// Angular Material: mat-select, as drawn up to version 14 and since 15. The list stands in an overlay at the end of the page and carries the select's id.
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import { clickOption, listAdapter } from "./drawn-list";
import { key } from "./events";

const ESCAPE = 27;
const CHOSEN = ".mat-select-value-text, .mat-mdc-select-value-text";
const OPTION = "mat-option:not([aria-disabled=true])";

function panel({ element }: Control): Element | undefined {
  if (element.getAttribute("aria-expanded") !== "true") return undefined;
  return element.ownerDocument.getElementById(`${element.id}-panel`) ?? undefined;
}

export const matSelectAdapter = listAdapter({
  read({ element }) {
    const chosen = element.querySelector(CHOSEN);
    return chosen === null ? "" : textOf(chosen);
  },
  isDisabled: ({ element }) => element.getAttribute("aria-disabled") === "true",
  open: ({ element }) => element.querySelector<HTMLElement>(".mat-select-trigger, .mat-mdc-select-trigger")?.click(),
  panel,
  isLoading: () => false,
  items: (list) => [...list.querySelectorAll<HTMLElement>(OPTION)],
  choose: clickOption,
  // It has no cross: what was chosen can be changed, not taken back.
  clear: () => undefined,
  leave(control) {
    if (panel(control) !== undefined) key(control.element, "keydown", "Escape", ESCAPE);
  },
});
