// What kind of element something is, also when it stands in a frame: every frame has classes of its own, so `instanceof` would lie.

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}

/** Whether an element is called one of these names; a question to a list of names costs a tenth of one to a selector. */
export function isOneOf(element: Element, names: ReadonlySet<string>): boolean {
  return names.has(element.localName);
}

export function isInput(node: Node | null | undefined): node is HTMLInputElement {
  return isElement(node) && node.localName === "input";
}

export function isSelect(node: Node | null | undefined): node is HTMLSelectElement {
  return isElement(node) && node.localName === "select";
}

export function isTextArea(node: Node | null | undefined): node is HTMLTextAreaElement {
  return isElement(node) && node.localName === "textarea";
}
