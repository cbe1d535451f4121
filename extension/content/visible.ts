// Whether a person can see an element: traps for robots are hidden, off the page, transparent or tiny.

import { closestIn, parentOf } from "./composed";

/** What was already seen of a page's documents and of what its controls stand in; good for one look, while nothing moves. */
export interface SeenPage {
  /** Whether what an element holds is cut away by it or by what it stands in. */
  cuts: Map<Element, boolean>;
  /** How far each document is scrolled; undefined where nothing is laid out. */
  scrolls: Map<Document, { x: number; y: number } | undefined>;
}

export function nothingSeen(): SeenPage {
  return { cuts: new Map(), scrolls: new Map() };
}

/** Without layout (tests outside a browser) only styles count. */
export function isVisible(element: Element, seen: SeenPage = nothingSeen()): boolean {
  if (closestIn(element, '[aria-hidden="true"], [inert], [hidden]') !== null) return false;
  return isRendered(element) && hasPlace(element, seen);
}

/** Whether an element is drawn at all, wherever that is. */
export function isRendered(element: Element): boolean {
  if (typeof element.checkVisibility === "function") {
    return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  }
  const view = element.ownerDocument.defaultView;
  if (view === null) return false;
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    const style = view.getComputedStyle(at);
    if (style.display === "none" || style.opacity === "0") return false;
  }
  return view.getComputedStyle(element).visibility !== "hidden";
}

function hasPlace(element: Element, seen: SeenPage): boolean {
  const scroll = scrollOf(element.ownerDocument, seen);
  if (scroll === undefined) return true;
  const box = element.getBoundingClientRect();
  return !isTiny(box) && box.right + scroll.x > 0 && box.bottom + scroll.y > 0 && !isCutAway(parentOf(element), seen);
}

function scrollOf(document: Document, { scrolls }: SeenPage): { x: number; y: number } | undefined {
  if (scrolls.has(document)) return scrolls.get(document);
  const view = document.defaultView;
  const scroll = view === null || document.documentElement.clientWidth === 0 ? undefined : { x: view.scrollX, y: view.scrollY };
  scrolls.set(document, scroll);
  return scroll;
}

// Rectangles are dear on a page of thousands of elements; a wrapper's size is enough.
function sizeOf(element: Element): Pick<DOMRect, "width" | "height"> {
  const { offsetWidth: width, offsetHeight: height } = element as Partial<HTMLElement>;
  return width === undefined || height === undefined ? element.getBoundingClientRect() : { width, height };
}

function isTiny(box: Pick<DOMRect, "width" | "height">): boolean {
  return box.width <= 2 || box.height <= 2;
}

// A box of a point that cuts off what it holds hides it as well.
function isCutAway(wrapper: Element | null, { cuts }: SeenPage): boolean {
  const passed: Element[] = [];
  let isCut = false;
  const view = wrapper?.ownerDocument.defaultView;
  for (let at = wrapper; at !== null && !isCut; at = parentOf(at)) {
    const known = cuts.get(at);
    if (known !== undefined) {
      isCut = known;
      break;
    }
    passed.push(at);
    // Nearly every wrapper cuts nothing off; its style is asked first, since a size costs ten times as much.
    isCut = view?.getComputedStyle(at).overflow !== "visible" && isTiny(sizeOf(at));
  }
  for (const at of passed) cuts.set(at, isCut);
  return isCut;
}

/** Whether a button does not take a press. */
export function isDisabledElement(element: Element): boolean {
  return element.matches(":disabled") || element.getAttribute("aria-disabled") === "true";
}
