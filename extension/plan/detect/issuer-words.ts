// "cấp ngày … tại …", "số … do … cấp ngày …": one small word for the issuer, which says so only where it stands.
import { fold } from "../fold";
import type { Evidence } from "./evidence";
import type { Sense } from "./meaning";

const BEHIND_DATE: ReadonlySet<string> = new Set(["tại", "nơi"].map(fold));
const BEFORE_DATE = fold("do");

/** @returns what such a word at `at` asks for; undefined where it is none or stands elsewhere */
export function issuerByPlace(all: readonly Evidence[], at: number): Sense | undefined {
  const own = all[at];
  const before = beside(own, all[at - 1]);
  if (before !== "issueDate" && before !== "idNumber") return undefined;
  const word = fold(own?.control.labels[0] ?? "").replace(/[\s.:,…]+$/u, "");
  const isBehind = BEHIND_DATE.has(word) && before === "issueDate";
  const isBetween = word === BEFORE_DATE && before === "idNumber" && beside(own, all[at + 1]) === "issueDate";
  return isBehind || isBetween ? { kind: "meaning", key: "issuingAuthority", paper: "open" } : undefined;
}

function beside(own: Evidence | undefined, other: Evidence | undefined): string | undefined {
  return own !== undefined && other?.titles[0] === own.titles[0] && other?.label?.sense.kind === "meaning" ? other.label.sense.key : undefined;
}
