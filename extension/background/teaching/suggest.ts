// What a field that was pointed at most likely asks for: what detection makes of it when it stands alone. Only a first choice in a list.
import type { Role } from "../../generated/site-profile";
import { detect } from "../../plan/detect/detect";
import type { SnapshotField } from "../../shared/content-protocol";
import { choiceOf, valueOf } from "../../shared/teach-values";
import type { TaughtField } from "./state";

const everyRole: Role[] = ["applicant", "owner", "authorised", "child", "spouse", "organisation"];

export function suggest(field: SnapshotField): Pick<TaughtField, "role" | "value"> {
  const [target] = detect([field], everyRole).targets;
  const choice = target === undefined ? undefined : choiceOf(target.field.value);
  const value = choice === undefined ? undefined : valueOf(choice);
  return { role: target?.field.role ?? "applicant", ...(value === undefined ? {} : { value }) };
}
