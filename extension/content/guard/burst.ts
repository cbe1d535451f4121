// Keys that came together: what they have spelt, which fields the first of them fell into, and what they are when they are over.
import { altDigit, KeyText, letterOf, scannedText, type Key } from "../../shared/key-text";
import { deepestFocus, hasSelectedRichText, rememberField, replaceSelection, type FieldMemory } from "./field-memory";
import { hiccupMs, KeyPace } from "./key-pace";
import { belongs, isCardsStart, isUnfinishedCard, judge, type Start, type Verdict } from "./scan-verdict";
import { TypeAhead } from "./type-ahead";

/** More is no code. */
const longestScan = 65_536;
/** A person's keys that belong together are fewer than this, and a code shows within them what it is. */
const longestStart = 64;

type TimedKey = Key & Pick<Event, "timeStamp">;

export interface Result {
  verdict: Verdict | "tooLong";
  text: string;
  /** Whether no letter of it is left in the page. */
  isClean: boolean;
}

/** What is known of keys from the first to the last of them. */
class Run {
  /** Fields that keys went to, in their order. */
  readonly memories: FieldMemory[] = [];
  /** Keys kept from a list or editor that could not be brought back as it was, from this letter on. */
  held: { target: HTMLElement; from: number } | undefined;
  /** Keys before a pause that may have been the scanner's. */
  earlier: (Start & { memories: readonly FieldMemory[] }) | undefined;
  isScanning = false;
  isCard = false;
  isTooLong = false;
  isInterrupted = false;
  isClean = true;
  /** Letters that went to the page before the rest was taken. */
  inPage = 0;
}

export class Burst {
  readonly #pace = new KeyPace();
  readonly #keys = new KeyText();
  readonly #typeAhead = new TypeAhead();
  #run = new Run();
  #canWait = true;
  #canWaitLonger = true;

  constructor(private readonly view: Window) {}

  get isScanning(): boolean {
    return this.#run.isScanning;
  }

  /** Whether the keys so far are a scanner's. */
  get isScanner(): boolean {
    return this.#pace.isScanner(this.#keys.text());
  }

  get isEnded(): boolean {
    return this.#keys.isEnded;
  }

  /** Whether keys are kept back until it is known whose they are. */
  get isHolding(): boolean {
    return this.#run.held !== undefined;
  }

  /** Whether the last key followed another one. */
  get isFollowing(): boolean {
    return this.#keys.length > 1;
  }

  /** Before a key is added that may be a scanner's first. @param target the element it goes to */
  note({ timeStamp: now }: Event, target: Element | null, isEnd: boolean): void {
    const { isSteady } = this.#pace;
    if (this.#pace.key(now) || this.#keys.length > longestStart) this.#beginAnew(now, isSteady);
    else if (this.#run.held?.target !== target || (!this.#pace.isFast && (isEnd || /\D/.test(this.#keys.text())))) this.release(now);
    if (target instanceof HTMLSelectElement || (target instanceof HTMLElement && hasSelectedRichText(target))) this.#run.held ??= { target, from: this.#keys.text().length };
    else if (this.#run.memories.at(-1)?.field !== target) {
      const memory = rememberField(target);
      if (memory !== undefined) this.#run.memories.push(memory);
    }
  }

  #beginAnew(now: number, isSteady: boolean): void {
    this.release(now);
    const { memories } = this.#run;
    const isNear = this.#keys.length > 0 && this.#keys.length <= longestStart && this.#pace.gap <= hiccupMs;
    const earlier = isNear ? { text: this.#keys.text(), isSteady, memories } : undefined;
    this.#keys.reset();
    this.#run = new Run();
    this.#run.earlier = earlier;
  }

  /** The browser has just changed the field that the keys go to. */
  seen(): void {
    this.#run.memories.at(-1)?.seen();
  }

  /** Adds a key on its way down. */
  down(event: TimedKey): void {
    if (this.isScanning) this.#canWait = this.#canWaitLonger = true;
    if (this.#hasRoom()) this.#keys.down(event);
    this.#look();
  }

  /** Adds a letter that came without a key. */
  letter(letter: string, now: number): void {
    if (this.isScanning) this.#pace.key(now, true);
    this.#canWait = this.#canWaitLonger = true;
    if (this.#hasRoom()) this.#keys.letter(letter);
    this.#look();
  }

  /** @returns whether the end of a key ended an Alt sequence */
  up(event: Pick<KeyboardEvent, "key">): boolean {
    return this.#keys.up(event);
  }

  #hasRoom(): boolean {
    this.#run.isTooLong ||= this.#keys.length >= longestScan;
    return !this.#run.isTooLong;
  }

  #look(): void {
    if (this.#keys.length <= longestStart) this.#run.isCard = isCardsStart(this.#keys.text());
  }

  /** Something took keys, or may have: a dialog, another window. */
  interrupt(): void {
    this.#run.isInterrupted = true;
  }

  /** Whether the scan may be waited for once more, after the page stood still. */
  waitAfterStandstill(): boolean {
    this.interrupt();
    const can = this.#canWait;
    this.#canWait = false;
    return can;
  }

  /** Whether fields are still missing, and may come after a long pause. */
  get isUnfinished(): boolean {
    return !this.isEnded && isUnfinishedCard(scannedText(this.#keys.text()));
  }

  /** Whether it is no scan as it stands, and the rest may be on its way through a busy browser: nobody waits for word of a part. */
  waitLonger(): boolean {
    const can = this.#canWaitLonger && !this.isEnded && !this.#pace.isPersons && this.#isPart();
    this.#canWaitLonger = false;
    return can;
  }

  #isPart(): boolean {
    const text = scannedText(this.#keys.text());
    const verdict = judge({ text, isEnded: false, isInterrupted: this.#run.isInterrupted, isPersons: false });
    return verdict === "cut" || (verdict === "typed" && isCardsStart(text));
  }

  /** Takes note of a key during a scan. @returns whether it shows that the keys are a person's */
  goesOnAsPersons(event: TimedKey): boolean {
    if (letterOf(event) === undefined && altDigit(event) === undefined) return false;
    this.#pace.key(event.timeStamp, true);
    return this.#pace.isPersons && !this.#run.isCard;
  }

  /** From here on every key is taken; those before leave the page again. */
  begin(): void {
    const run = this.#run;
    run.isScanning = true;
    run.inPage = run.held?.from ?? this.#keys.text().length - 1;
    run.isClean &&= this.undo();
  }

  /** Takes what the keys have spelt out of the fields, the last one first. @returns whether nothing of it is left */
  undo(): boolean {
    return this.isScanning ? undoAll(this.#run.memories, this.#keys.text()) : true;
  }

  /** Says what the keys were, once they are over. */
  finish(): Result {
    const run = this.#run;
    let text = scannedText(this.#keys.text());
    // The page, or the input method, may have brought the letters back.
    let isClean = undoAll(run.memories, text) || run.isClean;
    if (run.earlier !== undefined && belongs(run.earlier, text)) {
      text = run.earlier.text + text;
      isClean = undoAll(run.earlier.memories, text) && isClean;
    }
    const verdict = run.isTooLong ? "tooLong" : judge({ text, isEnded: this.isEnded, isInterrupted: run.isInterrupted, isPersons: this.#pace.isPersons });
    return { verdict, text, isClean };
  }

  /** Gives a list or editor the letters that were kept from it. */
  release(now: number): void {
    const { held } = this.#run;
    this.#run.held = undefined;
    if (held === undefined || this.isScanning) return;
    this.#type(held.target, this.#keys.text().slice(held.from), now);
    // What was selected in an editor is gone with that.
    if (!(held.target instanceof HTMLSelectElement)) this.#run.isClean = false;
  }

  /** Gives the page the keys that were taken; never a line end, which could send a form. */
  giveBack(): void {
    const { isClean, inPage } = this.#run;
    const text = this.#keys.text();
    const target = deepestFocus(this.view.document);
    this.undo();
    this.#type(target, isClean ? text : text.slice(inPage), performance.now());
  }

  /** What came before counts no more; keys that are held are a person's. */
  reset(): void {
    this.release(performance.now());
    this.#run = new Run();
    this.#pace.reset();
    this.#keys.reset();
  }

  #type(target: Element | null, text: string, now: number): void {
    const letters = text.replace(/[\n\t]/g, "");
    if (letters === "") return;
    if (target instanceof HTMLSelectElement) this.#typeAhead.type(target, letters, now);
    // One by one, as they would have come: the page may go on to another field in between.
    else for (const letter of letters) this.#write(letter);
  }

  /** Where a button or a tick has the focus, the selection may still be in a field that no letter was meant for. */
  #write(letter: string): void {
    const { document } = this.view;
    if (rememberField(deepestFocus(document)) !== undefined) replaceSelection(document, letter);
  }
}

function undoAll(memories: readonly FieldMemory[], typed: string): boolean {
  let isClean = true;
  for (const memory of [...memories].reverse()) {
    try {
      isClean = memory.undo(typed) && isClean;
    } catch {
      // Whatever the page has made of the field must not cost the scan.
      isClean = false;
    }
  }
  return isClean;
}
