// Switches that are a button with a role; shown and wanted as "true" or "false".
import type { Control } from "../controls";
import type { Adapter } from "./adapter";
import { press } from "./events";

function isOn(control: Control): boolean {
  return control.element.getAttribute("aria-checked") === "true";
}

function set(control: Control, on: boolean): void {
  if (isOn(control) !== on) press(control.element);
}

export const switchAdapter: Adapter = {
  read: (control) => String(isOn(control)),
  options: () => undefined,
  write(control, wanted) {
    if (wanted.value !== "true" && wanted.value !== "false") return Promise.resolve("fill.optionMissing");
    set(control, wanted.value === "true");
    return Promise.resolve(undefined);
  },
  remember: (control) => ({ shown: switchAdapter.read(control), raw: switchAdapter.read(control) }),
  restore(control, memento) {
    set(control, memento.raw === "true");
    return Promise.resolve();
  },
};
