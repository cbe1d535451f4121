// Places in frames of the page's own origin, seen from the page around them.
import { framePlace } from "../../shared/frame-place";
import { frameOf } from "../composed";
import { bodyIn, FRAMES } from "../frames";
import { PageTree } from "../page-tree";

/** A place in a document's view, in its own pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where the view of a frame's document begins in the view around it, and how large it is drawn there. */
function viewOf(frame: Element): { left: number; top: number; scale: number } {
  const { left, top, width } = frame.getBoundingClientRect();
  const { paddingLeft, paddingTop } = getComputedStyle(frame);
  const { offsetWidth, clientLeft, clientTop } = frame as HTMLElement;
  const scale = offsetWidth === 0 ? 1 : width / offsetWidth;
  return { left: left + (clientLeft + parseFloat(paddingLeft)) * scale, top: top + (clientTop + parseFloat(paddingTop)) * scale, scale };
}

/** Where an element is in the view of the outermost document of its origin. */
export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  let box: Box = { left, top, width, height };
  for (let frame = frameOf(element.ownerDocument); frame !== null; frame = frameOf(frame.ownerDocument)) {
    const view = viewOf(frame);
    box = { left: view.left + box.left * view.scale, top: view.top + box.top * view.scale, width: box.width * view.scale, height: box.height * view.scale };
  }
  return box;
}

/** The document a frame of the page's own origin shows, and where a point of the view around it is in there; undefined for any other element. */
export function intoFrame(element: Element, x: number, y: number): { document: Document; x: number; y: number } | undefined {
  const document = bodyIn(element)?.ownerDocument;
  if (document === undefined) return undefined;
  const view = viewOf(element);
  return { document, x: (x - view.left) / view.scale, y: (y - view.top) / view.scale };
}

/** The windows of all frames of the page's own origin that somebody sees. */
export function viewsIn(document: Document): Window[] {
  const bodies = new PageTree(document).all(FRAMES).map(bodyIn);
  return bodies.map((body) => body?.ownerDocument.defaultView ?? null).filter((view) => view !== null);
}

/** The frames of other origins in these places of the tab. */
export function framesAt(document: Document, places: readonly number[][]): Element[] {
  if (places.length === 0) return [];
  const wanted = new Set(places.map((place) => place.join()));
  return new PageTree(document).all(FRAMES).filter((frame) => {
    const { contentWindow } = frame as HTMLIFrameElement;
    return contentWindow !== null && bodyIn(frame) === null && wanted.has(framePlace(contentWindow).path.join());
  });
}
