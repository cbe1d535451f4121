// Why a native port closed, in our own codes. Chromium tells in runtime.lastError, Firefox in port.error.
import type { ErrorCode } from "../generated/errors";

export type ErrorParams = { [name: string]: string | number | boolean };

/** A failure with a stable code (schemas/errors.json). */
export class BridgeError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
  ) {
    super(code);
    this.name = "BridgeError";
  }
}

/** The code of anything thrown; what is not ours is an internal fault. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof BridgeError ? error.code : "protocol.internal";
}

const reasons: readonly [part: string, code: ErrorCode][] = [
  ["host not found", "host.notInstalled"],
  ["No such native application", "host.notInstalled"],
  ["host is forbidden", "host.forbidden"],
  ["does not have permission to use native application", "host.forbidden"],
  ["disabled by the system administrator", "host.blockedByPolicy"],
];

/** @param message what the browser gives as the reason; empty or absent when the host simply ended */
export function disconnectCode(message: string | undefined): ErrorCode {
  return reasons.find(([part]) => message?.includes(part))?.[1] ?? "host.exited";
}
