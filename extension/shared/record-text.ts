// The text written into the dossier. Always Vietnamese: it becomes part of a Vietnamese public record
// (NĐ 104/2022/NĐ-CP Điều 14 khoản 1). Holds who, when, by which method and with what result; no copy of the card.
import type { Difference } from "../generated/protocol";
import { translator, type MessageKey } from "./i18n";
import { readableTime } from "./time";

export type LookupMeaning = "match" | "noMatch" | "unavailable" | "notPermitted" | "timeout";

export interface RecordFacts {
  meaning: LookupMeaning;
  /** ISO 8601 with offset. */
  at: string;
  clerk: string;
  portalHost: string;
  /** The portal's message; empty when it gave none. */
  message: string;
  /** Residence as the database returned it; empty when it returned none. */
  residence: string;
  differences: Difference[];
  samePerson: "yes" | "no" | "unknown";
}

const shownLength = 500;

function oneLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, shownLength);
}

/** One paragraph of labelled lines. */
export function recordText(facts: RecordFacts): string {
  const t = translator("vi");
  const unknown = t("record_notShown");
  const lines = [
    t("record_title"),
    t("record_method", { host: facts.portalHost }),
    t("record_time", { readable: readableTime(facts.at), iso: facts.at }),
    t("record_clerk", { clerk: oneLine(facts.clerk) || unknown }),
    t("record_result", { result: t(`record_meaning_${facts.meaning}` as MessageKey) }),
    t("record_message", { message: oneLine(facts.message) || unknown }),
  ];
  if (facts.residence !== "") lines.push(t("record_residence", { residence: oneLine(facts.residence) }));
  if (facts.meaning === "match" || facts.meaning === "noMatch") lines.push(comparisonLine(facts));
  return lines.join("\n");
}

function comparisonLine({ differences, samePerson }: RecordFacts): string {
  const t = translator("vi");
  const names = differences.filter(({ severity }) => severity !== "info").map(({ field }) => t(`field_${field}` as MessageKey));
  if (names.length > 0) return t("record_differences", { fields: names.join(", ") });
  return t(samePerson === "yes" ? "record_same" : "record_notCompared");
}
