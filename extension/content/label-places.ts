// Where a label stands when no attribute says whose it is: before, behind, in the cell before.
import { DRAWN_CONTROLS } from "./drawn";
import { hasLetter, MAX_LABEL, readText, textOf } from "./dom-text";
import { isHeading } from "./groups";
import { clean } from "../plan/fold";
import { closestIn, outerOf, shadowOf } from "./composed";
import { isElement, isInput, isOneOf, isSelect, isTextArea } from "./element-kinds";

// Deep enough for the wrappers that component libraries put around an input.
const MAX_CLIMB = 8;
const MAX_CLIMB_BEHIND = 4;
const MAX_CLUSTER = 8;
// What is longer is a hint.
const MAX_BEHIND = 60;
const CELLS: ReadonlySet<string> = new Set(["td", "th"]);
const WHOLE: ReadonlySet<string> = new Set(["form", "body"]);
const TABLES: ReadonlySet<string> = new Set([...WHOLE, "table", "tbody", "tr"]);
const NARROW: ReadonlySet<string> = new Set([...WHOLE, ...CELLS, "tr"]);
const BOUNDARY: ReadonlySet<string> = new Set([...NARROW, "fieldset", "table"]);

/** How many controls each element of a page holds, counted once a scan; looking them up anew would cost a large page its square. */
export class Census {
  private readonly counts = new Map<Element, number>();

  /** What each control, and all that it stands in, stands in. */
  private readonly outers = new Map<Element, Element | null>();

  /** What one caption is shared by: looked for once, not once for each of them. */
  readonly captions = new Map<Element, string>();

  private readonly headings = new Map<Element, boolean>();

  /** @param candidates all elements of the page that may be controls, in its order */
  constructor(candidates: readonly Element[]) {
    const { outers } = this;
    const order: Element[] = [];
    for (const control of candidates) {
      if (!isFilledIn(control)) continue;
      const passed: Element[] = [];
      for (let at: Element | null = control; at !== null && !outers.has(at); at = outers.get(at) ?? null) {
        outers.set(at, outerOf(at));
        passed.push(at);
      }
      order.push(...passed.reverse());
      this.counts.set(control, 1 + this.in(control));
    }
    // What stands in an element comes behind it: each is whole before it is added to what it stands in.
    for (const element of order.reverse()) {
      const outer = outers.get(element) ?? null;
      if (outer !== null) this.counts.set(outer, this.in(outer) + this.in(element));
    }
  }

  /** Whether an element is a heading; every control behind it asks. */
  isHeading(element: Element): boolean {
    let known = this.headings.get(element);
    if (known === undefined) this.headings.set(element, (known = isHeading(element)));
    return known;
  }

  /** What an element stands in, out of shadow trees and frames: everything around a control asks. */
  outerOf(element: Element): Element | null {
    const known = this.outers.get(element);
    return known === undefined ? outerOf(element) : known;
  }

  /** Controls in an element, itself included. */
  in(element: Element): number {
    return this.counts.get(element) ?? 0;
  }

  /** Whether a wrapper holds a control that is no part of what is shown as `start`. */
  hasOther(parent: Element, start: Element): boolean {
    const own = this.in(start);
    if (own > 0) return this.in(parent) > own;
    // A list drawn in place of a hidden select stands right behind it.
    return this.in(parent) > (start.previousElementSibling === null ? 0 : this.in(start.previousElementSibling));
  }
}

/** What a person fills in or chooses from. */
function isFilledIn(element: Element): boolean {
  return isInput(element) ? element.type !== "hidden" : isSelect(element) || isTextArea(element) || element.matches(DRAWN_CONTROLS);
}

/** Text that stands before the control: a previous sibling of it or of a wrapper that holds no other control. */
export function besideControl(start: Element, census: Census): string {
  let at: Element = start;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const text = textBefore(at, census);
    if (text !== undefined) return at !== start && isLikeNeighbour(at, start, census) ? "" : text;
    const parent: Element | null = census.outerOf(at);
    if (parent === null || isOneOf(parent, BOUNDARY) || census.hasOther(parent, start)) return "";
    at = parent;
  }
  return "";
}

/** Of boxes of one kind, each with its caption under what it draws, the one before keeps its own. */
function isLikeNeighbour(box: Element, start: Element, census: Census): boolean {
  if (box.childElementCount < 2) return false;
  const before = box.previousElementSibling;
  if (before?.localName !== box.localName || before.childElementCount !== box.childElementCount || before.className !== box.className) return false;
  return behindControl(start, census, box) !== "";
}

/** Undefined means: nothing there, look further out. A control there means: that text is somebody else's. */
export function textBefore(element: Element, census: Census): string | undefined {
  let nearest: string | undefined;
  for (let node = element.previousSibling; node !== null; node = node.previousSibling) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = clean((node.nodeValue ?? "").slice(0, MAX_LABEL * 4));
      if (hasLetter(text)) nearest ??= text.slice(0, MAX_LABEL);
    } else if (isElement(node)) {
      if (census.in(node) > 0) return nearest ?? "";
      if (census.isHeading(node)) return nearest;
      const { text, buttons } = readText(node);
      if (!hasLetter(text)) continue;
      // Words at several buttons ("Nam", "Nữ") are the caption of what is chosen by them.
      if (buttons > 1) return nearest ?? "";
      // A hint may stand between the label and the control.
      if (isLabelElement(node)) return text;
      nearest ??= text;
    }
  }
  return nearest;
}

function isLabelElement(element: Element): boolean {
  return element.tagName === "LABEL" || element.tagName === "DT" || classHas(element, "label");
}

function classHas(element: Element, word: string): boolean {
  return (element.getAttribute("class") ?? "").toLowerCase().includes(word);
}

/** A label that stands behind the control in a wrapper of its own and is moved over it by style. */
export function floating(start: Element, census: Census): string {
  let at: Element = start;
  for (let climb = 0; climb < 4; climb++) {
    for (let next = at.nextElementSibling; next !== null; next = next.nextElementSibling) {
      if (census.in(next) > 0) break;
      if (next.tagName === "LABEL" ? (next as HTMLLabelElement).htmlFor === "" : classHas(next, "label")) return textOf(next);
    }
    const parent: Element | null = census.outerOf(at);
    if (parent === null || isOneOf(parent, BOUNDARY) || census.hasOther(parent, start)) return "";
    at = parent;
  }
  return "";
}

/** A short text behind the control, or behind a wrapper of it, in one that holds nothing else; only where nothing stands before it. `within`: no further out. */
export function behindControl(start: Element, census: Census, within?: Element): string {
  let at: Element = start;
  for (let climb = 0; climb < MAX_CLIMB_BEHIND; climb++) {
    const parent: Element | null = census.outerOf(at);
    if (at === within || parent === null || isOneOf(parent, NARROW) || census.hasOther(parent, start)) return "";
    const texts = textsBehind(at);
    const [only = ""] = texts;
    if (texts.length > 0) return texts.length === 1 && only.length <= MAX_BEHIND ? only : "";
    at = parent;
  }
  return "";
}

function textsBehind(element: Element): string[] {
  const texts: string[] = [];
  for (let next = element.nextSibling; next !== null; next = next.nextSibling) {
    const text = isElement(next) ? textOf(next) : clean((next.nodeValue ?? "").slice(0, MAX_LABEL));
    if (hasLetter(text)) texts.push(text);
  }
  return texts;
}

/** Text of the cell before the control's; cells of a colon or nothing are passed, one with a control ends the search. */
export function cellBefore(element: Element, census: Census): string {
  for (let before = closestIn(element, "td, th")?.previousElementSibling ?? null; before !== null; before = before.previousElementSibling) {
    if (census.in(before) > 0) return "";
    const text = textOf(before);
    if (hasLetter(text)) return text;
  }
  return "";
}

/** In a row of two cells, the control's first, the short text of the second. */
export function cellBehind(element: Element, census: Census): string {
  const cell = closestIn(element, "td, th");
  const behind = cell?.nextElementSibling ?? null;
  if (cell === null || behind === null || cell.parentElement?.childElementCount !== 2 || census.in(cell) > 1 || census.in(behind) > 0) return "";
  const text = textOf(behind);
  return text.length <= MAX_BEHIND ? text : "";
}

/** Text before the nearest wrapper that also holds other controls, but only a few: the caption all of them share. */
export function sharedCaption(start: Element, census: Census): string {
  let at: Element = start;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const parent: Element | null = census.outerOf(at);
    if (parent === null || isOneOf(parent, TABLES)) return "";
    if (census.hasOther(parent, start)) return captionOf(parent, census);
    at = parent;
  }
  return "";
}

function captionOf(cluster: Element, census: Census): string {
  if (census.in(cluster) > MAX_CLUSTER) return "";
  let caption = census.captions.get(cluster);
  if (caption === undefined) census.captions.set(cluster, (caption = captionOfFew(cluster, census)));
  return caption;
}

function captionOfFew(cluster: Element, census: Census): string {
  const drawn = [...(shadowOf(cluster)?.children ?? []), ...cluster.children];
  const branch = drawn.find((child) => census.in(child) > 0);
  if (branch === undefined) return "";
  const inside = textBefore(branch, census);
  if (inside !== undefined && inside !== "") return inside;
  // Over a tab's panel stand the names of all tabs.
  if (cluster.getAttribute("role") === "tabpanel") return "";
  return isOneOf(cluster, CELLS) ? cellBefore(cluster, census) : besideCluster(cluster, census);
}

function besideCluster(cluster: Element, census: Census): string {
  const text = textBefore(cluster, census);
  if (text !== undefined) return text;
  const parent = census.outerOf(cluster);
  return parent !== null && isOneOf(parent, CELLS) ? cellBefore(parent, census) : "";
}
