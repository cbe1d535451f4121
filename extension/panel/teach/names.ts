// The words for what may go into a taught field.
import type { Translate } from "../../shared/i18n";
import type { ValueChoice } from "../../shared/teach-values";

/** "Ngày sinh – năm" */
export function choiceName({ id, field, part }: ValueChoice, t: Translate): string {
  if (field === undefined) return t(id === "constant" ? "teach_constant" : "teach_choose");
  return part === undefined ? t(`field_${field}`) : `${t(`field_${field}`)} – ${t(`teachPart_${part}`)}`;
}
