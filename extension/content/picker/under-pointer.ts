// From a point or the focus to the control a person means by it, or why that cannot be taught.
import type { PickRefusal } from "../../shared/content-protocol";
import { shadowOf } from "../composed";
import { belongsTo, isSecret } from "../controls";
import { LabelIndex } from "../dom-text";
import { bodyIn } from "../frames";
import type { KnownControl, Scan } from "../locate";
import { PageTree } from "../page-tree";
import { isVisible } from "../visible";
import { intoFrame } from "./frame-box";

/** The deepest element at a point of the view that is not the overlay, through shadow trees and frames of the page's own origin. */
export function elementAt(document: Document, x: number, y: number, overlay: Element): Element | undefined {
  let at: { root: DocumentOrShadowRoot; x: number; y: number } = { root: document, x, y };
  for (let found: Element | undefined; ; ) {
    const hit: Element | undefined = at.root.elementsFromPoint(at.x, at.y).find((element) => element !== overlay);
    if (hit === undefined || hit === found) return found;
    found = hit;
    const tree = shadowOf(hit);
    const inner = intoFrame(hit, at.x, at.y);
    if (tree !== null) at = { ...at, root: tree };
    else if (inner !== undefined) at = { root: inner.document, x: inner.x, y: inner.y };
    else return hit;
  }
}

/** The element that has the focus, through open shadow roots and frames of the page's own origin. */
export function focusedElement(document: Document): Element | undefined {
  let active = document.activeElement;
  for (let inner = innerFocus(active); inner !== null; inner = innerFocus(active)) active = inner;
  return active === null || active === active.ownerDocument.body ? undefined : active;
}

function innerFocus(element: Element | null): Element | null {
  if (element === null) return null;
  return element.shadowRoot?.activeElement ?? bodyIn(element)?.ownerDocument.activeElement ?? null;
}

/** The control that an element is a part or the label of. */
export function controlOf(scan: Scan, element: Element): KnownControl | undefined {
  const own = scan.known.find(({ control }) => belongsTo(control, element));
  if (own !== undefined) return own;
  const label = element.closest("label");
  const labelled = label?.control ?? label?.querySelector("input, select, textarea");
  return labelled === null || labelled === undefined ? undefined : scan.known.find(({ control }) => belongsTo(control, labelled));
}

const FIELDS = "input, select, textarea";

/** Why an element that is no control of the scan cannot be taught. */
export function refusalOf(element: Element): PickRefusal {
  const field = element.closest<HTMLInputElement>(FIELDS) ?? element.closest("label")?.control ?? null;
  if (field?.matches(FIELDS) !== true) return "notAField";
  const input = field as HTMLInputElement;
  if (input.type === "password" || isSecret({ element: input }, new LabelIndex(new PageTree(input.ownerDocument)))) return "secret";
  if (input.type === "file") return "file";
  return isVisible(input) ? "notAField" : "hidden";
}
