// Takes the focus out of a field and gives it back without the page hearing of it: an input method works in fields only.
import { deepestFocus } from "./field-memory";

const focusEvents = ["focus", "blur", "focusin", "focusout", "change"] as const;

export class FocusAway {
  /** Whether what happens now is the guard's own doing. */
  isOwn = false;
  #left: HTMLElement | undefined;
  #isChangeDue = false;

  constructor(private readonly document: Document) {}

  listen(signal: AbortSignal): void {
    for (const type of focusEvents) this.document.defaultView?.addEventListener(type, (event) => this.#hush(event), { capture: true, signal });
  }

  leave(): void {
    const field = deepestFocus(this.document);
    if (this.#left !== undefined || !(field instanceof HTMLElement) || field === this.document.body) return;
    this.#left = field;
    field.blur();
  }

  comeBack(): void {
    this.#left?.focus({ preventScroll: true });
  }

  /** A change that the page would have heard of is told to it now. */
  tell(): void {
    const field = this.#left;
    this.#left = undefined;
    if (this.#isChangeDue) field?.dispatchEvent(new Event("change", { bubbles: true }));
    this.#isChangeDue = false;
  }

  #hush(event: Event): void {
    if (!this.isOwn || this.#left === undefined) return;
    event.stopImmediatePropagation();
    this.#isChangeDue ||= event.type === "change";
  }
}
