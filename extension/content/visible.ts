// Whether a person can see an element: traps for robots are hidden, off the page, transparent or tiny.

import { closestIn, parentOf } from "./composed";

/** What was already seen of the wrappers of a page's controls; good for one look, while nothing moves. */
export type SeenWrappers = Map<Element, boolean>;

/** Without layout (tests outside a browser) only styles count. */
export function isVisible(element: Element, seen: SeenWrappers = new Map()): boolean {
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

function hasPlace(element: Element, seen: SeenWrappers): boolean {
  const view = element.ownerDocument.defaultView;
  if (view === null || element.ownerDocument.documentElement.clientWidth === 0) return true;
  const box = element.getBoundingClientRect();
  return !isTiny(box) && box.right + view.scrollX > 0 && box.bottom + view.scrollY > 0 && !isCutAway(parentOf(element), view, seen);
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
function isCutAway(wrapper: Element | null, view: Window, seen: SeenWrappers): boolean {
  const passed: Element[] = [];
  let isCut = false;
  for (let at = wrapper; at !== null && !isCut; at = parentOf(at)) {
    const known = seen.get(at);
    if (known !== undefined) {
      isCut = known;
      break;
    }
    passed.push(at);
    isCut = isTiny(sizeOf(at)) && view.getComputedStyle(at).overflow !== "visible";
  }
  for (const at of passed) seen.set(at, isCut);
  return isCut;
}

/** Whether a button does not take a press. */
export function isDisabledElement(element: Element): boolean {
  return element.matches(":disabled") || element.getAttribute("aria-disabled") === "true";
}
