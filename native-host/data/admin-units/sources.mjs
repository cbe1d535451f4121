// Reads the published lists of units into plain rows. Names are in NFC with single spaces and plain apostrophes.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Rows of a CSV file (RFC 4180), first row included. */
export function parseCsv(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  for (let at = text.codePointAt(0) === 0xfeff ? 1 : 0; at < text.length; at += 1) {
    const ch = text[at];
    if (quoted) {
      if (ch !== '"') cell += ch;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (ch === '"') quoted = true;
    else if (ch === ",") cell = push(rows, cell);
    else if (ch === "\n") {
      push(rows, cell.replace(/\r$/, ""));
      cell = "";
      rows.push([]);
    } else cell += ch;
  }
  if (cell !== "" || rows.at(-1).length > 0) push(rows, cell);
  return rows.filter((row) => row.length > 1);
}

function push(rows, cell) {
  rows.at(-1).push(cell);
  return "";
}

export const tidy = (text) => text.normalize("NFC").replaceAll("’", "'").replace(/\s+/gu, " ").trim();

/** Small letters without marks, digits; nothing else: the weakest key of a name. "y" counts as "i". */
export function letters(name) {
  const bare = name.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  return bare.replace(/[^a-z0-9]+/g, " ").trim().split(" ").map((word) => (/^\d+$/.test(word) ? String(Number(word)) : word)).join("").replaceAll("y", "i");
}

// Longest first: "thành phố" is a province's or a district's, told apart by the level.
const KINDS = {
  province: [["Thành phố", "C"], ["Tỉnh", "T"]],
  district: [["Thành phố", "C"], ["Thị xã", "X"], ["Quận", "Q"], ["Huyện", "H"]],
  commune: [["Thị trấn", "R"], ["Thi trấn", "R"], ["Đặc khu", "Z"], ["Phường", "P"], ["Xã", "A"], ["Xa", "A"]],
};

/** @returns kind letter (empty when the name has none) and name of "Phường Ba Đình". */
export function splitKind(level, full) {
  const text = tidy(full);
  for (const [word, kind] of KINDS[level]) if (text.toLowerCase().startsWith(`${word.toLowerCase()} `)) return { kind, name: text.slice(word.length + 1) };
  return { kind: "", name: text };
}

/** "Quận Ba Đình (001)" → name and code. */
function withCode(text) {
  const found = /^(.*?)\s*\((\d+)\)$/u.exec(tidy(text));
  return found ? { name: found[1], code: found[2] } : { name: tidy(text), code: "" };
}

/** The state's conversion table: one row a pair of old and new commune. */
export function conversionRows(folder) {
  const rows = parseCsv(readFileSync(join(folder, "nso", "BangChuyenDoi_DVHC_moi_cu_2025-07.csv"), "utf8"));
  return rows.slice(2).filter((row) => row[2].trim() !== "").map((row) => ({
    newProvince: withCode(row[0]), newName: tidy(row[1]), newCode: row[2].trim(), oldName: tidy(row[3]), oldCode: row[4].trim(), note: tidy(row[5]).toLowerCase(),
    district: withCode(row[6]), province: withCode(row[7]),
  }));
}

/** A CSV file with a header as objects. */
export function records(...path) {
  const [header, ...rows] = parseCsv(readFileSync(join(...path), "utf8"));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
}
