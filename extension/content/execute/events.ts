// What a browser would send while a person types or clicks: frameworks listen to different parts of it.
import type { ValueElement } from "../controls";

/** Sets the value past any setter a framework has put on the element itself. */
export function setNativeValue(element: ValueElement, value: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element) as object, "value")?.set?.call(element, value);
}

/** The whole sequence of replacing a field's text: focus, key, input, key, change, blur; the last two are left out to stay in it. */
export function typeText(element: HTMLInputElement | HTMLTextAreaElement, value: string, finish: "blur" | "stay" = "blur", enter: typeof focus = focus): void {
  enter(element);
  key(element, "keydown", "Unidentified", 0);
  setNativeValue(element, value);
  element.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertReplacementText", data: value }));
  key(element, "keyup", "Unidentified", 0);
  if (finish === "stay") return;
  element.dispatchEvent(new Event("change", { bubbles: true }));
  blur(element);
}

/** One sign put where the mark stands, in place of what is selected. */
export function insertText(element: HTMLInputElement, sign: string): void {
  key(element, "keydown", sign, sign.charCodeAt(0));
  const { selectionStart: from, selectionEnd: to } = element;
  const at = from ?? element.value.length;
  setNativeValue(element, element.value.slice(0, at) + sign + element.value.slice(to ?? at));
  element.setSelectionRange(at + 1, at + 1);
  element.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText", data: sign }));
  key(element, "keyup", sign, sign.charCodeAt(0));
}

/** Says that a list or box has changed. */
export function fireChange(element: Element): void {
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A key with the legacy code that older widgets look at. */
export function key(element: Element, type: "keydown" | "keyup", name: string, keyCode: number, held: Pick<KeyboardEventInit, "altKey" | "ctrlKey"> = {}): void {
  const legacy = { keyCode, which: keyCode };
  element.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, composed: true, key: name, ...legacy, ...held }));
}

export function mouse(element: Element, ...types: readonly string[]): void {
  for (const type of types) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, button: 0, view: null }));
}

export function pointer(element: Element, ...types: readonly string[]): void {
  for (const type of types) element.dispatchEvent(new PointerEvent(type, { ...middleOf(element), button: 0, buttons: type === "pointerdown" ? 1 : 0, isPrimary: true, pointerId: 1, pointerType: "mouse" }));
}

/** A pointer that comes to the middle of an element and presses it there: some lists go by where it moves. */
export function pressByPointer(element: HTMLElement): void {
  const moved = (type: string): boolean => element.dispatchEvent(new MouseEvent(type, { ...middleOf(element), button: 0, view: null }));
  for (const type of ["mouseenter", "mouseover", "mousemove"]) moved(type);
  pointer(element, "pointermove", "pointerdown");
  moved("mousedown");
  pointer(element, "pointerup");
  moved("mouseup");
  element.click();
}

function middleOf(element: Element): MouseEventInit {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { bubbles: true, cancelable: true, composed: true, clientX: left + width / 2, clientY: top + height / 2 };
}

/** A person's press on a button; the click itself is the element's own, so that its default action happens. */
export function press(element: HTMLElement): void {
  mouse(element, "mousedown", "mouseup");
  element.click();
}

// The document has no focus while the side panel has it; then the browser sends no focus events and they are sent here.
export function focus(element: HTMLElement): void {
  if (!happens(element, "focus", () => element.focus({ preventScroll: true }))) announceFocus(element);
}

/**
 * Enters a field by its events alone, which is what frameworks go by. The true focus goes only where it was already or where a component fetches it:
 * at each change of it the browser reads the whole form for its own form filling, which takes longer than all else that is done to a field.
 */
export function enterLightly(element: HTMLElement): void {
  if (!hasFocus(element)) announceFocus(element);
  if (hasFocus(element)) focus(element);
}

function announceFocus(element: HTMLElement): void {
  element.dispatchEvent(new FocusEvent("focus", { composed: true }));
  element.dispatchEvent(new FocusEvent("focusin", { bubbles: true, composed: true }));
}

function hasFocus(element: HTMLElement): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
}

export function blur(element: HTMLElement): void {
  if (!happens(element, "blur", () => element.blur())) {
    element.dispatchEvent(new FocusEvent("blur", { composed: true }));
    element.dispatchEvent(new FocusEvent("focusout", { bubbles: true, composed: true }));
  }
}

function happens(element: HTMLElement, type: string, act: () => void): boolean {
  let seen = false;
  const note = (): void => {
    seen = true;
  };
  element.addEventListener(type, note);
  act();
  element.removeEventListener(type, note);
  return seen;
}
