// Widgets look as their libraries draw them.
/** Puts style sheets into the page. */
export function wear(...sheets) {
  for (const sheet of sheets) document.head.append(Object.assign(document.createElement("style"), { textContent: sheet }));
}
