import type { SensitiveField } from "../generated/citizen";

/** Fields that are read and filled only when allowed (NĐ 356/2025/NĐ-CP: ethnicity and religion; family by our own choice). */
export const sensitiveFields: readonly SensitiveField[] = ["ethnicity", "religion", "fatherName", "motherName", "spouseName"];
