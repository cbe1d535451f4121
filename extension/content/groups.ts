// Titles of the groups controls stand in: whose data a block of a form asks for is said there.
import { isSearchForm, reachedStep, type BlockNames } from "./block-names";
import { hasLetter, textOf } from "./dom-text";
import { clean, fold } from "../plan/fold";
import { frameOf } from "./composed";
import type { Control } from "./controls";
import { isOneOf } from "./element-kinds";
import type { Census } from "./label-places";

const MAX_GROUPS = 6;
const MAX_TITLE = 160;
const MAX_LINE = 60;
// "Đề nghị cấp … cho người có tên dưới đây:" leads over to what follows, however long.
const MAX_LEAD = 200;
const MAX_LINES = 4;
const MAX_BOXES = 2;
const MAX_EMPTY = 5;
const NUMBER = /^(?:[ivx]{1,4}|\d{1,2}|[a-h])[.)]\s*/u;
const LEAD_STARTS = ["cho", "của", "thay"].map((start) => `${fold(start)} `);
const LEAD_ENDS = ["dưới đây:", "sau đây:", "như sau:", "gồm:"].map(fold);
const BLOCK_STARTS = ["người", "bên", "thông tin", "phần"].map(fold);
// Title of a block for looking something up that has no other.
const SEARCH_TITLE = "Search";
const HEADINGS: ReadonlySet<string> = new Set(["legend", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption"]);
const BOLD: ReadonlySet<string> = new Set(["b", "strong"]);
const LINES: ReadonlySet<string> = new Set(["p", "div", ...BOLD]);
const NO_LINES: ReadonlySet<string> = new Set(["thead", "tr", "th", "td", "label", "ul", "ol", "nav"]);
const NO_TITLES: ReadonlySet<string> = new Set(["label", "td", "th", "input", "select", "textarea"]);
const TITLE_CLASSES = ["title", "heading", "header", "caption", "section-name", "subheader-group"];
const INPUTS = "input:not([type=hidden]), select, textarea";
const REGIONS: ReadonlySet<string> = new Set(["section", "dialog"]);
const REGION_ROLES: ReadonlySet<string> = new Set(["group", "region", "tabpanel", "dialog", "search"]);

/** A heading by its tag, its role or its class, or a short line all of which is bold; never one that holds a control. */
export function isHeading(element: Element): boolean {
  if (isOneOf(element, HEADINGS) || element.getAttribute("role") === "heading") return true;
  if (isOneOf(element, NO_TITLES)) return false;
  const classes = element.getAttribute("class") ?? "";
  // Vuetify's small captions; one of the families puts them beside its inputs as labels.
  if (classes.includes("v-subheader") && element.classList.contains("v-subheader")) return false;
  // Component libraries name their elements as others name classes: mat-card-title.
  const names = `${classes} ${element.localName.includes("-") ? element.localName : ""}`.toLowerCase().trim();
  const isNamed = names !== "" && TITLE_CLASSES.some((word) => names.includes(word)) && !names.includes("label");
  return (isNamed || isBoldLine(element) || isTitleRow(element)) && element.querySelector(INPUTS) === null;
}

function isBoldLine(element: Element): boolean {
  if (!isOneOf(element, LINES)) return false;
  const bold = isOneOf(element, BOLD) ? element : element.firstElementChild;
  if (bold === null || !isOneOf(bold, BOLD) || (bold !== element && element.childElementCount > 1)) return false;
  // Bold words beside a control are its label; a title stands alone in its block.
  if (isOneOf(element, BOLD) && !isAlone(element)) return false;
  return clean(element.textContent.slice(0, MAX_TITLE * 2)).length === clean(bold.textContent.slice(0, MAX_TITLE * 2)).length;
}

function isAlone(element: Element): boolean {
  const next = element.nextElementSibling;
  if (next?.tagName !== "BR") return next !== null && next.matches("div, table, fieldset, section, ul, p, h1, h2, h3, h4");
  // Alone in its line: a title where words come next, a label where a control does.
  let after: Node | null = next.nextSibling;
  while (after !== null && after.nodeType !== Node.ELEMENT_NODE && !hasLetter(after.nodeValue ?? "")) after = after.nextSibling;
  return after !== null && (after.nodeType === Node.TEXT_NODE || ((after as Element).querySelector(INPUTS) === null && !(after as Element).matches(`${INPUTS}, br`)));
}

function isTitleRow(element: Element): boolean {
  if (element.tagName !== "TR") return false;
  return element.childElementCount === 1 ? Number(element.firstElementChild?.getAttribute("colspan") ?? "1") > 1 : namesBlock(element);
}

function rankOf(element: Element): number {
  return /^H[1-6]$/u.test(element.tagName) ? Number(element.tagName[1]) : 7;
}

interface Title {
  text: string;
  rank: number;
  /** The heading before it on the same level. */
  before: Title | undefined;
}

/** An element that has titles over it, and the next such one further out. */
interface Titled {
  texts: string[];
  outer: Titled | undefined;
}

/** Remembers what it has walked past, so that a long form costs its length once. */
export class GroupFinder {
  private readonly titles = new Map<Element, Title | undefined>();

  private readonly titled = new Map<Element, Titled | undefined>();

  private readonly lines = new Map<Element, string>();

  constructor(
    private readonly census: Census,
    private readonly names: BlockNames,
  ) {}

  /** Titles over the control that are not its own label, nearest first; of a level the nearest heading and those of higher rank above it. */
  titlesOf(control: Control, ownLabels: readonly string[]): string[] {
    const found: string[] = [];
    for (let at = this.titledFrom(control.face); at !== undefined && found.length < MAX_GROUPS; at = at.outer) {
      for (const text of at.texts) add(found, text, ownLabels);
    }
    return found.slice(0, MAX_GROUPS);
  }

  /** The nearest element with titles, `element` itself or one it stands in. */
  private titledFrom(element: Element): Titled | undefined {
    const passed: Element[] = [];
    let outer: Titled | undefined;
    for (let at: Element | null = element; at !== null; at = this.wrapperOf(at)) {
      if (this.titled.has(at)) {
        outer = this.titled.get(at);
        break;
      }
      passed.push(at);
    }
    for (const at of passed.reverse()) {
      const texts = this.titlesOver(at);
      if (texts.length > 0) outer = { texts, outer };
      this.titled.set(at, outer);
    }
    return outer;
  }

  private titlesOver(element: Element): string[] {
    const texts: string[] = [];
    let rank = 8;
    for (let title = this.titleBefore(element); title !== undefined; title = title.before) {
      if (title.rank >= rank) continue;
      rank = title.rank;
      texts.push(title.text);
    }
    const role = element.getAttribute("role") ?? "";
    const tab = this.names.tabOf(element);
    if (tab !== "") texts.push(tab);
    const { localName } = element;
    if (REGIONS.has(localName) || REGION_ROLES.has(role)) texts.push(nameOf(element));
    if (role === "search" || localName === "search" || (localName === "form" && isSearchForm(element))) texts.push(SEARCH_TITLE);
    return texts;
  }

  /** Short lines over the control that are no headings by their markup, nearest first, up to the nearest heading: one may name a person. */
  linesOf(control: Control, ownLabels: readonly string[]): string[] {
    const found: string[] = [];
    for (let at: Element | null = control.face; at !== null && found.length < MAX_LINES; at = this.wrapperOf(at)) {
      const hasTitle = this.titleBefore(at) !== undefined;
      const line = this.lines.get(at) ?? "";
      if (line !== "" && !ownLabels.some((label) => isSameText(label, line))) add(found, line, ownLabels);
      if (hasTitle) break;
    }
    return found;
  }

  /** What an element stands in; out of a frame's body that is the frame. */
  private wrapperOf(element: Element): Element | null {
    const outer = this.census.outerOf(element);
    return outer?.localName === "body" ? frameOf(outer.ownerDocument) : outer;
  }

  private titleBefore(element: Element): Title | undefined {
    const passed: Element[] = [];
    let nearest: Element | null = element;
    for (; nearest !== null && !this.titles.has(nearest); nearest = nearest.previousElementSibling) passed.push(nearest);
    let title = nearest === null ? undefined : this.titles.get(nearest);
    // From the first sibling on: what stands before each is what stood before the one before it, or that one itself.
    for (let before = nearest, at = passed.pop(); at !== undefined; before = at, at = passed.pop()) {
      const text = before === null || !this.census.isHeading(before) ? "" : (reachedStep(before) ?? textOf(before, MAX_TITLE));
      if (before !== null && text !== "" && hasLetter(text)) title = { text, rank: rankOf(before), before: title };
      this.titles.set(at, title);
      this.lines.set(at, before === null || text !== "" ? "" : this.lineIn(before) || (this.lines.get(before) ?? ""));
    }
    return title;
  }

  /** What a box with elements says of the block beside or under it: the heading it begins with, the step that is reached; of tabs nothing. */
  private nameIn(element: Element): string | undefined {
    let first = element.firstElementChild;
    if (first === null || isOneOf(first, NO_TITLES)) return undefined;
    if (this.names.isTabBar(element)) return "";
    for (let depth = 0; depth < MAX_BOXES && first !== null; depth++, first = first.firstElementChild) if (this.census.isHeading(first)) return textOf(first, MAX_LINE);
    return reachedStep(element);
  }

  private lineIn(element: Element): string {
    if (this.census.in(element) > 0) return this.leadBehind(element);
    if (isOneOf(element, NO_LINES)) return "";
    const inner = element.childElementCount;
    const said = inner === 0 ? undefined : this.nameIn(element);
    if (said !== undefined || inner > 2) return said ?? "";
    const text = clean(element.textContent.slice(0, MAX_LEAD * 2));
    return text.length <= (text.endsWith(":") ? MAX_LEAD : MAX_LINE) && hasLetter(text) ? text : "";
  }

  /** "Đề nghị cấp trích lục [khai sinh] cho người có tên dưới đây:": words behind a line's last control that lead over to what follows. */
  private leadBehind(line: Element): string {
    const last = line.lastChild;
    if (last === null || (last.nodeType !== Node.TEXT_NODE && this.census.in(last as Element) > 0)) return "";
    const text = clean((last.textContent ?? "").slice(0, MAX_LEAD * 2));
    return text.length <= MAX_LEAD && text.endsWith(":") && leadsOver(fold(text)) ? text : "";
  }
}

/** What else ends a line with a colon is the label of a field in the next. */
function leadsOver(text: string): boolean {
  return LEAD_STARTS.some((start) => text.startsWith(start)) || LEAD_ENDS.some((end) => text.endsWith(end));
}

/** Rows of a form's table have a label and a control; one with a lone text at its start that names a block is a title. */
function namesBlock(row: Element): boolean {
  const [first, ...others] = row.children;
  if (first === undefined || others.length === 0 || others.length > MAX_EMPTY || others.some((cell) => cell.childElementCount > 0 || hasLetter(cell.textContent))) return false;
  const text = fold(first.textContent.slice(0, MAX_TITLE)).replace(NUMBER, "");
  return BLOCK_STARTS.some((start) => text.startsWith(start));
}

/** A label's parts stand apart ("Họ tên *"), the same text read as one run does not. */
function isSameText(one: string, other: string): boolean {
  return one === other || one.replaceAll(" ", "") === other.replaceAll(" ", "");
}

function add(found: string[], text: string, ownLabels: readonly string[]): void {
  if (text !== "" && !ownLabels.includes(text) && !found.includes(text)) found.push(text);
}

function nameOf(region: Element): string {
  const label = clean(region.getAttribute("aria-label") ?? "");
  if (label !== "") return label.slice(0, MAX_TITLE);
  const id = (region.getAttribute("aria-labelledby") ?? "").split(" ")[0] ?? "";
  const target = id === "" ? null : (region.getRootNode() as Document | ShadowRoot).getElementById(id);
  return target === null ? "" : textOf(target, MAX_TITLE);
}
