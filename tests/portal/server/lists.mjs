// The fixed lists of the reception screen.
import { provinces } from './units.mjs';

const DEPARTMENTS = {
  administrative: {
    full: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội', mixed: 'Cục Cảnh sát Quản lý hành chính về trật tự xã hội',
    short: 'Cục CS QLHC về TTXH', capitals: 'CỤC TRƯỞNG CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI', cut: 'Cục Cảnh sát Quản lý hành chính…',
  },
  residence: {
    full: 'Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư', mixed: 'Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư',
    short: 'Cục CS ĐKQL cư trú và DLQG về dân cư', capitals: 'CỤC TRƯỞNG CỤC CẢNH SÁT ĐĂNG KÝ, QUẢN LÝ CƯ TRÚ VÀ DỮ LIỆU QUỐC GIA VỀ DÂN CƯ',
    cut: 'Cục Cảnh sát đăng ký, quản lý cư trú…',
  },
  ministry: { full: 'Bộ Công an', mixed: 'Bộ Công an', short: 'BCA', capitals: 'BỘ CÔNG AN', cut: 'Bộ Công an' },
};

/** How the issuers may be spelled; "duplicates" offers every spelling at once. */
export const ISSUER_SPELLINGS = [...Object.keys(DEPARTMENTS.administrative), 'duplicates'];

function departments(spelling) {
  const entries = Object.entries(DEPARTMENTS);
  if (spelling !== 'duplicates') return entries.map(([code, names]) => [code, names[spelling]]);
  return entries.flatMap(([code, names]) => [...new Set(Object.values(names))].map((name, index) => [`${code}-${index}`, name]));
}

function issuers(quirks) {
  const policeOfProvinces = provinces({}).map(({ code, name }) => [`ca-${code}`, `Công an ${name.replace(/^(Tỉnh|Thành phố)/, (kind) => kind.toLowerCase())}`]);
  return [...departments(quirks.issuerSpelling), ...policeOfProvinces];
}

const ETHNICITIES = ('Kinh|Tày|Thái|Mường|Khmer|Hoa|Nùng|Mông|Dao|Gia Rai|Ngái|Ê Đê|Ba Na|Xơ Đăng|Sán Chay|Cơ Ho|Chăm|Sán Dìu|Hrê|Mnông|Ra Glai|Xtiêng|Bru - Vân Kiều|Thổ|Giáy|Cơ Tu|Gié Triêng|'
  + 'Mạ|Khơ mú|Co|Tà Ôi|Chơ Ro|Kháng|Xinh Mun|Hà Nhì|Chu Ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ măm').split('|');
/** The long list of older forms: every people with its local groups, 498 entries. */
const GROUPS = ['Đen', 'Trắng', 'Đỏ', 'Hoa', 'Xanh', 'Quần Chẹt', 'Thanh Y', 'Tiền'];
const PEOPLES = ETHNICITIES.flatMap((name) => [name, ...GROUPS.map((group) => `${name} ${group}`)]).concat(ETHNICITIES.slice(0, 12).map((name) => `${name} (nhóm khác)`));
const RELIGIONS = 'Không|Phật giáo|Công giáo|Tin Lành|Cao Đài|Phật giáo Hòa Hảo|Hồi giáo|Tôn giáo khác'.split('|');

const numbered = (names) => names.map((name, index) => [String(index + 1).padStart(2, '0'), name]);

/** Options [code, label] of a list of the screen; lists that load later are empty here. */
export function optionsOf(list, quirks) {
  switch (list) {
    case 'issuers': return issuers(quirks);
    case 'ethnicities': return numbered(ETHNICITIES);
    case 'peoples': return numbered(PEOPLES);
    case 'religions': return numbered(RELIGIONS);
    case 'countries': return [['VN', 'Việt Nam'], ['LA', 'Lào'], ['KH', 'Campuchia'], ['CN', 'Trung Quốc'], ['KR', 'Hàn Quốc'], ['JP', 'Nhật Bản'], ['US', 'Hoa Kỳ']];
    case 'provinces': return provinces(quirks).map(({ code, name }) => [code, name]);
    default: return [];
  }
}
