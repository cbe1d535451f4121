// The administrative units the portals offer, and how they spell them.
import { readFileSync } from 'node:fs';

const load = (name) => JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));
const current = load('units.json');
const former = load('former-units.json');

/** "Phường 4" as HCMC's reception screen writes it: "Phường 04". */
const padNumber = (name) => name.replace(/(?<=^|\s)\d(?=\s|$)/g, (digit) => `0${digit}`);
const spell = (name, quirks) => (quirks.zeroPadded ? padNumber(name) : name);

/** Provinces of the list in use: 34, or the eight old ones when the portal still has the district level. */
export function provinces(quirks) {
  return (quirks.districts ? former : current).map(({ code, name }) => ({ code, name }));
}

/** Districts of an old province; empty for an unknown code. */
export function districts(provinceCode) {
  const province = former.find(({ code }) => code === provinceCode);
  return province ? province.districts.map(({ code, name }) => ({ code, name })) : [];
}

/** Communes below a province, or below a district when the portal still has that level; empty for an unknown code. */
export function communes(parentCode, quirks) {
  const parents = quirks.districts ? former.flatMap((province) => province.districts) : current;
  const parent = parents.find(({ code }) => code === parentCode);
  return parent ? parent.communes.map(([code, name]) => ({ code, name: spell(name, quirks) })) : [];
}

/** Full names of a province and one of its communes of today by GSO code; undefined where unknown. */
export function unitNames(provinceCode, communeCode) {
  const province = current.find(({ code }) => code === provinceCode);
  const commune = province?.communes.find(([code]) => code === communeCode);
  return { province: province?.name, commune: commune?.[1] };
}

/** Case and tone placement folded: "Hoà" and "Hòa" are one spelling, the tone mark is moved behind its word. */
const fold = (text) => text.normalize('NFD').toLowerCase().replace(/(\p{L}[\p{L}\p{M}]*)/gu, (word) => {
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/gu;
  return word.replace(tone, '') + (word.match(tone) ?? []).join('');
});
const provinceName = (text) => fold(text.normalize('NFC').replace(/^(tỉnh|thành phố|tp\.?)\s+/i, ''));

/**
 * Splits "detail, commune, province" by the units of today. The commune must be written with its kind (an old address ends in a
 * district that may share the name); codes are empty when the text does not name exactly one.
 */
export function splitAddress(text) {
  const parts = text.split(',').map((part) => part.trim()).filter(Boolean);
  const province = current.find(({ name }) => provinceName(name) === provinceName(parts.at(-1) ?? ''));
  const found = province?.communes.filter(([, name]) => fold(name) === fold(parts.at(-2) ?? '')) ?? [];
  if (found.length !== 1) return { provinceCode: '', communeCode: '', detail: text };
  return { provinceCode: province.code, communeCode: found[0][0], detail: parts.slice(0, -2).join(', ') };
}
