// Whether a person can see an element: traps for robots are hidden, off the page, transparent or tiny.

/** Without layout (tests outside a browser) only styles count. */
export function isVisible(element: Element): boolean {
  if (element.closest('[aria-hidden="true"], [inert], [hidden]') !== null) return false;
  return isRendered(element) && hasPlace(element);
}

function isRendered(element: Element): boolean {
  if (typeof element.checkVisibility === "function") {
    return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  }
  const view = element.ownerDocument.defaultView;
  if (view === null) return false;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const style = view.getComputedStyle(at);
    if (style.display === "none" || style.opacity === "0") return false;
  }
  return view.getComputedStyle(element).visibility !== "hidden";
}

function hasPlace(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  const page = element.ownerDocument.documentElement.getBoundingClientRect();
  if (view === null || page.width === 0) return true;
  const box = element.getBoundingClientRect();
  return !isTiny(box) && box.right + view.scrollX > 0 && box.bottom + view.scrollY > 0 && !isCutAway(element, view);
}

function isTiny(box: DOMRect): boolean {
  return box.width <= 2 || box.height <= 2;
}

// A box of a point that cuts off what it holds hides it as well.
function isCutAway(element: Element, view: Window): boolean {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (isTiny(at.getBoundingClientRect()) && view.getComputedStyle(at).overflow !== "visible") return true;
  }
  return false;
}

/** Whether a button does not take a press. */
export function isDisabledElement(element: Element): boolean {
  return element.matches(":disabled") || element.getAttribute("aria-disabled") === "true";
}
