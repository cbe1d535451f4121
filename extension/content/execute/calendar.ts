// bootstrap-datepicker's calendar, clicked through where its input takes no typing.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import { focus, key, mouse } from "./events";
import { until, type Limit } from "./wait";

const CALENDAR = "datepicker";
const DRAWN = ".datepicker-dropdown, .dropdown-menu";
const TAB = 9;
// Decades are twelve years a page: this reaches beyond every living person.
const MAX_PAGES = 20;

/** The calendar that stands open in a page, if there is exactly one. */
export function openCalendar(page: Document): HTMLElement | undefined {
  // Asked for at every typed field: by its class the browser knows it without looking through the page.
  const open = [...page.getElementsByClassName(CALENDAR)].filter((calendar): calendar is HTMLElement => calendar.matches(DRAWN) && (calendar as HTMLElement).style.display !== "none");
  return open.length === 1 ? open[0] : undefined;
}

/** Leaves the open calendar as a person does with the Tab key. */
export function closeCalendar(input: HTMLInputElement): void {
  if (openCalendar(input.ownerDocument) !== undefined) key(input, "keydown", "Tab", TAB);
}

// Newer versions write the day's time into the cell; older ones show number and year, which differ too when day and month were exchanged.
function marks(calendar: HTMLElement, iso: string): boolean {
  const active = calendar.querySelector<HTMLElement>(".datepicker-days td.day.active");
  if (active === null) return false;
  const [year = "", , day = ""] = iso.split("-");
  const time = active.dataset["date"];
  if (time !== undefined) return new Date(Number(time)).toISOString().startsWith(iso);
  const title = calendar.querySelector(".datepicker-days .datepicker-switch, .datepicker-days .switch")?.textContent ?? "";
  return active.textContent.trim() === String(Number(day)) && title.includes(year);
}

/** Chooses a day by clicks, for an input that takes no typing. @returns why it was not chosen, or nothing */
export async function pickDay(input: HTMLInputElement, value: string, limit: Limit): Promise<ErrorCode | undefined> {
  const iso = isoDate(value);
  if (iso === undefined) return "fill.optionMissing";
  focus(input);
  mouse(input, "mousedown", "click");
  const calendar = await until(() => openCalendar(input.ownerDocument), limit);
  if (calendar === undefined) return "fill.timeout";
  const chosen = pickIn(calendar, iso);
  closeCalendar(input);
  return chosen ? undefined : "fill.optionMissing";
}

function pickIn(calendar: HTMLElement, iso: string): boolean {
  const [year = "", month = "", day = ""] = iso.split("-");
  for (const view of ["days", "months"]) press(calendar.querySelector(`.datepicker-${view} .datepicker-switch`));
  if (!turnTo(calendar, Number(year))) return false;
  if (!press(cells(calendar, "years", "span.year").find((cell) => cell.textContent === year))) return false;
  if (!press(cells(calendar, "months", "span.month")[Number(month) - 1])) return false;
  return press(cells(calendar, "days", "td.day").find((cell) => cell.textContent === String(Number(day)))) && openOrMarked(calendar, iso);
}

function openOrMarked(calendar: HTMLElement, iso: string): boolean {
  return !calendar.isConnected || marks(calendar, iso);
}

function turnTo(calendar: HTMLElement, year: number): boolean {
  for (let turn = 0; turn < MAX_PAGES; turn++) {
    const years = cells(calendar, "years", "span.year").map((cell) => Number(cell.textContent));
    if (years.includes(year)) return true;
    const arrow = year < (years[0] ?? 0) ? ".prev" : ".next";
    if (!press(calendar.querySelector(`.datepicker-years ${arrow}`))) return false;
  }
  return false;
}

function cells(calendar: HTMLElement, view: string, selector: string): HTMLElement[] {
  const all = [...calendar.querySelectorAll<HTMLElement>(`.datepicker-${view} ${selector}`)];
  return view === "months" ? all : all.filter((cell) => !cell.matches(".old, .new, .disabled"));
}

function press(target: Element | null | undefined): boolean {
  if (target === null || target === undefined || target.classList.contains("disabled")) return false;
  mouse(target, "mousedown", "mouseup", "click");
  return true;
}
