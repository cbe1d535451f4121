// What all fills of one document have changed, each field with what it held before the first of them.
import type { Undo } from "./fill";

/** `former` and then `fresh`; a field written again keeps its first value and takes what it shows now. */
export function joined(former: readonly Undo[], fresh: readonly Undo[]): Undo[] {
  const rewritten = new Map<Undo, Undo>();
  const added = fresh.filter((entry) => {
    const element = elementOf(entry);
    const first = element === undefined ? undefined : former.find((candidate) => elementOf(candidate) === element);
    if (first !== undefined) rewritten.set(first, { ...entry, before: first.before });
    return first === undefined;
  });
  return [...former.map((entry) => rewritten.get(entry) ?? entry), ...added];
}

// References are of one preview; the element is the same in all of them.
function elementOf({ page, ref }: Undo): Element | undefined {
  return page.control(ref)?.element;
}
