// Pickers in a page and in the frames of other listed origins that are seen in it: each keeps clicks from its own document, and the one
// around leaves its frame open to it.
import type { PickTexts } from "../../shared/content-protocol";
import type { SiteProfile } from "../../generated/site-profile";
import { listedFrames } from "../form-frames";
import { ask, checkBinding, framesOf, injectFrame, type OpenFrame, type OpenPage } from "../portal";
import type { DocumentPlace, FrameTarget } from "../reception/state";
import { within } from "../within";

/** What a frame that is ready never needs. */
const FRAME_MS = 4000;
/** Frames in which is picked at once. */
const MOST_FRAMES = 16;

export interface Picking {
  profile?: SiteProfile;
  once: boolean;
  texts: PickTexts;
}

/** Opens the pickers of the frames around which `page` stands. @returns the frames, and the places of those in the page itself */
export async function openFramePickers(page: OpenPage, picking: Picking, allowedOrigins: readonly string[]): Promise<{ frames: FrameTarget[]; openings: number[][] }> {
  const seen = await ask(page, { kind: "frames" });
  if (seen.length === 0) return { frames: [], openings: [] };
  const all = await within(FRAME_MS, framesOf(page.tabId)).catch(() => []);
  const opened: FrameTarget[] = [];
  const into = async (places: readonly number[][]): Promise<number[][]> => {
    const openings: number[][] = [];
    for (const frame of await listedFrames(places, all, allowedOrigins)) {
      if (opened.length >= MOST_FRAMES) break;
      const isOpen = await openIn(frame).catch(() => false);
      if (isOpen) openings.push(frame.path);
    }
    return openings;
  };
  const openIn = async (frame: OpenFrame): Promise<boolean> => {
    const { tabId, frameId, documentId } = frame;
    const place: DocumentPlace = { tabId, frameId, ...(documentId === undefined ? {} : { documentId }) };
    await within(FRAME_MS, injectFrame(place));
    const openings = await into(await within(FRAME_MS, ask(place, { kind: "frames" })));
    // One hint is enough, and one look at the profile's form.
    const { binding } = await within(FRAME_MS, ask(place, { kind: "pick", once: picking.once, texts: { ...picking.texts, hint: "" }, openings }));
    checkBinding(binding, frame);
    opened.push({ ...place, frameId, binding, first: 0, count: 0 });
    return true;
  };
  return { openings: await into(seen), frames: opened };
}
