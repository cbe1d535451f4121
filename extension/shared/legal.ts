// The legal basis shown to clerks: what the office's policy says, else what was in force when this version was made.
// Sources: NĐ 104/2022/NĐ-CP Điều 14 khoản 2 and 4, in force from 2023-01-01; NĐ 58/2026/NĐ-CP from 2026-03-15.
import type { Citation, Paper } from "../generated/managed-policy";

const decree104 = "nd104-2022-d14";

export const shippedCitations: Citation[] = [
  {
    id: decree104,
    text: {
      vi: "Khoản 3, khoản 4 Điều 14 Nghị định 104/2022/NĐ-CP",
      en: "Clauses 3 and 4, Article 14, Decree 104/2022/NĐ-CP",
    },
    from: "2023-01-01",
  },
];

function paper(id: string, vi: string, en: string): Paper {
  return { id, name: { vi, en }, citation: decree104, from: "2023-01-01" };
}

export const shippedPapers: Paper[] = [
  paper("cccd", "Thẻ Căn cước công dân (thẻ Căn cước)", "Citizen identity card (identity card)"),
  { ...paper("cmnd", "Chứng minh nhân dân", "Former identity card (CMND)"), until: "2025-01-01" },
  paper("ct07", "Giấy xác nhận thông tin về cư trú (CT07)", "Confirmation of residence information (form CT07)"),
  paper(
    "notice",
    "Giấy thông báo số định danh cá nhân và thông tin công dân trong Cơ sở dữ liệu quốc gia về dân cư",
    "Notice of the personal identification number and citizen information in the national population database",
  ),
];

/** Whether something dated is in force on a day (`2026-11-22`): from its first day on, until the day before `until`. */
export function inForce(item: { from: string; until?: string }, day: string): boolean {
  return item.from <= day && (item.until === undefined || day < item.until);
}

export interface PaperInForce {
  paper: Paper;
  citation: Citation;
}

/** The papers that may be asked for on a day; one whose legal basis is not in force is not offered. */
export function papersOn(day: string, papers: readonly Paper[], citations: readonly Citation[]): PaperInForce[] {
  return papers
    .filter((item) => inForce(item, day))
    .flatMap((item) => {
      const citation = citations.find((candidate) => candidate.id === item.citation && inForce(candidate, day));
      return citation === undefined ? [] : [{ paper: item, citation }];
    });
}
