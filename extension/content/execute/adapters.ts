import type { RealWidget } from "../../plan/widget-kinds";
import type { Control } from "../controls";
import type { Adapter } from "./adapter";
import { checkboxAdapter } from "./checkbox";
import { choicesAdapter } from "./choices";
import { flatpickrAdapter } from "./flatpickr";
import { radioAdapter } from "./radio";
import { selectAdapter } from "./select";
import { select2Adapter } from "./select2";
import { textAdapter } from "./text";

const ADAPTERS: Readonly<Record<RealWidget, Adapter>> = {
  text: textAdapter,
  textarea: textAdapter,
  number: textAdapter,
  date: textAdapter,
  select: selectAdapter,
  select2: select2Adapter,
  choices: choicesAdapter,
  flatpickr: flatpickrAdapter,
  radio: radioAdapter,
  checkbox: checkboxAdapter,
};

export function adapterOf(control: Control): Adapter {
  return ADAPTERS[control.widget];
}
