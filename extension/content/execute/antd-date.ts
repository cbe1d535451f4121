// Ant Design 4 and 5: DatePicker (rc-picker), and NG-ZORRO, which draws the same. A day is typed and confirmed with Enter, also where the input
// is readonly to the hand; before, the calendar must mark it, since the portal's format may have the month first.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { DayGrid } from "./day-grid";
import { blur, fireChange, focus, key, mouse, setNativeValue } from "./events";
import { until, within, type Limit } from "./wait";

const ENTER = 13;
const ESCAPE = 27;
// The library answers in its next frame.
const ANSWER_MS = 600;

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
    for (const spelling of [wanted.value, iso]) {
      const isMeant = await enter(control, spelling, wanted.limit, iso);
      if (isMeant && isoDate(input(control).value) === iso) return undefined;
    }
    await antdDateAdapter.restore(control, before, wanted.limit);
    return "fill.changedByPage";
  },

  remember: (control): Memento => ({ shown: antdDateAdapter.read(control), raw: input(control).value }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    if (memento.raw !== "") {
      await enter(control, memento.raw, limit, isoDate(memento.raw));
      return;
    }
    const cross = control.face.querySelector(".ant-picker-clear");
    if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
    await until(() => (input(control).value === "" ? true : undefined), within(ANSWER_MS, limit.signal));
  },
};

/** Types a day and confirms it where the calendar marks the day that is meant; without such a day nothing is asked. @returns whether it did */
async function enter(control: Control, text: string, limit: Limit, meant: string | undefined): Promise<boolean> {
  const field = input(control);
  const soon = within(ANSWER_MS, limit.signal);
  mouse(field, "mousedown");
  focus(field);
  mouse(field, "mouseup", "click");
  await until(() => calendarOf(control), soon);
  setNativeValue(field, text);
  fireChange(field);
  const isMeant = meant === undefined || (await until(() => (DayGrid.shown(field.ownerDocument).some((grid) => grid.marks(meant)) ? true : undefined), soon)) === true;
  if (isMeant) for (const type of ["keydown", "keyup"] as const) key(field, type, "Enter", ENTER);
  if (isMeant) await until(() => (calendarOf(control) === undefined ? true : undefined), soon);
  if (calendarOf(control) !== undefined) key(field, "keydown", "Escape", ESCAPE);
  blur(field);
  return isMeant;
}

// Only one calendar can be open: the one of the picker that has the focus.
function calendarOf(control: Control): Element | undefined {
  if (!control.face.classList.contains("ant-picker-focused")) return undefined;
  return control.face.ownerDocument.querySelector(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden):not(.ant-slide-up-leave)") ?? undefined;
}
