// ng-select: its list stands inside it or, where the portal says so, at the end of the page; it may draw only the options in sight, or ask a server.
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import { clickOption, listAdapter } from "./drawn-list";
import { mouse } from "./events";

const OPTION = ".ng-option:not(.ng-option-disabled)";

function has({ face }: Control, state: string): boolean {
  return face.classList.contains(`ng-select-${state}`);
}

/** The list in the select itself, else the one its input names. */
function panel(control: Control): Element | undefined {
  if (!has(control, "opened")) return undefined;
  const own = control.face.querySelector("ng-dropdown-panel");
  if (own !== null) return own;
  const id = control.element.getAttribute("aria-controls") ?? control.element.getAttribute("aria-owns") ?? "";
  return control.element.ownerDocument.getElementById(id)?.closest("ng-dropdown-panel") ?? undefined;
}

export const ngSelectAdapter = listAdapter({
  read({ face }) {
    const chosen = face.querySelector(".ng-value-label");
    return chosen === null ? "" : textOf(chosen);
  },
  isDisabled: (control) => has(control, "disabled"),
  open({ face }) {
    const container = face.querySelector(".ng-select-container");
    if (container !== null) mouse(container, "mousedown", "mouseup", "click");
  },
  panel,
  isLoading: (control) => has(control, "loading") || control.face.querySelector(".ng-spinner-loader") !== null,
  items: (list) => [...list.querySelectorAll<HTMLElement>(OPTION)],
  choose: clickOption,
  search: (control) => (has(control, "searchable") ? (control.element as HTMLInputElement) : undefined),
  // Only a list that draws what is in sight has a filler as long as all of it.
  scroller: (list) => (list.querySelector(".total-padding") === null ? undefined : (list.querySelector<HTMLElement>(".ng-dropdown-panel-items") ?? undefined)),
  clear({ face }) {
    const cross = face.querySelector(".ng-clear-wrapper");
    if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
  },
});
