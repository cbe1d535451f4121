// A month of days as any library draws it: told by its days, which stand one after the other from 1 on, not by names of classes. Which day is
// marked shows what the library has understood, also where it reads the month first.
import { fold } from "../../plan/fold";
import { datePartSpellings } from "../../plan/values";
import { isOneOf, isSelect } from "../element-kinds";

// A day every month has, in the middle of it.
const SAMPLE = "15";
const NOT_A_DAY: ReadonlySet<string> = new Set(["option", "script", "style", "th"]);
const SHORTEST_MONTH = 28;
const LONGEST_SAMPLE = 40;
const MAX_SAMPLES = 40;
// What holds more is more than a month: six weeks of cells, each of some elements.
const MAX_ELEMENTS = 600;
const MAX_UP = 8;
const YEAR = /(?<!\d)(?:1[89]|2[01])\d{2}(?!\d)/gu;
/** Numbered as the days of the week are here: T2, Th 3, Thứ 4. */
const WEEKDAY = /^\s*(?:t|th|thứ)\.?\s?[2-7]\s*$/iu;
const ISO = /^\d{4}-\d{2}-\d{2}/u;
const DATED = ["data-date", "data-day", "title", "datetime", "data-iso"];
const MONTHS = Array.from({ length: 12 }, (_, index) => datePartSpellings("month", String(index + 1).padStart(2, "0")).map(fold).filter((word) => !/^\d/u.test(word)));

/** Signs of the chosen day, the surest first; what marks today or the day under the pointer is none. */
const CHOSEN: readonly ((part: Element) => boolean)[] = [
  (part) => part.getAttribute("aria-selected") === "true" || part.getAttribute("aria-pressed") === "true",
  (part) => [...part.classList].some((name) => /selected(?![a-z])/iu.test(name) && !/keyboard|unselected|today/iu.test(name)),
  (part) => [...part.classList].some((name) => /(?:^|[-_])active$/iu.test(name)),
  (part) => part.classList.contains("current") || part.classList.contains("p-highlight"),
];

/** As which other day one is taken where the month is read first; undefined where it is then no other or none at all. */
export function monthFirst(iso: string): string | undefined {
  const [year = "", month = "", day = ""] = iso.split("-");
  return Number(day) <= 12 && day !== month ? [year, day, month].join("-") : undefined;
}

export class DayGrid {
  private constructor(
    /** What holds all days of the month and nothing above them. */
    readonly element: Element,
    /** Elements that show the days, from the first on. */
    readonly days: readonly Element[],
  ) {}

  /** Months that are drawn in a page now. */
  static shown(page: Document): DayGrid[] {
    const grids = new Map<Element, DayGrid>();
    const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    let samples = 0;
    for (let text = texts.nextNode(); text !== null && samples < MAX_SAMPLES; text = texts.nextNode()) {
      // Scripts in the page may be long.
      if ((text as Text).length > LONGEST_SAMPLE || text.nodeValue?.trim() !== SAMPLE) continue;
      const sample = text.parentElement;
      if (sample === null || isOneOf(sample, NOT_A_DAY) || !isShown(sample)) continue;
      samples += 1;
      const grid = DayGrid.around(sample);
      if (grid !== undefined) grids.set(grid.element, grid);
    }
    return [...grids.values()];
  }

  private static around(sample: Element): DayGrid | undefined {
    let at = sample.parentElement;
    for (let up = 0; up < MAX_UP && at !== null && !at.matches("body, form"); up++, at = at.parentElement) {
      const { length } = at.getElementsByTagName("*");
      if (length > MAX_ELEMENTS) break;
      if (length < SHORTEST_MONTH) continue;
      const days = daysIn(at);
      if (days.length >= SHORTEST_MONTH) return days.includes(sample) ? new DayGrid(at, days) : undefined;
    }
    return undefined;
  }

  /** Whether it marks this day and no other: what it does not say of month and year is not held against it. */
  marks(iso: string): boolean {
    const [year = "", month = "", day = ""] = iso.split("-");
    const [chosen, ...others] = this.chosen();
    if (chosen === undefined || others.length > 0 || Number(ownText(chosen)) !== Number(day)) return false;
    const dated = datesOf(this.cellParts(chosen));
    if (dated.length > 0) return dated.includes(iso);
    const { title } = this;
    return title === undefined || (title.years.includes(year) && (title.month === undefined || title.month === Number(month)));
  }

  /** Years around the days, the month where it is said in a way we know, and what holds them; undefined where no year is said. */
  get title(): { years: string[]; month: number | undefined; head: Element } | undefined {
    for (let at = this.element.parentElement, up = 0; at !== null && up < MAX_UP && !at.matches("body, form"); at = at.parentElement, up++) {
      const text = fold(textBeside(at, this.element));
      const years = [...new Set(text.match(YEAR) ?? [])];
      // Of several, one may be today's in the calendar's foot.
      if (years.length > 0) return { years, month: years.length > 1 ? undefined : monthIn(text.replace(YEAR, " ")), head: at };
    }
    return undefined;
  }

  private chosen(): Element[] {
    for (const isChosen of CHOSEN) {
      const chosen = this.days.filter((day) => this.cellParts(day).some(isChosen));
      if (chosen.length > 0) return chosen;
    }
    return [];
  }

  /** A day and what stands around it alone, up to what is pressed. */
  cellParts(day: Element): Element[] {
    const parts = [day];
    const text = day.textContent.trim();
    for (let at = day.parentElement; at !== null && at !== this.element && at.textContent.trim() === text; at = at.parentElement) parts.push(at);
    return parts;
  }
}

// One that is just unfolding may still be transparent, one that is fading away is closed; some are kept off the page while they are closed.
function isShown(element: Element): boolean {
  // With its title it is the whole calendar that leaves, else a month makes way for another.
  const leaving = element.closest('[class*="-leave"]')?.textContent.slice(0, 2000);
  if (leaving !== undefined && leaving.search(YEAR) >= 0) return false;
  if (typeof element.checkVisibility === "function" && !element.checkVisibility({ checkVisibilityCSS: true })) return false;
  const { right, bottom, width } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  return width > 0 && right + (view?.scrollX ?? 0) > 0 && bottom + (view?.scrollY ?? 0) > 0;
}

function daysIn(around: Element): Element[] {
  const all = around.getElementsByTagName("*");
  const days: Element[] = [];
  for (let index = 0; index < all.length; index++) {
    const element = all[index];
    if (element !== undefined && !isOneOf(element, NOT_A_DAY) && Number(ownText(element)) === days.length + 1 && days.length < 31) days.push(element);
  }
  return days;
}

/** The number that an element shows itself, not by what it holds. */
function ownText(element: Element): string {
  let text = "";
  for (let child = element.firstChild; child !== null && text.length < 8; child = child.nextSibling) if (child.nodeType === 3) text += child.nodeValue?.trim() ?? "";
  return /^\d{1,2}$/u.test(text) ? text : "";
}

function datesOf(parts: readonly Element[]): string[] {
  const said = parts.flatMap((part) => DATED.map((name) => part.getAttribute(name) ?? ""));
  return said.filter((text) => ISO.test(text)).map((text) => text.slice(0, 10));
}

/** What stands in `around` beside the days; of a list what it shows. */
function textBeside(around: Element, days: Element): string {
  const pieces: string[] = [];
  const collect = (node: Node): void => {
    if (pieces.length > 60 || node === days) return;
    if (node.nodeType === 3) pieces.push(WEEKDAY.test(node.nodeValue ?? "") ? "" : (node.nodeValue ?? "").slice(0, 100));
    else if (isSelect(node)) pieces.push(node.selectedOptions[0]?.label ?? "");
    else if ((node as Element).localName === "input") pieces.push((node as HTMLInputElement).value.slice(0, 20));
    else for (let child = node.firstChild; child !== null; child = child.nextSibling) collect(child);
  };
  collect(around);
  return pieces.join(" ");
}

/** The only number there, or the longest name of a month. */
function monthIn(text: string): number | undefined {
  const numbers = text.match(/\d+/gu) ?? [];
  if (numbers.length === 1 && Number(numbers[0]) >= 1 && Number(numbers[0]) <= 12) return Number(numbers[0]);
  const words = ` ${text.split(/[^\p{L}\p{M}\p{N}]+/u).join(" ")} `;
  const named = MONTHS.flatMap((spellings, index) => spellings.filter((name) => words.includes(` ${name} `)).map((name) => ({ name, month: index + 1 })));
  named.sort((one, other) => other.name.length - one.name.length);
  return named[0]?.month;
}
