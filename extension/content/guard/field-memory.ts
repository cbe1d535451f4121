// A field as it was before a scanner's first keys fell into it, and the way back. Only what the keys have spelt is taken out, as if a
// person had deleted it, so that the page's own model follows; what the page has put there itself stays.
import { fireChange, key, setNativeValue } from "../execute/events";

export interface FieldMemory {
  readonly field: HTMLElement;
  /** The browser itself has just changed the field, nobody else yet. */
  seen(): void;
  /**
   * Puts the field back as it was, with its selection.
   * @param typed what the keys have spelt
   * @returns whether nothing of it is left; what cannot be told from the page's own text stays
   */
  undo(typed: string): boolean;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Fields of parts, and a value that clears what is half typed there. */
const halfTyped: { readonly [type: string]: string } = { date: "2000-01-01", time: "00:00", month: "2000-01", week: "2000-W01", "datetime-local": "2000-01-01T00:00", number: "0" };
const withoutText: ReadonlySet<string> = new Set(["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"]);

/** Of the element the keys go to; undefined for one that letters do not change. */
export function rememberField(field: Element | null): FieldMemory | undefined {
  if (field instanceof HTMLInputElement) {
    if (withoutText.has(field.type)) return undefined;
    return field.type in halfTyped && field.type !== "number" ? rememberParts(field) : rememberText(field);
  }
  if (field instanceof HTMLTextAreaElement) return rememberText(field);
  return field instanceof HTMLElement && field.isContentEditable ? rememberRichText(field) : undefined;
}

/** Whether a field shows something that is no value, because it is half typed. */
function isHalfTyped(field: TextField): boolean {
  return field.type in halfTyped && field.validity.badInput;
}

function rememberText(field: TextField): FieldMemory {
  const { value, selectionStart: start, selectionEnd: end, selectionDirection } = field;
  return {
    field,
    seen: () => undefined,
    undo(typed) {
      if (field.value !== value || isHalfTyped(field)) {
        if (!isHalfTyped(field) && !isSpelt(value, field.value, typed)) return false;
        if (start !== null && end !== null && isFocused(field)) removeTyped(field, value, start, end);
        if (field.value !== value || isHalfTyped(field)) writeBack(field, value);
      }
      // A page may have made another kind of field of it, which has no selection.
      if (start !== null && end !== null && field.selectionStart !== null) field.setSelectionRange(start, end, selectionDirection ?? "none");
      return field.value === value;
    },
  };
}

function rememberParts(field: HTMLInputElement): FieldMemory {
  const { value } = field;
  let own = value;
  return {
    field,
    seen() {
      own = field.value;
    },
    undo() {
      if (field.value !== own) return false;
      if (field.value !== value || isHalfTyped(field)) writeBack(field, value);
      return field.value === value;
    },
  };
}

/** Letters and digits, whatever a mask or a page's capitals have made of them. */
function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Whether the text is what was there, but for one place where letters stand that the keys have spelt. */
export function isSpelt(before: string, now: string, typed: string): boolean {
  const [old, text, keys] = [folded(before), folded(now), folded(typed)];
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  let end = 0;
  while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  let at = 0;
  for (const letter of text.slice(start, text.length - end)) {
    at = keys.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Takes out what stands where the selection was, through the browser: it keeps what it knows of the person's own changes. */
function removeTyped(field: TextField, value: string, start: number, end: number): void {
  const typed = field.value.length - (value.length - (end - start));
  if (typed < 0 || field.value.slice(0, start) !== value.slice(0, start) || field.selectionStart === null) return;
  field.setSelectionRange(start, start + typed);
  replaceSelection(field.ownerDocument, value.slice(start, end));
}

/** Types over the selection as a person would; nothing else does that in fields and editors alike. */
export function replaceSelection(document: Document, text: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no browser has anything in its place
  document.execCommand(text === "" ? "delete" : "insertText", false, text);
}

function writeBack(field: TextField, value: string): void {
  // What is half typed has no value yet, and is cleared only by one.
  const other = halfTyped[field.type];
  if (other !== undefined && isHalfTyped(field)) setNativeValue(field, other);
  setNativeValue(field, value);
  fireChange(field);
  key(field, "keyup", "Unidentified", 0);
}

/** Of an editor in which nothing is selected: keys go in at the caret. */
function rememberRichText(field: HTMLElement): FieldMemory {
  const document = field.ownerDocument;
  const before = field.textContent;
  return {
    field,
    seen: () => undefined,
    undo(typed) {
      if (field.textContent === before) return true;
      const letters = field.textContent.length - before.length;
      const selection = document.getSelection();
      if (letters <= 0 || letters > typed.length || selection === null || !isFocused(field)) return false;
      for (let letter = 0; letter < letters; letter++) selection.modify("extend", "backward", "character");
      if (isSpelt("", selection.toString(), typed)) replaceSelection(document, "");
      else selection.collapseToEnd();
      return field.textContent === before;
    },
  };
}

/** Whether keys would replace what is selected in an editor, which could not be brought back as it was. */
export function hasSelectedRichText(field: Element | null): boolean {
  return field instanceof HTMLElement && field.isContentEditable && field.ownerDocument.getSelection()?.isCollapsed === false;
}

function isFocused(element: HTMLElement): boolean {
  const root = element.getRootNode();
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === element;
}

/** The element that has the focus, in shadow trees, too; an extension may look into closed ones. */
export function deepestFocus(document: Document): Element | null {
  let active = document.activeElement;
  for (let inner = innerFocus(active); inner !== null; inner = innerFocus(inner)) active = inner;
  return active;
}

function innerFocus(element: Element | null): Element | null {
  if (!(element instanceof HTMLElement)) return null;
  const dom = (globalThis as { chrome?: { dom?: { openOrClosedShadowRoot(host: HTMLElement): ShadowRoot | null } } }).chrome?.dom;
  const root = element.shadowRoot ?? dom?.openOrClosedShadowRoot(element) ?? null;
  return root?.activeElement ?? null;
}
