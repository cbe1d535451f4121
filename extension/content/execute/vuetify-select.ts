// Vuetify 1.5 and 2: v-select and v-autocomplete. The list stands at the end of the page, only one is open, and it draws twenty options more each time its end comes near.
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import { listAdapter } from "./drawn-list";
import { key, mouse } from "./events";

const TAB = 9;
const OPEN = ".v-menu__content.menuable__content__active";
// Version 1.5 wraps each option; since 2 the option is drawn in the list itself.
const TILE = ".v-list__tile--link:not(.v-list__tile--disabled)";
const ITEM = ".v-list-item--link:not(.v-list-item--disabled)";

function isSearchable(control: Control): boolean {
  return control.face.classList.contains("v-autocomplete");
}

function read(control: Control): string {
  if (isSearchable(control)) return (control.element as HTMLInputElement).value;
  const chosen = control.face.querySelector(".v-select__selection");
  return chosen === null ? "" : textOf(chosen);
}

// Marked as open a frame before it is shown: until then it has no height, and a list that is drawn piece by piece looks whole.
function openMenu(page: Document): HTMLElement | undefined {
  const menu = page.querySelector<HTMLElement>(OPEN);
  return menu === null || menu.style.display === "none" ? undefined : menu;
}

export const vuetifySelectAdapter = listAdapter({
  read,
  isDisabled: ({ face }) => face.classList.contains("v-input--is-disabled") || face.classList.contains("v-input--is-loading"),
  open(control) {
    const slot = control.face.querySelector(".v-input__slot");
    if (slot !== null) mouse(slot, "mousedown", "mouseup", "click");
  },
  panel: ({ face }) => (face.classList.contains("v-select--is-menu-active") ? openMenu(face.ownerDocument) : undefined),
  isLoading: ({ face }) => face.classList.contains("v-input--is-loading"),
  items: (panel) => [...panel.querySelectorAll<HTMLElement>(".v-list > div")].filter((item) => item.matches(ITEM) || item.querySelector(TILE) !== null),
  choose: (item) => mouse(item.querySelector(TILE) ?? item, "mousedown", "mouseup", "click"),
  search: (control) => (isSearchable(control) ? (control.element as HTMLInputElement) : undefined),
  scroller: (panel) => panel as HTMLElement,
  grows: true,
  clear(control) {
    const cross = control.face.querySelector(".v-input__icon--clear > *");
    if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
  },
  // It hears no click beside it that a script makes; the tab key ends the choice as well.
  leave: (control) => key(control.element, "keydown", "Tab", TAB),
});
