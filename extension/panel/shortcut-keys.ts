// Keys that act from anywhere in the panel. Enter and Space are the key gate's.
import type { ActionName } from "./actions";

const withAlt: { readonly [code: string]: ActionName } = { KeyZ: "undo", KeyL: "lookup", KeyN: "next", KeyC: "switchPerson" };

type Key = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "repeat">;

/** Which act a key means; a held key means nothing. */
export function shortcutOf({ key, code, altKey, ctrlKey, metaKey, repeat }: Key): ActionName | undefined {
  if (repeat || ctrlKey || metaKey) return undefined;
  if (altKey) return withAlt[code];
  return key === "Escape" ? "closePreview" : undefined;
}
