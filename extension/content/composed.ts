// The page as it is put together for a person: up from an element through shadow trees and frames, and into the trees elements hold.
import { isElement } from "./element-kinds";

const XHTML = "http://www.w3.org/1999/xhtml";

/** The shadow tree an element holds, also a closed one where the browser shows it to extensions. */
export function shadowOf(element: Element): ShadowRoot | null {
  const open = element.shadowRoot;
  if (open !== null || !element.localName.includes("-") || element.namespaceURI !== XHTML) return open;
  // Firefox has it on the element, Chromium in an interface of its own; a page's own script has neither.
  const shown = (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  if (shown !== undefined) return shown;
  const { dom }: { dom?: typeof chrome.dom } = typeof chrome === "undefined" ? {} : chrome;
  return dom === undefined ? null : dom.openOrClosedShadowRoot(element as HTMLElement);
}

/** The element whose shadow tree `node` stands in; null outside of any. */
export function hostOf(node: Node): Element | null {
  const tree: Node & { host?: unknown } = node.getRootNode();
  return tree.nodeType === 11 && isElement(tree.host as Node | undefined) ? (tree.host as Element) : null;
}

/** What an element is drawn in, out of its shadow tree; null at the top of a document. */
export function parentOf(element: Element): Element | null {
  return element.assignedSlot ?? element.parentElement ?? (element.parentNode === null || element.parentNode.nodeType === 9 ? null : hostOf(element));
}

/** The frame a document stands in, if that is one of the same origin. */
export function frameOf(document: Document | null): Element | null {
  return document?.defaultView?.frameElement ?? null;
}

/** What an element stands in, out of shadow trees and frames. */
export function outerOf(element: Element): Element | null {
  return parentOf(element) ?? frameOf(element.ownerDocument);
}

/** As `closest`, out of shadow trees. */
export function closestIn(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at !== null; at = hostOf(at)) {
    const found = at.closest(selector);
    if (found !== null) return found;
  }
  return null;
}

/** As `contains`, into shadow trees. */
export function containsIn(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at !== null; at = hostOf(at)) if (outer.contains(at)) return true;
  return false;
}

/** The node whose children a person sees inside a node, all of them; undefined in a slot, which shows what was given to it. */
export function shownWhole(node: Node): Node | undefined {
  if (!isElement(node)) return node;
  return node.localName === "slot" ? undefined : (shadowOf(node) ?? node);
}

/** What a person sees inside a node: its shadow tree in place of its children, and in a slot what was given to it. */
export function shownIn(node: Node): Iterable<Node> {
  if (!isElement(node)) return node.childNodes;
  if (node.localName === "slot") {
    const given = (node as HTMLSlotElement).assignedNodes();
    return given.length > 0 ? given : node.childNodes;
  }
  return (shadowOf(node) ?? node).childNodes;
}
