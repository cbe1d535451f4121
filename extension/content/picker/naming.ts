// What a control is called, by the page's code and by the person who reads the page.
import { formioKey, type KnownControl } from "../locate";
import type { Naming } from "./choose-locator";

/** Attributes in which frameworks and their users name a field. */
const NAMING_ATTRIBUTES = ["formcontrolname", "ng-model", "data-field", "data-field-name", "data-name", "data-key", "data-testid", "data-test", "data-cy"];

export function namingOf({ control, found, groups, holders }: KnownControl): Naming {
  const named: Element[] = [...(control.original === undefined ? [] : [control.original]), control.element, ...holders];
  const component = control.face.closest(".formio-component");
  return {
    formio: component === null ? undefined : formioKey(component),
    // The id of one button of a group is not the group's.
    ids: control.widget === "radio" ? [] : named.map(({ id }) => id),
    names: named.map((element) => element.getAttribute("name") ?? ""),
    // What only stands near it, by the look of the page, is a position.
    labels: found.filter(({ source }) => source !== "shape").map(({ text }) => text),
    groups,
    attributes: named.flatMap((element) => NAMING_ATTRIBUTES.map((attribute) => ({ attribute, value: element.getAttribute(attribute) ?? "" }))),
  };
}
