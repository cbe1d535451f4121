// Tells a scanner from a person by the pace of the keys, and a slow scanner by the code it has typed. A scanner types a whole code
// within a fraction of a second and may end it with a line end; a code may itself hold line breaks, so a line end alone does not
// end it, but the pause after it does.

/** No person types the next key this soon. */
export const fastKeyMs = 40;
/** A pause this long ends a code after its line end; for a slow scanner it is longer. */
const pauseAfterEndMs = 80;
/** Without a line end a pause may only be a hiccup of the cable. */
const pauseMs = 250;
const longestPauseMs = 400;
/** Fewer fast keys than this are not a code. */
const shortestBurst = 12;
/** All seven fields of a card: the number behind any prefix, five more, the date of issue, and what the newer cards add. */
const wholeCard = /^.{0,8}?\d{11,12}(?:\|[^|]*){5}\|\d{8}\|*\D{0,3}$/;

/** Whether a text is a card's whole code: nothing of it can still come after a line end. */
export const isWholeCard = (text: string): boolean => wholeCard.test(text);

export class ScanBurst {
  #last = -Infinity;
  #gap = 0;
  #fast = 0;
  #isEnded = false;

  /** Notes one key. @param isEnd whether it is a line end; @param now milliseconds on any steady clock */
  key(isEnd: boolean, now: number): void {
    this.#gap = now - this.#last;
    this.#fast = this.#gap <= fastKeyMs ? this.#fast + 1 : 0;
    this.#last = now;
    this.#isEnded = isEnd;
  }

  /** How long to wait for another key before asking whether the code is complete. */
  get pause(): number {
    const least = this.#isEnded ? pauseAfterEndMs : pauseMs;
    return Math.min(longestPauseMs, Math.max(least, 2 * this.#gap));
  }

  /** Whether the keys came at a pace that only a scanner has. */
  get isFast(): boolean {
    return this.#fast >= shortestBurst;
  }

  /** Whether what was typed is complete, when asked a pause after the last key. */
  isComplete(text: string): boolean {
    return this.#isEnded || this.isFast || isWholeCard(text);
  }

  reset(): void {
    this.#last = -Infinity;
    this.#gap = 0;
    this.#fast = 0;
    this.#isEnded = false;
  }
}
