// Keeps what a keyboard scanner types out of the portal's page, from a person's "Start reception" until the citizen leaves.
// Only the browser's own keys count, and only a scanner's are taken; a person's go where they always go.
import { altDigit, isTakenByInputMethod, KeyText, letterOf, scannedText } from "../../shared/key-text";
import { rememberField, type FieldMemory } from "./field-memory";
import { KeyPace } from "./key-pace";

/** A pause this long ends a scan whose last key is Enter or Tab; without either it may only be a hiccup of the cable. */
const pauseAfterEndMs = 80;
const pauseMs = 250;
/** A scanner's late Enter or Tab comes within this time. */
const afterScanMs = 600;
/** Fewer letters are no code: they are given back. */
const shortestScan = 8;
const longestScan = 65_536;
/** A person's keys that belong together are fewer than this. */
const longestStart = 64;

const modifiers: ReadonlySet<string> = new Set(["Shift", "Alt", "AltGraph", "Control", "Meta", "CapsLock", "NumLock"]);
const written: ReadonlySet<string> = new Set(["insertText", "insertLineBreak", "insertParagraph"]);
const focusEvents = ["focus", "blur", "focusin", "focusout", "change"] as const;

export class ScanGuard {
  readonly #pace = new KeyPace();
  readonly #keys = new KeyText();
  #listening: AbortController | undefined;
  #memory: FieldMemory | undefined;
  #isScanning = false;
  #lastKey = -Infinity;
  #scanEnd = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The letter that was seen by its key or its key press, and whose later events are still to come; any: whatever letter that is. */
  #expected: { letter: string | undefined; by: "keydown" | "keypress" | "any" } | undefined;
  /** Keys that were taken and are still down. */
  readonly #taken = new Set<string>();
  /** Where the focus was, while it is away from an input method. */
  #left: HTMLElement | undefined;
  #isChangeDue = false;
  /** Whether what happens now is the guard's own doing. */
  #isOwn = false;

  /** @param scanned takes the text of each scan */
  constructor(
    private readonly view: Window,
    private readonly scanned: (text: string) => void,
  ) {}

  get isArmed(): boolean {
    return this.#listening !== undefined;
  }

  start(): void {
    if (this.isArmed) return;
    const listening = new AbortController();
    this.#listening = listening;
    const on = <T extends keyof WindowEventMap>(type: T, act: (event: WindowEventMap[T]) => void) => {
      const listener = (event: WindowEventMap[T]) => {
        if (event.isTrusted && !this.#isOwn) act(event);
      };
      this.view.addEventListener(type, listener, { capture: true, signal: listening.signal });
    };
    on("keydown", (event) => this.#down(event));
    on("keypress", (event) => this.#press(event));
    on("keyup", (event) => this.#up(event));
    on("beforeinput", (event) => this.#input(event));
    on("compositionstart", () => this.#isScanning && this.#leaveField());
    on("submit", (event) => this.#isTaking(event) && keep(event));
    // A page that comes back from the browser's cache is another reception's.
    on("pagehide", () => this.stop());
    for (const type of focusEvents) this.view.addEventListener(type, (event) => this.#hush(event), { capture: true, signal: listening.signal });
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = undefined;
    clearTimeout(this.#timer);
    if (this.#isScanning) this.#putBack("");
    this.#forget();
  }

  /** Whether a key or a submission now is the scanner's, also just after its code. */
  #isTaking({ timeStamp }: Event): boolean {
    return this.#isScanning || timeStamp - this.#scanEnd <= afterScanMs;
  }

  #down(event: KeyboardEvent): void {
    const letter = letterOf(event);
    this.#expected = { letter, by: "keydown" };
    if (this.#isScanning) {
      this.#take(event);
      this.#keys.down(event);
      if (isTakenByInputMethod(event)) this.#leaveField();
      this.#schedule(event);
    } else if (this.#isTaking(event) && (letter === "\n" || letter === "\t")) this.#take(event);
    else if (isPersons(event, letter)) this.#forget();
    else if (!modifiers.has(event.key)) this.#note(event, () => this.#keys.down(event));
  }

  /** Reaches the guard alone where the page keeps keys to itself, and for letters of Alt sequences. */
  #press(event: KeyboardEvent): void {
    const letter = letterOf(event);
    const isKnown = letter === undefined || (this.#expected?.by !== "keypress" && this.#isExpected(letter));
    if (this.#isScanning || (this.#isTaking(event) && (letter === "\n" || letter === "\t"))) keep(event);
    if (isKnown) return;
    this.#expected = { letter, by: "keypress" };
    this.#letter(event, letter);
  }

  #input(event: InputEvent): void {
    if (!written.has(event.inputType)) return;
    const letter = event.inputType === "insertText" ? (event.data ?? "") : "\n";
    const isKnown = this.#isExpected(letter) || [...letter].length !== 1;
    this.#expected = undefined;
    if (this.#isScanning || (letter === "\n" && this.#isTaking(event))) keep(event);
    if (!isKnown) this.#letter(event, letter);
  }

  #up(event: KeyboardEvent): void {
    if (this.#keys.up(event)) {
      // The system's own idea of the letter comes next; the digits say it exactly.
      this.#expected = { letter: undefined, by: "any" };
      if (this.#isScanning) this.#schedule(event);
    }
    if (this.#taken.delete(event.code)) keep(event);
  }

  #isExpected(letter: string): boolean {
    return this.#expected !== undefined && (this.#expected.by === "any" || this.#expected.letter === letter);
  }

  #letter(event: Event, letter: string): void {
    if (!this.#isScanning) this.#note(event, () => this.#keys.letter(letter));
    else if (this.#keys.length < longestScan) {
      this.#keys.letter(letter);
      this.#schedule(event);
    }
  }

  /** A key that may be a scanner's first: it goes to the page, and the field is remembered as it was. */
  #note(event: Event, add: () => void): void {
    if (this.#pace.key(event.timeStamp) || this.#keys.length > longestStart) {
      this.#keys.reset();
      this.#memory = rememberField(event.composedPath()[0]);
    }
    add();
    this.#lastKey = event.timeStamp;
    if (this.#pace.isScanner(this.#keys.text())) this.#beginScan(event);
  }

  #beginScan(event: Event): void {
    this.#isScanning = true;
    this.#take(event);
    this.#own(() => this.#memory?.restore());
    if (event instanceof KeyboardEvent && isTakenByInputMethod(event)) this.#leaveField();
    this.#schedule(event);
  }

  /** Keeps a key from the page; what was down before may come up there. */
  #take(event: Event): void {
    keep(event);
    this.#expected = undefined;
    if (event instanceof KeyboardEvent && event.type === "keydown") this.#taken.add(event.code);
  }

  #schedule(event: Event): void {
    clearTimeout(this.#timer);
    this.#lastKey = event.timeStamp;
    const isEnded = /[\n\t]$/.test(this.#keys.text().slice(-1));
    this.#timer = setTimeout(() => this.#endScan(), isEnded ? pauseAfterEndMs : pauseMs);
  }

  /** Takes the focus out of the field without the page hearing of it: an input method works in fields only. */
  #leaveField(): void {
    const field = deepest(this.view.document);
    if (this.#left !== undefined || !(field instanceof HTMLElement) || field === this.view.document.body) return;
    this.#left = field;
    this.#own(() => field.blur());
  }

  /** The page hears nothing of the focus going away and coming back; a change it would have heard of is told to it then. */
  #hush(event: Event): void {
    if (!this.#isOwn || this.#left === undefined) return;
    event.stopImmediatePropagation();
    this.#isChangeDue ||= event.type === "change";
  }

  /** Leaves the field as it was before the scan. @param text keys to give back to it */
  #putBack(text: string): void {
    this.#isScanning = false;
    this.#scanEnd = this.#lastKey;
    this.#own(() => {
      const left = this.#left;
      left?.focus({ preventScroll: true });
      this.#left = undefined;
      // The page may have put something there by itself, the input method its last word.
      this.#memory?.restore();
      if (text !== "") this.#memory?.type(text);
      if (this.#isChangeDue) left?.dispatchEvent(new Event("change", { bubbles: true }));
      this.#isChangeDue = false;
    });
  }

  #endScan(): void {
    const text = scannedText(this.#keys.text());
    this.#putBack(text.length < shortestScan ? text : "");
    this.#forget();
    if (text.length >= shortestScan && text.length <= longestScan) this.scanned(text);
  }

  #forget(): void {
    this.#pace.reset();
    this.#keys.reset();
    this.#memory = undefined;
  }

  #own(act: () => void): void {
    this.#isOwn = true;
    try {
      act();
    } finally {
      this.#isOwn = false;
    }
  }
}

/** A key that no scanner presses: held down, a shortcut, an editing key, or a letter that another program writes. */
function isPersons(event: KeyboardEvent, letter: string | undefined): boolean {
  if (event.repeat || (event.code === "" && letter !== undefined)) return true;
  return letter === undefined && altDigit(event) === undefined && !modifiers.has(event.key);
}

function keep(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function deepest(document: Document): Element | null {
  let active = document.activeElement;
  for (let inner = active?.shadowRoot?.activeElement; inner instanceof Element; inner = inner.shadowRoot?.activeElement) active = inner;
  return active;
}
