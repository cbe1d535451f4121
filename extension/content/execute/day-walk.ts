// Turns the pages of an open calendar of any library to a month and presses a day in it. Which arrow turns how far is not believed but seen:
// a press that does not come nearer ends it.
import { isSelect } from "../element-kinds";
import { isDisabledElement, isRendered } from "../visible";
import type { DayGrid } from "./day-grid";
import { fireChange, press, setNativeValue } from "./events";
import { quiet, until, type Limit } from "./wait";

const ARROWS = 'button, a, [role="button"], th, [class*="prev"], [class*="next"]';
const BACK = /prev|back|left|trước|«|‹|</u;
const ON = /next|forward|right|sau|kế|»|›|>/u;
const YEARLY = /year|năm|super|double|d-arrow|«|»/u;
const MAX_TURNS = 1500;
const MAX_ARROWS = 40;
const TURN_MS = 1000;

interface Place {
  grid: DayGrid;
  head: Element;
  /** Months still to go; below nothing, back. */
  left: number;
}

/** Chooses a day by clicks. @returns whether it was pressed: it was on offer, and the way there was found */
export async function walkTo(grids: () => readonly DayGrid[], iso: string, limit: Limit): Promise<boolean> {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  for (let turn = 0; turn < MAX_TURNS && performance.now() < limit.deadline; turn++) {
    const at = place(grids(), year, month);
    if (at === undefined) return false;
    if (at.left === 0) return pressDay(at.grid, day);
    if (!chooseYear(at, year) && !pressArrow(at)) return false;
    const next = await until(() => {
      const now = place(grids(), year, month);
      return now === undefined || now.left === at.left ? undefined : now;
    }, quiet(TURN_MS, limit.signal));
    if (next === undefined || Math.abs(next.left) >= Math.abs(at.left)) return false;
  }
  return false;
}

/** The one month that is shown, if its title says which. */
function place(grids: readonly DayGrid[], year: number, month: number): Place | undefined {
  const [grid, ...others] = grids;
  const title = others.length > 0 ? undefined : grid?.title;
  if (grid === undefined || title?.month === undefined) return undefined;
  return { grid, head: title.head, left: (year - Number(title.years[0])) * 12 + month - title.month };
}

function pressDay(grid: DayGrid, day: number): boolean {
  const element = grid.days[day - 1] as HTMLElement | undefined;
  if (element === undefined) return false;
  const isClosed = grid.cellParts(element).some((part) => isDisabledElement(part) || /disabled/iu.test(part.getAttribute("class") ?? ""));
  if (!isClosed) press(element);
  return !isClosed;
}

/** A list of years above the days is quicker than arrows. */
function chooseYear({ head, left }: Place, year: number): boolean {
  if (Math.abs(left) < 12) return false;
  for (const list of head.getElementsByTagName("select")) {
    const option = [...list.options].find(({ label }) => label.trim() === String(year));
    if (!isSelect(list) || option === undefined || option.selected) continue;
    setNativeValue(list, option.value);
    fireChange(list);
    return true;
  }
  return false;
}

function pressArrow({ grid, head, left }: Place): boolean {
  const all = [...head.querySelectorAll<HTMLElement>(ARROWS)].slice(0, MAX_ARROWS).filter((arrow) => !grid.element.contains(arrow) && !arrow.contains(grid.element) && !isDisabledElement(arrow) && isRendered(arrow));
  const [wanted, other] = left < 0 ? [BACK, ON] : [ON, BACK];
  const arrows = all.map((arrow) => ({ arrow, text: saidBy(arrow) })).filter(({ text }) => wanted.test(text) && !other.test(text));
  const isFar = Math.abs(left) >= 12;
  const found = arrows.find(({ text }) => YEARLY.test(text) === isFar) ?? (isFar ? arrows[0] : undefined);
  if (found === undefined) return false;
  press(found.arrow);
  return true;
}

function saidBy(arrow: Element): string {
  const inside = arrow.firstElementChild;
  const names = [arrow, inside].flatMap((part) => ["class", "aria-label", "title"].map((name) => part?.getAttribute(name)?.slice(0, 100) ?? ""));
  return [...names, arrow.textContent.slice(0, 30)].join(" ").toLowerCase().normalize("NFC");
}
