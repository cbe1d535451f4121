// Looks through a list that draws only the options in sight, from its first option to its last.
import type { ErrorCode } from "../../generated/errors";
import { matchOption } from "../../plan/options";
import { textOf } from "../dom-text";
import type { Wanted } from "./adapter";
import { quiet, throwIfStopped, until, type Limit } from "./wait";

// Drawn in the next frame or never.
const DRAWN_MS = 120;
const CALLS = 4;
const END_MARGIN = 1;
const MAX_STEPS = 1000;

export interface Sight {
  items: HTMLElement[];
  /** More options may be drawn once the last of these has come into sight. */
  grows: boolean;
  scroller?: HTMLElement;
}

/** An option by its place in the whole list: two of the same words are two. */
interface Seen {
  at: number;
  label: string;
}

/** @returns the one option that fits, brought into sight, or why there is none */
export async function findByWalking(look: () => Sight, wanted: Wanted): Promise<HTMLElement | ErrorCode> {
  const seen = await lookThrough(look, wanted);
  const match = matchOption(seen.map(({ label }) => label), wanted.value, wanted.accepted);
  const hit = "index" in match ? seen[match.index] : undefined;
  if (hit === undefined) return performance.now() >= wanted.limit.deadline ? "fill.timeout" : "fill.optionMissing";
  const inSight = (): HTMLElement | undefined => look().items.find((item) => placeOf(item) === hit.at && textOf(item) === hit.label);
  return (await bring(look, hit.at, inSight, wanted.limit)) ?? "fill.timeout";
}

/** Scrolls until what is looked for is drawn; a list that was still drawing its last place may miss the first call. */
async function bring<T>(look: () => Sight, top: number, probe: () => T | undefined, limit: Limit): Promise<T | undefined> {
  for (let call = 0; call < CALLS; call++) {
    const found = probe();
    if (found !== undefined) return found;
    const { scroller } = look();
    if (scroller !== undefined) scrollTo(scroller, call % 2 === 0 ? top : top - 1);
    const drawn = await until(probe, quiet(DRAWN_MS, limit.signal));
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}

async function lookThrough(look: () => Sight, { limit }: Wanted): Promise<Seen[]> {
  const seen = new Map<number, string>();
  if (look().items.length === 0) return [];
  await bring(look, 0, () => (look().items.some((item) => placeOf(item) === 0) ? true : undefined), limit);
  for (let step = 0; step < MAX_STEPS && performance.now() < limit.deadline; step++) {
    throwIfStopped(limit.signal);
    const { items, grows, scroller } = look();
    for (const item of items) seen.set(placeOf(item), textOf(item));
    const last = items.at(-1);
    if (scroller === undefined || last === undefined) break;
    const bottom = placeOf(last);
    if (bottom + last.offsetHeight >= scroller.scrollHeight - END_MARGIN && !grows) break;
    const more = await bring(look, bottom, () => (placeOf(look().items.at(-1) ?? last) > bottom ? true : undefined), limit);
    if (more === undefined) break;
  }
  return [...seen].sort(([a], [b]) => a - b).map(([at, label]) => ({ at, label }));
}

/** Distance from the list's beginning: what is drawn is moved there as one piece. */
function placeOf(item: HTMLElement): number {
  const piece = item.parentElement;
  const view = item.ownerDocument.defaultView;
  if (piece === null || view === null) return 0;
  const transform = view.getComputedStyle(piece).transform;
  const moved = transform === "none" || transform === "" ? 0 : new DOMMatrixReadOnly(transform).m42;
  const first = piece.firstElementChild as HTMLElement;
  return Math.round(moved + item.offsetTop - first.offsetTop);
}

// A page in the background gets no scroll event of its own.
function scrollTo(scroller: HTMLElement, top: number): void {
  scroller.scrollTop = top;
  scroller.dispatchEvent(new Event("scroll"));
}
