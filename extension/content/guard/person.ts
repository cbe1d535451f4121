// Keys that are a person's whatever their pace, and places where the guard keeps off.
import { altDigit, type Key } from "../../shared/key-text";

const modifiers: ReadonlySet<string> = new Set(["Shift", "Alt", "AltGraph", "Control", "Meta", "CapsLock", "NumLock"]);

/** A key that no scanner presses: held down, a shortcut, an editing key, or a letter that another program writes. */
export function isPersonsKey(event: Key & { repeat: boolean }, letter: string | undefined): boolean {
  if (event.repeat || (event.code === "" && letter !== undefined)) return true;
  return letter === undefined && altDigit(event) === undefined && !modifiers.has(event.key);
}

/** A field for a password, also while it shows it: what is typed there is nobody else's. */
export function isPassword(field: Element | null): boolean {
  return field instanceof HTMLInputElement && (field.type === "password" || /\b(?:current|new)-password\b/.test(field.autocomplete));
}

/** Whether a key presses the control instead of writing into it. */
export function isPressed(control: Element | null, letter: string | undefined): boolean {
  if (letter !== " " && letter !== "\n") return false;
  if (control instanceof HTMLInputElement) return ["button", "checkbox", "color", "file", "image", "radio", "reset", "submit"].includes(control.type);
  return control?.matches("button, summary, a[href], [role=button], [role=checkbox], [role=link], [role=menuitem], [role=option], [role=radio], [role=switch], [role=tab]") === true && !(control instanceof HTMLElement && control.isContentEditable);
}
