import type { Widget } from "../generated/site-profile";

/** A widget as it was recognised in the page. */
export type RealWidget = Exclude<Widget, "auto">;

const CHOICES: ReadonlySet<Widget> = new Set<Widget>(["select", "select2", "choices", "radio", "bootstrap-select"]);

/** Widgets that offer a list, where a value is matched and never typed. */
export function isChoice(widget: Widget): boolean {
  return CHOICES.has(widget);
}
