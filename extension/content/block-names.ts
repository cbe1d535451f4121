// Titles that stand elsewhere than over their block: on the tab that opens it, on the step that is reached, on the button of a search.
import { textOf, hasLetter } from "./dom-text";
import type { PageTree } from "./page-tree";
import { fold } from "../plan/fold";

const MAX_NAME = 160;
const TABS = '[role=tab], [data-toggle=tab], [data-toggle=pill], [data-bs-toggle=tab], [data-bs-toggle=pill], a[href^="#"][class*=tab], [class*=tab] > a[href^="#"], [class*=tab] > li > a[href^="#"]';
const REACHED = '[aria-current=step], [aria-selected=true], .active, .is-active, .is-process, .current, .p-highlight, [class*="-active"], [class*="-process"]';
const STEPS = ["step", "wizard"];
const BUTTONS = "button, input[type=submit], input[type=button]";
// A list in a bar, and each tab in an item.
const BAR_DEPTH = 3;
const MAX_BUTTONS = 8;
const SEARCH = ["tìm", "tra cứu", "lọc", "search", "filter", "find"].map(fold);
const BESIDE_SEARCH = ["làm mới", "làm lại", "nhập lại", "đặt lại", "xóa", "xuất", "in ", "bỏ lọc", "nâng cao", "reset", "clear", "export"].map(fold);

interface Tabs {
  /** What stands on the tabs, by the ids of what they open in each tree. */
  names: Map<Node, Map<string, string>>;
  /** What the tabs stand in. */
  bars: Set<Element>;
}

/** Names of blocks on one page. */
export class BlockNames {
  private known: Tabs | undefined;

  constructor(private readonly tree: PageTree) {}

  private get tabs(): Tabs {
    return (this.known ??= readTabs(this.tree));
  }

  /** What stands on the tab whose target an element is; "" for any other. */
  tabOf(element: Element): string {
    const { names } = this.tabs;
    if (names.size === 0) return "";
    const id = element.getAttribute("id") ?? "";
    return id === "" ? "" : (names.get(element.getRootNode())?.get(id) ?? "");
  }

  /** Whether an element is the row of the tabs, which together name no block. */
  isTabBar(element: Element): boolean {
    return this.tabs.bars.has(element);
  }
}

function readTabs(tree: PageTree): Tabs {
  const names: Tabs["names"] = new Map();
  const bars: Tabs["bars"] = new Set();
  for (const tab of tree.all(TABS)) {
    for (let bar = tab.parentElement, depth = 0; bar !== null && depth < BAR_DEPTH; bar = bar.parentElement, depth++) bars.add(bar);
    const target = ["data-bs-target", "data-target", "href"].map((name) => tab.getAttribute(name) ?? "").find((said) => said.startsWith("#"));
    const id = target?.slice(1) ?? tab.getAttribute("aria-controls") ?? "";
    const text = textOf(tab, MAX_NAME);
    if (id === "" || !hasLetter(text)) continue;
    const root = tab.getRootNode();
    names.set(root, (names.get(root) ?? new Map<string, string>()).set(id, text));
  }
  return { names, bars };
}

/** The step that is reached, where an element shows all steps of a form in a row; undefined for any other. */
export function reachedStep(element: Element): string | undefined {
  const classes = (element.getAttribute("class") ?? "").toLowerCase();
  if (classes === "" || !STEPS.some((word) => classes.includes(word))) return undefined;
  return [...element.querySelectorAll(REACHED)].map((step) => textOf(step, MAX_NAME)).find(hasLetter);
}

/** Whether all that a form's buttons do is to look something up. */
export function isSearchForm(form: Element): boolean {
  const buttons = [...form.querySelectorAll(BUTTONS)].slice(0, MAX_BUTTONS);
  const words = buttons.map((button) => fold(textOf(button) || (button.getAttribute("value") ?? ""))).filter(hasLetter);
  const isSearch = (word: string): boolean => SEARCH.some((start) => word.startsWith(start));
  return words.some(isSearch) && words.every((word) => isSearch(word) || BESIDE_SEARCH.some((start) => word.startsWith(start)));
}
