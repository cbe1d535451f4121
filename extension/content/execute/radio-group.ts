// Drawn radio buttons: the one whose own words match is pressed, and it has to say that it is the chosen one.
import type { ErrorCode } from "../../generated/errors";
import { matchOption } from "../../plan/options";
import type { Control } from "../controls";
import { drawnRadios, radioWords } from "../radio-group";
import { isDisabledElement } from "../visible";
import type { Adapter, Memento, Wanted } from "./adapter";
import { pressByPointer } from "./events";
import { quiet, until, type Limit } from "./wait";

// A library draws the choice at once or in its next frame.
const CHOSEN_MS = 500;

function isChosen(radio: Element): boolean {
  return radio.getAttribute("aria-checked") === "true";
}

/** @returns why it is not chosen now, or nothing */
async function choose(radio: HTMLElement, signal: AbortSignal): Promise<ErrorCode | undefined> {
  if (isDisabledElement(radio)) return "fill.timeout";
  if (!isChosen(radio)) pressByPointer(radio);
  const chosen = await until(() => (isChosen(radio) ? true : undefined), quiet(CHOSEN_MS, signal));
  return chosen === true ? undefined : "fill.changedByPage";
}

export const radioGroupAdapter: Adapter = {
  // Several that say they are chosen are no answer.
  read: (control) => drawnRadios(control).filter(isChosen).map(radioWords).join(" + "),
  options: (control) => drawnRadios(control).map(radioWords),

  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const radios = drawnRadios(control);
    const match = matchOption(radios.map(radioWords), wanted.value, wanted.accepted);
    const radio = "index" in match ? radios[match.index] : undefined;
    return radio === undefined ? Promise.resolve("fill.optionMissing") : choose(radio, wanted.limit.signal);
  },

  remember: (control): Memento => ({ shown: radioGroupAdapter.read(control), raw: String(drawnRadios(control).findIndex(isChosen)) }),

  // The pattern has no way back to nothing chosen.
  async restore(control: Control, { raw }: Memento, { signal }: Limit): Promise<void> {
    const before = drawnRadios(control)[Number(raw)];
    if (before !== undefined) await choose(before, signal);
  },
};
