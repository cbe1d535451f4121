// Single boxes; shown and wanted as "true" or "false".
import type { ErrorCode } from "../../generated/errors";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";

function box(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

function set(control: Control, checked: boolean): void {
  if (box(control).checked !== checked) box(control).click();
}

export const checkboxAdapter: Adapter = {
  read: (control) => String(box(control).checked),
  options: () => undefined,
  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    if (wanted.value !== "true" && wanted.value !== "false") return Promise.resolve("fill.optionMissing");
    set(control, wanted.value === "true");
    return Promise.resolve(undefined);
  },
  remember: (control): Memento => ({ shown: checkboxAdapter.read(control), raw: checkboxAdapter.read(control) }),
  restore(control: Control, memento: Memento): Promise<void> {
    set(control, memento.raw === "true");
    return Promise.resolve();
  },
};
