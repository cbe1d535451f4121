// Text, number and native date inputs and text areas.
import type { ErrorCode } from "../../generated/errors";
import { fold } from "../../plan/fold";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { isInput } from "../element-kinds";
import { closeCalendar, confirmTyped } from "./calendar";
import { blur, enterLightly, focus, typeText } from "./events";

function input(control: Control): HTMLInputElement | HTMLTextAreaElement {
  return control.element as HTMLInputElement | HTMLTextAreaElement;
}

const MASK_WORDS = ["dd/mm/yyyy", "dd-mm-yyyy", "mm/dd/yyyy", "yyyy-mm-dd", "ngày/tháng/năm", "nn/tt/nnnn"].map(fold);

/** What a person has put there: the drawn pattern of an input mask is nothing. */
function content(element: HTMLInputElement | HTMLTextAreaElement): string {
  const text = element.value.normalize("NFC");
  const isPattern = !/[\p{L}\p{N}]/u.test(text) || MASK_WORDS.includes(fold(text));
  return isPattern ? "" : text;
}

/** Types; a calendar that opens over it has to understand the same day, else the field gets back what it held. */
function enter(element: HTMLInputElement | HTMLTextAreaElement, value: string, byFocus: typeof focus = enterLightly): ErrorCode | undefined {
  if (!isInput(element)) {
    typeText(element, value, "blur", byFocus);
    return undefined;
  }
  const before = element.value;
  typeText(element, value, "stay", byFocus);
  const error = confirmTyped(element, value);
  if (error !== undefined) {
    typeText(element, before, "stay", byFocus);
    closeCalendar(element);
  }
  element.dispatchEvent(new Event("change", { bubbles: true }));
  blur(element);
  return error;
}

export const textAdapter: Adapter = {
  read: (control) => content(input(control)),
  options: () => undefined,
  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    return Promise.resolve(enter(input(control), wanted.value, wanted.again === true ? focus : enterLightly));
  },
  remember(control: Control): Memento {
    return { shown: content(input(control)), raw: input(control).value };
  },
  restore(control: Control, memento: Memento): Promise<void> {
    // Taken back is what was written by events and what needed the true focus alike.
    enter(input(control), memento.raw, focus);
    return Promise.resolve();
  },
  tidy(control: Control, memento: Memento): void {
    // A mask drawn after the field was emptied goes away once the field is left again.
    if (input(control).value !== memento.raw) blur(input(control));
  },
};
