// Ant Design 4 and 5: DatePicker (rc-picker). A day is typed and confirmed with Enter, also where the input is readonly to the hand.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
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
    if (isoDate(wanted.value) === undefined) return "fill.optionMissing";
    const before = antdDateAdapter.remember(control);
    await enter(control, wanted.value, wanted.limit);
    if (isoDate(input(control).value) === isoDate(wanted.value)) return undefined;
    await antdDateAdapter.restore(control, before, wanted.limit);
    return "fill.changedByPage";
  },

  remember: (control): Memento => ({ shown: antdDateAdapter.read(control), raw: input(control).value }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    if (memento.raw !== "") return enter(control, memento.raw, limit);
    const cross = control.face.querySelector(".ant-picker-clear");
    if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
    await until(() => (input(control).value === "" ? true : undefined), within(ANSWER_MS, limit.signal));
  },
};

async function enter(control: Control, text: string, limit: Limit): Promise<void> {
  const field = input(control);
  const soon = within(ANSWER_MS, limit.signal);
  mouse(field, "mousedown");
  focus(field);
  mouse(field, "mouseup", "click");
  await until(() => calendarOf(control), soon);
  setNativeValue(field, text);
  fireChange(field);
  key(field, "keydown", "Enter", ENTER);
  key(field, "keyup", "Enter", ENTER);
  await until(() => (calendarOf(control) === undefined ? true : undefined), soon);
  if (calendarOf(control) !== undefined) key(field, "keydown", "Escape", ESCAPE);
  blur(field);
}

// Only one calendar can be open: the one of the picker that has the focus.
function calendarOf(control: Control): Element | undefined {
  if (!control.face.classList.contains("ant-picker-focused")) return undefined;
  return control.face.ownerDocument.querySelector(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden):not(.ant-slide-up-leave)") ?? undefined;
}
