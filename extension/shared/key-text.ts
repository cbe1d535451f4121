// What a scanner's keys spell. A scanner presses the keys of a US keyboard; letters that such a keyboard lacks come as Alt and
// digits of the number pad, and an input method may stand between the key and its letter: the key itself still says which.

/** The part of a KeyboardEvent that is looked at. */
export type Key = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "keyCode" | "isComposing">;

type Token = { letter: string } | { alt: string };

const longestAlt = 8;
const shiftedDigits = ")!@#$%^&*(";
const otherKeys: { readonly [code: string]: readonly [plain: string, shifted: string] } = {
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Backquote: ["`", "~"],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Space: [" ", " "],
};
const lineKeys: { readonly [key: string]: string } = { Enter: "\n", Tab: "\t" };

/** Whether an input method has taken the key. */
export function isTakenByInputMethod(event: Key): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- 229 is all that an input method leaves of a key in Chromium; Firefox says Process
  const { key, keyCode, isComposing } = event;
  return isComposing || keyCode === 229 || key === "Process";
}

/** The digit of an Alt sequence, or the plus that makes it one of hexadecimal digits; undefined for any other key. */
export function altDigit({ altKey, code }: Key): string | undefined {
  if (!altKey) return undefined;
  return code === "NumpadAdd" ? "+" : /^Numpad(\d)$/.exec(code)?.[1];
}

/** A digit that only a hexadecimal Alt sequence has, or one beside the number pad. */
function hexDigit({ altKey, code }: Key): string | undefined {
  return altKey ? /^(?:Key(?=[A-F]$)|Digit)(\w)$/.exec(code)?.[1] : undefined;
}

/** A key that waits for the next one to put an accent on it: what a scanner means is the key itself. */
function isDead({ key }: Key): boolean {
  return key === "Dead";
}

/** The letter or line end a key stands for; undefined for keys that write nothing. Scanners send CR and LF as Enter, Ctrl+M or Ctrl+J. */
export function letterOf(event: Key): string | undefined {
  const { key, code, ctrlKey, altKey, metaKey } = event;
  if (metaKey || altKey !== ctrlKey) return ctrlKey && !altKey && !metaKey && (code === "KeyJ" || code === "KeyM") ? "\n" : undefined;
  if (key in lineKeys) return lineKeys[key];
  if (isTakenByInputMethod(event) || isDead(event)) return ofUsKeyboard(event);
  return [...key].length === 1 ? key : undefined;
}

function ofUsKeyboard({ code, shiftKey }: Key): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shiftKey && code.startsWith("Digit") ? shiftedDigits[Number(digit)] : digit;
  return otherKeys[code]?.[shiftKey ? 1 : 0];
}

export class KeyText {
  #tokens: Token[] = [];
  #alt: string | undefined;
  #isRaw = false;
  #isAfterDead = false;

  /** Whether the letters differ from what the browser would have put into a field: Alt sequences, or an input method in between. */
  get isRaw(): boolean {
    return this.#isRaw;
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** Whether the last key was a line end. */
  get isEnded(): boolean {
    const last = this.#tokens.at(-1);
    return last !== undefined && "letter" in last && /^[\n\t]$/.test(last.letter);
  }

  /** Takes one key on its way down; keys that write nothing are passed over. */
  down(event: Key): void {
    const digit = altDigit(event) ?? (this.#alt?.startsWith("+") === true ? hexDigit(event) : undefined);
    if (digit !== undefined) {
      this.#alt = ((this.#alt ?? "") + digit).slice(0, longestAlt);
      return;
    }
    if (event.key === "Backspace") this.#tokens.pop();
    const seen = letterOf(event);
    if (seen === undefined) return;
    // The system has put the dead key's accent on this letter, or its own sign before it.
    const letter = this.#isAfterDead && !(event.key in lineKeys) ? (ofUsKeyboard(event) ?? seen) : seen;
    this.#isRaw ||= isTakenByInputMethod(event) || isDead(event);
    this.#isAfterDead = isDead(event);
    this.letter(letter);
  }

  /** Takes the end of a key; letting go of Alt ends its sequence. @returns whether a sequence ended */
  up(event: Pick<KeyboardEvent, "key">): boolean {
    if (event.key !== "Alt" || this.#alt === undefined) return false;
    this.#tokens.push({ alt: this.#alt });
    this.#alt = undefined;
    this.#isRaw = true;
    return true;
  }

  /** Takes a letter that came without a key. */
  letter(letter: string): void {
    this.#tokens.push({ letter });
  }

  text(): string {
    const parts: string[] = [];
    for (let index = 0; index < this.#tokens.length; ) {
      const token = this.#tokens[index];
      if (token === undefined) break;
      if ("letter" in token) {
        parts.push(token.letter);
        index++;
        continue;
      }
      const codes: string[] = [];
      for (let next = this.#tokens[index]; next !== undefined && "alt" in next; next = this.#tokens[++index]) codes.push(next.alt);
      parts.push(altText(codes));
    }
    return parts.join("");
  }

  reset(): void {
    this.#tokens = [];
    this.#alt = undefined;
    this.#isRaw = false;
    this.#isAfterDead = false;
  }
}

/** Letters of Alt sequences in a row: with a leading zero the bytes of UTF-8 where they are such, else code points. */
function altText(codes: readonly string[]): string {
  const values = codes.map((code) => (code.startsWith("+") ? parseInt(code.slice(1), 16) : Number(code)));
  if (codes.every((code) => code.startsWith("0")) && values.every((value) => value < 256)) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(values));
    } catch {
      return new TextDecoder("windows-1252").decode(Uint8Array.from(values));
    }
  }
  return values.map((value) => (value > 0 && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff) ? String.fromCodePoint(value) : "\ufffd")).join("");
}

/** What is sent of the text a scanner typed: without the line ends it adds. */
export function scannedText(typed: string): string {
  return typed.replace(/[\r\n\t]+$/, "").replace(/^[\r\n]+/, "");
}
