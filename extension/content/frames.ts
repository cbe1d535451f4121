// Which frames of a page are part of it: those whose document has the page's own origin and that a person sees. Those of other origins
// are named to the background, which knows whether they may be filled.
import { deepestFrame, framePlace } from "../shared/frame-place";
import { isOneOf } from "./element-kinds";
import { isVisible } from "./visible";

export const FRAMES = "iframe, frame";
/** More than a form is put together from. */
const MOST_FOREIGN = 50;
const NAMES: ReadonlySet<string> = new Set(["iframe", "frame"]);

/** Body of the document a frame shows; null where that is of another origin, or unseen. */
export function bodyIn(element: Element): HTMLElement | null {
  return isOneOf(element, NAMES) && isVisible(element) ? (documentIn(element)?.body ?? null) : null;
}

/** Why the form that somebody sees in one of these frames is not filled; undefined when none of them is refused. */
export function refusalOf(frames: readonly Element[]): "portal.opaqueOrigin" | "portal.foreignFrame" | undefined {
  const seen = frames.filter((frame) => isVisible(frame));
  if (seen.some(isSandboxed)) return "portal.opaqueOrigin";
  return seen.some((frame) => documentIn(frame) === null) ? "portal.foreignFrame" : undefined;
}

/** Places in the tab of the frames somebody sees whose documents have an origin of their own, in the order of the page. */
export function foreignPlaces(frames: readonly Element[]): number[][] {
  const foreign = frames.filter((frame) => isVisible(frame) && !isSandboxed(frame) && documentIn(frame) === null);
  const views = foreign.slice(0, MOST_FOREIGN).map((frame) => (frame as HTMLIFrameElement).contentWindow);
  return views.filter((view) => view !== null).map((view) => framePlace(view).path).filter((path) => path.length <= deepestFrame);
}

function documentIn(frame: Element): Document | null {
  const { contentDocument } = frame as HTMLIFrameElement;
  // A document may be within reach and yet have another origin: pages can lower that wall between them, permissions do not follow.
  const isSame = contentDocument?.defaultView?.origin === frame.ownerDocument.defaultView?.origin;
  return isSame ? contentDocument : null;
}

// What stands in such a frame has no origin that could be allowed.
function isSandboxed(frame: Element): boolean {
  const allowed = frame.getAttribute("sandbox");
  return allowed !== null && !allowed.toLowerCase().split(/\s+/u).includes("allow-same-origin");
}
