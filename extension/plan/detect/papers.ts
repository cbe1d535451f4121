// "Ngày cấp", "Nơi cấp" and "Có giá trị đến" belong to the paper asked for just before them.
import { fold } from "../fold";
import type { Evidence } from "./evidence";
import { hasWord, readLabel } from "./label-parse";
import { senseOf } from "./meaning";

/** card: the citizen's own; unclear: one that cannot be told; other: surely another; none: nothing is said of a paper. */
export type NearPaper = "card" | "unclear" | "other" | "none";

const MAX_BACK = 6;
const NO_PAPER = ["điện thoại", "nhà", "tài khoản", "fax", "lượng", "di động", "thuê bao", "đt", "sđt", "người", "con", "lần", "bản", "tiền", "tờ", "thứ tự", "thửa", "hotline", "hồ sơ", "zalo", "máy"].map(fold);
const PAPERS = [
  "hộ chiếu", "giấy phép", "chứng chỉ", "giấy chứng nhận", "bằng", "văn bằng", "quyết định", "đăng ký", "bhyt", "bảo hiểm", "mã số thuế", "mst", "hợp đồng", "thẻ", "sổ", "giấy", "visa", "thị thực", "gplx", "gcn", "gpkd", "đkkd", "passport", "license", "trích lục", "chứng tử", "khai sinh", "biên lai",
  "công văn", "văn bản", "giấy tờ", "chứng thư",
].map(fold);
const MARKED: ReadonlySet<string> = new Set(PAPERS);

/**
 * @param at place of the control among all of the page
 * @returns the paper that a bare issue date or issuer at `at` speaks of
 */
export function paperBefore(all: readonly Evidence[], at: number): NearPaper {
  const own = all[at];
  if (own === undefined) return "none";
  const near = numberBefore(all, at, own);
  const byName = paperOfName(own);
  const byTitle = paperOfTitles(own.titles);
  if (near === "other") return "other";
  if (byName === "other") return near === "card" ? "unclear" : "other";
  if (near !== "none") return near === "unclear" && byName === "card" ? "card" : near;
  if (byName !== "none") return byName === "card" && byTitle === "other" ? "unclear" : byName;
  return byTitle === "other" ? "unclear" : byTitle;
}

function numberBefore(all: readonly Evidence[], at: number, own: Evidence): NearPaper {
  for (let back = at - 1; back >= Math.max(0, at - MAX_BACK); back--) {
    const other = all[back];
    if (other === undefined || other.titles[0] !== own.titles[0]) break;
    const paper = paperAskedFor(other);
    if (paper !== "none") return paper;
  }
  return "none";
}

function paperAskedFor({ label, control, titles }: Evidence): NearPaper {
  const sense = label?.sense;
  if (sense?.kind === "openNumber") return paperOfTitles(titles) === "card" ? "card" : "other";
  if (sense?.kind === "meaning") return sense.key === "idNumber" ? "card" : sense.key === "oldIdNumber" ? "other" : "none";
  if (sense?.kind === "unclear") return sense.why === "document" ? "unclear" : "none";
  // "Ngày cấp" behind the number of the card before is that card's.
  if (label !== undefined && label.parsed.isOld && label.parsed.papers.size > 0) return "other";
  if (label !== undefined && label.parsed.papers.has("other") && label.parsed.heads.every((head) => head === "number")) return "other";
  return namesAnotherPaper(control.labels[0] ?? "") ? "other" : "none";
}

function namesAnotherPaper(label: string): boolean {
  const folded = fold(label);
  const isNumber = folded.startsWith(fold("số ")) && !NO_PAPER.some((word) => folded.startsWith(`${fold("số")} ${word}`));
  return isNumber || hasWord(label, MARKED, MARKED);
}

function paperOfName({ name }: Evidence): NearPaper {
  const papers = name?.parsed.papers;
  if (papers === undefined || papers.size === 0) return "none";
  if (papers.has("cccd")) return "card";
  return papers.has("other") ? "other" : papers.has("cmnd") ? "unclear" : "none";
}

/** The paper the nearest title that names one names: "Thẻ căn cước đã cấp". */
export function paperOfTitles(titles: readonly string[]): NearPaper {
  for (const title of titles) {
    const reading = readLabel(title);
    if (reading.kind === "known" && reading.label.papers.size > 0) {
      const sense = senseOf({ ...reading.label, heads: ["number"] });
      return sense.kind === "meaning" && sense.key === "idNumber" ? "card" : sense.kind === "unclear" ? "none" : "other";
    }
    if (reading.kind === "unknown" && namesAnotherPaper(title) && !hasCard(title)) return "other";
  }
  return "none";
}

const CARD_WORDS: ReadonlySet<string> = new Set(["căn cước", "cccd", "định danh", "công dân"].map(fold));

function hasCard(title: string): boolean {
  return hasWord(title, CARD_WORDS, new Set(["cccd", "can cuoc"]));
}
