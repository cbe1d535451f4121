// A person's letters in a list that the guard had held back: the list goes to the option they begin, as the browser would have done.
import { fireChange } from "../execute/events";

/** Letters further apart than this begin a new word, as in browsers. */
const wordMs = 1000;

export class TypeAhead {
  #list: HTMLSelectElement | undefined;
  #word = "";
  #last = -Infinity;

  /** @param now milliseconds on any steady clock */
  type(list: HTMLSelectElement, text: string, now: number): void {
    const isNew = list !== this.#list || now - this.#last > wordMs;
    this.#word = ((isNew ? "" : this.#word) + text.toLowerCase()).slice(0, 100);
    this.#list = list;
    this.#last = now;
    const [first = ""] = this.#word;
    // The same letter again goes on to the next option.
    const found = match(list, this.#word === first.repeat(this.#word.length) ? first : this.#word);
    if (found === undefined || found.selected) return;
    list.selectedIndex = found.index;
    fireChange(list);
  }
}

/** The next option that begins so: a single letter goes on to another option, a word may stay. */
function match(list: HTMLSelectElement, word: string): HTMLOptionElement | undefined {
  const options = [...list.options];
  const from = Math.max(0, list.selectedIndex) + (word.length === 1 ? 1 : 0);
  const isOnOffer = (option: HTMLOptionElement) => !option.disabled && option.text.trim().toLowerCase().startsWith(word);
  return [...options.slice(from), ...options.slice(0, from)].find(isOnOffer);
}
