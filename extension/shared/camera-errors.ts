// Why a camera gives no picture, in our own codes.
import type { ErrorCode } from "../generated/errors";

/** Names of getUserMedia's refusals (W3C Media Capture and Streams, §9.3). */
const codes: { readonly [name: string]: ErrorCode } = {
  NotFoundError: "camera.none",
  OverconstrainedError: "camera.none",
  NotAllowedError: "camera.denied",
  SecurityError: "camera.denied",
  NotReadableError: "camera.busy",
  AbortError: "camera.busy",
};

/** The code of what `getUserMedia` threw; what it never throws is an internal fault. */
export function cameraCode(error: unknown): ErrorCode {
  const name = error instanceof Error ? error.name : "";
  return Object.hasOwn(codes, name) ? (codes[name] as ErrorCode) : "protocol.internal";
}
