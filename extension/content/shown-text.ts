// What a drawn list shows as chosen: not its prompt, its buttons, what only a screen reader says, or the open list.
import { clean } from "../plan/fold";
import { MAX_LABEL } from "./dom-text";
import { isElement } from "./element-kinds";
import { isRendered } from "./visible";

const SAID_ONLY = '[aria-hidden="true"], [aria-live], [role="log"], [role="status"], [role="alert"]';
const NOT_CHOSEN = `${SAID_ONLY}, [class*="placeholder" i], .q-field__label, .chosen-default, .chosen-drop, [role="listbox"], [role="option"], [role="button"], button, select, textarea, script, style, svg`;
const MAX_NODES = 400;
const INVISIBLE = /[\u200b\u200c\u200d\u2060\ufeff]/gu;

/** NFC, at most 200 characters; "" where nothing is chosen. */
export function shownText(element: Element): string {
  const pieces: string[] = [];
  collect(element, pieces, { left: MAX_NODES });
  return clean(pieces.join(" ").replaceAll(INVISIBLE, "")).slice(0, MAX_LABEL);
}

function collect(element: Element, pieces: string[], budget: { left: number }): void {
  for (const child of element.childNodes) {
    if (budget.left-- <= 0) return;
    if (child.nodeType === Node.TEXT_NODE) pieces.push((child.nodeValue ?? "").slice(0, MAX_LABEL));
    else if (isElement(child) && !child.matches(NOT_CHOSEN) && isRendered(child)) collect(child, pieces, budget);
  }
}
