// What is still true of a scan's warnings once other sources have spoken.
import type { Citizen, FieldName } from "../generated/citizen";
import type { QrParseResult } from "../generated/protocol";
import { isSettled } from "../shared/scan-doubt";

type Warning = QrParseResult["warnings"][number];

const damage = /(?:Damaged|Repaired|marksMissing)$/;

/** Damage of a field that the chip gives, or that a person has settled, is of no account any more; every other warning stays. */
export function openWarnings(warnings: readonly Warning[], citizen: Citizen): Warning[] {
  return warnings.filter(({ code, field }) => field === undefined || !damage.test(code) || citizen[field] === undefined || !isSettled(citizen, field));
}

/** Fields that the scan has lost and nothing else has given. */
export function lostFields(warnings: readonly Warning[], citizen: Citizen): FieldName[] {
  return warnings.flatMap(({ code, field }) => (code.endsWith("Damaged") && field !== undefined && citizen[field] === undefined ? [field] : []));
}

/** Whether a field's letters were put right after the scan. */
export function isRepaired(warnings: readonly Warning[], citizen: Citizen, field: FieldName): boolean {
  return citizen[field]?.source === "qr" && warnings.some((warning) => warning.field === field && warning.code.endsWith("Repaired"));
}
