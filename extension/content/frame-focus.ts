// In which frame of the document the focus is: keys pressed there reach no guard of this document. The background puts one into the
// frame where it may, and the panel says so where it may not.

/** No event tells of a focus that goes from outside the page, or from another frame, straight into a frame. */
const lookEveryMs = 200;

export class FrameFocus {
  #listening: AbortController | undefined;
  #told: Element | undefined;

  /** @param tell tells whether the focus is in a frame, and again when it is in another one or another document is in it; the answer is whether that was heard */
  constructor(
    private readonly view: Window,
    private readonly tell: (isInFrame: boolean) => Promise<boolean>,
  ) {}

  /** Follows the focus from here on; what was told before counts no more. */
  start(): void {
    this.stop();
    this.#told = undefined;
    const listening = new AbortController();
    const { signal } = listening;
    this.#listening = listening;
    const look = () => void this.#look(signal);
    const timer = this.view.setInterval(look, lookEveryMs);
    signal.addEventListener("abort", () => this.view.clearInterval(timer));
    for (const type of ["blur", "focus"]) this.view.addEventListener(type, look, { signal });
    // The load of a frame does not reach the window.
    this.view.document.addEventListener("load", (event) => this.#loaded(event, signal), { capture: true, signal });
    this.view.addEventListener("pagehide", () => this.stop(), { signal });
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  /** A guard is gone with the document it was in. */
  #loaded({ target }: Event, signal: AbortSignal): void {
    if (target !== this.#told) return;
    this.#told = undefined;
    void this.#look(signal);
  }

  async #look(signal: AbortSignal): Promise<void> {
    const frame = frameInFocus(this.view.document);
    if (frame !== this.#told && (await this.tell(frame !== undefined)) && !signal.aborted) this.#told = frame;
  }
}

/** The frame that has the focus, also one in a shadow tree that is open. */
export function frameInFocus(document: Document): Element | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement instanceof Element) active = active.shadowRoot.activeElement;
  return active !== null && /^(?:iframe|frame|object|embed|fencedframe)$/i.test(active.localName) ? active : undefined;
}
