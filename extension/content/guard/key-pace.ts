// Whether keys in a portal's page are a scanner's: by their pace, and for a slow scanner by the beginning of a card's code.

/** No person presses the next key this soon, five times in a row. */
const fastKeyMs = 40;
const fastKeys = 5;
/** A whole number at this pace, key after key, is a slow scanner's: a practised hand makes half as many keys a second. */
const numberKeyMs = 55;
const wholeNumber = /^\d{12}$/;
/** A line end this soon after so many keys is no person's: it must not send a form. */
const fastKeysBeforeEnd = 3;
/** Keys further apart than this do not belong together. */
const breakMs = 150;
/** But a scanner's cable may hiccup this long within its first keys. */
export const hiccupMs = 500;
/** A scanner that was fast is not this slow, key after key. */
const personsKeyMs = 80;
/** A number and a bar: how the code of a card begins, maybe after a prefix of the scanner; nobody types that into a form. */
const cardBegins = /^.{0,8}?\d{9,12}\|$/s;

export class KeyPace {
  #last = -Infinity;
  #gap = Infinity;
  #fast = 0;
  #keys = 0;
  #fastInAll = 0;
  #slow = 0;
  /** Keys since the beginning that came too late for a scanner's number. */
  #unpaced = 0;

  /**
   * Notes a key.
   * @param now milliseconds on any steady clock
   * @param isScanning whether the keys are known for a scanner's: a pause does not part them then
   * @returns whether the key begins anew, apart from those before it
   */
  key(now: number, isScanning = false): boolean {
    this.#gap = now - this.#last;
    this.#last = now;
    const begins = this.#gap > breakMs && !isScanning;
    if (begins) this.#keys = this.#fastInAll = this.#slow = this.#unpaced = 0;
    else if (this.#gap > personsKeyMs) this.#slow++;
    if (!begins && this.#gap > numberKeyMs) this.#unpaced++;
    this.#fast = this.#gap <= fastKeyMs ? this.#fast + 1 : 0;
    if (this.#fast > 0) this.#fastInAll++;
    this.#keys++;
    return begins;
  }

  /** Milliseconds between the last two keys. */
  get gap(): number {
    return this.#gap;
  }

  /** Whether the last key came as fast as a scanner's. */
  get isFast(): boolean {
    return this.#fast > 0;
  }

  /** Whether all keys since the beginning, three or more, came as fast as a scanner's. */
  get isSteady(): boolean {
    return this.#keys >= 3 && this.#fastInAll === this.#keys - 1;
  }

  /** Whether keys that began as a scanner's go on as a person's. */
  get isPersons(): boolean {
    return this.#slow >= 2 && this.#slow * 4 >= this.#keys;
  }

  /** @param text what the keys have spelt since they began anew */
  isScanner(text: string): boolean {
    if (this.#fast >= fastKeys || cardBegins.test(text)) return true;
    if (this.#unpaced === 0 && wholeNumber.test(text)) return true;
    return this.#fast >= fastKeysBeforeEnd && /[\n\t]$/.test(text);
  }

  /** A person's key: what came before it counts no more. */
  reset(): void {
    this.#last = -Infinity;
    this.#gap = Infinity;
    this.#fast = this.#keys = this.#fastInAll = this.#slow = this.#unpaced = 0;
  }
}
