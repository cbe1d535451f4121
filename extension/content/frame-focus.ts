// Whether the focus is in a frame of the page: keys pressed there reach no guard of this document, and the panel has to say so.

/** No event tells of a focus that goes from outside the page straight into a frame. */
const lookEveryMs = 200;

export class FrameFocus {
  #listening: AbortController | undefined;
  #told = false;

  /** @param tell tells whether the focus is in a frame; the answer is whether that was heard */
  constructor(
    private readonly view: Window,
    private readonly tell: (isInFrame: boolean) => Promise<boolean>,
  ) {}

  /** Follows the focus from here on; what was told before counts no more. */
  start(): void {
    this.stop();
    this.#told = false;
    const listening = new AbortController();
    const { signal } = listening;
    this.#listening = listening;
    const look = () => void this.#look(signal);
    const timer = this.view.setInterval(look, lookEveryMs);
    signal.addEventListener("abort", () => this.view.clearInterval(timer));
    for (const type of ["blur", "focus"]) this.view.addEventListener(type, look, { signal });
    this.view.addEventListener("pagehide", () => this.stop(), { signal });
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  async #look(signal: AbortSignal): Promise<void> {
    const isInFrame = hasFocusInFrame(this.view.document);
    if (isInFrame !== this.#told && (await this.tell(isInFrame)) && !signal.aborted) this.#told = isInFrame;
  }
}

function hasFocusInFrame(document: Document): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement instanceof Element) active = active.shadowRoot.activeElement;
  return active !== null && /^(?:iframe|frame|object|embed|fencedframe)$/i.test(active.localName);
}
