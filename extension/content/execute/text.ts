// Text, number and native date inputs and text areas.
import type { ErrorCode } from "../../generated/errors";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { typeText } from "./events";

function input(control: Control): HTMLInputElement | HTMLTextAreaElement {
  return control.element as HTMLInputElement | HTMLTextAreaElement;
}

export const textAdapter: Adapter = {
  read: (control) => input(control).value.normalize("NFC"),
  options: () => undefined,
  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    typeText(input(control), wanted.value);
    return Promise.resolve(undefined);
  },
  remember(control: Control): Memento {
    return { shown: input(control).value, raw: input(control).value };
  },
  restore(control: Control, memento: Memento): Promise<void> {
    typeText(input(control), memento.raw);
    return Promise.resolve();
  },
};
