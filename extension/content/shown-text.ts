// What a drawn list shows as chosen: not its prompt, its buttons, what only a screen reader says, or the open list.
import { clean } from "../plan/fold";
import { MAX_LABEL } from "./dom-text";
import { isElement } from "./element-kinds";
import { isRendered } from "./visible";

// Of the size of a point where only a screen reader says it; some libraries show the choice itself in such a part.
const SAID = '[aria-live], [role="log"], [role="status"], [role="alert"]';
const POINT = 2;
/** Element Plus calls the choice by the prompt's name. */
const PROMPTED = '[class*="placeholder" i]:not(.el-select__placeholder:not(.is-transparent)), .default.text';
const NOT_CHOSEN = `[aria-hidden="true"], ${PROMPTED}, .q-field__label, .chosen-default, .chosen-drop, [role="listbox"], [role="option"], [role="button"], button, select, textarea, script, style, svg`;
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
    else if (isElement(child) && !child.matches(NOT_CHOSEN) && isRendered(child) && !isOnlySaid(child)) collect(child, pieces, budget);
  }
}

function isOnlySaid(element: Element): boolean {
  if (!element.matches(SAID)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width <= POINT || height <= POINT;
}
