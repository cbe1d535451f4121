// Writes the dated record of a lookup into the dossier's own field, below what is there.
import type { ErrorCode } from "../generated/errors";
import type { Locator } from "../generated/site-profile";
import type { FieldReport } from "../shared/content-protocol";
import { fold } from "../plan/fold";
import { typeText } from "./execute/events";
import { isInput, isTextArea } from "./element-kinds";
import { Scan } from "./locate";

/** The one writable text field a locator names, with its label; record.fieldMissing or record.notWritable otherwise. */
export function textField(locator: Locator): { element: HTMLInputElement | HTMLTextAreaElement; label: string } | ErrorCode {
  const found = new Scan(document.body).controls(locator);
  const [only] = found;
  if (only === undefined || found.length !== 1) return "record.fieldMissing";
  const { element, widget } = only.control;
  if (widget !== "text" && widget !== "textarea") return "record.notWritable";
  if (!isInput(element) && !isTextArea(element)) return "record.notWritable";
  if (element.disabled || element.readOnly) return "record.notWritable";
  return { element, label: only.labels[0] ?? "" };
}

/** @returns what the field shows afterwards, or record.fieldMissing, record.notWritable; a text that is already there is not written again. */
export function writeRecord(locator: Locator, text: string): FieldReport | ErrorCode {
  const field = textField(locator);
  if (typeof field === "string") return field;
  const { element, label } = field;
  const there = element.value;
  if (fold(there).includes(fold(text))) return { key: "record", label, outcome: "alreadyRight", shown: there };
  const joined = there.trimEnd() === "" ? text : `${there.trimEnd()}\n${text}`;
  if (element.maxLength >= 0 && joined.length > element.maxLength) return { key: "record", label, outcome: "refused", error: "record.notWritable", shown: there };
  typeText(element, joined);
  const shown = element.value;
  if (fold(shown).includes(fold(text))) return { key: "record", label, outcome: "filled", shown };
  return { key: "record", label, outcome: "changedByPage", error: "fill.changedByPage", shown };
}
