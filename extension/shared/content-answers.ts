// Shape of what comes back from a page's process. A page could have taken over its own process: nothing of it is trusted.
import { isErrorCode, type ErrorCode } from "../generated/errors";
import type { ContentResults, SnapshotField } from "./content-protocol";
import { deepestFrame } from "./frame-place";
import { isNonce } from "./nonce";

type Bag = { readonly [name: string]: unknown };
type Check = (value: unknown) => boolean;

const longestText = 10_000;
/** Of one form, with all its frames. */
export const mostFields = 2000;

const text: Check = (value) => typeof value === "string" && value.length <= longestText;
const flag: Check = (value) => typeof value === "boolean";
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const errorCode: Check = (value) => typeof value === "string" && isErrorCode(value);
const optional = (check: Check): Check => (value) => value === undefined || value === null || check(value);
const list = (check: Check, longest: number): Check => (value) => Array.isArray(value) && value.length <= longest && value.every(check);
const oneOf = (...words: string[]): Check => (value) => typeof value === "string" && words.includes(value);

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shape(checks: { readonly [name: string]: Check }): Check {
  return (value) => isBag(value) && Object.entries(checks).every(([name, check]) => check(value[name]));
}

const binding = shape({ token: text, origin: text, path: text });
const snapshotField = shape({
  ref: count,
  profileKey: optional(text),
  widget: text,
  labels: list(text, 50),
  labelSources: optional(list(text, 50)),
  shared: optional(text),
  name: text,
  id: text,
  codes: optional(list(text, 20)),
  type: text,
  maxLength: optional(count),
  pattern: optional(text),
  readOnly: flag,
  disabled: flag,
  required: flag,
  current: text,
  options: optional(list(text, 5000)),
  optionValues: optional(list(text, 5000)),
  group: text,
  groups: optional(list(text, 20)),
  lines: optional(list(text, 20)),
  heads: optional(list(text, 20)),
  isCrossed: optional(flag),
});
const report = shape({
  key: text,
  label: text,
  outcome: oneOf("filled", "alreadyRight", "refused", "changedByPage", "undone", "kept"),
  error: optional(errorCode),
  shown: optional(text),
});
const broken = shape({ profileKey: text, found: count });
const framePlaces = list(list(count, deepestFrame), 50);
const snapshot = shape({ binding, fields: list(snapshotField, mostFields), broken: list(broken, 2000), frames: optional(framePlaces), problem: optional(errorCode) });

/** Whether this is a field as a content script describes it. */
export function isSnapshotField(value: unknown): value is SnapshotField {
  return snapshotField(value);
}

const answerChecks: { readonly [K in keyof ContentResults]: Check } = {
  snapshot,
  fill: list(report, 2000),
  undo: list(report, 2000),
  forget: (value) => value === true,
  arm: binding,
  disarm: (value) => value === true,
  armFrame: flag,
  disarmFrame: (value) => value === true,
  guarding: flag,
  lookup: shape({
    meaning: oneOf("match", "noMatch", "unavailable", "notPermitted", "unclassified", "timeout"),
    message: text,
    result: (value) => isBag(value) && Object.values(value).every(text),
    clerk: optional(text),
  }),
  record: report,
  nonce: shape({ nonce: (value) => typeof value === "string" && isNonce(value) }),
  evidence: report,
  pick: shape({ binding, formFound: flag, broken: list(broken, 2000) }),
  frames: framePlaces,
  unpick: (value) => value === true,
  trialLook: snapshot,
  trialFill: list(report, 2000),
  trialUndo: list(report, 2000),
};

export type CheckedAnswer<K extends keyof ContentResults> = { ok: true; value: ContentResults[K] } | { ok: false; error: ErrorCode };

/** What the content script answered; anything of another shape is an internal fault. */
export function checkAnswer<K extends keyof ContentResults>(kind: K, answer: unknown): CheckedAnswer<K> {
  if (isBag(answer) && answer["ok"] === true && answerChecks[kind](answer["value"])) return { ok: true, value: answer["value"] as ContentResults[K] };
  const error = isBag(answer) && answer["ok"] === false ? answer["error"] : undefined;
  return { ok: false, error: typeof error === "string" && isErrorCode(error) ? error : "protocol.internal" };
}
