// Lists by WAI-ARIA's combobox pattern, of whatever library, and those named in combobox.ts: pressed open, looked through, an option clicked.
import { clean } from "../../plan/fold";
import { NAMED_LISTS, type NamedList } from "../combobox";
import type { Control } from "../controls";
import { isInput, isSelect } from "../element-kinds";
import { shownText } from "../shown-text";
import { isSilent } from "../silent-list";
import { isDisabledElement, isRendered, isVisible } from "../visible";
import { listAdapter } from "./drawn-list";
import { blur, focus, key, mouse, pointer, press, pressByPointer, typeText } from "./events";
import { isPrompt, MAX_OPTIONS } from "./select";
import { isSilentPopup, leafOf, linesOf, noteLines, silentPopup } from "./silent-popup";

const [DOWN, ESCAPE] = [40, 27];
const LIST = '[role="listbox"]';
const OPTION = '[role="option"]:not([aria-disabled="true"])';
const BUTTON = 'button, [role="button"]';
const CROSS = '[class*="clear" i], .search-choice-close, .q-field__focusable-action';

/** Lists that were on show before a field's own was opened. */
const foreign = new WeakMap<Element, ReadonlySet<Element>>();

function namedOf({ face }: Control): NamedList | undefined {
  return NAMED_LISTS.find((list) => face.matches(list.face));
}

function read(control: Control): string {
  const { element, face, original } = control;
  const shown = drawnText(element, face);
  if (!isSelect(original) || namedOf(control) !== undefined) return shown;
  // What will be sent counts, not what is drawn over it.
  const [chosen] = original.selectedOptions;
  if (chosen === undefined || chosen.value === "" || isPrompt(chosen.label || shown)) return "";
  return clean(chosen.label) || shown;
}

function drawnText(element: HTMLElement, face: HTMLElement): string {
  const typed = isInput(element) ? element.value : "";
  const shown = typed === "" ? shownText(face) : typed;
  return isPrompt(shown) ? "" : shown;
}

/** What says whether the list is open and which it is: the heart, or in the pattern's older form what is around it. */
function sayer({ element }: Control): Element {
  return element.hasAttribute("aria-expanded") ? element : (element.closest("[aria-expanded]") ?? element);
}

function panel(control: Control): Element | undefined {
  const named = namedOf(control);
  if (named !== undefined) return isOpen(control.face, named) ? onlyOne(control, named.popup) : undefined;
  if (isSilent(control)) return silentPopup(control);
  const owner = sayer(control);
  if (owner.getAttribute("aria-expanded") === "false") return undefined;
  const ids = [control.element, owner].flatMap((one) => [one.getAttribute("aria-controls") ?? "", one.getAttribute("aria-owns") ?? ""]).filter((id) => id !== "");
  const tree = control.element.getRootNode() as Document | ShadowRoot;
  for (const id of ids) {
    const list = listIn(tree.getElementById(id) ?? control.element.ownerDocument.getElementById(id));
    if (list !== undefined) return list;
  }
  return owner.getAttribute("aria-expanded") === "true" ? onlyOne(control, LIST) : undefined;
}

function isOpen(face: Element, { open }: NamedList): boolean {
  return face.matches(open) || face.querySelector(open) !== null;
}

function listIn(popup: Element | null): Element | undefined {
  if (popup === null) return undefined;
  const list = popup.matches(LIST) ? popup : (popup.querySelector(LIST) ?? popup);
  return isRendered(list) ? list : undefined;
}

/** With two open lists in a page that do not say whose they are, neither is this one's; nor is one that stood there before, as another's does that is fading away. */
function onlyOne({ element }: Control, selector: string): Element | undefined {
  const shown = shownLists(element.ownerDocument, selector).filter((list) => foreign.get(element)?.has(list) !== true);
  return shown.length === 1 ? shown[0] : undefined;
}

function shownLists(page: Document, selector: string): Element[] {
  return [...page.querySelectorAll(selector)].filter((list) => isRendered(list));
}

function items(list: Element): HTMLElement[] {
  if (list.getAttribute("aria-multiselectable") === "true") return [];
  if (isSilentPopup(list)) return linesOf(list);
  const option = NAMED_LISTS.find(({ popup }) => list.matches(popup))?.option ?? OPTION;
  return [...list.querySelectorAll<HTMLElement>(option)].slice(0, MAX_OPTIONS).filter((item) => isRendered(item));
}

/** What a person clicks to open it: an input that is only there for the keyboard takes no click. */
function targetOf({ element, face }: Control): HTMLElement {
  if (isVisible(element)) return element;
  const box = face.getBoundingClientRect();
  const there = face.ownerDocument.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return ((face.contains(there) ? there : face.firstElementChild) as HTMLElement | null) ?? face;
}

function open(control: Control): void {
  if (isSilent(control)) noteLines(control);
  foreign.set(control.element, new Set(shownLists(control.element.ownerDocument, namedOf(control)?.popup ?? LIST)));
  const target = targetOf(control);
  pointer(target, "pointerdown");
  mouse(target, "mousedown");
  focus(control.element);
  pointer(target, "pointerup");
  mouse(target, "mouseup");
  target.click();
}

/** Some open by their button only, a few by a key; the arrow alone would already choose. */
function openOtherwise({ element, face }: Control): void {
  const button = face === element ? null : face.querySelector<HTMLElement>(BUTTON);
  if (button !== null) press(button);
  else key(element, "keydown", "ArrowDown", DOWN, { altKey: true });
}

/** What is scrolled in a list that draws only the options in sight; a list that is there as a whole needs no walk. */
function scroller(list: Element): HTMLElement | undefined {
  const drawn = items(list);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const scrolled = scrolledAround(first, list);
  if (scrolled === undefined) return undefined;
  const inside = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  return scrolled.scrollHeight > inside + 2 * last.offsetHeight ? scrolled : undefined;
}

function scrolledAround(item: HTMLElement, list: Element): HTMLElement | undefined {
  for (let at = item.parentElement; at !== null; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight + 1 && at.clientHeight > 0) return at;
    if (at === list.parentElement) return undefined;
  }
  return undefined;
}

function escape(part: Element): void {
  for (const type of ["keydown", "keyup"] as const) key(part, type, "Escape", ESCAPE);
}

function closeSilent(control: Control): void {
  escape(control.element);
  if (panel(control) !== undefined) pressByPointer(control.element.ownerDocument.body);
}

export const comboboxAdapter = listAdapter({
  read,
  isDisabled: (control) => [control.element, control.face, sayer(control)].some((one) => isDisabledElement(one) || one.getAttribute("aria-busy") === "true"),
  open,
  openOtherwise,
  panel,
  isLoading: (_control, list) => list.getAttribute("aria-busy") === "true",
  items,
  choose: (item) => pressByPointer(leafOf(item)),
  search: ({ element }, list) => (isInput(element) && !element.readOnly ? element : (list.querySelector("input") ?? undefined)),
  scroller,
  clear(control) {
    const { element, face } = control;
    // A box that has a cross says so in its own name, too.
    const cross = [...face.querySelectorAll<HTMLElement>(CROSS)].find((found) => found.querySelector("input") === null);
    if (cross !== undefined) pressByPointer(cross);
    // What only searches may be emptied, and the choice stays.
    else if (isInput(element) && !element.readOnly && !isSilent(control)) typeText(element, "");
  },
  hasPrompt: true,
  leave(control) {
    const list = panel(control);
    if (list !== undefined && isSilent(control)) return closeSilent(control);
    if (list === undefined && sayer(control).getAttribute("aria-expanded") !== "true") return;
    // One that hides the choice while its search is entered shows it again once that is left.
    const search = [...control.face.querySelectorAll("input")].filter((input) => input !== control.element);
    for (const part of [control.element, ...search]) escape(part);
    if (list !== undefined && panel(control) !== undefined) escape(list);
    for (const input of search) blur(input);
  },
});
