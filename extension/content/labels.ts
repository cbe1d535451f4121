// The words by which a person knows a control, by every association the eye uses; the best first.
import { RADIO_GROUP } from "./radio-group";
import { buttonLabel } from "./button-label";
import { clean } from "../plan/fold";
import type { LabelSource } from "../shared/content-protocol";
import type { Control } from "./controls";
import { hostOf } from "./composed";
import { PARTS } from "./date-parts";
import { hasLetter, MAX_LABEL, textOf, type LabelIndex } from "./dom-text";
import { captionInGrid } from "./grid-captions";
import { behindControl, besideControl, Census, cellBefore, cellBehind, floating, sharedCaption, textBefore } from "./label-places";
import { TableReader, type CellHeads } from "./table-grid";

const MAX_HEADS = 8;
const MAX_HOLDERS = 4;

/** Where a label may stand, the likeliest first. */
const PLACES: readonly (readonly [LabelSource, (face: Element, census: Census, heads: CellHeads) => string])[] = [
  ["component", componentLabel],
  ["beside", besideControl],
  ["beside", floating],
  // In a row of several controls the column says more than the row's first cell, which is then everybody's.
  ["cell", (face, census, { column, isCrossed }) => (isCrossed && column.length > 0 ? "" : cellBefore(face, census))],
  ["column", (_face, _census, { column }) => column[0] ?? ""],
  ["shape", captionInGrid],
  ["beside", (face, census) => behindControl(face, census)],
  ["cell", cellBehind],
];

/** A label and how it belongs to its control. */
export interface FoundLabel {
  source: LabelSource;
  text: string;
}

/** Labels of one page, as one scan found them. */
export class LabelFinder {
  readonly census: Census;

  private readonly tables: TableReader;

  /** @param candidates all elements of the page that may be controls, in its order */
  constructor(
    candidates: readonly Element[],
    private readonly labels: LabelIndex,
  ) {
    this.census = new Census(candidates);
    this.tables = new TableReader(this.census);
  }

  /** NFC, at most 200 characters each, best first, without repeats; what holds no letter is none. */
  labelsOf(control: Control, holders: readonly Element[] = this.holdersOf(control)): FoundLabel[] {
    const out: FoundLabel[] = [];
    for (const { source, text } of control.widget === "radio" || control.parts !== undefined ? this.groupLabels(control, holders) : this.ownLabels(control, holders)) {
      const cut = text.slice(0, MAX_LABEL);
      if (cut === "" || !hasLetter(cut) || out.some((other) => other.text === cut)) continue;
      out.push({ source, text: cut });
    }
    return out;
  }

  /** The elements that draw the control, and nothing else, in shadow trees of their own; nearest first. */
  holdersOf({ face, radios, parts }: Control): Element[] {
    const own = Math.max(1, radios.length, parts === undefined ? 0 : PARTS.length);
    const found: Element[] = [];
    for (let host = hostOf(face); host !== null && this.census.in(host) === own && found.length < MAX_HOLDERS; host = hostOf(host)) found.push(host);
    return found;
  }

  /** What stands before the cluster of a few controls this one is in; "" when there is none. */
  sharedOf(control: Control): string {
    return sharedCaption(control.widget === "radio" ? commonParent(control.radios) : control.face, this.census).slice(0, MAX_LABEL);
  }

  /** Heads of the table's row and column it stands in: among several controls of a row, or over and before a lone one. */
  headsOf(control: Control): { heads: string[]; isCrossed: boolean } {
    const { column, row, isCrossed } = this.tables.headsOf(control.widget === "radio" ? commonParent(control.radios) : control.face);
    return { heads: [...row, ...column].slice(0, MAX_HEADS), isCrossed };
  }

  private ownLabels(control: Control, holders: readonly Element[]): FoundLabel[] {
    const { element, original } = control;
    return [
      ...named("label", this.forLabels(element)),
      ...(original === undefined ? [] : named("label", this.forLabels(original))),
      ...saidOf(element),
      ...holders.flatMap((holder) => [...named("label", this.forLabels(holder)), ...saidOf(holder)]),
      ...named("label", wrapping(element, this.census)),
      ...this.firstPlace(frontOf(control)),
      { source: "placeholder", text: clean(element.getAttribute("placeholder") ?? "") },
      { source: "title", text: clean(element.title) },
      ...named("description", byReference(element, "aria-describedby")),
    ];
  }

  /** The first place around the control that says something; what stands further away belongs to it less. */
  private *firstPlace(face: Element): Generator<FoundLabel> {
    const heads = this.tables.headsOf(face);
    const { row, isCrossed } = heads;
    for (const [source, look] of PLACES) {
      const text = look(face, this.census, heads);
      if (!hasLetter(text)) continue;
      yield { source, text };
      if (source === "column" && isCrossed && row[0] !== undefined) yield { source: "cell", text: row[0] };
      return;
    }
  }

  private groupLabels(control: Control, holders: readonly Element[]): FoundLabel[] {
    const first = control.element;
    const group = control.parts === undefined ? commonParent(control.radios) : control.face;
    const set = first.closest("fieldset, [role=radiogroup]");
    const ofSet = set === null ? [] : [...byReference(set, "aria-labelledby"), clean(set.getAttribute("aria-label") ?? ""), legendOf(set)];
    const found: FoundLabel[] = [
      ...named("aria", ofSet),
      { source: "component", text: componentLabel(first) },
      ...[group, ...holders].flatMap((holder) => named("label", this.forLabels(holder))),
      { source: "beside", text: control.parts === undefined && buttonLabel(first as HTMLInputElement) === undefined ? "" : insideBefore(group, first, this.census) },
      { source: "beside", text: besideControl(group, this.census) },
      { source: "cell", text: cellBefore(group, this.census) },
      { source: "column", text: this.tables.headsOf(group).column[0] ?? "" },
    ];
    return found.some(({ text }) => hasLetter(text)) ? found : [{ source: "beside", text: behindControl(group, this.census) }];
  }

  private forLabels(element: Element): string[] {
    return this.labels.for(element).map((label) => textOf(label));
  }
}

// select2 leaves its list hidden between the label and what it draws.
function frontOf({ element, face }: Control): Element {
  return element.nextElementSibling === face ? element : face;
}

function named(source: LabelSource, texts: readonly string[]): FoundLabel[] {
  return texts.map((text) => ({ source, text }));
}

function saidOf(element: Element): FoundLabel[] {
  const said = element.getAttribute("aria-label") ?? "";
  return named("aria", [...byReference(element, "aria-labelledby"), ...(said === "" ? [] : [clean(said)])]);
}

function byReference(element: Element, attribute: string): string[] {
  const named = element.getAttribute(attribute) ?? "";
  if (named === "") return [];
  const ids = named.split(" ").filter((id) => id !== "").slice(0, 8);
  // What a drawn list has chosen stands inside it and is no name of it.
  const tree = element.getRootNode() as Document | ShadowRoot;
  const targets = ids.map((id) => tree.getElementById(id)).filter((target) => target === null || !element.contains(target) || element.matches(RADIO_GROUP));
  const texts = targets.map((target) => (target === null ? "" : textOf(target)));
  return texts.length === 0 ? [] : [texts.join(" ").trim()];
}

// What stands before the control in its label is the label; a hint may stand behind it.
function wrapping(element: Element, census: Census): string[] {
  const label = element.closest("label");
  if (label === null) return [];
  let branch: Element = element;
  while (branch.parentElement !== null && branch.parentElement !== label) branch = branch.parentElement;
  return [textBefore(branch, census) ?? "", textOf(label)];
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
function insideBefore(group: Element, first: Element, census: Census): string {
  if (group === first) return "";
  let branch: Element = first;
  while (branch.parentElement !== null && branch.parentElement !== group) branch = branch.parentElement;
  return textBefore(branch, census) ?? "";
}

