import type { Widget } from "../generated/site-profile";

/** A widget as it was recognised in the page. */
export type RealWidget = Exclude<Widget, "auto">;

const CHOICES: ReadonlySet<Widget> = new Set<Widget>(["select", "select2", "choices", "radio", "antd-select", "antd-cascader", "vuetify-select", "mat-select", "ng-select", "x-select", "bootstrap-select", "combobox", "radio-group"]);
const TYPED: ReadonlySet<Widget> = new Set<Widget>(["text", "textarea", "number", "date", "month"]);
const BOXES: ReadonlySet<Widget> = new Set<Widget>(["checkbox", "switch"]);

/** Widgets that offer a list, where a value is matched and never typed. */
export function isChoice(widget: Widget): boolean {
  return CHOICES.has(widget);
}

/** Native inputs whose text is theirs alone: a page that answers does so at once. */
export function isTyped(widget: Widget): boolean {
  return TYPED.has(widget);
}

/** Widgets that are on or off; what they show is "true" or "false". */
export function isBox(widget: Widget): boolean {
  return BOXES.has(widget);
}
