// A dossier's nonce, and the evidence of the card's read put into the dossier's own field.
import type { ErrorCode } from "../generated/errors";
import type { Locator } from "../generated/site-profile";
import type { FieldReport } from "../shared/content-protocol";
import { isNonce, longestNonce } from "../shared/nonce";
import { textOf } from "./dom-text";
import { isInput, isTextArea } from "./element-kinds";
import { fireChange, typeText } from "./execute/events";
import { locateOne } from "./locate";
import { textField } from "./record";

const evidenceFormat = "cccd-bridge.evidence";
const evidenceFile = "cccd-bridge-evidence.json";
const longestEvidence = 131_072;
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

/** @returns what became of it; evidence.notPlaced when there is no such field, it holds something else, or does not take the whole. Evidence of an earlier read gives way. */
export function placeEvidence(locator: Locator, text: string): FieldReport | ErrorCode {
  const attachment = locateOne(document, locator);
  if (isInput(attachment) && attachment.type === "file") return attach(attachment, text);
  const field = textField(locator);
  if (typeof field === "string") return "evidence.notPlaced";
  const { element, label } = field;
  const isFree = element.value.trim() === "" || isEvidence(element.value);
  if (!isFree || (element.maxLength >= 0 && text.length > element.maxLength)) return "evidence.notPlaced";
  typeText(element, text);
  return element.value === text ? { key: "evidence", label, outcome: "filled" } : "evidence.notPlaced";
}

// A file somebody has chosen stays; the evidence of an earlier read gives way.
function attach(input: HTMLInputElement, text: string): FieldReport | ErrorCode {
  const chosen = input.files?.[0];
  const takesIt = input.accept === "" || /(^|[\s,])(\.json|application\/json|application\/\*|\*\/\*)($|[\s,])/u.test(input.accept.toLowerCase());
  if (input.disabled || !takesIt || (chosen !== undefined && chosen.name !== evidenceFile)) return "evidence.notPlaced";
  const file = new File([text], evidenceFile, { type: "application/json" });
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
