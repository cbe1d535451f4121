// Inputs that take no typing by hand because a library's calendar writes into them: filled only where that calendar opens.
import type { ErrorCode } from "../../generated/errors";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { DateEntry } from "./date-entry";
import { textAdapter } from "./text";
import type { Limit } from "./wait";

function input(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

export const datePickerAdapter: Adapter = {
  ...textAdapter,

  write: (control: Control, { value, limit }: Wanted): Promise<ErrorCode | undefined> => new DateEntry(input(control), limit.signal).write(value, limit),

  restore: (control: Control, memento: Memento, { signal }: Limit): Promise<void> => new DateEntry(input(control), signal).takeBack(memento.raw),
};
