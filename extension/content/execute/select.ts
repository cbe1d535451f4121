// Native lists, also those that a library draws itself but keeps in step (select2 with its options in the page, bootstrap-select).
import type { ErrorCode } from "../../generated/errors";
import { clean, fold } from "../../plan/fold";
import type { Control } from "../controls";
import type { Adapter, Memento, Wanted } from "./adapter";
import { blur, enterLightly, fireChange } from "./events";
import { awaitOption } from "./option-wait";
import { until, type Limit } from "./wait";

export const MAX_OPTIONS = 5000;
const PROMPTS = ["chọn ", "-- ", "--", "---", "vui lòng chọn", "select "].map(fold);
const PROMPT_STARTS = new Set(PROMPTS.map((prompt) => prompt.slice(0, 2)));

function list(control: Control): HTMLSelectElement {
  return control.element as HTMLSelectElement;
}

/** Options a person can choose; the prompt that stands for "nothing chosen" is none. */
export function realOptions(select: HTMLSelectElement): HTMLOptionElement[] {
  return [...select.options].slice(0, MAX_OPTIONS).filter((option) => !option.disabled && !isPromptOption(option));
}

/** Whether a text only asks for a choice. */
export function isPrompt(text: string): boolean {
  // Lists of communes are long and folding is dear; what two letters or digits begin, folding leaves as it is.
  const start = text.trimStart().slice(0, 2).toLowerCase();
  if (/^[\p{L}\p{N}]{2}$/u.test(start) && !PROMPT_STARTS.has(start)) return false;
  const label = fold(text);
  return label === "" || label === fold("chọn") || PROMPTS.some((prompt) => label.startsWith(prompt));
}

function isPromptOption(option: HTMLOptionElement): boolean {
  return option.value === "" || isPrompt(option.label);
}

export function readSelect(select: HTMLSelectElement): string {
  const option = select.selectedOptions[0];
  return option === undefined || isPromptOption(option) ? "" : clean(option.label);
}

export function choose(select: HTMLSelectElement, option: HTMLOptionElement): void {
  enterLightly(select);
  option.selected = true;
  fireChange(select);
  blur(select);
}

export const selectAdapter: Adapter = {
  read: (control) => readSelect(list(control)),
  options: (control) => realOptions(list(control)).map((option) => clean(option.label)),
  values: (control) => realOptions(list(control)).map((option) => option.value.trim()),

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const select = list(control);
    const found = await awaitOption(control, () => (select.disabled ? undefined : realOptions(select).map((option) => clean(option.label))), wanted, false, () => selectAdapter.values?.(control));
    if (typeof found !== "number") return found;
    const option = realOptions(select)[found];
    if (option === undefined) return "fill.optionMissing";
    choose(select, option);
    return undefined;
  },

  remember(control: Control): Memento {
    return { shown: readSelect(list(control)), raw: list(control).value };
  },

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    const select = list(control);
    const option = await until(() => [...select.options].find((candidate) => candidate.value === memento.raw), limit);
    if (option !== undefined) {
      choose(select, option);
    } else if (memento.shown === "") {
      select.selectedIndex = -1;
      fireChange(select);
    }
  },
};
