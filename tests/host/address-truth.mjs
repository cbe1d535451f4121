// The truth for address.resolve, read from the published lists on its own: nothing here is shared with the generator but the CSV parser and the comparison of letters.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { letters, parseCsv } from '../../native-host/data/admin-units/sources.mjs';
import { splitName } from './address-styles.mjs';
import { root } from './client.mjs';

export const listsFolder = join(root, '..', 'shared', 'data', 'admin-units');
export const listsThere = existsSync(join(listsFolder, 'SOURCES.md'));

const nfc = (text) => text.normalize('NFC').replaceAll('’', "'").replace(/\s+/gu, ' ').trim();
const table = (...path) => {
  const [header, ...rows] = parseCsv(readFileSync(join(listsFolder, ...path), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, nfc(row[at] ?? '')])));
};
const nameAndCode = (text) => /^(?<name>.*?) \((?<code>\d+)\)$/u.exec(nfc(text))?.groups ?? { name: nfc(text), code: '' };

/** Old commune code → codes of today, by the state's table. Two of its rows carry the code of a neighbour: those go by name as well. */
function stateTable() {
  const rows = parseCsv(readFileSync(join(listsFolder, 'nso', 'BangChuyenDoi_DVHC_moi_cu_2025-07.csv'), 'utf8')).slice(2);
  const units = new Map();
  for (const row of rows) {
    const [, , newCode, oldName, oldCode, , district, province] = row.map(nfc);
    if (newCode === '' || oldCode === '') continue;
    const key = `${oldCode}/${oldName.toLowerCase()}`;
    const unit = units.get(key) ?? { code: oldCode, commune: oldName, district: nameAndCode(district).name, province: nameAndCode(province).name, targets: new Set() };
    unit.targets.add(newCode);
    units.set(key, unit);
  }
  return [...units.values()];
}

/** Codes of old communes about which vietnamadminunits says something else. */
function disputedCodes(byCode) {
  const other = new Map();
  for (const row of table('vietnamadminunits', 'convert_legacy_2025_simple.csv')) {
    if (row.wardCode === '') continue;
    const code = row.wardCode.split('.')[0].padStart(5, '0');
    other.set(code, (other.get(code) ?? new Set()).add(row.newWardCode.padStart(5, '0')));
  }
  const text = (set) => [...(set ?? [])].sort().join(' ');
  return new Map([...new Set([...other.keys(), ...byCode.keys()])].filter((code) => text(other.get(code)) !== text(byCode.get(code))).map((code) => [code, other.get(code) ?? new Set()]));
}

/** Successors of a commune that is gone. The list joins some numbered wards with namesakes of other districts: those of its own district count where there are any. */
function candidatesOf(row, districtOf) {
  const codes = row.candidate_2025_06_codes.split('|').filter(Boolean);
  const near = codes.filter((code) => letters(splitName(districtOf.get(code) ?? '').name) === letters(splitName(row.old_district).name));
  return near.length > 0 ? near : codes;
}

/**
 * Every old commune of every list: {commune, district, province, targets, doubts, list}. `targets` is empty where no list says what became of it; `doubts` are
 * communes that only the other conversion names.
 */
export function oldCommunes() {
  const state = stateTable();
  const byCode = new Map();
  for (const unit of state) byCode.set(unit.code, new Set([...(byCode.get(unit.code) ?? []), ...unit.targets]));
  // Where the state's table gives two communes one code, the codes cannot be compared.
  const nameOf = new Map();
  const shared = new Set(state.filter(({ code, commune }) => (nameOf.has(code) ? nameOf.get(code) !== letters(commune) : void nameOf.set(code, letters(commune)))).map(({ code }) => code));
  const disputed = new Map([...disputedCodes(byCode)].filter(([code]) => !shared.has(code)));
  const all = [];
  const called = (commune, district) => `${letters(commune)}/${letters(district)}`;
  const byName = new Map(state.map((unit) => [`${unit.code}/${called(unit.commune, unit.district)}`, unit.targets]));
  const inDistrict = new Map(state.map((unit) => [`${unit.province}/${called(unit.commune, unit.district)}`, unit.targets]));
  const push = (list, commune, district, province, codes) => {
    // By code and name, then by name alone (two codes are missing in the state's table), then by code.
    const own = byName.get(`${codes[0]}/${called(commune, district)}`) ?? (byCode.has(codes[0]) || codes.length === 0 ? undefined : inDistrict.get(`${province}/${called(commune, district)}`));
    const targets = new Set(own ?? codes.flatMap((code) => [...(byCode.get(code) ?? [])]));
    const doubts = codes.flatMap((code) => [...(disputed.get(code) ?? [])]);
    all.push({ list, commune, district, province, targets, doubts: new Set(doubts.filter((code) => !targets.has(code))) });
  };
  for (const unit of state) push('state', unit.commune, unit.district, unit.province, [unit.code]);
  const districtOf = new Map();
  for (const row of table('vietnamadminunits', 'danhmuchanhchinh.gso.gov.vn_ward_2025-07-18.csv')) {
    districtOf.set(row['Mã'], row['Quận Huyện']);
    if (row['Mã'] !== '') push('2025-07', row['Tên'], row['Quận Huyện'], row['Tỉnh / Thành Phố'], [row['Mã']]);
  }
  for (const row of table('nso', 'Xa_2025-01-04.csv')) if (row['Mã PX'] !== '') push('2025-01', row['Phường Xã'], row['Quận Huyện'], row['Tỉnh Thành Phố'], [row['Mã PX']]);
  for (const row of table('derived', 'units_2021_renamed_or_moved_by_2025-06.csv')) push('renamed', row.name_2021, row.district_2021, row.province, [row.code]);
  for (const row of table('derived', 'units_2021_2024_gone_before_2025-07.csv')) push('gone', row.old_name, row.old_district, row.old_province, candidatesOf(row, districtOf));
  return all;
}

/** The communes of today: {code, commune, province}, by the list of July 2026, the name before 30/04/2026 as `before`. */
export function newCommunes() {
  const before = new Map();
  for (const row of parseCsv(readFileSync(join(listsFolder, 'nso', 'BangChuyenDoi_DVHC_moi_cu_2025-07.csv'), 'utf8')).slice(2)) if (row[2].trim() !== '') before.set(row[2].trim(), nfc(row[1]).replace(/^Xa /, 'Xã '));
  const provinces = JSON.parse(readFileSync(join(listsFolder, 'thanglequoc', 'simplified_vn_units_2026-07-25.json'), 'utf8'));
  // The list has one code of its own; SOURCES.md says which holds.
  const state = (code) => (code === '06978' ? '06970' : code);
  return provinces.flatMap((province) => province.Wards.map((ward) => ({ code: state(ward.Code), commune: nfc(ward.FullName), province: nfc(province.FullName), before: before.get(state(ward.Code)) })));
}
