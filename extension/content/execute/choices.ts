// Choices.js, as form.io uses it: its model is out of reach of an isolated script, so the list is opened and clicked as by a person.
import type { ErrorCode } from "../../generated/errors";
import { searchTerm } from "../../plan/options";
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import type { Adapter, Memento, Wanted } from "./adapter";
import { fireChange, key, mouse, setNativeValue } from "./events";
import { MAX_OPTIONS } from "./select";
import { awaitOption, untilReady } from "./option-wait";
import type { Limit } from "./wait";

const ITEM = ".choices__list--dropdown .choices__item--choice";
const NOT_CHOICES = ["has-no-choices", "has-no-results", "choices__placeholder", "choices__item--disabled"];
const ESCAPE = 27;

export const choicesAdapter: Adapter = {
  read(control: Control): string {
    const item = control.face.querySelector(".choices__list--single .choices__item:not(.choices__placeholder)");
    return item === null ? "" : textOf(item);
  },

  // What the closed list holds may be older than what opening it loads.
  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    try {
      return (await open(control, wanted.limit)) ?? (await chooseItem(control, wanted));
    } finally {
      close(control);
    }
  },

  remember: (control): Memento => ({ shown: choicesAdapter.read(control), raw: "" }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    if (memento.shown !== "") {
      await choicesAdapter.write(control, { value: memento.shown, accepted: [], follows: false, limit });
      return;
    }
    const remove = control.face.querySelector(".choices__list--single .choices__button");
    if (remove !== null) mouse(remove, "mousedown");
  },
};

async function chooseItem(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
  let found = await awaitOption(control, () => offered(control), wanted);
  if (found === "fill.optionMissing" && search(control, searchTerm(wanted.value))) found = await awaitOption(control, () => offered(control), wanted);
  if (typeof found === "string") return found;
  const item = items(control)[found];
  if (item === undefined) return "fill.optionMissing";
  mouse(item, "mouseover", "mousedown");
  return undefined;
}

/** @returns why the list could not be opened, or nothing */
async function open(control: Control, limit: Limit): Promise<ErrorCode | undefined> {
  const disabled = await untilReady(control, () => !control.face.classList.contains("is-disabled"), limit);
  if (disabled !== undefined) return disabled;
  // The list itself stands in the part that opens on a click, whatever class a theme gives it.
  const inner = control.element.parentElement;
  if (inner !== null && !isOpen(control)) mouse(inner, "mousedown", "mouseup", "click");
  return untilReady(control, () => isOpen(control), limit);
}

function isOpen(control: Control): boolean {
  return control.face.classList.contains("is-open");
}

function close(control: Control): void {
  if (isOpen(control)) key(control.face, "keydown", "Escape", ESCAPE);
  const active = control.face.ownerDocument.activeElement;
  if (active !== null && control.face.contains(active)) (active as HTMLElement).blur();
}

function search(control: Control, term: string): boolean {
  const input = control.face.querySelector<HTMLInputElement>(".choices__input--cloned");
  if (input === null) return false;
  setNativeValue(input, term);
  fireChange(input);
  key(input, "keyup", "Unidentified", 0);
  return true;
}

function items(control: Control): Element[] {
  return [...control.face.querySelectorAll(ITEM)].filter((item) => !NOT_CHOICES.some((name) => item.classList.contains(name))).slice(0, MAX_OPTIONS);
}

function offered(control: Control): string[] | undefined {
  if (control.face.getAttribute("aria-busy") === "true" || control.face.classList.contains("is-loading")) return undefined;
  const labels = items(control).map((item) => textOf(item));
  return labels.length === 0 ? undefined : labels;
}
