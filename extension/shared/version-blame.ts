// Which of two sides has to be updated where one did not understand the other.
import type { ErrorCode } from "../generated/errors";

/** What a host answers that does not know what it was asked for. */
const hostDoesNotKnow: ReadonlySet<ErrorCode> = new Set(["protocol.methodUnknown", "protocol.invalidParams", "protocol.invalidRequest", "protocol.versionUnsupported"]);

/** Major, minor and patch; negative where `one` is the older. */
function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.split(".").map(Number));
  return [0, 1, 2].map((part) => (left?.[part] ?? 0) - (right?.[part] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/**
 * @param code why a message was not understood
 * @param versions the host's is unknown until it has said hello
 * @returns `host.outdated` or `extension.outdated` where the versions explain it, else the code itself
 */
export function blamed(code: ErrorCode, versions: { host: string | undefined; extension: string }): ErrorCode {
  if (versions.host === undefined) return code;
  const age = compareVersions(versions.host, versions.extension);
  if (age < 0 && hostDoesNotKnow.has(code)) return "host.outdated";
  return age > 0 && code === "protocol.internal" ? "extension.outdated" : code;
}
