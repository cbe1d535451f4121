// From a profile's locator to exactly one element, or to how many there were instead.
import { foldLabel } from "../plan/fold";
import type { Locator } from "../generated/site-profile";
import { BlockNames } from "./block-names";
import { belongsTo, candidatesIn, listControls, partsOf, type Control } from "./controls";
import { containsIn } from "./composed";
import { cssString, LabelIndex, textOf } from "./dom-text";
import { isInput } from "./element-kinds";
import { FRAMES } from "./frames";
import { GroupFinder } from "./groups";
import { LabelFinder, type FoundLabel } from "./labels";
import { PageTree } from "./page-tree";
import { isVisible } from "./visible";

/** A control with the words it is known by. */
export interface KnownControl {
  control: Control;
  labels: string[];
  found: FoundLabel[];
  /** Title of the group the control stands in; "" without one. */
  group: string;
  /** That title and those further out, nearest first. */
  groups: string[];
  /** What stands before the few controls this one is clustered with. */
  shared: string;
  /** Short lines over it that are no headings by their markup. */
  lines: string[];
  /** Heads of the table's row and column it stands in. */
  heads: string[];
  /** Whether those tell it from other controls of its row. */
  isCrossed: boolean;
  /** Elements that draw it in a shadow tree; their names are its names. */
  holders: Element[];
}

/** One look at the page; a new one is taken when the page has changed. */
export class Scan {
  readonly known: KnownControl[];

  private readonly tree: PageTree;

  constructor(readonly root: ParentNode) {
    this.tree = new PageTree(root);
    const labels = new LabelIndex(this.tree);
    const candidates = candidatesIn(this.tree);
    const finder = new LabelFinder(candidates, labels);
    const groups = new GroupFinder(finder.census, new BlockNames(this.tree));
    this.known = listControls(candidates, root, labels).map((control) => {
      const holders = finder.holdersOf(control);
      const found = finder.labelsOf(control, holders);
      const words = found.map(({ text }) => text);
      const titles = groups.titlesOf(control, words);
      return { control, labels: words, found, group: titles[0] ?? "", groups: titles, lines: groups.linesOf(control, words), holders, ...finder.headsOf(control), shared: finder.sharedOf(control) };
    });
  }

  /** All frames that stand in it. */
  frames(): Element[] {
    return this.tree.all(FRAMES);
  }

  /** All controls a locator names; anything but one means the profile does not fit here. */
  controls(locator: Locator): KnownControl[] {
    if ("label" in locator) return this.byLabel(foldLabel(locator.label), locator.group === undefined ? undefined : foldLabel(locator.group));
    const elements = elementsIn(this.tree, locator);
    const hit = elements.flatMap((element) => this.controlsAt(element));
    return [...new Set(hit)];
  }

  /** What the first of the locators names that names anything. */
  first(locators: readonly Locator[]): KnownControl[] {
    for (const locator of locators) {
      const found = this.controls(locator);
      if (found.length > 0) return found;
    }
    return [];
  }

  private byLabel(wanted: string, title: string | undefined): KnownControl[] {
    const inGroup = title === undefined ? this.known : this.known.filter(({ groups }) => groups.some((group) => foldLabel(group) === title));
    const best = inGroup.filter(({ labels }) => labels[0] !== undefined && foldLabel(labels[0]) === wanted);
    return best.length > 0 ? best : inGroup.filter(({ labels }) => labels.some((label) => foldLabel(label) === wanted));
  }

  /** A part of a date that is named by itself stays by itself. */
  private partAt(element: Element): KnownControl | undefined {
    for (const joined of this.known) {
      const control = partsOf(joined.control).find((part) => part.element === element || part.face === element);
      if (control !== undefined) return { ...joined, control };
    }
    return undefined;
  }

  private controlsAt(element: Element): KnownControl[] {
    const part = this.partAt(element);
    if (part !== undefined) return [part];
    const own = this.known.filter(({ control }) => belongsTo(control, element));
    return own.length > 0 ? own : this.known.filter(({ control }) => containsIn(element, control.element));
  }
}

const CLICKABLE = 'button, a, input[type="button"], input[type="submit"], [role="button"]';

/** All elements under `root` that a locator names, controls or not; `label` finds what stands beside a caption (a cell, a definition). */
export function elementsFor(root: ParentNode, locator: Locator): Element[] {
  return elementsIn(new PageTree(root), locator);
}

/** The same, for those who ask more than once of one look. */
export function elementsIn(tree: PageTree, locator: Locator): Element[] {
  if ("id" in locator) return tree.all(`[id="${cssString(locator.id)}"]`);
  if ("name" in locator) return tree.all(`[name="${cssString(locator.name)}"]`);
  if ("class" in locator) return tree.all(`[class~="${cssString(locator.class)}"]`);
  if ("attribute" in locator) return tree.all(`[${locator.attribute.split(":").join("\\:")}="${cssString(locator.value)}"]`);
  if ("formio" in locator) return tree.all(`[class~="formio-component-${cssString(locator.formio)}"]`).filter((element) => formioKey(element) === locator.formio);
  if ("text" in locator) return tree.all(CLICKABLE).filter((element) => isVisible(element) && foldLabel(caption(element)) === foldLabel(locator.text));
  return captioned(tree, foldLabel(locator.label));
}

/** Key of a form.io component: its classes are its type and then its key; the type of one may be the key of another (email). */
export function formioKey(element: Element): string | undefined {
  const prefix = "formio-component-";
  const tokens = (element.getAttribute("class") ?? "").split(" ").filter((token) => token.startsWith(prefix));
  return tokens[1]?.slice(prefix.length);
}

function caption(element: Element): string {
  if (isInput(element)) return element.value;
  return element.textContent.slice(0, 400);
}

function captioned(tree: PageTree, wanted: string): Element[] {
  const captions = tree.all("th, td, dt, label, strong, b, span").filter((element) => foldLabel(textOf(element)) === wanted);
  const values = captions.map((element) => element.nextElementSibling ?? element.parentElement?.nextElementSibling ?? null);
  return [...new Set(values.filter((value): value is Element => value !== null))];
}

/** The one element, or undefined when there is none or more than one. */
export function locateOne(root: ParentNode, locator: Locator): Element | undefined {
  const found = elementsFor(root, locator);
  return found.length === 1 ? found[0] : undefined;
}
