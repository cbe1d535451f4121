// A page without a browser: enough of the DOM for detection and for native controls.
import { JSDOM } from "jsdom";

const GLOBALS = [
  "window", "document", "Node", "Element", "HTMLElement", "HTMLInputElement", "HTMLSelectElement", "HTMLTextAreaElement", "HTMLOptionElement", "MutationObserver",
  "Event", "InputEvent", "KeyboardEvent", "MouseEvent", "FocusEvent",
] as const;

/** Makes `html` the current page of the code under test. */
export function page(html: string, url = "https://portal.example/form"): Document {
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, { url, pretendToBeVisual: true });
  for (const name of GLOBALS) Object.defineProperty(globalThis, name, { value: (window as unknown as Record<string, unknown>)[name], configurable: true, writable: true });
  return window.document;
}

export function byId<T extends HTMLElement = HTMLInputElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no #${id}`);
  return element as T;
}
