// Reads what the page says, bounded: a page can be as large as it likes, what is taken from it cannot.
import { closestIn, hostOf, shownIn, shownWhole } from "./composed";
import { isElement } from "./element-kinds";
import type { PageTree } from "./page-tree";
import { clean } from "../plan/fold";

export const MAX_LABEL = 200;
const LETTER = /\p{L}/u;
// What is set high is a star or the number of a footnote.
const SKIPPED = new Set(["select", "textarea", "button", "script", "style", "option", "template", "noscript", "svg", "sup"]);
const WIDGET_PARTS = ["choices__list--dropdown", "select2-container", "flatpickr-calendar", "bootstrap-select", "ant-select-dropdown", "ant-picker-dropdown", "ng-dropdown-panel", "input-field-select", "input-field-select-options"];

interface Budget {
  left: number;
  /** Buttons with words that were passed over. */
  buttons: number;
}

/** Text of an element without that of controls inside it, NFC, at most `limit` characters. */
export function textOf(node: Node, limit = MAX_LABEL): string {
  return readText(node, limit).text;
}

/** As `textOf`, with how many buttons with words stand in it. */
export function readText(node: Node, limit = MAX_LABEL): { text: string; buttons: number } {
  const pieces: string[] = [];
  const budget = { left: limit * 4, buttons: 0 };
  collect(node, pieces, budget);
  return { text: clean(pieces.join(" ")).slice(0, limit), buttons: budget.buttons };
}

function collect(node: Node, pieces: string[], budget: Budget): void {
  const inner = shownWhole(node);
  if (inner === undefined) {
    for (const child of shownIn(node)) take(child, pieces, budget);
    return;
  }
  // Going from one to the next costs a fraction of a list of them.
  for (let child = inner.firstChild; child !== null && budget.left > 0; child = child.nextSibling) take(child, pieces, budget);
}

function take(child: Node, pieces: string[], budget: Budget): void {
  if (budget.left <= 0) return;
  if (child.nodeType === Node.TEXT_NODE) {
    const text = (child.nodeValue ?? "").slice(0, budget.left);
    budget.left -= text.length;
    if (text.trim() !== "") pieces.push(text);
  } else if (isElement(child)) {
    budget.left -= 1;
    if (!isSkipped(child)) collect(child, pieces, budget);
    else if (child.localName === "button" && hasLetter(child.textContent.slice(0, MAX_LABEL))) budget.buttons += 1;
  }
}

function isSkipped(element: Element): boolean {
  if (SKIPPED.has(element.localName)) return true;
  const classes = element.getAttribute("class") ?? "";
  return classes !== "" && WIDGET_PARTS.some((part) => classes.includes(part) && element.classList.contains(part));
}

/** The labels of a page by what they are for; an id counts within its own tree only. The property `labels` of a control walks the whole page each time it is asked. */
export class LabelIndex {
  private readonly byTree = new Map<Node, Map<string, HTMLLabelElement[]>>();

  constructor(tree: PageTree) {
    for (const label of tree.all<HTMLLabelElement>("label")) {
      if (label.htmlFor === "") continue;
      const root = label.getRootNode();
      const own = this.byTree.get(root) ?? new Map<string, HTMLLabelElement[]>();
      this.byTree.set(root, own.set(label.htmlFor, [...(own.get(label.htmlFor) ?? []), label]));
    }
  }

  /** In page order. */
  for(element: Element): readonly HTMLLabelElement[] {
    return element.id === "" ? [] : (this.byTree.get(element.getRootNode())?.get(element.id) ?? []);
  }
}

/** The label for a control or for the element it is drawn by, else the one it stands in. */
export function labelOf(element: Element, labels: LabelIndex): HTMLLabelElement | null {
  const host = hostOf(element);
  return labels.for(element)[0] ?? (host === null ? undefined : labels.for(host)[0]) ?? (closestIn(element, "label") as HTMLLabelElement | null);
}

/** Whether a text says anything: stars, colons and icons do not. */
export function hasLetter(text: string): boolean {
  return LETTER.test(text);
}

/** A string as the body of a double-quoted CSS string, so that page or profile text can stand in an attribute selector. */
export function cssString(value: string): string {
  let out = "";
  for (const ch of value) out += ch === '"' || ch === "\\" ? `\\${ch}` : ch < " " ? `\\${ch.charCodeAt(0).toString(16)} ` : ch;
  return out;
}
