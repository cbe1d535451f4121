// Names of provinces and centrally-run cities of both maps (NQ 202/2025/QH15, in force 01/07/2025).
import { fold } from "./fold";
import { unitName } from "./options";

const names = (list: string): ReadonlySet<string> => new Set(list.split(", ").map(fold));

/** Those that were not merged with another. */
const UNCHANGED = "Hà Nội, Huế, Lai Châu, Điện Biên, Sơn La, Lạng Sơn, Quảng Ninh, Thanh Hóa, Nghệ An, Hà Tĩnh, Cao Bằng";
/** Those whose name lives on for a larger unit. */
const GREW =
  "Tuyên Quang, Lào Cai, Thái Nguyên, Bắc Ninh, Phú Thọ, Hải Phòng, Hưng Yên, Ninh Bình, Quảng Trị, Đà Nẵng, Quảng Ngãi, Gia Lai, Khánh Hòa, Đắk Lắk, Lâm Đồng, Đồng Nai, Hồ Chí Minh, Tây Ninh, Đồng Tháp, Vĩnh Long, An Giang, Cần Thơ, Cà Mau";
/** Those that are no more. */
const GONE =
  "Hà Giang, Bắc Kạn, Yên Bái, Hòa Bình, Bắc Giang, Vĩnh Phúc, Hải Dương, Thái Bình, Hà Nam, Nam Định, Quảng Bình, Quảng Nam, Bình Định, Phú Yên, Ninh Thuận, Bình Thuận, Kon Tum, Đắk Nông, Bình Dương, Bình Phước, Bà Rịa - Vũng Tàu, Long An, Tiền Giang, Bến Tre, Trà Vinh, Hậu Giang, Sóc Trăng, Bạc Liêu, Kiên Giang";

const TODAY = names(`${UNCHANGED}, ${GREW}`);
const SAME = names(UNCHANGED);
const OLD = names(GONE);

/** Whether a name without its unit word, folded, is one of today's provinces. */
export function isProvinceToday(folded: string): boolean {
  return TODAY.has(folded);
}

/** Whether a province has the same borders on both maps. */
export function isUnchangedProvince(text: string): boolean {
  return SAME.has(unitName(text).name);
}

/** Whether an option names a province of the old map that is no more. */
export function isOldProvince(text: string): boolean {
  return OLD.has(unitName(text).name);
}
