// Radio groups: the button whose own words match is clicked; never the first one for want of better.
import type { ErrorCode } from "../../generated/errors";
import { clean } from "../../plan/fold";
import { matchOption } from "../../plan/options";
import type { Control } from "../controls";
import { buttonLabel } from "../button-label";
import { textOf } from "../dom-text";
import type { Adapter, Memento, Wanted } from "./adapter";
import { fireChange } from "./events";

// These may take a second click for "none of these"; no other way releases them.
const RELEASED_BY_CLICK = "[role=radiogroup], .MuiRadio-root, .p-radiobutton, .ng-valid, .ng-invalid";
const KEPT_BY_LIBRARY = ".ant-radio-group, .v-radio, mat-radio-group";

/**
 * Whether the form is one a server wrote, with an address or hidden values: then a button is what it shows. A framework that holds the choice
 * itself is not told of one that is released.
 */
function isOfServer({ form }: HTMLInputElement): boolean {
  const action = form?.getAttribute("action") ?? "";
  return (action !== "" && !/^(?:#|javascript:)/u.test(action)) || (form?.querySelector('input[type="hidden"][name][value]') ?? null) !== null;
}

function words(radio: HTMLInputElement): string {
  const label = buttonLabel(radio);
  if (label !== undefined) return textOf(label);
  const next = radio.nextSibling;
  if (next !== null && next.nodeType === Node.TEXT_NODE && clean(next.nodeValue ?? "") !== "") return clean(next.nodeValue ?? "");
  const beside = radio.nextElementSibling;
  return clean(radio.getAttribute("aria-label") ?? "") || (beside === null || beside.tagName === "INPUT" ? clean(radio.value) : textOf(beside));
}

export const radioAdapter: Adapter = {
  read(control: Control): string {
    // Boxes that stand for buttons may for a moment, or by a fault of the page, both be ticked: that is no answer.
    return control.radios.filter((radio) => radio.checked).map(words).join(" + ");
  },
  options: (control) => control.radios.map(words),

  write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const match = matchOption(control.radios.map(words), wanted.value, wanted.accepted);
    const radio = "index" in match ? control.radios[match.index] : undefined;
    if (radio === undefined) return Promise.resolve("fill.optionMissing");
    if (radio.disabled) return Promise.resolve("fill.timeout");
    if (!radio.checked) radio.click();
    return Promise.resolve(undefined);
  },

  remember(control: Control): Memento {
    const chosen = control.radios.find((radio) => radio.checked);
    return { shown: radioAdapter.read(control), raw: chosen === undefined ? "" : String(control.radios.indexOf(chosen)) };
  },

  restore(control: Control, memento: Memento): Promise<void> {
    const before = memento.raw === "" ? undefined : control.radios[Number(memento.raw)];
    if (before !== undefined) {
      if (!before.checked) before.click();
      return Promise.resolve();
    }
    // A library that keeps the choice itself knows no "none of these": the button would show it, the form would not.
    if (memento.raw === "" && control.radios.some((radio) => radio.closest(KEPT_BY_LIBRARY) !== null)) return Promise.resolve();
    // form.io takes a second click for "none of these"; elsewhere the button is released and the page told.
    const chosen = control.radios.find((radio) => radio.checked);
    chosen?.click();
    if (chosen?.checked === true && chosen.closest(RELEASED_BY_CLICK) === null && isOfServer(chosen)) {
      chosen.checked = false;
      fireChange(chosen);
    }
    return Promise.resolve();
  },
};
