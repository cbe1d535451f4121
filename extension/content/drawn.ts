// Widgets that component libraries draw themselves: the hidden or bare input inside is only a part of what a person sees.
import { isInput } from "./element-kinds";
import type { RealWidget } from "../plan/widget-kinds";
import { COMBOBOX_INSIDES, COMBOBOXES, comboboxControl, NAMED_LISTS } from "./combobox";
import type { Control } from "./controls";
import { SILENT_BOXES } from "./silent-list";
import { RADIO_GROUP, radioGroup } from "./radio-group";

const CALENDAR = ".mat-datepicker-input";
const VUETIFY_ACTIVATORS = ".v-menu__activator, .v-dialog__activator";
const LOCKED_ACTIVATORS = ".v-menu__activator--disabled, .v-dialog__activator--disabled";
const FRAMES = ".v-text-field, mat-form-field";
const BUTTONS = ".v-radio, .v-input--checkbox, .p-radiobutton, .p-checkbox";
const SWITCH = 'button[role="switch"]';

interface Family {
  widget: RealWidget;
  face: string;
  /** Of the same look, but nothing one value can be put into. */
  not?: string;
  /** What its heart is known by, where the face alone could be anybody's. */
  heart?: string;
}

/** The first that fits; a cascader is a select to its library, too. */
const FAMILIES: readonly Family[] = [
  { widget: "antd-cascader", face: ".ant-cascader", not: ".ant-select-multiple" },
  { widget: "antd-select", face: ".ant-select:not(.ant-select-auto-complete):not(:has(> .ant-select-selection))", not: ".ant-select-multiple" },
  { widget: "antd-date", face: ".ant-picker", not: ".ant-picker-range" },
  { widget: "mat-select", face: "mat-select", not: ".mat-select-multiple, .mat-mdc-select-multiple" },
  { widget: "ng-select", face: "ng-select", not: ".ng-select-multiple, .ng-select-taggable" },
  { widget: "x-select", face: '[id^="custom-select-"]', heart: ".input-field-select" },
  { widget: "vuetify-select", face: ".v-select:not(.v-combobox):not(.vs--single):not(.vs--multiple):not(:has(.v-field))", not: ".v-select--is-multi, .v-select--chips" },
];

/** Elements that hold one value although they are neither input, list nor text area. */
export const DRAWN_CONTROLS = `mat-select, .input-field-select, ${COMBOBOXES}, ${RADIO_GROUP}`;
export const DRAWN_CANDIDATES = `${SWITCH}, ${DRAWN_CONTROLS}, ${SILENT_BOXES}`;
/** Parts of open lists and calendars: they belong to a control that stands elsewhere in the page. */
export const DRAWN_INSIDES = ".ant-select-dropdown *, .ant-picker-dropdown *, .ant-pagination *, .v-menu__content *, .v-dialog__content .v-picker *, ng-dropdown-panel *, .input-field-select *, .input-field-select-options *, .cdk-overlay-container .mat-datepicker-content *, " + COMBOBOX_INSIDES;

/** The drawn widget that an element is the heart of; "part" when it is a piece of one that cannot be filled, undefined when it is none. */
export function drawnControl(element: HTMLElement): Control | "part" | undefined {
  if (element.matches(SWITCH)) return { widget: "switch", element, face: element, radios: [] };
  for (const { widget, face, not, heart } of FAMILIES) {
    const found = element.closest<HTMLElement>(face);
    if (found === null || (heart !== undefined && !element.matches(heart))) continue;
    // A library may put a box that says what it is around its input, and a hidden one that only carries the value.
    if (heart === undefined && !isHeart(element, found)) return "part";
    return not !== undefined && found.matches(not) ? "part" : { widget, element, face: found, radios: [] };
  }
  return radioGroup(element) ?? comboboxControl(element);
}

function isHeart(element: Element, face: Element): boolean {
  return isInput(element) ? element.type !== "hidden" : element === face && face.querySelector("input") === null;
}

/** By what any of these libraries is known, to see where none is. */
export const DRAWN_MARKS: readonly string[] = [...FAMILIES.map(({ face, heart = "" }) => `${face} ${heart}`), ...NAMED_LISTS.map(({ face }) => face), DRAWN_INSIDES, CALENDAR, FRAMES, BUTTONS];

/** Whether an input carries a calendar of Angular Material, which reads what is typed in an order of its own. */
export function hasMatCalendar(element: HTMLElement): boolean {
  return element.matches(CALENDAR);
}

/**
 * Whether an input takes no typing because a menu or dialog of Vuetify that it opens writes into it; a locked one opens none.
 * Version 1.5 puts it into an activator of the menu, or beside the menu; version 2 says it of the input.
 */
export function opensVuetifyMenu(element: HTMLInputElement): boolean {
  if (!element.readOnly) return false;
  if (element.closest(".v-application") !== null) return element.getAttribute("aria-haspopup") === "true";
  const around = element.closest(VUETIFY_ACTIVATORS);
  if (around !== null) return !around.matches(LOCKED_ACTIVATORS);
  const beside = element.closest(".v-text-field")?.nextElementSibling ?? null;
  return beside !== null && beside.matches(".v-menu, .v-dialog__container") && beside.querySelector(VUETIFY_ACTIVATORS) === null;
}

/** What a person sees of a plain input that a library has put into a box of its own. */
export function frameOf(element: HTMLElement): HTMLElement {
  return element.closest<HTMLElement>(FRAMES) ?? element;
}

/** What a person sees of a button that a library draws over the transparent native one. */
export function drawnButton(element: HTMLElement): HTMLElement | null {
  return element.closest<HTMLElement>(BUTTONS);
}
