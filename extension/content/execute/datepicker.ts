// Inputs that are known to have a bootstrap-datepicker: as text, and by clicks in the calendar where typing is shut off.
import type { ErrorCode } from "../../generated/errors";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { pickDay } from "./calendar";
import { textAdapter } from "./text";
import type { Limit } from "./wait";

function input(control: Control): HTMLInputElement {
  return control.element as HTMLInputElement;
}

export const datepickerAdapter: Adapter = {
  ...textAdapter,

  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    return input(control).readOnly ? pickDay(input(control), wanted.value, wanted.limit) : textAdapter.write(control, wanted);
  },

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    if (!input(control).readOnly) return textAdapter.restore(control, memento, limit);
    // Its calendar has a button for nothing only when the portal wants one; the library itself reads the input on every key.
    if (memento.raw === "") await textAdapter.restore(control, memento, limit);
    else await pickDay(input(control), memento.raw, limit);
  },
};
