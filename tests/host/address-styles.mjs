// How cards and clerks write an address (law-and-portals §6): each style turns {commune, district, province} into a text.
const KINDS = ['Tỉnh', 'Thành phố', 'Thị xã', 'Thị trấn', 'Thi trấn', 'Đặc khu', 'Quận', 'Huyện', 'Phường', 'Xã', 'Xa'];
const SHORT = { Tỉnh: 'T.', 'Thành phố': 'TP.', 'Thị xã': 'TX.', 'Thị trấn': 'TT.', 'Thi trấn': 'TT.', Quận: 'Q.', Huyện: 'H.', Phường: 'P.', Xã: 'X.', Xa: 'X.' };

export function splitName(full) {
  const kind = KINDS.find((word) => full.toLowerCase().startsWith(`${word.toLowerCase()} `)) ?? '';
  return { kind, name: kind === '' ? full : full.slice(kind.length + 1) };
}

/** As the QR code has it: no kind, but for numbers. */
export function bare(full) {
  const { kind, name } = splitName(full);
  return /^([0-9]+|[IVX]+)$/.test(name) ? `${kind} ${name}` : name;
}

export function short(full, gap = ' ') {
  const { kind, name } = splitName(full);
  return kind === '' || SHORT[kind] === undefined ? full : `${SHORT[kind]}${gap}${name}`;
}

const withoutMarks = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
const PLACED = { òa: 'oà', óa: 'oá', ỏa: 'oả', õa: 'oã', ọa: 'oạ', òe: 'oè', óe: 'oé', ỏe: 'oẻ', õe: 'oẽ', ọe: 'oẹ', ùy: 'uỳ', úy: 'uý', ủy: 'uỷ', ũy: 'uỹ', ụy: 'uỵ' };
/** Tone marks where the other school of spelling puts them. */
export function otherPlacement(text) {
  const pairs = Object.entries(PLACED);
  const back = (word) => pairs.reduce((now, [left, right]) => (now.includes(left) ? now.replaceAll(left, right) : now.replaceAll(right, left)), word);
  return text.split(' ').map(back).join(' ');
}
const PROVINCE_SHORT = { 'Thành phố Hà Nội': 'HN', 'Thành phố Hồ Chí Minh': 'TP.HCM', 'Thành phố Hải Phòng': 'HP' };
const padded = (full) => full.replace(/ (\d)$/, ' 0$1');
const full = ({ commune, district, province }) => `${commune}, ${district}, ${province}`;
const bareAll = ({ commune, district, province }) => `${bare(commune)}, ${bare(district)}, ${bare(province)}`;

/** name → {write(unit), detail}: the text, and what must come back as detail. */
export const THREE_LEVELS = {
  'QR code': { write: (unit) => `Tổ 10 Ấp An Thái, ${bareAll(unit)}`, detail: 'Tổ 10 Ấp An Thái' },
  'QR code, nothing before': { write: bareAll, detail: '' },
  'double comma': { write: (unit) => `Tổ 6, Khu Phố 1,, ${bareAll(unit)}`, detail: 'Tổ 6, Khu Phố 1' },
  'with kinds': { write: (unit) => `Thôn Lai Ổn, ${full(unit)}`, detail: 'Thôn Lai Ổn' },
  abbreviated: { write: ({ commune, district, province }) => `KP 2, ${short(commune)}, ${short(district)}, ${short(province).replace('TP. ', 'TP ')}`, detail: 'KP 2' },
  'abbreviated, no spaces': { write: ({ commune, district, province }) => `KP2,${short(commune, '')},${short(district, '')},${PROVINCE_SHORT[province] ?? bare(province)}`, detail: 'KP2' },
  capitals: { write: (unit) => `THÔN LAI ỔN, ${full(unit).toUpperCase()}`, detail: 'THÔN LAI ỔN' },
  decomposed: { write: (unit) => `Xóm Đông, ${full(unit)}`.normalize('NFD'), detail: 'Xóm Đông' },
  'tone marks placed otherwise': { write: (unit) => `Xóm Đông, ${otherPlacement(full(unit))}`, detail: 'Xóm Đông' },
  'no marks': { write: (unit) => `To 3, ${withoutMarks(full(unit))}`, detail: 'To 3' },
  'no marks, no kinds': { write: (unit) => `To 3, ${withoutMarks(bareAll(unit))}`, detail: 'To 3' },
  'no commas': { write: (unit) => `Thôn Lai Ổn${splitName(unit.commune).kind === '' ? ',' : ''} ${full(unit).replaceAll(',', '')}`, detail: 'Thôn Lai Ổn' },
  'numbers padded': { write: ({ commune, district, province }) => `Số 1 Đường Lê Lợi, ${padded(commune)}, ${padded(district)}, ${province}, Việt Nam`, detail: 'Số 1 Đường Lê Lợi' },
};

/** Without the district; read with a date of before the merger. */
export const NO_DISTRICT = { 'no district': { write: ({ commune, province }) => `Thôn Lai Ổn, ${commune}, ${province}`, detail: 'Thôn Lai Ổn' } };

export const TWO_LEVELS = {
  'with kinds': { write: ({ commune, province }) => `Số 5, Thôn Đoài, ${commune}, ${province}`, detail: 'Số 5, Thôn Đoài' },
  abbreviated: { write: ({ commune, province }) => `KP 2, ${short(commune)}, ${short(province)}`, detail: 'KP 2' },
  'no kinds': { write: ({ commune, province }) => `Tổ 3, ${bare(commune)}, ${bare(province)}`, detail: 'Tổ 3' },
};
