// Lists that say what they are: the combobox of WAI-ARIA 1.2 (§ 5.4), its older forms, and those of libraries that say nothing but have names of their own.
import type { Control } from "./controls";
import { shownText } from "./shown-text";
import { hiddenSelect, silentList } from "./silent-list";
import { isVisible } from "./visible";
import { isElement, isInput, isOneOf, isSelect } from "./element-kinds";

/** A list of a library that does not say by roles what it is. */
export interface NamedList {
  face: string;
  /** What takes the keys in it. */
  heart: string;
  /** Of the same look, but nothing one value can be put into. */
  not?: string;
  /** What stands in the face, or is the face, while the list is open. */
  open: string;
  /** The list, wherever in the page; several may be drawn, one is open. */
  popup: string;
  option: string;
  /** Whether the list that is drawn anew stands hidden before it and has its labels. */
  overList?: true;
}

export const NAMED_LISTS: readonly NamedList[] = [
  { face: ".el-select", heart: "input", not: ":has(.el-select__tags)", open: ".el-select__caret.is-reverse", popup: '.el-select-dropdown:not([class*="leave"])', option: ".el-select-dropdown__item:not(.is-disabled)" },
  // Its input says that the list is closed, whatever it is.
  { face: ".p-dropdown", heart: ".p-hidden-accessible input", open: ".p-dropdown-open, .p-dropdown-trigger[aria-expanded=true]", popup: ".p-dropdown-panel", option: ".p-dropdown-item:not(.p-disabled)" },
  // Ant Design up to 3 and its version for Vue 2: what has the role holds the field for searching, and is disabled by its face.
  { face: ".ant-select:has(> .ant-select-selection--single)", heart: ".ant-select-selection--single", open: ".ant-select-open", popup: ".ant-select-dropdown:not(.ant-select-dropdown-hidden)", option: ".ant-select-dropdown-menu-item:not(.ant-select-dropdown-menu-item-disabled)" },
  { face: ".chosen-container-single", heart: ".chosen-search-input", open: ".chosen-with-drop", popup: ".chosen-with-drop .chosen-drop", option: ".active-result", overList: true },
];

const ROLED = '[role="combobox"], [role="listbox"][aria-haspopup]';
const BUTTONS = 'button[aria-haspopup="listbox"], [role="button"][aria-haspopup="listbox"]';
/** What may be the heart of such a list without being an input. */
export const COMBOBOXES = `${ROLED}, ${BUTTONS}`;
/** What stands in their open lists belongs to them. */
export const COMBOBOX_INSIDES = `${NAMED_LISTS.map(({ popup }) => `${popup} *`).join(", ")}, [role="listbox"] *`;
/** What libraries draw in place of a native list that stands for both. */
const DRAWN_OVER = ".bootstrap-select, .select2-container, .choices";
/** Boxes in which what was chosen stands beside the field typed into. */
const BOXES = ".ts-wrapper, .selectize-control";
const OTHERS = 'input:not([type="hidden"]), select, textarea, label, legend, h1, h2, h3, h4, h5, h6';
const BOUNDARY: ReadonlySet<string> = new Set(["form", "fieldset", "table", "tr", "td", "th", "dd", "dt", "li", "body", "label"]);
const FIELDS = 'input:not([type="hidden"]), select, textarea';
const DATE_CLASS = /(?:^|[-_\s])date-?(?:box|picker|wrapper|editor|input)(?:$|[-_\s])/iu;
const MAX_CLIMB = 6;
const POINT = 2;

/** The list an element is the heart of; "part" when it is a piece of one, undefined when it is none. */
export function comboboxControl(element: HTMLElement): Control | "part" | undefined {
  if (element.closest(DRAWN_OVER) !== null || opensOther(element)) return undefined;
  const named = NAMED_LISTS.find(({ face, heart }) => element.closest(face)?.querySelector(heart) !== null && element.closest(face) !== null);
  if (named !== undefined) {
    const face = element.closest<HTMLElement>(named.face);
    return face === null || !element.matches(named.heart) || (named.not !== undefined && face.matches(named.not)) ? "part" : { ...made(element, face), ...originalOf(face, named) };
  }
  if (isInput(element)) return saysCombobox(element) ? made(element, boxOf(element)) : silentList(element);
  if (!element.matches(COMBOBOXES)) return silentList(element);
  return isPiece(element) ? "part" : made(element, element);
}

function originalOf(face: Element, { overList }: NamedList): Pick<Control, "original"> {
  const before = face.previousElementSibling;
  return overList === true && isElement(before) && isSelect(before) ? { original: before } : {};
}

/** A combobox may open a calendar, a tree or a dialog instead. */
function opensOther(element: HTMLElement): boolean {
  const opens = element.getAttribute("aria-haspopup") ?? "";
  return (opens !== "" && opens !== "listbox" && opens !== "true") || (isInput(element) && opensCalendar(element));
}

/** Whether what is drawn around an input alone is called a date's. */
export function opensCalendar(input: HTMLInputElement): boolean {
  let at: Element | null = input;
  for (let up = 0; up < MAX_CLIMB && at !== null && !isOneOf(at, BOUNDARY) && (at === input || at.querySelectorAll(FIELDS).length === 1); up++, at = at.parentElement) {
    if (DATE_CLASS.test(at.getAttribute("class") ?? "")) return true;
  }
  return false;
}

function made(element: HTMLElement, face: HTMLElement): Control {
  const original = hiddenSelect(face);
  return { widget: "combobox", element, face, radios: [], ...(original === undefined ? {} : { original }) };
}

/** In the pattern's older form the role stands on what is around the input. */
function saysCombobox(input: HTMLInputElement): boolean {
  if (input.getAttribute("role") === "combobox" || input.getAttribute("aria-haspopup") === "listbox") return true;
  return input.hasAttribute("aria-autocomplete") && input.closest(ROLED) !== null;
}

/** What is drawn around another list's input, or beside it as its button; an input that does not say it is one belongs to what does. */
function isPiece(element: HTMLElement): boolean {
  const inputs = [...element.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]):not([aria-hidden="true"])')];
  if (inputs.some((input) => saysCombobox(input) || isVisible(input))) return true;
  const beside = element.matches(ROLED) ? null : (element.parentElement?.querySelector('[role="combobox"]') ?? null);
  return beside !== null && beside !== element;
}

/** The outermost element that shows this input and what was chosen, and nothing else. */
function boxOf(input: HTMLInputElement): HTMLElement {
  const known = input.closest<HTMLElement>(BOXES);
  if (known !== null) return known;
  let box: HTMLElement = input;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const outer: HTMLElement | null = box.parentElement;
    if (outer === null || isOneOf(outer, BOUNDARY) || holdsOther(outer, box, input)) break;
    box = outer;
  }
  return box;
}

function holdsOther(outer: Element, box: Element, input: HTMLInputElement): boolean {
  if ([...outer.querySelectorAll(OTHERS)].some((other) => other !== input)) return true;
  for (const node of outer.childNodes) {
    if (node === box) continue;
    const says = isElement(node) ? shownText(node) : node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? "").trim() : "";
    if (says !== "" && (!isElement(node) || isApart(node, box))) return true;
  }
  return false;
}

/** What stands beside a field is somebody's label; what was chosen is drawn over it, or the field is but a point. */
function isApart(other: Element, box: Element): boolean {
  const [a, b] = [other.getBoundingClientRect(), box.getBoundingClientRect()];
  if (b.width <= POINT || b.height <= POINT) return false;
  return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
}
