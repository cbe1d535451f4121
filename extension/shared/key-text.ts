// What a scanner's keys spell. A scanner presses the keys of a US keyboard; letters that such a keyboard lacks come as Alt and
// digits of the number pad, and an input method may stand between the key and its letter: the key itself still says which.

/** The part of a KeyboardEvent that is looked at. */
export type Key = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "keyCode" | "isComposing">;

type Token = { letter: string } | { alt: string };

const longestAlt = 7;
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

/** The digit of an Alt sequence; undefined for any other key. */
export function altDigit({ altKey, code }: Key): string | undefined {
  return altKey ? /^Numpad(\d)$/.exec(code)?.[1] : undefined;
}

/** The letter or line end a key stands for; undefined for keys that write nothing. Scanners send CR and LF as Enter, Ctrl+M or Ctrl+J. */
export function letterOf(event: Key): string | undefined {
  const { key, code, ctrlKey, altKey, metaKey } = event;
  if (metaKey || altKey !== ctrlKey) return ctrlKey && !altKey && !metaKey && (code === "KeyJ" || code === "KeyM") ? "\n" : undefined;
  if (key in lineKeys) return lineKeys[key];
  if (isTakenByInputMethod(event)) return ofUsKeyboard(event);
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

  /** Whether the letters differ from what the browser would have put into a field: Alt sequences, or an input method in between. */
  get isRaw(): boolean {
    return this.#isRaw;
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** Takes one key on its way down; keys that write nothing are passed over. */
  down(event: Key): void {
    const digit = altDigit(event);
    if (digit !== undefined) {
      this.#alt = ((this.#alt ?? "") + digit).slice(0, longestAlt);
      return;
    }
    if (event.key === "Backspace") this.#tokens.pop();
    const letter = letterOf(event);
    if (letter === undefined) return;
    this.#isRaw ||= isTakenByInputMethod(event);
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
  }
}

/** Letters of Alt sequences in a row: with a leading zero the bytes of UTF-8 where they are such, else code points. */
function altText(codes: readonly string[]): string {
  const values = codes.map(Number);
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
