// A field as it was before a scanner's first keys fell into it, and the way back: as if a person had deleted them, so that the
// page's own model follows.
import { fireChange, key, setNativeValue } from "../execute/events";

export interface FieldMemory {
  /** Puts the field back as it was, with its selection; does nothing where nothing fell in. */
  restore(): void;
  /** Gives back keys that were taken and were no scan. */
  type(text: string): void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Of the element the keys go to; undefined for one that keys do not change. */
export function rememberField(target: EventTarget | undefined): FieldMemory | undefined {
  if (target instanceof HTMLSelectElement) return rememberList(target);
  if (target instanceof HTMLTextAreaElement) return rememberText(target);
  if (target instanceof HTMLInputElement) return target.type === "checkbox" || target.type === "radio" ? rememberTick(target) : rememberText(target);
  return target instanceof HTMLElement && target.isContentEditable ? rememberRichText(target) : undefined;
}

function rememberText(field: TextField): FieldMemory {
  const { value, selectionStart: start, selectionEnd: end, selectionDirection } = field;
  const select = () => {
    if (start !== null && end !== null) field.setSelectionRange(start, end, selectionDirection ?? "none");
  };
  return {
    restore() {
      if (field.value !== value && start !== null && end !== null && isFocused(field)) removeTyped(field, value, start, end);
      if (field.value !== value) writeBack(field, value);
      select();
    },
    type(text) {
      if (isFocused(field) && replaceSelection(field.ownerDocument, text)) return;
      writeBack(field, start === null || end === null ? value + text : value.slice(0, start) + text + value.slice(end));
    },
  };
}

/** Takes out what stands where the selection was, through the browser: it keeps what it knows of the person's own changes. */
function removeTyped(field: TextField, value: string, start: number, end: number): void {
  const typed = field.value.length - (value.length - (end - start));
  if (typed < 0 || field.value.slice(0, start) !== value.slice(0, start)) return;
  field.setSelectionRange(start, start + typed);
  replaceSelection(field.ownerDocument, value.slice(start, end));
}

/** Types over the selection as a person would; nothing else does that in fields and editors alike. @returns whether it could be done */
function replaceSelection(document: Document, text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no browser has anything in its place
  return text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
}

function writeBack(field: TextField, value: string): void {
  // A date that is half typed has no value yet, and is cleared only by one.
  if (value === "" && field.type === "date") setNativeValue(field, "2000-01-01");
  setNativeValue(field, value);
  fireChange(field);
  key(field, "keyup", "Unidentified", 0);
}

function rememberList(list: HTMLSelectElement): FieldMemory {
  const { selectedIndex } = list;
  return {
    restore() {
      if (list.selectedIndex === selectedIndex) return;
      list.selectedIndex = selectedIndex;
      fireChange(list);
    },
    type: () => undefined,
  };
}

function rememberTick(box: HTMLInputElement): FieldMemory {
  const { checked } = box;
  return {
    restore() {
      if (box.checked !== checked) box.click();
    },
    type: () => undefined,
  };
}

function rememberRichText(editor: HTMLElement): FieldMemory {
  const document = editor.ownerDocument;
  const before = editor.textContent.length;
  const selection = document.getSelection();
  const chosen = selection?.toString() ?? "";
  return {
    restore() {
      const typed = editor.textContent.length - (before - chosen.length);
      if (typed <= 0 || selection === null || typed === chosen.length) return;
      for (let letter = 0; letter < typed; letter++) selection.modify("extend", "backward", "character");
      replaceSelection(document, chosen);
      for (let letter = 0; letter < chosen.length; letter++) selection.modify("extend", "backward", "character");
    },
    type(text) {
      replaceSelection(document, text);
    },
  };
}

function isFocused(element: HTMLElement): boolean {
  const root = element.getRootNode();
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === element;
}
