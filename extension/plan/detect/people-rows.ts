// A row that asks how somebody is related is one of a list of people, and not the applicant's own.
import { fold } from "../fold";
import type { Evidence } from "./evidence";

const RELATIONS = ["quan hệ", "relationship"].map(fold);

/** Marks every control of such a row, which its table's heads tell apart, as of nobody known. */
export function markPeopleRows(all: readonly Evidence[]): void {
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (isInRow(all[end])) end++;
    const row = all.slice(at, end);
    if (row.some(asksRelation)) for (const evidence of row) evidence.isStrange = true;
    at = Math.max(end, at + 1);
  }
}

function isInRow(evidence: Evidence | undefined): boolean {
  return evidence?.control.isCrossed === true && evidence.control.labelSources?.includes("column") === true;
}

function asksRelation({ control }: Evidence): boolean {
  const label = fold(control.labels[0] ?? "");
  return RELATIONS.some((word) => label.includes(word));
}
