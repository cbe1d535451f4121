// Whether keys in a portal's page are a scanner's: by their pace, and for a slow scanner by the beginning of a card's code.

/** No person presses the next key this soon, five times in a row. */
const fastKeyMs = 40;
const fastKeys = 5;
/** Keys further apart than this do not belong together. */
const breakMs = 150;
/** A number and a bar: how the code of a card begins, maybe after a prefix of the scanner; nobody types that into a form. */
const cardBegins = /^.{0,8}?\d{9,12}\|$/s;

export class KeyPace {
  #last = -Infinity;
  #fast = 0;

  /**
   * Notes a key.
   * @param now milliseconds on any steady clock
   * @returns whether the key begins anew, apart from those before it
   */
  key(now: number): boolean {
    const gap = now - this.#last;
    this.#last = now;
    this.#fast = gap <= fastKeyMs ? this.#fast + 1 : 0;
    return gap > breakMs;
  }

  /** @param text what the keys have spelt since they began anew */
  isScanner(text: string): boolean {
    return this.#fast >= fastKeys || cardBegins.test(text);
  }

  /** A person's key: what came before it counts no more. */
  reset(): void {
    this.#last = -Infinity;
    this.#fast = 0;
  }
}
