// Keeps what a keyboard scanner types out of the portal's page, from a person's "Start reception" until the citizen leaves.
// Only the browser's own keys count, and only a scanner's are taken; a person's go where they always go.
import type { ScanTrouble } from "../../shared/content-protocol";
import { altDigit, isTakenByInputMethod, letterOf, scannedText } from "../../shared/key-text";
import { deepestFocus } from "./field-memory";
import { FocusAway } from "./focus-away";
import { Burst } from "./burst";
import { isPassword, isPersonsKey, isPressed } from "./person";

/** A pause this long ends a scan whose last key is Enter or Tab; without either it may only be a hiccup of the cable. */
const pauseAfterEndMs = 80;
const pauseMs = 250;
/** A part of a code is waited for this much longer: fields of a card may come after such a pause, and keys later than they were pressed. */
const longPauseMs = 1000;
/** A pause that is this much longer than asked for: the page stood still, and keys may be waiting. */
const lateMs = 100;
/** A key that comes this late waited behind something that may have taken others. */
const longLateMs = 200;
/** Keys that were held back and may be a person's wait this long for the next one. */
const holdMs = 150;
/** A scanner's late Enter or Tab comes within this time. */
const afterScanMs = 600;
/** A scan that is over is remembered this long, since no timer can tell a pause from keys that a busy browser has not handed on yet. */
const lateKeysMs = 5000;

const written: ReadonlySet<string> = new Set(["insertText", "insertLineBreak", "insertParagraph"]);

export interface GuardOptions {
  /** Takes the text of each scan. */
  scanned(text: string): void;
  /** Takes word of a scan that went wrong. */
  spoilt(trouble: ScanTrouble): void;
  /** Whether there is still somebody to tell: keys that nobody gets are not taken. */
  isHeard(): boolean;
}

export class ScanGuard {
  #listening: AbortController | undefined;
  #observer: MutationObserver | undefined;
  #burst: Burst;
  /** The last scan, which its next key may show to be a part. */
  #last: { burst: Burst; isTold: boolean } | undefined;
  readonly #focus: FocusAway;
  #lastKey = -Infinity;
  #scanEnd = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The letter that was seen by its key or its key press, and whose later events are still to come; any: whatever letter that is. */
  #expected: { letter: string | undefined; by: "keydown" | "keypress" | "any" } | undefined;
  /** Keys that were taken and are still down. */
  readonly #taken = new Set<string>();
  /** Whether what happens now is the guard's own doing. */
  #isOwn = false;

  constructor(
    private readonly view: Window,
    private readonly options: GuardOptions,
  ) {
    this.#burst = new Burst(view);
    this.#focus = new FocusAway(view.document);
  }

  get isArmed(): boolean {
    return this.#listening !== undefined;
  }

  /** Begins, or begins again: a page that writes itself anew takes all listeners away. */
  start(): void {
    this.#listening?.abort();
    const listening = new AbortController();
    this.#listening = listening;
    const on = <T extends keyof WindowEventMap>(type: T, act: (event: WindowEventMap[T]) => void) => {
      const listener = (event: WindowEventMap[T]) => {
        if (!event.isTrusted || this.#isOwn) return;
        if (this.options.isHeard()) act(event);
        else this.stop();
      };
      this.view.addEventListener(type, listener, { capture: true, signal: listening.signal });
    };
    on("keydown", (event) => this.#down(event));
    on("keypress", (event) => this.#press(event));
    on("keyup", (event) => this.#up(event));
    on("beforeinput", (event) => this.#input(event));
    on("input", () => this.#burst.seen());
    on("blur", (event) => event.target === this.view && this.#burst.interrupt());
    on("compositionstart", () => this.#burst.isScanning && this.#own(() => this.#focus.leave()));
    on("submit", (event) => this.#isTaking(event) && keep(event));
    // A page that comes back from the browser's cache is another reception's.
    on("pagehide", () => this.stop());
    this.#focus.listen(listening.signal);
    this.#observer ??= this.#observe();
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = undefined;
    this.#observer?.disconnect();
    this.#observer = undefined;
    clearTimeout(this.#timer);
    this.#last = undefined;
    this.#own(() => {
      this.#burst.undo();
      this.#focus.comeBack();
    });
    this.#burst.reset();
  }

  #observe(): MutationObserver {
    const observer = new MutationObserver(() => this.isArmed && this.start());
    observer.observe(this.view.document, { childList: true });
    return observer;
  }

  /** Whether a key or a submission now is the scanner's, also just after its code. */
  #isTaking({ timeStamp }: Event): boolean {
    const since = timeStamp - this.#scanEnd;
    return this.#burst.isScanning || (since >= 0 && since <= afterScanMs);
  }

  #isLateEnd(event: Event, letter: string | undefined): boolean {
    return isLineEnd(letter) && this.#isTaking(event);
  }

  #down(event: KeyboardEvent): void {
    const letter = letterOf(event);
    this.#expected = { letter, by: "keydown" };
    this.#resume(event, letter ?? altDigit(event));
    if (performance.now() - event.timeStamp > longLateMs) this.#burst.interrupt();
    if (this.#burst.isScanning) this.#go(event);
    else if (this.#isLateEnd(event, letter)) this.#take(event);
    else if (isPersonsKey(event, letter) || isPassword(deepestFocus(this.view.document))) this.#forget();
    else if (letter !== undefined || altDigit(event) !== undefined) this.#note(event, letter, () => this.#burst.down(event));
  }

  /** A key that was pressed before the pause was over, and came after it: the scan goes on. */
  #resume(event: Event, letter: string | undefined): void {
    if (this.#last === undefined || letter === undefined || this.#burst.isScanning) return;
    const { burst, isTold } = this.#last;
    const gap = event.timeStamp - this.#lastKey;
    // A late line end adds nothing to a scan that was told.
    if (gap < 0 || gap > (burst.isEnded ? pauseAfterEndMs : pauseMs) || (isTold && isLineEnd(letter))) return;
    this.#forget();
    this.#burst = burst;
  }

  /** A key during a scan. */
  #go(event: KeyboardEvent): void {
    if (event.repeat) return this.#take(event);
    // The page stood still, and the pause between two scans with it.
    if (this.#isNextScan(event)) {
      this.#endScan();
      return this.#down(event);
    }
    if (this.#burst.goesOnAsPersons(event)) return this.#giveBack();
    this.#take(event);
    this.#burst.down(event);
    if (isTakenByInputMethod(event)) this.#own(() => this.#focus.leave());
    this.#schedule(event);
  }

  #isNextScan(event: KeyboardEvent): boolean {
    if (letterOf(event) === undefined) return false;
    const gap = event.timeStamp - this.#lastKey;
    if (gap <= pauseMs) return this.#burst.isEnded && gap > pauseAfterEndMs;
    return gap > pauseMs + longPauseMs || !this.#burst.isUnfinished;
  }

  /** Reaches the guard alone where the page keeps keys to itself, and for letters of Alt sequences. */
  #press(event: KeyboardEvent): void {
    const letter = letterOf(event);
    const isKnown = letter === undefined || (this.#expected?.by !== "keypress" && this.#isExpected(letter));
    if (this.#burst.isScanning || this.#isLateEnd(event, letter)) keep(event);
    if (isKnown) return;
    this.#expected = { letter, by: "keypress" };
    this.#letter(event, letter);
  }

  #input(event: InputEvent): void {
    if (!written.has(event.inputType)) return;
    const letter = event.inputType === "insertText" ? (event.data ?? "") : "\n";
    const isKnown = this.#isExpected(letter) || [...letter].length !== 1;
    this.#expected = undefined;
    if (this.#burst.isScanning || (letter === "\n" && this.#isTaking(event))) keep(event);
    if (!isKnown) this.#letter(event, letter);
  }

  #up(event: KeyboardEvent): void {
    if (this.#burst.up(event)) {
      // The system's own idea of the letter comes next; the digits say it exactly.
      this.#expected = { letter: undefined, by: "any" };
      if (this.#burst.isScanning) this.#schedule(event);
    }
    if (this.#taken.delete(event.code)) keep(event);
  }

  #isExpected(letter: string): boolean {
    return this.#expected !== undefined && (this.#expected.by === "any" || this.#expected.letter === letter);
  }

  #letter(event: Event, letter: string): void {
    this.#resume(event, letter);
    if (this.#burst.isScanning) {
      this.#burst.letter(letter, event.timeStamp);
      this.#schedule(event);
    } else if (isPassword(deepestFocus(this.view.document))) this.#forget();
    else this.#note(event, letter, () => this.#burst.letter(letter, event.timeStamp));
  }

  /** A key that may be a scanner's first: it goes to the page, and the field is remembered as it was. */
  #note(event: Event, letter: string | undefined, add: () => void): void {
    const target = deepestFocus(this.view.document);
    this.#last = undefined;
    this.#own(() => this.#burst.note(event, target, isLineEnd(letter)));
    add();
    this.#lastKey = event.timeStamp;
    if (this.#burst.isScanner) this.#beginScan(event);
    else if (this.#burst.isHolding && !isLineEnd(letter)) this.#hold(event);
    else if (isPressed(target, letter) && this.#burst.isFollowing) this.#take(event);
  }

  #hold(event: Event): void {
    this.#take(event);
    clearTimeout(this.#timer);
    // A browser that is late with one key may be with the next.
    const late = Math.min(Math.max(0, performance.now() - event.timeStamp), longPauseMs);
    this.#timer = setTimeout(() => this.#own(() => this.#burst.release(event.timeStamp)), holdMs + late);
  }

  #beginScan(event: Event): void {
    this.#take(event);
    this.#own(() => {
      // An input method lets go of its letters when the field is left, and only then can they be taken out.
      if (event instanceof KeyboardEvent && isTakenByInputMethod(event)) this.#focus.leave();
      this.#burst.begin();
    });
    this.#schedule(event);
  }

  /** Keeps a key from the page; what was down before may come up there. */
  #take(event: Event): void {
    keep(event);
    this.#expected = undefined;
    if (event instanceof KeyboardEvent && event.type === "keydown") this.#taken.add(event.code);
  }

  #schedule(event: Event): void {
    this.#lastKey = event.timeStamp;
    this.#wait(this.#burst.isEnded ? pauseAfterEndMs : pauseMs);
  }

  #wait(pause: number): void {
    clearTimeout(this.#timer);
    const due = performance.now() + pause;
    this.#timer = setTimeout(() => this.#pauseOver(performance.now() - due > lateMs), pause);
  }

  /** Asks whether the scan is over. @param isLate whether the page stood still: keys that waited meanwhile come now */
  #pauseOver(isLate: boolean): void {
    if (isLate && this.#burst.waitAfterStandstill()) this.#wait(pauseMs);
    else if (this.#burst.waitLonger()) this.#wait(longPauseMs);
    else this.#endScan();
  }

  #endScan(): void {
    this.#scanEnd = this.#lastKey;
    const { verdict, text, isClean } = this.#own(() => {
      this.#focus.comeBack();
      const result = this.#burst.finish();
      this.#focus.tell();
      return result;
    });
    if (verdict === "typed") {
      this.#giveBack();
      return;
    }
    this.#remember(verdict === "scan");
    if (verdict === "scan") this.options.scanned(scannedText(text));
    else this.options.spoilt(verdict === "cut" ? "scanCut" : "scanTooLong");
    if (!isClean) this.options.spoilt("scanLeftovers");
  }

  #remember(isTold: boolean): void {
    clearTimeout(this.#timer);
    this.#last = { burst: this.#burst, isTold };
    this.#burst = new Burst(this.view);
    this.#timer = setTimeout(() => {
      this.#last = undefined;
    }, lateKeysMs);
  }

  /** Keys that were taken and are a person's go where they would have gone. */
  #giveBack(): void {
    clearTimeout(this.#timer);
    this.#own(() => {
      this.#focus.comeBack();
      this.#burst.giveBack();
      this.#focus.tell();
    });
    this.#scanEnd = -Infinity;
    this.#forget();
  }

  /** A person's key, or the end of a scan: what came before counts no more. */
  #forget(): void {
    clearTimeout(this.#timer);
    this.#last = undefined;
    this.#own(() => this.#burst.reset());
  }

  #own<T>(act: () => T): T {
    this.#isOwn = this.#focus.isOwn = true;
    try {
      return act();
    } finally {
      this.#isOwn = this.#focus.isOwn = false;
    }
  }
}

function isLineEnd(letter: string | undefined): boolean {
  return letter === "\n" || letter === "\t";
}

function keep(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
