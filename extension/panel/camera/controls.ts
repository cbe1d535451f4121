// Light, zoom and focus of a camera, where it has them (W3C MediaStream Image Capture, §10).

/** What of it TypeScript's own list of capabilities lacks. */
interface ImageCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step?: number };
  focusMode?: string[];
}
interface ImageConstraints {
  torch?: boolean;
  zoom?: number;
  focusMode?: string;
}

export interface CameraControls {
  torch: boolean;
  zoom?: { min: number; max: number; step: number; value: number };
}

/** What a person can set of this camera. */
export function controlsOf(track: MediaStreamTrack): CameraControls {
  const { torch, zoom } = capabilitiesOf(track);
  if (zoom === undefined || !(zoom.max > zoom.min)) return { torch: torch === true };
  const { zoom: value = zoom.min } = track.getSettings() as { zoom?: number };
  return { torch: torch === true, zoom: { min: zoom.min, max: zoom.max, step: zoom.step ?? (zoom.max - zoom.min) / 20, value } };
}

/** Sets it if the camera will: a card can be read without. */
export async function setControl(track: MediaStreamTrack, control: { torch: boolean } | { zoom: number }): Promise<void> {
  await apply(track, control);
}

/** Keeps the camera focusing, where it would not by itself. */
export async function keepFocusing(track: MediaStreamTrack): Promise<void> {
  if (capabilitiesOf(track).focusMode?.includes("continuous") === true) await apply(track, { focusMode: "continuous" });
}

function capabilitiesOf(track: MediaStreamTrack): ImageCapabilities {
  // Firefox before 132 does not know the question.
  const known = track as { getCapabilities?: () => ImageCapabilities };
  return known.getCapabilities?.() ?? {};
}

async function apply(track: MediaStreamTrack, constraints: ImageConstraints): Promise<void> {
  try {
    await track.applyConstraints({ advanced: [constraints as MediaTrackConstraintSet] });
  } catch {
    // The camera named the capability and then refused it, or was pulled out: its end is told elsewhere.
  }
}
