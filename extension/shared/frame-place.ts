// Which frame of a tab a window is, by the places of frames in frames: the one thing that documents of different origins agree on.

/** `path`: the window's number among its parent's frames, from the top down; empty for the top. `origin`: of the window that asks. */
export interface FramePlace {
  origin: string;
  path: number[];
}

/** More frames in one another than any page has. */
export const deepestFrame = 24;

/** Stands by itself: the browser carries its text into a frame. @param view that of the frame, in whatever document the question is asked */
export function framePlace(view: Window = self): FramePlace {
  const path: number[] = [];
  for (let at = view; at !== at.parent && path.length <= 24; at = at.parent) {
    const { parent } = at;
    let place = 0;
    while (place < parent.length && parent[place] !== at) place += 1;
    path.unshift(place);
  }
  return { origin: self.origin, path };
}

/** Whether this is the answer of `framePlace`: it comes from a page's process. */
export function isFramePlace(value: unknown): value is FramePlace {
  if (typeof value !== "object" || value === null || !("origin" in value) || !("path" in value)) return false;
  const { origin, path } = value;
  return typeof origin === "string" && Array.isArray(path) && path.length <= deepestFrame && path.every((place) => Number.isSafeInteger(place));
}
