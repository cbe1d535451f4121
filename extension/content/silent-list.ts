// Lists that a library draws without saying by roles what they are: told by what their box is called, an arrow or a hidden value, and by what is in it.
import type { Control } from "./controls";
import { isElement, isInput, isSelect } from "./element-kinds";
import { isRendered, isVisible } from "./visible";

/** A class that calls its element a closed list: "n-base-selection", "ivu-select-single", "ui dropdown". */
const LIST_CLASS = /(?:^|[-_\s])(?:(?:nice|multi|slim)?select(?:ize|ion|box)?|dropdown|combo(?:box)?)(?:$|[-_\s])/u;
/** Words of style sheets, and what belongs to a list without being one. */
const NO_LIST = /(?:^|\s)(?:(?:user-)?select-(?:none|all|text|auto)|(?:[\w-]+-)?dropdown-(?:menu|item|toggle|content|panel|header)|(?:form|custom)-select)(?=$|\s)/gu;
/** What may be such a box without an input in it. */
export const SILENT_BOXES = 'div[class*="select"], span[class*="select"], div[class*="dropdown"], span[class*="dropdown"]';
const FIELDS = 'input:not([type="hidden"]), select, textarea';
const OTHERS = `${FIELDS}, label, a[href], h1, h2, h3, h4, h5, h6, [role="option"], [role="combobox"], [aria-haspopup="menu"]`;
const ARROW = '[class*="arrow" i], [class*="caret" i], [class*="chevron" i], [class*="indicator" i], [class*="trigger" i], i[class*="dropdown"]';
const NO_FIELD = 'nav, header, menu, [role="menu"], [role="menubar"], [role="navigation"], [role="toolbar"], [role="listbox"], [role="option"], [role="grid"], [role="dialog"] > *, thead, ul, ol';
const MAX_UP = 4;
const MAX_HEIGHT = 120;

const silent = new WeakSet<Element>();

/** Whether a class attribute calls its element a list. */
export function isListClass(classes: string): boolean {
  return LIST_CLASS.test(classes.replace(NO_LIST, " ").toLowerCase());
}

/** The list an element is the heart of; undefined when it is none. */
export function silentList(element: HTMLElement): Control | undefined {
  if (isInput(element)) return isVisible(element) ? searchable(element) : undefined;
  // A list that stands open says so; one that says it is closed or open is the field.
  const isOther = element.hasAttribute("role") && !element.matches('[role="listbox"][aria-expanded]');
  return isSelect(element) || isOther ? undefined : pressed(element);
}

/** An input is the search of a list where the box around it alone has an arrow or a hidden value. */
/** Whether a list was told so: by its looks alone. */
export function isSilent({ element }: Control): boolean {
  return silent.has(element);
}

function searchable(input: HTMLInputElement): Control | undefined {
  const face = boxAround(input);
  if (face === undefined || !["text", "search", "select-one"].includes(input.getAttribute("type") ?? "text")) return undefined;
  const isDrawn = face.querySelector('input[type="hidden"]') !== null || hiddenSelect(face) !== undefined || (face.querySelector(ARROW) !== null && input.name === "");
  return isDrawn ? made(input, face) : undefined;
}

function pressed(box: HTMLElement): Control | undefined {
  if (!isListClass(box.className) || boxAround(box.parentElement) !== undefined || box.parentElement?.closest(NO_FIELD) !== null || box.offsetHeight > MAX_HEIGHT) return undefined;
  if ([...box.querySelectorAll(OTHERS)].some((other) => isVisible(other))) return undefined;
  const heart = box.hasAttribute("tabindex") ? box : [...box.querySelectorAll<HTMLElement>("[tabindex]:not(select)")].find((part) => isInput(part) || isVisible(part));
  const isDrawn = heart !== undefined || box.querySelector('input[type="hidden"]') !== null || hiddenSelect(box) !== undefined || (/disabled/u.test(box.className) && box.querySelector(ARROW) !== null);
  return isDrawn ? made(heart ?? box, box) : undefined;
}

/** The outermost near element that is called a list and holds no second field. */
function boxAround(element: Element | null): HTMLElement | undefined {
  let found: HTMLElement | undefined;
  for (let at = element, up = 0; at !== null && up <= MAX_UP && !at.matches("form, fieldset, tr, body"); at = at.parentElement, up++) {
    if ([...at.querySelectorAll(FIELDS)].filter((field) => isVisible(field)).length > 1) break;
    if (!isInput(at) && isListClass(at.getAttribute("class") ?? "")) found = at as HTMLElement;
  }
  return found;
}

function made(element: HTMLElement, face: HTMLElement): Control {
  const original = hiddenSelect(face);
  silent.add(element);
  return { widget: "combobox", element, face, radios: [], ...(original === undefined ? {} : { original }) };
}

/** The native list that a drawn one stands for and keeps in step: hidden in it, or just before or behind it. */
export function hiddenSelect(face: Element): HTMLSelectElement | undefined {
  const near = [...face.querySelectorAll("select"), face.previousElementSibling, face.nextElementSibling];
  return near.find((found): found is HTMLSelectElement => isElement(found) && isSelect(found) && !found.multiple && !isVisible(found) && !(isRendered(found) && found.offsetWidth > 2));
}
