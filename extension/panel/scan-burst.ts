// Tells a scanner from a person by the pace of the keys. A scanner types a whole code within a fraction of a second and
// may end it with Enter; a code may itself hold line breaks, so Enter alone does not end it, but the pause after it does.

/** No person types the next key this soon. */
export const fastKeyMs = 40;
/** A pause this long ends what a scanner types. */
export const pauseMs = 80;
/** Fewer fast keys than this are not a code. */
const shortestBurst = 12;

export class ScanBurst {
  #last = -Infinity;
  #fast = 0;
  #enter = false;

  /** Notes one key. @param now milliseconds on any steady clock */
  key(key: string, now: number): void {
    this.#fast = now - this.#last <= fastKeyMs ? this.#fast + 1 : 0;
    this.#last = now;
    this.#enter = key === "Enter";
  }

  /** Whether what was typed is complete, when asked a pause after the last key. */
  isComplete(): boolean {
    return this.#enter || this.#fast >= shortestBurst;
  }

  reset(): void {
    this.#last = -Infinity;
    this.#fast = 0;
    this.#enter = false;
  }
}
