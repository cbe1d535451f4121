// Reduces the administrative-unit lists to what the sample portals offer. Usage: node generate.mjs <folder of the source lists>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = process.argv[2];
if (!source) throw new Error('usage: node generate.mjs <folder that holds thanglequoc/ and vietnamadminunits/>');

// Old provinces offered with the district level: enough for numbered wards, one-name towns and merged provinces.
const OLD_PROVINCES = new Set(['01', '30', '31', '34', '52', '79', '89', '92']);
// The statistics office's own code for xã Ba Chẽ; the community list has 06978.
const CORRECTED_CODES = { '06978': '06970' };

const tidy = (name) => {
  const text = name.normalize('NFC').trim().replace(/\s+/g, ' ');
  return text[0].toUpperCase() + text.slice(1);
};

function currentUnits() {
  const list = JSON.parse(readFileSync(join(source, 'thanglequoc/simplified_vn_units_2026-07-25.json'), 'utf8'));
  return list.map((province) => ({
    code: province.Code,
    name: tidy(province.FullName),
    communes: province.Wards.map((ward) => [CORRECTED_CODES[ward.Code] ?? ward.Code, tidy(ward.FullName)]),
  }));
}

function formerUnits() {
  const file = 'vietnamadminunits/danhmuchanhchinh.gso.gov.vn_ward_2025-07-18.csv';
  const rows = readFileSync(join(source, file), 'utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/).slice(1);
  const provinces = new Map();
  for (const row of rows) {
    const [code, name, , , districtCode, district, provinceCode, province] = row.split(',');
    if (!OLD_PROVINCES.has(provinceCode)) continue;
    if (!provinces.has(provinceCode)) provinces.set(provinceCode, { code: provinceCode, name: tidy(province), districts: new Map() });
    const districts = provinces.get(provinceCode).districts;
    if (!districts.has(districtCode)) districts.set(districtCode, { code: districtCode, name: tidy(district), communes: [] });
    if (code) districts.get(districtCode).communes.push([code, tidy(name)]);
  }
  return [...provinces.values()].map((province) => ({ ...province, districts: [...province.districts.values()] }));
}

/** One unit a line, so that a change of the lists reads well in a diff. */
const lines = (list) => `[\n${list.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;

writeFileSync(new URL('units.json', import.meta.url), lines(currentUnits()));
writeFileSync(new URL('former-units.json', import.meta.url), lines(formerUnits()));
