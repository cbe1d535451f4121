// Vuetify 1.5: a text field that takes no typing, and the v-date-picker in the menu or dialog that a click on it opens. What the field shows
// is the portal's drawing of the picker's model; an emptied drawing proves nothing, so the picker is asked.
import type { ErrorCode } from "../../generated/errors";
import { isoDate } from "../../plan/compare";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { blur, fireChange, key, mouse, press, setNativeValue } from "./events";
import { quiet, until, type Limit } from "./wait";
import { openFrames, VuetifyPicker } from "./vuetify-picker";

const ESCAPE = 27;
// The library opens, draws and closes in its next frames; a locked field opens nothing.
const ANSWER_MS = 1500;
const KEY_MS = 400;

function input(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

export const vuetifyDateAdapter: Adapter = {
  read: (control) => input(control).value.normalize("NFC").trim(),
  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const iso = isoDate(wanted.value);
    if (iso === undefined) return "fill.optionMissing";
    const before = vuetifyDateAdapter.remember(control);
    const error = await choose(control, iso, wanted.limit);
    if (error === undefined && shows(control, iso)) return undefined;
    if (vuetifyDateAdapter.read(control) !== before.shown) await vuetifyDateAdapter.restore(control, before, wanted.limit);
    return error ?? "fill.changedByPage";
  },

  remember: (control): Memento => ({ shown: vuetifyDateAdapter.read(control), raw: input(control).value }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    const iso = isoDate(memento.raw);
    if (iso !== undefined) await choose(control, iso, limit);
    else if (memento.shown === "" && input(control).value !== "") await empty(control, limit);
  },
};

function shows(control: Control, iso: string): boolean {
  return isoDate(input(control).value) === iso;
}

/** @returns why the day was not chosen, or nothing */
function choose(control: Control, iso: string, limit: Limit): Promise<ErrorCode | undefined> {
  return withPicker(control, limit, "fill.timeout", async (picker) => {
    if (!(await picker.choose(iso, limit))) return "fill.optionMissing";
    picker.confirm();
    await until(() => (shows(control, iso) ? true : undefined), quiet(ANSWER_MS, limit.signal));
    return undefined;
  });
}

/** Takes the day away; where the picker still holds it the field shows it again. */
async function empty(control: Control, limit: Limit): Promise<void> {
  const field = input(control);
  const text = field.value;
  const cross = control.face.querySelector(".v-input__icon--clear > *");
  if (cross !== null) mouse(cross, "mousedown", "mouseup", "click");
  else enter(field, "");
  const isEmpty = await withPicker(control, limit, false, async (picker) => (await until(() => (picker.isEmpty() ? true : undefined), quiet(ANSWER_MS, limit.signal))) === true);
  if (!isEmpty) enter(field, text);
}

function enter(field: HTMLInputElement, text: string): void {
  setNativeValue(field, text);
  fireChange(field);
}

/** Opens the picker for `work` and closes what has opened in any case. @returns what `work` gave, `otherwise` when no picker came */
async function withPicker<T>(control: Control, { signal }: Limit, otherwise: T, work: (picker: VuetifyPicker) => T | Promise<T>): Promise<T> {
  const page = control.element.ownerDocument;
  const before = new Set(openFrames(page));
  const opened = (): HTMLElement[] => openFrames(page).filter((frame) => !before.has(frame));
  press(input(control));
  try {
    const picker = await until(() => VuetifyPicker.in(opened()), quiet(ANSWER_MS, signal));
    return picker === undefined ? otherwise : await work(picker);
  } finally {
    await close(opened, signal);
    blur(input(control));
  }
}

/** Closes what is open by a key; a picker that does not hear it, by its own button. */
async function close(opened: () => HTMLElement[], signal: AbortSignal): Promise<void> {
  const isClosed = (): true | undefined => (opened().length === 0 ? true : undefined);
  const byKey = (): true | undefined => {
    for (const frame of opened()) key(frame, "keydown", "Escape", ESCAPE);
    return isClosed();
  };
  if ((await until(byKey, quiet(KEY_MS, signal))) === true) return;
  VuetifyPicker.in(opened())?.cancel();
  await until(isClosed, quiet(ANSWER_MS, signal));
}
