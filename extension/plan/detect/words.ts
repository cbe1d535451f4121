// Words of a text and the longest phrases in them.
import { bare, fold } from "../fold";

/** Letters, digits and combining marks in runs; everything else parts words. The input is folded. */
export function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "");
}

/** Phrases by their words; longer ones are found first. `form` is how both sides are made comparable. */
export class PhraseBook<T> {
  private readonly byWords = new Map<string, T>();
  private longest = 1;

  constructor(entries: Iterable<readonly [string, T]>, private readonly form: (text: string) => string) {
    for (const [phrase, meaning] of entries) {
      const words = wordsOf(form(phrase));
      const key = words.join(" ");
      // The first entry of a phrase holds: two phrases may fall together once their marks are gone.
      if (!this.byWords.has(key)) this.byWords.set(key, meaning);
      this.longest = Math.max(this.longest, words.length);
    }
  }

  /** Words of a text in the form the book compares. */
  words(text: string): string[] {
    return wordsOf(this.form(text));
  }

  /** The longest phrase that starts at `at`. */
  at(words: readonly string[], at: number): { meaning: T; length: number } | undefined {
    for (let length = Math.min(this.longest, words.length - at); length > 0; length--) {
      const meaning = this.byWords.get(words.slice(at, at + length).join(" "));
      if (meaning !== undefined) return { meaning, length };
    }
    return undefined;
  }
}

/** The same phrases for texts with Vietnamese marks and for texts written without any. */
export class TwoBooks<T> {
  private readonly marked: PhraseBook<T>;
  private readonly unmarked: PhraseBook<T>;

  constructor(entries: readonly (readonly [string, T])[]) {
    this.marked = new PhraseBook(entries, fold);
    this.unmarked = new PhraseBook(entries, bare);
  }

  /** The book in which a text is read. */
  for(text: string): PhraseBook<T> {
    return bare(text) === fold(text) ? this.unmarked : this.marked;
  }
}
