// The open list of a field that names none: what came into sight when the field was pressed, and holds lines of text.
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import { isDisabledElement, isRendered } from "../visible";

const LINES = 'li, [role="option"], [class*="option" i], [class*="item" i]';
const DISABLED = /(?:^|[-_\s])(?:is-)?disabled(?:$|[-_\s])/u;
const MAX_LINES = 5000;

/** Lines that were on show before a field was pressed. */
const before = new WeakMap<Element, ReadonlySet<Element>>();
const opened = new WeakMap<Element, Element>();
const popups = new WeakSet<Element>();

/** Notes what a page shows, before the list is opened. */
export function noteLines(control: Control): void {
  before.set(control.element, new Set(linesIn(control.element.ownerDocument)));
  opened.delete(control.element);
}

/** The list that opened; undefined while there is none, or more than one. */
export function silentPopup({ element, face }: Control): Element | undefined {
  const known = opened.get(element);
  if (known?.isConnected === true && linesOf(known).length > 0) return known;
  const old = before.get(element);
  if (old === undefined) return undefined;
  const lists = new Set(linesIn(element.ownerDocument).filter((line) => !old.has(line)).map((line) => rowOf(line).parentElement).filter((list) => list !== null));
  const own = [...lists].filter((list) => face.contains(list) || face.parentElement?.contains(list) === true);
  const [list, ...others] = own.length === 1 ? own : lists;
  if (list === undefined || others.length > 0) return undefined;
  opened.set(element, list);
  popups.add(list);
  return list;
}

/** Whether something is a list found so. */
export function isSilentPopup(list: Element): boolean {
  return popups.has(list);
}

/** Lines of an open list that can be chosen. */
export function linesOf(list: Element): HTMLElement[] {
  const rows = [...list.children].slice(0, MAX_LINES) as HTMLElement[];
  return rows.filter((row) => isShown(row) && !isOff(row) && !isOff(leafOf(row)));
}

/** What hears the press: the innermost element that holds the whole line. */
export function leafOf(row: HTMLElement): HTMLElement {
  let leaf = row;
  while (leaf.childElementCount === 1 && textOf(leaf) === textOf(leaf.firstElementChild as Element)) leaf = leaf.firstElementChild as HTMLElement;
  return leaf;
}

function linesIn(page: Document): Element[] {
  const all = [...page.querySelectorAll(LINES)].slice(0, MAX_LINES).filter((line) => isShown(line));
  const holders = new Set(all.map((line) => line.parentElement?.closest(LINES)));
  return all.filter((line) => !holders.has(line));
}

/** A line with what stands around it alone. */
function rowOf(line: Element): Element {
  let row = line;
  while (row.parentElement?.childElementCount === 1 && row.parentElement.matches(LINES)) row = row.parentElement;
  return row;
}

function isShown(line: Element): boolean {
  return isRendered(line) && line.getBoundingClientRect().height > 0 && textOf(line) !== "" && line.querySelector("input, select, textarea") === null;
}

function isOff(line: Element): boolean {
  return isDisabledElement(line) || DISABLED.test(line.getAttribute("class") ?? "");
}
