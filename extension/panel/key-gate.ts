// Every key of the panel passes here first. A keyboard scanner types wherever the focus happens to be: what it types goes to the
// scan box and presses nothing. Enter and Space press a control only when they come alone.
import { altDigit, isTakenByInputMethod, KeyText, letterOf, scannedText } from "../shared/key-text";
import { fastKeyMs, isWholeCard, ScanBurst } from "./scan-burst";

/** A key that nothing follows or precedes within this time was pressed by a person. */
const aloneMs = 150;
/** A scanner's late Enter, after its code was already taken, comes within this time. */
const afterScanMs = 600;
/** This many fast keys in an entry field are not a person's. */
const scannerKeys = 4;
/** Keys further apart than this are not one scanner's, however slow. */
const longestGapMs = 400;

const clickTypes: ReadonlySet<string> = new Set(["checkbox", "radio", "button", "submit"]);

type TextField = HTMLInputElement | HTMLTextAreaElement;

export interface KeyGateOptions {
  box(): HTMLTextAreaElement | null;
  /** A scan is complete. @param event the trusted key that ended it */
  scanned(event: Event, text: string): void;
  /** Enter alone, with no control to press: the next step. */
  enter(event: Event): void;
}

interface HeldKey {
  event: KeyboardEvent;
  press(): void;
  timer: ReturnType<typeof setTimeout>;
}

/** A click that stands for a person's key; events of it are as good as the key. */
let replaying = false;

/** Whether a person did this: the browser's own event, or the click made from a person's key. */
export function isPersons(event: Event): boolean {
  return event.isTrusted || replaying;
}

export class KeyGate {
  readonly #burst = new ScanBurst();
  /** What the keys spell, where the browser would write something else. */
  readonly #keys = new KeyText();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held: HeldKey | undefined;
  #last = -Infinity;
  #scanEnd = -Infinity;
  #entry: { field: TextField; before: string; text: string; fast: number } | undefined;

  constructor(private readonly options: KeyGateOptions) {}

  /** Follows the keys of a document; gives the way to stop. */
  listen(document: Document): () => void {
    const down = (event: KeyboardEvent) => this.#down(event);
    // Firefox presses a button on the way up.
    const up = (event: KeyboardEvent) => {
      if (event.isTrusted && this.#keys.up(event)) this.#note(event, false);
      if (event.key === " " && textField(event.target) === undefined) event.preventDefault();
    };
    document.addEventListener("keydown", down, true);
    document.addEventListener("keyup", up, true);
    return () => {
      clearTimeout(this.#timer);
      this.#drop();
      document.removeEventListener("keydown", down, true);
      document.removeEventListener("keyup", up, true);
    };
  }

  /** Text came into the box by another way than keys. */
  pasted(event: Event): void {
    this.#keys.reset();
    this.#schedule(event, () => true, 0);
  }

  #down(event: KeyboardEvent): void {
    if (!event.isTrusted) return;
    const { timeStamp: now } = event;
    const gap = now - this.#last;
    if (gap > longestGapMs) this.#keys.reset();
    const letter = letterOf(event);
    // A Tab held down goes from field to field.
    if (event.repeat && letter !== undefined && letter !== "\t") return this.#onRepeat(event);
    this.#keys.down(event);
    const isRaw = altDigit(event) !== undefined || isTakenByInputMethod(event);
    if (!isRaw && letter === undefined) return;
    const field = textField(event.target);
    const isInBox = field !== undefined && field === this.options.box();
    const isEnd = letter === "\t" || (letter === "\n" && event.ctrlKey);
    if (isEnd && gap > fastKeyMs && (!isInBox || scannedText(field.value) === "")) return;
    this.#last = now;
    if (isEnd) event.preventDefault();
    if (isEnd || isRaw) this.#note(event, isEnd);
    else if (field === undefined) this.#onControl(event, gap);
    else if (isInBox) this.#inBox(event, gap);
    else this.#inEntry(event, field, gap);
  }

  /** A key that a person holds down: no scanner does, and its letters make no code. */
  #onRepeat(event: KeyboardEvent): void {
    clearTimeout(this.#timer);
    this.#burst.reset();
    this.#keys.reset();
    this.#entry = undefined;
    if (event.key === "Enter" || textField(event.target) === undefined) event.preventDefault();
  }

  #inBox(event: KeyboardEvent, gap: number): void {
    const box = this.options.box();
    if (event.key === "Enter" && scannedText(box?.value ?? "") === "") {
      event.preventDefault();
      this.#hold(event, gap, () => this.options.enter(event));
      return;
    }
    this.#drop();
    this.#note(event, event.key === "Enter");
  }

  #onControl(event: KeyboardEvent, gap: number): void {
    event.preventDefault();
    const { key, target } = event;
    if ((key === "Enter" || key === " ") && (gap > aloneMs || event.repeat)) {
      this.#hold(event, gap, () => this.#press(event, target));
      return;
    }
    this.#toBox(event, this.#drop() + (key === "Enter" ? "\n" : key));
  }

  /** Moves a burst out of a field that was meant for a person's typing, and gives the field back what it held. */
  #inEntry(event: KeyboardEvent, field: TextField, gap: number): void {
    const letter = event.key === "Enter" ? "\n" : event.key;
    const before = this.#entry;
    const isFast = gap <= fastKeyMs && before?.field === field;
    const entry = isFast ? { ...before, text: before.text + letter, fast: before.fast + 1 } : { field, before: field.value, text: letter, fast: 0 };
    this.#entry = entry;
    if (entry.fast < scannerKeys) return;
    this.#entry = undefined;
    event.preventDefault();
    field.value = entry.before;
    this.#toBox(event, entry.text);
  }

  #toBox(event: KeyboardEvent, text: string): void {
    const box = this.options.box();
    if (box === null) return;
    box.focus();
    box.value += text;
    this.#note(event, event.key === "Enter");
  }

  #note(event: KeyboardEvent, isEnd: boolean): void {
    this.#burst.key(isEnd, event.timeStamp);
    const typed = () => scannedText(this.options.box()?.value ?? "");
    if (isEnd && isWholeCard(typed())) {
      // At once: the next card's code may follow sooner than any pause.
      event.preventDefault();
      clearTimeout(this.#timer);
      return this.#submit(event);
    }
    this.#schedule(event, () => this.#burst.isComplete(typed()), this.#burst.pause);
  }

  #schedule(event: Event, isComplete: () => boolean, delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (isComplete()) this.#submit(event);
    }, delay);
  }

  #submit(event: Event): void {
    const box = this.options.box();
    // A scanner whose letters came another way than the browser writes them: its keys say them exactly.
    const isRaw = this.#keys.isRaw && this.#burst.isFast;
    const text = scannedText(isRaw ? this.#keys.text() : (box?.value ?? ""));
    this.#burst.reset();
    this.#keys.reset();
    this.#scanEnd = event.timeStamp;
    // An input method lets go of its letters when the field is left.
    if (isRaw) box?.blur();
    if (box !== null) box.value = "";
    if (isRaw) box?.focus();
    if (text !== "") this.options.scanned(event, text);
  }

  #hold(event: KeyboardEvent, gap: number, press: () => void): void {
    if (event.repeat) return;
    this.#drop();
    if (gap <= aloneMs || event.timeStamp - this.#scanEnd <= afterScanMs) return;
    const timer = setTimeout(() => {
      this.#held = undefined;
      press();
    }, aloneMs);
    this.#held = { event, press, timer };
  }

  /** Lets go of a key that turned out not to be alone; gives its text. */
  #drop(): string {
    const { event, timer } = this.#held ?? {};
    clearTimeout(timer);
    this.#held = undefined;
    return event?.key === " " ? " " : "";
  }

  #press(event: Event, target: EventTarget | null): void {
    const control = target instanceof Element ? target.closest<HTMLElement>("button, a[href], summary, input, label, select") : null;
    if (control === null) {
      if ((event as KeyboardEvent).key === "Enter") this.options.enter(event);
      return;
    }
    if (!control.isConnected) return;
    replaying = true;
    try {
      control.click();
    } finally {
      replaying = false;
    }
  }
}

/** The field a key would type into. */
function textField(target: EventTarget | null): TextField | undefined {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && !clickTypes.has(target.type) ? target : undefined;
}
