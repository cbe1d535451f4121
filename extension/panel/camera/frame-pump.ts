// Frames of a playing video, one at a time: the next is taken when the last was looked at, and it is the newest then.

import type { DecodeInput } from "../../decode/decoder";
import { FramePixels } from "./frame-pixels";

/** More looks a second would only heat the machine. */
const shortestMs = 80;

/** Waits for the next new frame; gives false when `signal` ended it first. */
function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      signal.removeEventListener("abort", settle);
      resolve(!signal.aborted);
    };
    if (signal.aborted) return settle();
    signal.addEventListener("abort", settle);
    // Firefox before 132 lacks it: then every painted picture counts as a frame.
    const known = video as { requestVideoFrameCallback?: (callback: () => void) => number };
    if (known.requestVideoFrameCallback === undefined) requestAnimationFrame(settle);
    else video.requestVideoFrameCallback(settle);
  });
}

/**
 * Shows frame after frame to `look` until `signal` ends it.
 * @param look gives false to stop; a frame during which it has not answered is lost
 */
export async function pumpFrames(video: HTMLVideoElement, look: (frame: DecodeInput) => Promise<boolean>, signal: AbortSignal): Promise<void> {
  const pixels = new FramePixels();
  let last = -Infinity;
  while (await nextFrame(video, signal)) {
    if (video.videoWidth === 0 || performance.now() - last < shortestMs) continue;
    last = performance.now();
    if (!(await look(await pixels.take(video)))) return;
  }
}
