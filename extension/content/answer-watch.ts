// Tells the portal's answer to one press from what an earlier press left, and waits until the page has finished writing it.
import type { FieldName } from "../generated/citizen";
import type { Locator, Lookup } from "../generated/site-profile";
import type { LookupAnswer } from "../shared/content-protocol";
import { clean, fold } from "../plan/fold";
import { textOf } from "./dom-text";
import { isInput, isTextArea } from "./element-kinds";
import { until, type Limit } from "./execute/wait";
import { elementsIn } from "./locate";
import { PageTree } from "./page-tree";
import { isDisabledElement, isVisible } from "./visible";

const MAX_MESSAGE = 500;
const MAX_RESULT = 2000;
// Message and cells that have stood for so long are all the page has to say.
const SETTLED_MS = 150;
// A portal that shows what the database returned begins within this time after its message.
const CELLS_MS = 3000;
// Words that no outcome knows may be a note on the way; standing for so long with nothing going on, they are the answer.
const UNKNOWN_MS = 1000;

export type Answer = Pick<LookupAnswer, "meaning" | "message" | "result">;

interface Reading {
  text: string;
  /** Whether it was put there after the press. */
  isNew: boolean;
}

/** One place of the page, watched from before the press. */
class Spot {
  private readonly before: ReadonlyMap<Element, string>;
  private readonly written = new WeakSet<Element>();

  constructor(
    private readonly locator: Locator,
    private readonly limit: number,
    private readonly appearing: boolean,
    tree: PageTree,
  ) {
    this.before = new Map(this.elements(tree).map((element) => [element, this.textIn(element)]));
  }

  note(writings: readonly MutationRecord[], tree: PageTree): void {
    for (const element of this.elements(tree)) if (writings.some(({ target }) => element.contains(target))) this.written.add(element);
  }

  /** What the one visible element there says; no text when there is none or more than one. */
  read(tree: PageTree): Reading {
    const visible = this.elements(tree).filter((element) => isVisible(element));
    const [only] = visible;
    if (only === undefined || visible.length !== 1) return { text: "", isNew: false };
    const text = valueOf(only, this.limit);
    return { text, isNew: this.written.has(only) || this.before.get(only) !== this.textIn(only) };
  }

  private elements(tree: PageTree): Element[] {
    return elementsIn(tree, this.locator);
  }

  // A message that was hidden and is shown now is a new one; hidden cells may show again what they held.
  private textIn(element: Element): string {
    return this.appearing && !isVisible(element) ? "" : valueOf(element, this.limit);
  }
}

// A spinner put beside the old words is no writing; the same words put there again are.
function isWriting(record: MutationRecord): boolean {
  return record.type === "characterData" || [...record.addedNodes, ...record.removedNodes].some((node) => (node.textContent ?? "").trim() !== "");
}

function valueOf(element: Element, limit: number): string {
  return isInput(element) || isTextArea(element) ? clean(element.value).slice(0, limit) : textOf(element, limit);
}

/** Text of the one visible element a locator names; undefined when there is none, more than one, or nothing in it. */
export function readValue(locator: Locator): string | undefined {
  const tree = new PageTree(document);
  const { text } = new Spot(locator, MAX_RESULT, false, tree).read(tree);
  return text === "" ? undefined : text;
}

/** Made before the press; watches until `answer` has its answer. */
export class AnswerWatch {
  private readonly message: Spot;
  private readonly cells: { field: FieldName; spot: Spot }[];
  private readonly observer: MutationObserver;
  private words = "";
  private wordsSince = 0;
  private shown = "";
  private shownSince = 0;

  constructor(
    private readonly lookup: Lookup,
    private readonly button: Element,
  ) {
    const before = new PageTree(document);
    this.message = new Spot(lookup.message, MAX_MESSAGE, true, before);
    this.cells = (lookup.result ?? []).map(({ field, locate }) => ({ field, spot: new Spot(locate, MAX_RESULT, false, before) }));
    this.observer = new MutationObserver((records) => this.note(records.filter(isWriting)));
    this.observer.observe(document, { childList: true, characterData: true, subtree: true });
  }

  /** The portal's final word; meaning timeout when there was none within the limit. @throws Stopped */
  async answer(limit: Limit): Promise<Answer> {
    try {
      return (await until(() => this.look(false), limit)) ?? this.look(true) ?? { meaning: "timeout", message: this.words, result: {} };
    } finally {
      this.observer.disconnect();
    }
  }

  private note(writings: readonly MutationRecord[]): void {
    if (writings.length === 0) return;
    const tree = new PageTree(document);
    for (const spot of [this.message, ...this.cells.map((cell) => cell.spot)]) spot.note(writings, tree);
  }

  private look(isLast: boolean): Answer | undefined {
    const now = performance.now();
    const tree = new PageTree(document);
    const message = this.message.read(tree);
    const cells = this.cells.map(({ field, spot }) => ({ field, ...spot.read(tree) }));
    this.remember(message.isNew ? message.text : "", cells, now);
    if (this.words === "") return undefined;
    const stood = now - this.wordsSince;
    const outcome = this.lookup.outcomes.find(({ contains }) => fold(this.words).includes(fold(contains)));
    if (outcome === undefined) return isLast || (stood >= UNKNOWN_MS && !this.isWorking()) ? { meaning: "unclassified", message: this.words, result: {} } : undefined;
    if (outcome.meaning === "pending") return undefined;
    const settled = now - this.shownSince >= SETTLED_MS;
    const whole = settled && (outcome.meaning !== "match" || isComplete(cells));
    if (!whole && !isLast && stood < CELLS_MS) return undefined;
    const fresh = settled ? cells.filter(({ text, isNew }) => isNew && text !== "") : [];
    return { meaning: outcome.meaning, message: this.words, result: Object.fromEntries(fresh.map(({ field, text }) => [field, text])) };
  }

  private remember(words: string, cells: readonly Reading[], now: number): void {
    if (words !== this.words) this.wordsSince = now;
    this.words = words;
    const shown = [words, ...cells.map(({ text, isNew }) => `${String(isNew)} ${text}`)].join("\n");
    if (shown !== this.shown) this.shownSince = now;
    this.shown = shown;
  }

  private isWorking(): boolean {
    return this.button.isConnected && (isDisabledElement(this.button) || this.button.closest('[aria-busy="true"]') !== null);
  }
}

// What still stands there from before the press belongs to another answer.
function isComplete(cells: readonly Reading[]): boolean {
  return cells.length === 0 || (cells.some(({ text }) => text !== "") && cells.every(({ text, isNew }) => text === "" || isNew));
}
