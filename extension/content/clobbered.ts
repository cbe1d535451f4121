// A form shows its fields under their names: one called "parentElement" hides the form's own parent from every script that reads it.

/** What the look at a page reads from elements that may be forms. */
const READ = [
  "nodeType", "nodeValue", "parentNode", "parentElement", "ownerDocument", "firstChild", "nextSibling", "previousSibling", "childNodes", "textContent", "contains", "getRootNode", "compareDocumentPosition", "isConnected",
  "localName", "tagName", "namespaceURI", "shadowRoot", "openOrClosedShadowRoot", "assignedSlot", "children", "childElementCount", "firstElementChild", "nextElementSibling", "previousElementSibling", "getAttribute", "hasAttribute",
  "matches", "closest", "querySelector", "querySelectorAll", "classList", "checkVisibility", "getBoundingClientRect", "offsetWidth", "offsetHeight", "innerText", "addEventListener", "removeEventListener", "dispatchEvent",
] as const;

/** A member as its class has it, whatever stands in front of it. */
function real(node: Node, name: string): unknown {
  return Reflect.get(Object.getPrototypeOf(node) as object, name, node);
}

// What a form shows under a name is its own; to read the member itself would have the page written out, twice.
function isClobbered(form: Element): boolean {
  return READ.some((name) => Object.hasOwn(form, name));
}

/** Whether a form in a tree, or the tree's own root, cannot be read as it stands; nothing in that tree is then told from anything else. */
export function hasClobbered(tree: ParentNode): boolean {
  const find = real(tree, "querySelectorAll") as ParentNode["querySelectorAll"];
  const forms = [...find.call(tree, "form")];
  return (real(tree, "localName") === "form" && isClobbered(tree as Element)) || forms.some(isClobbered);
}
