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
// What a list leaves free over its first option.
const FIRST = 40;
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
export async function findByWalking(looked: () => Sight, wanted: Wanted): Promise<HTMLElement | ErrorCode> {
  const look = fromOnePlace(looked);
  const seen = await lookThrough(look, wanted);
  const match = matchOption(seen.map(({ label }) => label), wanted.value, wanted.accepted);
  const hit = "index" in match ? seen[match.index] : undefined;
  if (hit === undefined) return performance.now() >= wanted.limit.deadline ? "fill.timeout" : "fill.optionMissing";
  const inSight = (): HTMLElement | undefined => placed(look()).find(({ at, item }) => at === hit.at && textOf(item) === hit.label)?.item;
  return (await bring(look, hit.at, inSight, wanted.limit)) ?? "fill.timeout";
}

/** A list that is still unfolding may turn out to need no scrolling: places are measured from the same element all the way. */
function fromOnePlace(look: () => Sight): () => Sight {
  let held: HTMLElement | undefined;
  return () => {
    const sight = look();
    if (held?.isConnected !== true) held = sight.scroller;
    return held === undefined ? sight : { ...sight, scroller: held };
  };
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
  await bring(look, 0, () => (placed(look()).some(({ at }) => at <= FIRST) ? true : undefined), limit);
  for (let step = 0; step < MAX_STEPS && performance.now() < limit.deadline; step++) {
    throwIfStopped(limit.signal);
    const sight = look();
    const { grows, scroller } = sight;
    const items = placed(sight);
    for (const { at, item } of items) seen.set(at, textOf(item));
    const last = items.at(-1);
    if (scroller === undefined || last === undefined) break;
    const { at: bottom } = last;
    if (bottom + last.item.offsetHeight >= scroller.scrollHeight - END_MARGIN && !grows) break;
    const more = await bring(look, bottom, () => ((placed(look()).at(-1)?.at ?? bottom) > bottom ? true : undefined), limit);
    if (more === undefined) break;
  }
  return [...seen].sort(([a], [b]) => a - b).map(([at, label]) => ({ at, label }));
}

function placed({ items, scroller }: Sight): { at: number; item: HTMLElement }[] {
  return items.map((item) => ({ at: placeOf(item, scroller), item }));
}

/** Distance from the list's beginning, while it may still be unfolding: what is drawn is moved there as one piece, or stands behind a piece as high as what is left out. */
function placeOf(item: HTMLElement, scroller: HTMLElement | undefined): number {
  let moved = 0;
  for (let at = item.parentElement; at !== null && at !== (scroller ?? item.parentElement?.parentElement); at = at.parentElement) {
    const { transform } = getComputedStyle(at);
    if (transform !== "none" && transform !== "") moved += new DOMMatrixReadOnly(transform).m42;
  }
  return Math.round(moved + topOf(item) - (scroller === undefined ? 0 : topOf(scroller)));
}

function topOf(element: HTMLElement): number {
  let top = 0;
  for (let at: Element | null = element; at !== null; at = (at as HTMLElement).offsetParent) top += (at as HTMLElement).offsetTop;
  return top;
}

// A page in the background gets no scroll event of its own.
function scrollTo(scroller: HTMLElement, top: number): void {
  scroller.scrollTop = top;
  scroller.dispatchEvent(new Event("scroll"));
}
