// Ant Design 4 and 5: DatePicker (rc-picker), and NG-ZORRO, which draws the same. A day is typed and confirmed with Enter, also where the input
// is readonly to the hand; before, the calendar must mark it, since the portal's format may have the month first.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { spellingsOf } from "./date-entry";
import { DayGrid, monthFirst } from "./day-grid";
import { walkTo } from "./day-walk";
import { blur, fireChange, focus, key, mouse, setNativeValue } from "./events";
import { quiet, until, type Limit } from "./wait";

const ENTER = 13;
const ESCAPE = 27;
// The library answers in its next frame.
const ANSWER_MS = 600;
const MARK_MS = 300;

function input(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

export const antdDateAdapter: Adapter = {
  read: (control) => input(control).value.normalize("NFC"),
  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const iso = isoDate(wanted.value);
    if (iso === undefined) return "fill.optionMissing";
    const before = antdDateAdapter.remember(control);
    if (await put(control, spellingsOf(wanted.value, iso), iso, wanted.limit)) return undefined;
    await antdDateAdapter.restore(control, before, wanted.limit);
    return "fill.changedByPage";
  },

  remember: (control): Memento => ({ shown: antdDateAdapter.read(control), raw: input(control).value }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    const iso = isoDate(memento.raw);
    if (iso !== undefined) {
      await put(control, [memento.raw], iso, limit);
      return;
    }
    const cross = control.face.querySelector(".ant-picker-clear");
    if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
    await until(() => (input(control).value === "" ? true : undefined), quiet(ANSWER_MS, limit.signal));
  },
};

/** Types a day in one of its spellings, or clicks through to it where none is understood. @returns whether it was understood as the day it is */
async function put(control: Control, spellings: readonly string[], iso: string, limit: Limit): Promise<boolean> {
  for (const spelling of spellings) {
    await open(control, limit);
    setNativeValue(input(control), spelling);
    fireChange(input(control));
    const marked = await until(() => [iso, monthFirst(iso)].find((day) => day !== undefined && months(control).some((month) => month.marks(day))), quiet(MARK_MS, limit.signal));
    if (marked === iso) for (const type of ["keydown", "keyup"] as const) key(input(control), type, "Enter", ENTER);
    await leave(control, limit, marked === iso);
    if (marked !== undefined) return marked === iso && isoDate(input(control).value) === iso;
  }
  // rc-picker understands what is typed in its format; NG-ZORRO without a parser of its own reads as the browser does.
  if (control.face.localName !== "nz-date-picker") return false;
  await open(control, limit);
  const isChosen = await walkTo(() => months(control), iso, limit);
  await leave(control, limit, isChosen);
  return isChosen && isoDate(input(control).value) === iso;
}

async function open(control: Control, { signal }: Limit): Promise<void> {
  const field = input(control);
  mouse(field, "mousedown");
  focus(field);
  mouse(field, "mouseup", "click");
  await until(() => calendarOf(control), quiet(ANSWER_MS, signal));
}

/** Lets a choice close the calendar, closes what is left open, and leaves the field. */
async function leave(control: Control, { signal }: Limit, isChosen: boolean): Promise<void> {
  const field = input(control);
  if (isChosen) await until(() => (calendarOf(control) === undefined ? true : undefined), quiet(ANSWER_MS, signal));
  if (calendarOf(control) !== undefined) key(field, "keydown", "Escape", ESCAPE);
  blur(field);
}

/** Months in its own calendar. */
function months(control: Control): DayGrid[] {
  const calendar = calendarOf(control);
  return calendar === undefined ? [] : DayGrid.shown(control.face.ownerDocument).filter(({ element }) => calendar.contains(element));
}

// Only one calendar can be open: the one of the picker that has the focus.
function calendarOf(control: Control): Element | undefined {
  if (!control.face.classList.contains("ant-picker-focused")) return undefined;
  return control.face.ownerDocument.querySelector(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden):not(.ant-slide-up-leave)") ?? undefined;
}
