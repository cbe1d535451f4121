// Reads what a portal's own code calls a field: hoTen, so_cccd, txtNgaySinh, ctl00$Main$ddlGioiTinh, data[ownerFullname].
import { bare } from "../fold";
import type { Head, Paper } from "./lexicon";
import type { Parts } from "./meaning";
import type { Who } from "./role-words";

export interface ParsedName extends Parts {
  who?: Who;
}

type Piece = { head: Head } | { paper: Paper } | { who: Who } | { old: true } | { elsewhere: true } | { nothing: true };

const HEADS: Partial<Record<Head, string>> = {
  fullName: "hoten hovaten hotenkhaisinh hovatenkhaisinh fullname hotendaydu hochudemten hochudemvaten hotendem",
  dateOfBirth: "ngaysinh ngaythangnamsinh birthday birthdate dateofbirth dob ngsinh sinhngay birth",
  yearOfBirth: "namsinh yearofbirth birthyear",
  sex: "gioitinh gender sex",
  number: "so number no",
  personalNumber: "sodinhdanh madinhdanh sodinhdanhcanhan madinhdanhcanhan dinhdanhcanhan sddcn personalid pid sodd",
  issueDate: "ngaycap issuedate dateofissue issueddate",
  issuingAuthority: "noicap coquancap issueplace placeofissue issuedby issuingauthority",
  expiryDate: "ngayhethan hansudung expirydate expirationdate",
  nationality: "quoctich nationality",
  ethnicity: "dantoc ethnic ethnicity",
  religion: "tongiao religion",
  placeOfOrigin: "quequan nguyenquan hometown placeoforigin",
  placeOfResidence: "thuongtru noithuongtru diachithuongtru hokhauthuongtru hktt dkthuongtru noidkthuongtru noidangkythuongtru permanentaddress permanent diachihktt",
  address: "diachi address noio choo",
  province: "tinh tinhthanh tinhthanhpho matinh province",
  district: "quanhuyen huyen district maquanhuyen",
  commune: "phuongxa xaphuong xa phuong ward commune maphuongxa",
  day: "ngay day",
  month: "thang month",
  year: "nam year",
};
const PAPERS: Partial<Record<Paper, string>> = {
  cccd: "citizenid cccd cancuoc cancuoccongdan thecancuoc thecccd cancuoccd",
  cmnd: "cmnd cmt cmtnd chungminhnhandan chungminhthu chungminh",
  anyPaper: "identity idcard identification giayto giaytotuythan gttt idno idnumber identitynumber nationalid identificationnumber identityno",
  other: "hochieu passport gplx giaypheplaixe banglaixe giayphep khaisinh giaykhaisinh bhyt baohiem baohiemyte bhxh masothue mst thue gpkd dkkd giaychungnhan gcn giaychungtu chungtu kethon chungchi bangcap visa hopdong quyetdinh doanhnghiep",
};
const PEOPLE: readonly (readonly [Who, string])[] = [
  ["applicant", "nguoinop nguoinophoso nguoiyeucau nyc nguoikhai nguoidenghi nguoilamdon applicant nguoikekhai"],
  ["owner", "chuhoso chs owner"],
  ["authorised", "nguoiduocuyquyen delegate"],
  ["unclear", "uyquyen daidien nguoidaidien representative nguoi chuxe chusohuu bena benb ndk benmua benban"],
  ["child", "con treem tre child nguoiduockhaisinh"],
  ["spouse", "vo chong vochong spouse wife husband"],
  ["organisation", "tochuc doanhnghiep congty org organization organisation company hokinhdoanh coquan donvi"],
  ["stranger", "cha bo father me mother chame bome giamho nguoigiamho guardian chuho hhhead hhead nguoichet nguoimat nguoithan thannhan nguoilienhe contactperson nguoikyten nguoiky canbo lamchung nguoilamchung nguoinhan nguoigioithieu deceased nguoiduockhaitu"],
];
const NOTHING = "txt text cbo ddl cmb cb rdo rd rb dt dtp dpk date hdn tb lbl sel slt input field data form frm f str int value val congdan ca nhan canhan thongtin tt main content ctl fld id ma ten info user person citizen profile full dossier hoso model item tbx nv edt edit inp ip";

const LEXICON: ReadonlyMap<string, Piece> = new Map<string, Piece>([
  ...words(NOTHING, (): Piece => ({ nothing: true })),
  ...PEOPLE.flatMap(([who, list]) => words(list, (): Piece => ({ who }))),
  ...Object.entries(HEADS).flatMap(([head, list]) => words(list, (): Piece => ({ head: head as Head }))),
  ...Object.entries(PAPERS).flatMap(([paper, list]) => words(list, (): Piece => ({ paper: paper as Paper }))),
  ...words("cu old", (): Piece => ({ old: true })),
  ...words("tamtru lienhe hientai hiennay truso nhanketqua email temporary current contact", (): Piece => ({ elsewhere: true })),
  ["tencongdan", { head: "fullName" }],
  ["tennguoinop", { head: "fullName" }],
]);
const LONGEST = Math.max(...[...LEXICON.keys()].map((key) => key.length));
const MAX_NAME = 80;

function words(list: string, piece: () => Piece): [string, Piece][] {
  return list.split(" ").map((word) => [word, piece()]);
}

// m_sHoTen, sHoTen: kinds of variables before the name. Other single letters may stand for a person (cHoTen: cha, con).
const HUNGARIAN = /^(?:m_)?s(?=[A-Z])/u;
// ctl00_ctl17_g_abc_txtHoTen: what a server page's containers are called in an id.
const SERVER_PAGE = /^ctl\d/u;

/** Parts of a name at its separators, at changes from small to capital letters, and at digits; the digits go. */
function tokensOf(name: string): string[] {
  const plain = bareName(name);
  return (/[A-Z]/u.test(plain) ? atCapitals(plain) : plain)
    .split(/[^a-z]+/u)
    .filter((token) => token !== "");
}

function atCapitals(plain: string): string {
  return plain
    .replace(HUNGARIAN, "")
    .replace(/([a-z])([A-Z])/gu, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/gu, "$1 $2")
    .toLowerCase();
}

/** Marks and đ dropped, capitals kept. */
function bareName(name: string): string {
  if (!/[^\0-\x7f]/u.test(name)) return name;
  let out = "";
  for (const ch of name.normalize("NFC")) {
    const plain = bare(ch);
    out += ch === ch.toLowerCase() ? plain : plain.toUpperCase();
  }
  return out;
}

/** The fewest known words that make up all of the tokens; a word may run over tokens but ends where one ends. */
function segment(tokens: readonly string[]): Piece[] | undefined {
  const text = tokens.join("");
  const ends = new Set<number>();
  let length = 0;
  for (const token of tokens) ends.add((length += token.length));
  const best: (Piece[] | undefined)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = best[start];
      const piece = before === undefined ? undefined : LEXICON.get(text.slice(start, end));
      if (before === undefined || piece === undefined || !mayStand(start, end, ends)) continue;
      const known = best[end];
      if (known === undefined || before.length + 1 < known.length) best[end] = [...before, piece];
    }
  }
  return best[text.length];
}

// Short words (so, con, me, xa) count only from one edge of a token to another: inside a longer token they are chance.
function mayStand(start: number, end: number, ends: ReadonlySet<number>): boolean {
  if (end - start >= 4) return true;
  return (start === 0 || ends.has(start)) || ends.has(end);
}

/** @returns what the name says, or undefined when a part of it has no known meaning */
export function readName(name: string): ParsedName | undefined {
  const tokens = tokensOf(name.slice(0, MAX_NAME));
  // Frameworks count their fields: input-47, mat-input-3.
  if (tokens.length === 0 || tokens.length > 12) return undefined;
  for (let from = 0; from < tokens.length; from++) {
    const pieces = segment(tokens.slice(from));
    // Containers in front of the name (ctl00$ContentPlaceHolder1$…) may be anything as long as the rest says something.
    if (pieces !== undefined && isBareDate(pieces, tokens)) return undefined;
    if (pieces !== undefined && pieces.some((piece) => "head" in piece || "paper" in piece) && (from === 0 || /[$.:[]|__/u.test(name) || SERVER_PAGE.test(name))) return gather(pieces);
  }
  return undefined;
}

/** cccd_date, ngayCccd: a date of some paper, and not the paper's number. */
function isBareDate(pieces: readonly Piece[], tokens: readonly string[]): boolean {
  return tokens.includes("date") && pieces.some((piece) => "paper" in piece) && !pieces.some((piece) => "head" in piece);
}

function gather(pieces: readonly Piece[]): ParsedName {
  const parsed: { heads: Head[]; papers: Set<Paper>; who?: Who; isOld: boolean; isElsewhere: boolean; isCurrent: boolean } = { heads: [], papers: new Set(), isOld: false, isElsewhere: false, isCurrent: false };
  for (const piece of pieces) {
    if ("head" in piece) parsed.heads.push(piece.head);
    else if ("paper" in piece) parsed.papers.add(piece.paper);
    else if ("who" in piece) parsed.who ??= piece.who;
    else if ("old" in piece) parsed.isOld = true;
    else if ("elsewhere" in piece) parsed.isElsewhere = true;
  }
  return parsed;
}
