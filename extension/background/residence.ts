// Where a citizen lives by today's map of two levels, as the host's tables of units say.
import type { Citizen } from "../generated/citizen";
import type { HostMethods } from "../generated/protocol";
import type { Residence } from "../plan/types";

type Resolved = HostMethods["address.resolve"]["result"];
type Params = HostMethods["address.resolve"]["params"];

/** @returns what to ask the host; undefined where no residence is known. A card's address is written by the map of its day, the lookup's by today's. */
export function residenceQuestion({ placeOfResidence, issueDate }: Citizen, today: string): Params | undefined {
  const text = placeOfResidence?.value;
  if (text === undefined || text.length > 4096) return undefined;
  const day = placeOfResidence?.source === "lookup" ? today : issueDate?.value;
  return { text, ...(typeof day === "string" ? { issueDate: day } : {}) };
}

/** @returns undefined where the tables do not know the text */
export function residenceOf({ status, province, commune, detail, old, candidates }: Resolved): Residence | undefined {
  if (status === "unresolved") return undefined;
  const before = old === undefined ? {} : { old };
  if (status === "ambiguous" || province === undefined || commune === undefined) {
    return { status: "ambiguous", detail, ...before, candidates: candidates.map((candidate) => ({ ...candidate, detail: candidate.detail ?? detail })) };
  }
  const isConverted = old !== undefined && (old.commune?.name !== commune.name || old.province.name !== province.name);
  return { status: "exact", province, commune, detail, ...before, isConverted };
}
