// select2: a list whose options are in the page is a native list to us; one that asks its server is used as a person would.
import type { ErrorCode } from "../../generated/errors";
import { clean } from "../../plan/fold";
import { searchTerm } from "../../plan/options";
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import type { Adapter, Memento, Wanted } from "./adapter";
import { fireChange, mouse, setNativeValue } from "./events";
import { MAX_OPTIONS, readSelect, realOptions, selectAdapter } from "./select";
import { awaitOption, untilReady } from "./option-wait";
import { until, within } from "./wait";

const RESULTS = ".select2-container--open li.select2-results__option";
const SEARCH = ".select2-container--open input.select2-search__field";
const LOADING = ".select2-container--open .loading-results";
const NOT_RESULTS = "loading-results, select2-results__message, select2-results__option--load-more".split(", ");

export const select2Adapter: Adapter = {
  read: (control) => readSelect(select(control)),

  // A list that asks its server has at most the chosen option in the page.
  options: (control) => (mayAskServer(control) ? undefined : selectAdapter.options(control)),

  values: (control) => (mayAskServer(control) ? undefined : selectAdapter.values?.(control)),

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    if (!mayAskServer(control)) return selectAdapter.write(control, wanted);
    if (wanted.follows && !asksServer(control)) {
      const half = within((wanted.limit.deadline - performance.now()) / 2, wanted.limit.signal);
      const native = await selectAdapter.write(control, { ...wanted, limit: half });
      if (native === undefined || !mayAskServer(control)) return native;
    }
    const ready = await untilReady(control, () => !select(control).disabled, wanted.limit);
    return ready ?? searchAndChoose(control, wanted);
  },

  remember: (control): Memento => selectAdapter.remember(control),
  restore: (control, memento, limit) => selectAdapter.restore(control, memento, limit),
};

function select(control: Control): HTMLSelectElement {
  return control.element as HTMLSelectElement;
}

function asksServer(control: Control): boolean {
  return select(control).getAttributeNames().some((name) => name.startsWith("data-ajax"));
}

function mayAskServer(control: Control): boolean {
  return asksServer(control) || realOptions(select(control)).length <= 1;
}

async function searchAndChoose(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
  const opener = control.face.querySelector(".select2-selection");
  if (opener === null) return "fill.fieldGone";
  mouse(opener, "mousedown");
  try {
    return await chooseBySearch(control, wanted);
  } finally {
    const page = control.element.ownerDocument;
    if (page.querySelector(RESULTS) !== null) mouse(page.body, "mousedown");
  }
}

async function chooseBySearch(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
  const terms = [wanted.value, searchTerm(wanted.value)];
  for (const term of new Set(terms)) {
    const search = await until(() => control.element.ownerDocument.querySelector<HTMLInputElement>(SEARCH) ?? undefined, wanted.limit);
    if (search !== undefined) {
      setNativeValue(search, term);
      fireChange(search);
    }
    const outcome = await chooseResult(control, wanted);
    if (outcome !== "fill.optionMissing") return outcome;
  }
  return "fill.optionMissing";
}

async function chooseResult(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
  // The page may still bring the options itself; then they are chosen there.
  const found = await awaitOption(control, () => offered(control), wanted, asksServer(control) || !wanted.follows);
  if (typeof found !== "number") return found;
  const result = results(control)[found];
  if (result === undefined) return selectAdapter.write(control, wanted);
  mouse(result, "mouseenter", "mouseover", "mousedown", "mouseup");
  return undefined;
}

function results({ element }: Control): Element[] {
  return [...element.ownerDocument.querySelectorAll(RESULTS)]
    .filter((item) => !NOT_RESULTS.some((name) => item.classList.contains(name)) && item.getAttribute("aria-disabled") !== "true" && item.querySelector("li") === null)
    .slice(0, MAX_OPTIONS);
}

function offered(control: Control): string[] | undefined {
  if (control.element.ownerDocument.querySelector(LOADING) !== null) return undefined;
  const labels = results(control).map((item) => textOf(item));
  return labels.length > 0 ? labels : realOptions(select(control)).map((option) => clean(option.label));
}
