// Which name a taught field is found by again. Pure: what the page says of the control comes in, and a question that can be asked of it.
import type { Locator } from "../../generated/site-profile";
import { isStableLabel, isStableName } from "./stable-name";

/** By what a control could be found. */
export interface Naming {
  /** Key of its form.io component. */
  formio?: string;
  ids: readonly string[];
  names: readonly string[];
  /** What a person reads beside it, best first. */
  labels: readonly string[];
  /** Titles over it, nearest first. */
  groups: readonly string[];
  /** What the portal's code calls it beside that. */
  attributes: readonly { attribute: string; value: string }[];
}

const FORMIO_KEY = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/u;
const LONGEST_VALUE = 200;

/** Every locator that would outlive a reload, another class and another order; the best first. Never a position, never a class. */
export function stableLocators({ formio, ids, names, labels, groups, attributes }: Naming): Locator[] {
  const label = labels.find(isStableLabel);
  const titles = label === undefined ? [] : groups.filter((group) => isStableLabel(group) && group.length <= LONGEST_VALUE);
  return [
    // A form.io key is what the form's designer has called the field; its digits are no count.
    ...(formio !== undefined && FORMIO_KEY.test(formio) ? [{ formio }] : []),
    ...ids.filter(isStableName).map((id) => ({ id })),
    ...names.filter(isStableName).map((name) => ({ name })),
    ...(label === undefined ? [] : [{ label }, ...titles.map((group) => ({ label, group }))]),
    ...attributes.filter(({ value }) => value.length <= LONGEST_VALUE && isStableName(value)),
  ];
}

/**
 * @param isOnly whether a locator finds this control in the page now, and nothing else
 * @returns undefined when nothing lasting tells the control from the others
 */
export function chooseLocator(naming: Naming, isOnly: (locator: Locator) => boolean): Locator | undefined {
  return stableLocators(naming).find(isOnly);
}
