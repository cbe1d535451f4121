// Former units in the keys of vietnamadminunits: "tinhnamdinh", "xanghiatho": kind and name without marks or spaces.
import { join } from "node:path";
import { letters, records } from "./sources.mjs";

const PREFIXES = {
  district: [["thanhpho", "C"], ["thixa", "X"], ["quan", "Q"], ["huyen", "H"]],
  commune: [["thitran", "R"], ["phuong", "P"], ["xa", "A"]],
};
/** Short and English forms of the lists: our own parser knows them. */
const SHORT = /^(p|f|q|tx|tp|ward|district)\d+$|^(tx|tp)/;

/** Kind and bare name of each keyword; `own` is the bare name of the unit it leads to. A name without a kind stands beside the one with it and is left out. */
export function formerNames(level, keywords, own) {
  const words = [...new Set(keywords.map(letters))];
  const kinds = PREFIXES[level].map(([prefix, kind]) => [letters(prefix), kind]);
  const isBareHalf = (word) => kinds.some(([prefix]) => words.includes(prefix + word));
  const names = [];
  for (const word of words) {
    if (SHORT.test(word) || isBareHalf(word)) continue;
    const kind = kinds.find(([prefix]) => word.startsWith(prefix) && (words.includes(word.slice(prefix.length)) || word.slice(prefix.length) === own || /^\d+$/.test(word.slice(prefix.length))));
    // "xaleloi" beside a current "Phường Lê Lợi": the kind it had; any other lone word with a prefix may be either.
    const lone = kind ?? (words.length === 1 || level === "commune" ? kinds.find(([prefix]) => word.startsWith(prefix)) : undefined);
    if (lone) names.push({ kind: lone[1], bare: word.slice(lone[0].length).replace(/^0+(?=\d)/, "") });
    else names.push({ kind: "", bare: word });
  }
  return names.filter(({ bare }) => bare !== "");
}

function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return groups;
}

/** Former names of communes: [{province, district, ward, names}], the first three as keys. */
export function formerCommunes(folder) {
  const rows = records(folder, "vietnamadminunits", "alias_ward.csv");
  const groups = grouped(rows, (row) => [row.province_key, row.district_key, row.ward_key].map(letters).join("/"));
  return [...groups].map(([key, list]) => {
    const [province, district, ward] = key.split("/");
    const own = PREFIXES.commune.map(([prefix]) => letters(prefix)).find((prefix) => ward.startsWith(prefix)) ?? "";
    return { province, district, ward, names: formerNames("commune", list.map((row) => row.alias_keyword), ward.slice(own.length)) };
  });
}

/** Former districts: [{province, kind, bare, districts}], the keys of the districts of 2025 their communes went to. */
export function formerDistricts(folder) {
  const renamed = records(folder, "vietnamadminunits", "alias_district.csv");
  const result = [];
  for (const [key, list] of grouped(renamed, (row) => `${letters(row.province_key)}/${letters(row.district_key)}`)) {
    const [province, district] = key.split("/");
    for (const name of formerNames("district", list.map((row) => row.alias_keyword), "")) result.push({ province, ...name, districts: [district] });
  }
  const divided = records(folder, "vietnamadminunits", "divided_district.csv").filter((row) => PREFIXES.district.some(([prefix]) => row.dividedDistrictKey.startsWith(prefix)));
  for (const [key, list] of grouped(divided, (row) => `${letters(row.provinceKey)}/${letters(row.dividedDistrictKey)}`)) {
    const [province, district] = key.split("/");
    const [name] = formerNames("district", [district], "");
    result.push({ province, ...name, districts: list.map((row) => letters(row.districtKey)) });
  }
  return result;
}

/** The other conversion, to compare with: old commune code → codes of new communes. */
export function otherConversion(folder) {
  const targets = new Map();
  for (const row of records(join(folder, "vietnamadminunits", "convert_legacy_2025_simple.csv"))) {
    if (row.wardCode === "") continue;
    const code = row.wardCode.split(".")[0].padStart(5, "0");
    if (!targets.has(code)) targets.set(code, new Set());
    targets.get(code).add(row.newWardCode.split(".")[0].padStart(5, "0"));
  }
  return targets;
}
