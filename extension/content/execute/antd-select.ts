// Ant Design 4 and 5, and NG-ZORRO: Select, whose list stands at the end of the page and names the input it belongs to.
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import { isRendered } from "../visible";
import { clickOption, listAdapter } from "./drawn-list";
import { mouse } from "./events";

const ZORRO_PANEL = ".cdk-overlay-container nz-option-container.ant-select-dropdown";
const ITEM = ".ant-select-item-option:not(.ant-select-item-option-disabled)";

/** The list that names this input, while a person sees it. */
function antdPanel(control: Control): Element | undefined {
  if (control.face.localName === "nz-select") return zorroPanel(control);
  const id = control.element.getAttribute("aria-controls") ?? control.element.getAttribute("aria-owns") ?? "";
  const panel = control.element.ownerDocument.getElementById(id)?.closest(".ant-select-dropdown");
  return panel === null || panel === undefined || !control.face.classList.contains("ant-select-open") ? undefined : panel;
}

/** NG-ZORRO's list, of the same looks, names nobody: the only one that is drawn. */
function zorroPanel({ face }: Control): Element | undefined {
  const drawn = [...face.ownerDocument.querySelectorAll(ZORRO_PANEL)].filter((panel) => isRendered(panel));
  return drawn.length === 1 && face.classList.contains("ant-select-open") ? drawn[0] : undefined;
}

/** Text of the chosen option. */
export function readAntdSelect(control: Control): string {
  const chosen = control.face.querySelector(".ant-select-selection-item");
  return chosen === null ? "" : textOf(chosen);
}

export function clearAntdSelect(control: Control): void {
  const cross = control.face.querySelector(".ant-select-clear");
  if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
}

export function openAntdSelect(control: Control): void {
  const selector = control.face.querySelector(".ant-select-selector");
  if (selector !== null) mouse(selector, "mousedown", "mouseup", "click");
}

export const antdSelectAdapter = listAdapter({
  read: readAntdSelect,
  isDisabled: (control) => control.face.classList.contains("ant-select-disabled") || control.face.classList.contains("ant-select-loading"),
  open: openAntdSelect,
  panel: antdPanel,
  isLoading: (control) => control.face.classList.contains("ant-select-loading"),
  items: (panel) => [...panel.querySelectorAll<HTMLElement>(ITEM)],
  choose: clickOption,
  search: (control) => (control.face.classList.contains("ant-select-show-search") ? (control.element as HTMLInputElement) : undefined),
  scroller: (panel) => panel.querySelector<HTMLElement>(".rc-virtual-list-holder, cdk-virtual-scroll-viewport") ?? undefined,
  clear: clearAntdSelect,
});
