import type { RealWidget } from "../../plan/widget-kinds";
import type { Control } from "../controls";
import type { Adapter } from "./adapter";
import { antdDateAdapter } from "./antd-date";
import { antdCascaderAdapter } from "./antd-cascader";
import { antdSelectAdapter } from "./antd-select";
import { checkboxAdapter } from "./checkbox";
import { choicesAdapter } from "./choices";
import { comboboxAdapter } from "./combobox";
import { datePartsAdapter } from "./date-parts";
import { datePickerAdapter } from "./date-picker";
import { datepickerAdapter } from "./datepicker";
import { flatpickrAdapter } from "./flatpickr";
import { matDateAdapter } from "./mat-date";
import { matSelectAdapter } from "./mat-select";
import { ngSelectAdapter } from "./ng-select";
import { radioAdapter } from "./radio";
import { radioGroupAdapter } from "./radio-group";
import { selectAdapter } from "./select";
import { select2Adapter } from "./select2";
import { switchAdapter } from "./switch";
import { textAdapter } from "./text";
import { vuetifyDateAdapter } from "./vuetify-date";
import { vuetifySelectAdapter } from "./vuetify-select";
import { xSelectAdapter } from "./x-select";

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
  month: textAdapter,
  // The library draws the native list anew on its change event, and keeps nothing else.
  "bootstrap-select": selectAdapter,
  "bootstrap-datepicker": datepickerAdapter,
  "date-parts": datePartsAdapter,
  "date-picker": datePickerAdapter,
  switch: switchAdapter,
  "vuetify-select": vuetifySelectAdapter,
  "vuetify-date": vuetifyDateAdapter,
  "antd-select": antdSelectAdapter,
  "antd-cascader": antdCascaderAdapter,
  "antd-date": antdDateAdapter,
  "mat-select": matSelectAdapter,
  "mat-date": matDateAdapter,
  "ng-select": ngSelectAdapter,
  "x-select": xSelectAdapter,
  combobox: comboboxAdapter,
  "radio-group": radioGroupAdapter,
};

export function adapterOf(control: Control): Adapter {
  return ADAPTERS[control.widget];
}
