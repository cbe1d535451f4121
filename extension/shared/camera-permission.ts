// What the panel and the page that asks for the camera say to each other, over a channel that only our own pages share.
import { isErrorCode, type ErrorCode } from "../generated/errors";

export const cameraPage = "camera.html";
export const cameraChannel = "camera-permission";

/** Asks for the zoom as well, where the camera has one (W3C MediaStream Image Capture, §10); TypeScript does not know the word. */
export const withMovement: MediaTrackConstraints & { zoom: true } = { zoom: true };

export type CameraMessage =
  /** Of the page: allowed, or why not. */
  | { type: "answer"; failure?: ErrorCode }
  /** Of the panel that waited: it goes on by itself, the page is not needed any more. */
  | { type: "heard" };

/** Checks a message of the channel; undefined for anything that is not one. */
export function parseCameraMessage(value: unknown): CameraMessage | undefined {
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  if (value.type === "heard") return { type: "heard" };
  if (value.type !== "answer") return undefined;
  if (!("failure" in value) || value.failure === undefined) return { type: "answer" };
  return typeof value.failure === "string" && isErrorCode(value.failure) ? { type: "answer", failure: value.failure } : undefined;
}
