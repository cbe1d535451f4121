// Words of a text and the longest phrases in them.
import { bare, fold } from "../fold";
import { once } from "../remember";

// Kept apart: where the build writes it as a call, it is made once.
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;

/** Letters, digits and combining marks in runs; everything else parts words. The input is folded. */
export function wordsOf(folded: string): string[] {
  return folded.split(BETWEEN_WORDS).filter((word) => word !== "");
}

/** Words of a text and whether it is written without any Vietnamese mark. */
export interface WordList {
  words: string[];
  isBare: boolean;
}

/** Folds a text once for all the books it is read in. */
export const listWords = once((text: string): WordList => {
  const folded = fold(text);
  return { words: wordsOf(folded), isBare: !/[^\0-\x7f]/u.test(folded) };
});

/** Phrases by their words; longer ones are found first. `form` is how both sides are made comparable. */
class PhraseBook<T> {
  private readonly byWords = new Map<string, T>();
  private readonly starts = new Set<string>();
  private longest = 1;

  constructor(entries: Iterable<readonly [string, T]>, form: (text: string) => string) {
    for (const [phrase, meaning] of entries) {
      const words = wordsOf(form(phrase));
      const key = words.join(" ");
      // The first entry of a phrase holds: two phrases may fall together once their marks are gone.
      if (!this.byWords.has(key)) this.byWords.set(key, meaning);
      this.starts.add(words[0] ?? "");
      this.longest = Math.max(this.longest, words.length);
    }
  }

  /** The longest phrase that starts at `at`. */
  at(words: readonly string[], at: number): { meaning: T; length: number } | undefined {
    if (!this.starts.has(words[at] ?? "")) return undefined;
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

  /** The longest phrase at a place of a text, read with or without marks as the text is written. */
  at({ words, isBare }: WordList, at: number): { meaning: T; length: number } | undefined {
    return (isBare ? this.unmarked : this.marked).at(words, at);
  }
}
