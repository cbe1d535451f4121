// The labels under which Vietnamese forms ask for what a card knows. Data only: a label that is not here is not filled.
import type { Value } from "../generated/site-profile";
import type { Role } from "../generated/site-profile";
import { fold } from "./fold";

export interface Meaning {
  /** Name of the meaning inside a plan. */
  key: string;
  value: Value;
  labels: readonly string[];
  /** Words in the field's name or group that say the label means another document. */
  notWith?: readonly string[];
}

const OTHER_PAPERS = [
  "hộ chiếu", "passport", "giấy phép", "gplx", "giấy khai sinh", "khai sinh", "đăng ký kinh doanh", "doanh nghiệp", "kết hôn", "mã số thuế", "bhyt", "bảo hiểm", "bằng",
  "cmnd", "chứng minh nhân dân", "so_cmnd", "ho_chieu", "khai_sinh",
];

export const MEANINGS: readonly Meaning[] = [
  {
    key: "fullName", value: { citizen: "fullName" },
    labels: ["họ và tên", "họ tên", "họ và tên khai sinh", "họ, chữ đệm và tên", "họ, chữ đệm, tên", "họ, chữ đệm và tên khai sinh", "họ, chữ đệm, tên khai sinh", "họ tên đầy đủ", "họ và tên đầy đủ", "họ tên công dân", "họ và tên công dân", "full name"],
  },
  { key: "dateOfBirth", value: { citizen: "dateOfBirth", format: "dd/MM/yyyy" }, labels: ["ngày sinh", "ngày, tháng, năm sinh", "ngày tháng năm sinh", "sinh ngày", "date of birth"] },
  { key: "yearOfBirth", value: { citizen: "dateOfBirth", format: "yyyy" }, labels: ["năm sinh"] },
  { key: "sex", value: { citizen: "sex" }, labels: ["giới tính", "phái", "sex", "gender"] },
  {
    key: "idNumber", value: { citizen: "idNumber" },
    labels: [
      "số cccd", "cccd", "số căn cước", "số căn cước công dân", "căn cước công dân", "số định danh cá nhân", "số định danh", "mã định danh cá nhân", "số cccd/định danh cá nhân", "số định danh cá nhân/cccd",
      "số thẻ căn cước", "số thẻ căn cước công dân", "số thẻ cccd", "số cmnd/cccd", "số cccd/cmnd", "cmnd/cccd", "cccd/cmnd", "số cmnd/cccd/định danh cá nhân", "số căn cước/cccd", "số cccd/căn cước", "số cccd gắn chip",
    ],
  },
  { key: "oldIdNumber", value: { citizen: "oldIdNumber" }, labels: ["số cmnd cũ", "cmnd cũ", "số chứng minh nhân dân cũ", "số cmnd cũ (nếu có)", "số cmnd đã cấp", "số cmnd 9 số"] },
  {
    key: "issueDate", value: { citizen: "issueDate", format: "dd/MM/yyyy" }, notWith: OTHER_PAPERS,
    labels: ["ngày cấp", "ngày cấp cccd", "ngày cấp căn cước", "ngày cấp căn cước công dân", "ngày cấp thẻ căn cước", "ngày cấp cmnd/cccd", "ngày cấp cccd/cmnd", "cấp ngày"],
  },
  {
    key: "issuingAuthority", value: { citizen: "issuingAuthority" }, notWith: OTHER_PAPERS,
    labels: ["nơi cấp", "nơi cấp cccd", "nơi cấp căn cước", "nơi cấp căn cước công dân", "nơi cấp thẻ căn cước", "nơi cấp cmnd/cccd", "nơi cấp cccd/cmnd", "cơ quan cấp cccd"],
  },
  {
    key: "expiryDate", value: { citizen: "expiryDate", format: "dd/MM/yyyy" }, notWith: OTHER_PAPERS,
    labels: ["ngày hết hạn cccd", "ngày hết hạn căn cước", "có giá trị đến", "cccd có giá trị đến"],
  },
  { key: "nationality", value: { citizen: "nationality" }, labels: ["quốc tịch", "nationality"] },
  { key: "ethnicity", value: { citizen: "ethnicity" }, labels: ["dân tộc"] },
  { key: "religion", value: { citizen: "religion" }, labels: ["tôn giáo"] },
  { key: "placeOfOrigin", value: { citizen: "placeOfOrigin" }, labels: ["quê quán"] },
  {
    key: "placeOfResidence", value: { residence: "full" },
    labels: ["nơi thường trú", "địa chỉ thường trú", "hộ khẩu thường trú", "nơi đăng ký thường trú", "nơi đăng ký hộ khẩu thường trú", "địa chỉ đăng ký thường trú"],
  },
];

/** Labels that ask for one of the above without saying which: they are refused, not passed over. */
export const AMBIGUOUS_LABELS: readonly string[] = [
  "địa chỉ", "nơi ở", "số giấy tờ", "số giấy tờ tùy thân", "số cmnd", "cmnd", "số chứng minh nhân dân", "chứng minh nhân dân", "số cmnd/hộ chiếu", "cmnd/hộ chiếu", "cmnd/ hộ chiếu", "số cccd/hộ chiếu", "số cmnd/cccd/hộ chiếu",
  "ngày cấp cmnd", "nơi cấp cmnd", "tên", "họ", "ngày hết hạn", "hạn sử dụng",
].map(fold);

interface RoleWords {
  role: Role;
  words: readonly string[];
}

/** Words in a group's title or at the end of a label that say whose field it is; the first that fits. */
export const ROLE_WORDS: readonly RoleWords[] = [
  { role: "authorised", words: ["người được ủy quyền", "người đại diện", "ủy quyền"] },
  { role: "owner", words: ["chủ hồ sơ"] },
  { role: "organisation", words: ["tổ chức", "doanh nghiệp", "cơ quan", "công ty", "hộ kinh doanh"] },
  { role: "child", words: ["trẻ em", "người con", "thông tin con", "của con", "người được khai sinh", "trẻ"] },
  { role: "spouse", words: ["vợ", "chồng"] },
  { role: "applicant", words: ["người nộp", "người yêu cầu", "người khai", "người đề nghị", "người làm đơn", "người có yêu cầu", "người làm thủ tục", "người kê khai", "công dân", "người đến giao dịch"] },
];

/** Words that a group's title calls a person or a party by; with a name of a role they are that role, else it is not known whose field it is. */
export const PERSON_WORDS: readonly string[] = ["người", "bên", "bị đơn", "nguyên đơn", "đương sự", "thân nhân", "thành viên", "đối tượng", "nạn nhân"];

/** Where such a word means nobody. */
export const HARMLESS_WORDS: readonly string[] = ["bên dưới", "bên trên", "bên trong", "bên cạnh", "đối tượng ưu tiên", "người dân"];

/** Words that say the field belongs to somebody this program knows nothing of. */
export const STRANGER_WORDS: readonly string[] = [
  "cha", "mẹ", "bố", "ông", "bà", "người thân", "người giám hộ", "giám hộ", "chủ hộ", "người làm chứng", "người nhận", "người ký", "người giới thiệu", "cán bộ", "tham chiếu", "liên hệ khẩn cấp", "người chết", "người mất",
];
