// A dossier's nonce, and the evidence of the card's read put into the dossier's own field.
import type { ErrorCode } from "../generated/errors";
import type { Locator } from "../generated/site-profile";
import type { FieldReport } from "../shared/content-protocol";
import { isNonce, longestNonce } from "../shared/nonce";
import { textOf } from "./dom-text";
import { isInput, isTextArea } from "./element-kinds";
import { fireChange, typeText } from "./execute/events";
import { dropFile } from "./drop-zone";
import { within } from "./execute/wait";
import { locateOne } from "./locate";
import { textField } from "./record";
import { isVisible } from "./visible";

const evidenceFormat = "cccd-bridge.evidence";
const evidenceFile = "cccd-bridge-evidence.json";
const longestEvidence = 131_072;
const CONTROLS = "input, select, textarea, button";
/** A portal sends what was dropped to its server before it names it. */
const DROP_MS = 15_000;
// What a person typed as a secret, or chose from a disk, is no nonce.
const unreadTypes: ReadonlySet<string> = new Set(["password", "file"]);

/** @returns the trimmed text of the one element named; evidence.nonceMissing when there is not exactly one with a text, evidence.nonceInvalid for a text that no chip is asked to sign for */
export function readNonce(locator: Locator): { nonce: string } | ErrorCode {
  const element = locateOne(document, locator);
  const text = element === undefined ? "" : plainText(element);
  if (text === "") return "evidence.nonceMissing";
  return isNonce(text) ? { nonce: text } : "evidence.nonceInvalid";
}

function plainText(element: Element): string {
  if (isInput(element)) return unreadTypes.has(element.type) ? "" : bounded(element.value);
  if (isTextArea(element)) return bounded(element.value);
  return textOf(element, longestNonce + 1);
}

// Room for the blanks around it; what is longer is too long in any case.
function bounded(value: string): string {
  return value.slice(0, 8 * longestNonce).trim();
}

/**
 * @returns what became of it; evidence.notPlaced when there is no such field, input or drop zone, it holds something else, or does not
 * take the whole. Evidence of an earlier read gives way, but not in a drop zone's list, which is the page's.
 */
export async function placeEvidence(locator: Locator, text: string, signal: AbortSignal): Promise<FieldReport | ErrorCode> {
  const place = locateOne(document, locator);
  if (isInput(place) && place.type === "file") return attach(place, text);
  const field = textField(locator);
  if (typeof field !== "string") return typeInto(field, text);
  // A list, a locked field or one that nobody sees is no place to drop a file on.
  if (place === undefined || place.matches(CONTROLS) || !isVisible(place)) return "evidence.notPlaced";
  const isTaken = await dropFile(place, fileOf(text), within(DROP_MS, signal));
  return isTaken ? { key: "evidence", label: evidenceFile, outcome: "filled" } : "evidence.notPlaced";
}

function typeInto({ element, label }: { element: HTMLInputElement | HTMLTextAreaElement; label: string }, text: string): FieldReport | ErrorCode {
  const isFree = element.value.trim() === "" || isEvidence(element.value);
  if (!isFree || (element.maxLength >= 0 && text.length > element.maxLength)) return "evidence.notPlaced";
  typeText(element, text);
  return element.value === text ? { key: "evidence", label, outcome: "filled" } : "evidence.notPlaced";
}

function fileOf(text: string): File {
  return new File([text], evidenceFile, { type: "application/json" });
}

// A file somebody has chosen stays; the evidence of an earlier read gives way.
function attach(input: HTMLInputElement, text: string): FieldReport | ErrorCode {
  const chosen = input.files?.[0];
  const takesIt = input.accept === "" || /(^|[\s,])(\.json|application\/json|application\/\*|\*\/\*)($|[\s,])/u.test(input.accept.toLowerCase());
  if (input.disabled || !takesIt || (chosen !== undefined && chosen.name !== evidenceFile)) return "evidence.notPlaced";
  const file = fileOf(text);
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  fireChange(input);
  const placed = input.isConnected ? input.files[0] : undefined;
  return placed?.name === evidenceFile && placed.size === file.size ? { key: "evidence", label: evidenceFile, outcome: "filled" } : "evidence.notPlaced";
}

function isEvidence(text: string): boolean {
  if (text.length > longestEvidence) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "format" in value && value.format === evidenceFormat;
  } catch {
    return false;
  }
}
