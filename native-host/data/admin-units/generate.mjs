// Makes units.tsv and disagreements.csv from the published lists; run by hand: node generate.mjs FOLDER (the admin-units folder).
// Deterministic: the same inputs give the same bytes. ../SOURCES.md names the inputs and describes the lines.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formerCommunes, formerDistricts, otherConversion } from "./aliases.mjs";
import { conversionRows, letters, records, splitKind, tidy } from "./sources.mjs";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node generate.mjs FOLDER");
const here = dirname(fileURLToPath(import.meta.url));
const conversion = conversionRows(folder);

/** Short names people write for provinces, without marks; and names of before 2025. */
const PROVINCE_WORDS = { "01": ["hn"], 31: ["hp"], 79: ["hcm", "tphcm", "saigon", "sg"], 77: ["brvt"], 46: ["thuathienhue", "tthue", "tth"], 66: ["daclac"], 67: ["dacnong"], 62: ["congtum"], "06": ["baccan"] };

/** Units of one level by code: kind, name, other spellings. */
class Units {
  constructor(level) {
    this.level = level;
    this.byCode = new Map();
  }
  add(code, full, more = {}) {
    const unit = this.byCode.get(code);
    const { kind, name } = splitKind(this.level, full);
    if (unit === undefined) this.byCode.set(code, { code, kind, name, also: [], bare: [], ...more });
    else if ((kind || unit.kind) !== unit.kind || name.toLowerCase() !== unit.name.toLowerCase()) addSpelling(unit.also, { kind: kind || unit.kind, name });
    return this.byCode.get(code);
  }
  get(code) {
    const unit = this.byCode.get(code);
    if (unit === undefined) throw new Error(`${this.level} ${code} unknown`);
    return unit;
  }
  sorted() {
    return [...this.byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }
}

function addSpelling(list, spelling) {
  if (!list.some((known) => known.kind === spelling.kind && known.name.toLowerCase() === spelling.name.toLowerCase())) list.push(spelling);
}

function newUnits() {
  const provinces = new Units("province");
  const communes = new Units("commune");
  const list = JSON.parse(readFileSync(join(folder, "thanglequoc", "simplified_vn_units_2026-07-25.json"), "utf8"));
  // The state's table gives codes and spelling; the later list the kinds since 30 April 2026.
  const today = new Map(list.flatMap((province) => [[`P${province.Code}`, province.FullName], ...province.Wards.map((ward) => [ward.Code, ward.FullName])]));
  const kindToday = (level, key, full) => splitKind(level, today.get(key) ?? full).kind;
  for (const row of conversion) {
    const province = provinces.add(row.newProvince.code, row.newProvince.name);
    province.kindToday = kindToday("province", `P${province.code}`, row.newProvince.name);
    const commune = communes.add(row.newCode, row.newName, { province: province.code });
    commune.kindToday = kindToday("commune", row.newCode, row.newName);
    if (today.has(row.newCode)) communes.add(row.newCode, today.get(row.newCode));
  }
  for (const unit of [...provinces.sorted(), ...communes.sorted()]) {
    if (unit.kindToday === unit.kind) continue;
    unit.also = [{ kind: unit.kind, name: unit.name }];
    unit.kind = unit.kindToday;
  }
  return { provinces, communes };
}

function oldUnits() {
  const provinces = new Units("province");
  const districts = new Units("district");
  const communes = new Units("commune");
  for (const row of records(folder, "vietnamadminunits", "danhmuchanhchinh.gso.gov.vn_district_2025-07-18.csv")) {
    provinces.add(row["Mã TP"], row["Tỉnh / Thành Phố"]);
    districts.add(row["Mã"], row["Tên"], { province: row["Mã TP"], former: [] });
  }
  for (const row of records(folder, "vietnamadminunits", "danhmuchanhchinh.gso.gov.vn_ward_2025-07-18.csv")) {
    if (row["Mã"] !== "") communes.add(row["Mã"], row["Tên"], { district: row["Mã QH"], targets: new Map() });
  }
  return { provinces, districts, communes };
}

/** The old commune a row of the conversion table means: by name in its district first, since a few rows carry a neighbour's code. */
function oldCommuneOf(row, old, byName) {
  const { name } = splitKind("commune", row.oldName);
  const byCode = old.communes.byCode.get(row.oldCode);
  if (byCode !== undefined && letters(byCode.name) === letters(name)) return byCode;
  return byName.get(`${row.district.code}/${letters(row.oldName)}`) ?? byCode;
}

function convert(old) {
  const byName = new Map();
  for (const unit of old.communes.sorted()) byName.set(`${unit.district}/${letters(`${{ P: "phuong", A: "xa", R: "thitran" }[unit.kind]} ${unit.name}`)}`, unit);
  for (const row of conversion) {
    const district = old.districts.get(row.district.code);
    if (row.oldCode === "") {
      if (row.oldName === "") district.whole = row.newCode;
      continue;
    }
    const unit = oldCommuneOf(row, old, byName);
    if (unit === undefined) throw new Error(`old commune ${row.oldCode} ${row.oldName} unknown`);
    old.communes.add(unit.code, row.oldName);
    old.districts.add(row.district.code, row.district.name);
    unit.targets.set(row.newCode, row.note.includes("toàn bộ dân số") ? "*" : "");
  }
}

/** The list of January 2025: names of before the last renaming, under the same codes. */
function earlierNames(old) {
  for (const row of records(folder, "nso", "Xa_2025-01-04.csv")) {
    const unit = old.communes.byCode.get(row["Mã PX"]);
    if (unit !== undefined) old.communes.add(unit.code, row["Phường Xã"]);
    const district = old.districts.byCode.get(row["Mã QH"]);
    if (district !== undefined) old.districts.add(district.code, row["Quận Huyện"]);
  }
}

const WORDS = { province: { C: "thanhpho", T: "tinh" }, district: { C: "thanhpho", X: "thixa", Q: "quan", H: "huyen" }, commune: { P: "phuong", A: "xa", R: "thitran", Z: "dackhu" } };

/** Every spelling of a unit as a key. */
function keysOf(level, unit) {
  return [unit, ...unit.also].map(({ kind, name }) => letters(`${WORDS[level][kind] ?? ""}${name}`));
}

function former(old) {
  const province = new Map(old.provinces.sorted().flatMap((unit) => keysOf("province", unit).map((key) => [key, unit])));
  const district = new Map(old.districts.sorted().flatMap((unit) => keysOf("district", unit).map((key) => [`${unit.province}/${key}`, unit])));
  const commune = new Map(old.communes.sorted().flatMap((unit) => keysOf("commune", unit).map((key) => [`${unit.district}/${key}`, unit])));
  const lost = [];
  const districtOf = (entry, key) => district.get(`${province.get(entry.province)?.code}/${key}`);
  for (const entry of formerDistricts(folder)) {
    const targets = entry.districts.map((key) => districtOf(entry, key));
    if (targets.includes(undefined)) lost.push(`district ${entry.province} ${entry.bare}`);
    else for (const unit of targets) unit.former.push({ kind: entry.kind, bare: entry.bare });
  }
  for (const entry of formerCommunes(folder)) {
    const unit = commune.get(`${districtOf(entry, entry.district)?.code}/${entry.ward}`);
    if (unit === undefined) lost.push(`commune ${entry.province} ${entry.district} ${entry.ward}`);
    else for (const name of entry.names) addFormer(unit, name);
  }
  return lost;
}

/** "Phương Liên - Trung Tự" took in a commune of each name, whatever else the lists say became of them. */
function joined(old) {
  for (const unit of old.communes.sorted()) {
    const parts = unit.name.split(" - ");
    if (parts.length === 2) for (const part of parts) addFormer(unit, { kind: unit.kind, bare: letters(part) });
  }
}

function addFormer(unit, { kind, bare }) {
  const known = [unit, ...unit.also].find((spelling) => letters(spelling.name) === bare);
  // A former kind of the unit's own name keeps the marks of the name.
  if (known !== undefined) addSpelling(unit.also, { kind: kind || known.kind, name: known.name });
  else if (!unit.bare.some((name) => name.kind === kind && name.bare === bare)) unit.bare.push({ kind, bare });
}

/** Where the other conversion says something else, its targets join as doubtful ones: such a case must be asked. */
function compare(old) {
  const other = otherConversion(folder);
  const rows = [["code", "commune", "district", "province", "state", "vietnamadminunits"]];
  for (const unit of old.communes.sorted()) {
    const mine = [...unit.targets.keys()].sort();
    const theirs = [...(other.get(unit.code) ?? [])].sort();
    if (mine.join() === theirs.join()) continue;
    const district = old.districts.get(unit.district);
    rows.push([unit.code, unit.name, district.name, old.provinces.get(district.province).name, mine.join(" "), theirs.join(" ")]);
    for (const code of theirs) if (!unit.targets.has(code)) unit.targets.set(code, "?");
  }
  return rows;
}

const line = (...cells) => cells.join("\t");
const spellings = (unit) => [...unit.also.map(({ kind, name }) => line("a", kind || "-", name)), ...unit.bare.map(({ kind, bare }) => line("b", kind || "-", bare))];

function table(now, old) {
  const lines = [];
  const newOf = new Map();
  for (const row of conversion) newOf.set(row.province.code, row.newProvince.code);
  for (const province of now.provinces.sorted()) {
    lines.push(line("N", province.code, province.kind, province.name), ...spellings(province));
    for (const unit of now.communes.sorted()) if (unit.province === province.code) lines.push(line("n", unit.code, unit.kind, unit.name), ...spellings(unit));
  }
  const communes = old.communes.sorted();
  for (const province of old.provinces.sorted()) {
    lines.push(line("O", province.code, province.kind, province.name, newOf.get(province.code)), ...spellings(province), ...(PROVINCE_WORDS[province.code] ?? []).map((word) => line("b", "-", letters(word))));
    for (const district of old.districts.sorted()) {
      if (district.province !== province.code) continue;
      lines.push(line("D", district.code, district.kind, district.name, district.whole ?? ""), ...spellings(district), ...district.former.map(({ kind, bare }) => line("f", kind || "-", bare)));
      for (const unit of communes) {
        if (unit.district === district.code) lines.push(line("c", unit.code, unit.kind, unit.name, [...unit.targets].map(([code, mark]) => code + mark).join(" ")), ...spellings(unit));
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

const now = newUnits();
const old = oldUnits();
for (const row of conversion) old.provinces.add(row.province.code, splitKind("province", row.province.name).kind ? row.province.name : `Tỉnh ${row.province.name}`);
old.provinces.get("46").also.push({ kind: "T", name: "Thừa Thiên Huế" });
convert(old);
earlierNames(old);
const lost = former(old);
joined(old);
const disagreements = compare(old);
writeFileSync(join(here, "units.tsv"), table(now, old));
writeFileSync(join(here, "disagreements.csv"), `${disagreements.map((row) => row.map(tidy).join(",")).join("\n")}\n`);
console.log(`${now.communes.byCode.size} new communes, ${old.communes.byCode.size} old ones, ${disagreements.length - 1} disagreements; keys of former units that lead nowhere: ${lost.join("; ") || "none"}`);
