// Messages of a picker. The page's process is not trusted: a pick is checked like any other answer, and its locator by the schema when
// the profile is saved.
import type { Locator } from "../../generated/site-profile";
import { siteProfile } from "../../generated/validators.mjs";
import { isSnapshotField } from "../../shared/content-answers";
import type { PickMessage, PickRefusal } from "../../shared/content-protocol";

type Bag = { readonly [name: string]: unknown };

const reasons: ReadonlySet<unknown> = new Set<PickRefusal>(["notAField", "secret", "file", "hidden", "noStableName", "outsideForm"]);

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A locator that a profile may hold, and of those only what the picker chooses from. */
function isLocator(value: unknown): value is Locator {
  if (!isBag(value) || "class" in value || "text" in value) return false;
  const field = { key: "k", role: "applicant", locate: value, widget: "auto", value: { constant: "x" } };
  const provenance = { source: "x", date: "2026-01-01", triedOnLivePortal: false };
  return siteProfile({ format: 1, id: "x", version: 1, title: { vi: "x", en: "x" }, provenance, audience: "clerk", match: [{ hosts: ["a.b"], paths: ["/"] }], fields: [field], detectOthers: false });
}

/** The message of a picker; undefined for anything else. */
export function parsePickMessage(message: unknown): PickMessage | undefined {
  if (!isBag(message) || typeof message["token"] !== "string") return undefined;
  const { kind, token, pick, reason } = message;
  if (kind === "pickEnded") return { kind, token };
  if (kind === "pickRefused") return reasons.has(reason) ? { kind, token, reason: reason as PickRefusal } : undefined;
  if (kind !== "picked" || !isBag(pick) || !isLocator(pick["locate"]) || !isSnapshotField(pick["field"])) return undefined;
  // Whatever it says that the field holds, nothing of it is kept.
  return { kind, token, pick: { locate: pick["locate"], field: { ...pick["field"], current: "" } } };
}
