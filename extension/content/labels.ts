// The words by which a person knows a control, by every association the eye uses; the best first.
import { clean } from "../plan/fold";
import type { Control } from "./controls";
import { MAX_LABEL, textOf } from "./dom-text";

const MAX_CLIMB = 4;
const HEADINGS = "legend, h1, h2, h3, h4, h5, h6, .card-header, .panel-heading, .group-header, .card-title, .panel-title";
const CONTROLS = "input:not([type=hidden]), select, textarea";

/** Labels of one document, indexed once a scan. */
export class LabelFinder {
  private readonly byFor = new Map<string, HTMLLabelElement[]>();

  constructor(root: ParentNode) {
    for (const label of root.querySelectorAll("label")) {
      if (label.htmlFor === "") continue;
      const list = this.byFor.get(label.htmlFor);
      if (list === undefined) this.byFor.set(label.htmlFor, [label]);
      else list.push(label);
    }
  }

  /** NFC, at most 200 characters each, best first, without repeats. */
  labelsOf(control: Control): string[] {
    const candidates = control.widget === "radio" ? this.groupLabels(control) : this.ownLabels(control);
    return [...new Set(candidates.map((label) => label.slice(0, MAX_LABEL)))].filter((label) => label !== "");
  }

  private ownLabels(control: Control): string[] {
    const { element, original } = control;
    return [
      ...this.forLabels(element.id),
      ...(original === undefined ? [] : this.forLabels(original.id)),
      ...byReference(element, "aria-labelledby"),
      clean(element.getAttribute("aria-label") ?? ""),
      wrapping(element),
      componentLabel(control.face),
      beside(control.face),
      cellBefore(control.face),
      element instanceof HTMLSelectElement ? "" : clean(element.placeholder),
      clean(element.title),
    ];
  }

  private groupLabels(control: Control): string[] {
    const first = control.element;
    const group = commonParent(control.radios);
    const set = first.closest("fieldset, [role=radiogroup]");
    return [
      ...(set === null ? [] : [...byReference(set, "aria-labelledby"), clean(set.getAttribute("aria-label") ?? ""), legendOf(set)]),
      componentLabel(first),
      insideBefore(group, control.radios[0]),
      beside(group),
      cellBefore(group),
    ];
  }

  private forLabels(id: string): string[] {
    return id === "" ? [] : (this.byFor.get(id) ?? []).map((label) => textOf(label));
  }
}

function byReference(element: Element, attribute: string): string[] {
  const ids = (element.getAttribute(attribute) ?? "").split(" ").filter((id) => id !== "").slice(0, 8);
  const texts = ids.map((id) => element.ownerDocument.getElementById(id)).map((target) => (target === null ? "" : textOf(target)));
  return texts.length === 0 ? [] : [texts.join(" ").trim()];
}

function wrapping(element: Element): string {
  const label = element.closest("label");
  return label === null ? "" : textOf(label);
}

// form.io puts the label beside the widget inside one component element.
function componentLabel(element: Element): string {
  const component = element.closest(".formio-component");
  const label = component?.querySelector(":scope > label, :scope > legend");
  return label === null || label === undefined ? "" : textOf(label);
}

function legendOf(set: Element): string {
  const legend = set.querySelector(":scope > legend");
  return legend === null ? "" : textOf(legend);
}

function commonParent(radios: readonly HTMLInputElement[]): Element {
  const [first, ...others] = radios;
  let at: Element = first as Element;
  while (at.parentElement !== null && !others.every((radio) => at.contains(radio))) at = at.parentElement;
  // A radio button and its own label share a wrapper; the group's label stands outside of it.
  return radios.length === 1 && at.parentElement !== null ? at.parentElement : at;
}

// The group's label may stand in the same element; without labels of their own, what is there may be the first button's words.
function insideBefore(group: Element, first: HTMLInputElement | undefined): string {
  if (first === undefined || group === first || (first.labels?.length ?? 0) === 0) return "";
  let branch: Element = first;
  while (branch.parentElement !== null && branch.parentElement !== group) branch = branch.parentElement;
  return textBefore(branch) ?? "";
}

/** Text that stands before the control: a previous sibling of it or of a wrapper that holds no other control. */
function beside(start: Element): string {
  let at: Element = start;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const text = textBefore(at);
    if (text !== undefined) return text;
    const parent: Element | null = at.parentElement;
    if (parent === null || parent.matches("td, th, tr, form, body, fieldset, table") || hasOtherControl(parent, start)) return "";
    at = parent;
  }
  return "";
}

// Undefined means: nothing there, look further out. A control there means: that text is somebody else's.
function textBefore(element: Element): string | undefined {
  for (let node = element.previousSibling; node !== null; node = node.previousSibling) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = clean(node.nodeValue ?? "");
      if (text !== "") return text.slice(0, MAX_LABEL);
    } else if (node instanceof Element) {
      if (node.matches(CONTROLS) || node.querySelector(CONTROLS) !== null) return "";
      if (node.matches(HEADINGS)) return undefined;
      const text = textOf(node);
      if (text !== "") return text;
    }
  }
  return undefined;
}

function hasOtherControl(parent: Element, start: Element): boolean {
  for (const other of parent.querySelectorAll(CONTROLS)) {
    if (other !== start && !start.contains(other) && other.nextElementSibling !== start) return true;
  }
  return false;
}

function cellBefore(element: Element): string {
  const cell = element.closest("td, th");
  if (cell === null) return "";
  const before = cell.previousElementSibling;
  if (before !== null && before.querySelector(CONTROLS) === null) {
    const text = textOf(before);
    if (text !== "") return text;
  }
  return columnHeading(cell);
}

function columnHeading(cell: Element): string {
  const row = cell.parentElement;
  const headings = row?.closest("table")?.querySelector("tr");
  if (row === null || headings === null || headings === undefined || headings === row) return "";
  const heading = headings.children[[...row.children].indexOf(cell)];
  return heading?.tagName === "TH" ? textOf(heading) : "";
}

/** Titles of the groups controls stand in; remembers what it has walked past, so that a long form costs its length once. */
export class GroupFinder {
  private readonly headings = new Map<Element, string>();

  /** The nearest heading before the control in an enclosing element that is not the control's own label; "" without one. */
  titleOf(control: Control, ownLabels: readonly string[]): string {
    for (let at: Element | null = control.face; at !== null && at.tagName !== "BODY"; at = at.parentElement) {
      const title = this.headingBefore(at);
      if (title !== "" && !ownLabels.includes(title)) return title;
    }
    return "";
  }

  private headingBefore(element: Element): string {
    const passed: Element[] = [];
    let title = "";
    for (let at: Element | null = element; at !== null; at = at.previousElementSibling) {
      const known = this.headings.get(at);
      if (known !== undefined) {
        title = known;
        break;
      }
      passed.push(at);
      const before = at.previousElementSibling;
      if (before !== null && before.matches(HEADINGS)) {
        title = textOf(before);
        if (title !== "") break;
      }
    }
    for (const at of passed) this.headings.set(at, title);
    return title;
  }
}
