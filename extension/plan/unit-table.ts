// The units of both maps by the state's codes: what stands beside a unit in a list of its level.
import { unitNames } from "../generated/unit-names";
import type { UnitCode } from "../shared/content-protocol";

const KINDS: Readonly<Record<string, string>> = { T: "Tỉnh", C: "Thành phố", Q: "Quận", H: "Huyện", X: "Thị xã", P: "Phường", A: "Xã", R: "Thị trấn", Z: "Đặc khu" };
const ENTRY = /^(\d+)([A-Z])(.+)$/u;

/** Which list a unit stands in, as the generated table calls it; the code is that of the unit around it. */
export type UnitList = "N" | "O" | `n${string}` | `D${string}` | `c${string}`;

/** @returns the unit by its code, with the names of all others of its list */
export function unitCode(code: string, list: UnitList): UnitCode {
  const others: Record<string, string> = {};
  for (const entry of (unitNames[list] ?? "").split("|")) {
    const [, other = "", kind = "", name = ""] = ENTRY.exec(entry) ?? [];
    if (other !== "" && other !== code) others[other] = `${KINDS[kind] ?? ""} ${name}`.trim();
  }
  return { code, others };
}
