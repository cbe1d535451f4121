// Keys that act from anywhere in the panel.
import type { ActionName } from "./actions";

const withAlt: { readonly [code: string]: ActionName } = { KeyZ: "undo", KeyL: "lookup", KeyN: "next" };

type Key = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "repeat"> & { target: EventTarget | null };

/** Elements that use Enter themselves. */
function takesEnter(target: EventTarget | null): boolean {
  const name = (target as Partial<Element> | null)?.tagName ?? "";
  return ["TEXTAREA", "INPUT", "BUTTON", "SUMMARY", "A", "SELECT"].includes(name);
}

/** Which act a key means; a held key means nothing. */
export function shortcutOf({ key, code, altKey, ctrlKey, metaKey, repeat, target }: Key): ActionName | "primary" | undefined {
  if (repeat || ctrlKey || metaKey) return undefined;
  if (altKey) return withAlt[code];
  if (key === "Escape") return "closePreview";
  return key === "Enter" && !takesEnter(target) ? "primary" : undefined;
}
