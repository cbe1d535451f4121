// Whose field it is, as data: phrases for the people this program may fill, and words for all others.
import type { Role } from "../../generated/site-profile";

/** unclear: a person or party that no role is known for; stranger: one whose data is never the citizen's. */
export type Who = Role | "stranger" | "unclear";

export const ROLE_PHRASES: readonly (readonly [Who, readonly string[]])[] = [
  ["applicant", [
    "người nộp", "người nộp hồ sơ", "người nộp đơn", "người nộp thủ tục", "người yêu cầu", "người khai", "người kê khai", "người đề nghị", "người làm đơn", "người viết đơn", "người làm thủ tục", "công dân", "người đến giao dịch", "người giao dịch", "người đăng ký hồ sơ",
    "người dân", "bản thân", "người đi đăng ký", "người nộp hồ sơ trực tuyến", "người thực hiện thủ tục", "người đứng đơn", "applicant", "citizen", "người yêu cầu đăng ký", "người đi khai", "người nộp hồ sơ đăng ký", "người nộp tờ khai", "người kê khai hồ sơ",
    "người đề nghị cấp", "người khai báo", "người đi làm thủ tục", "người khai thay đổi", "người kê khai thay đổi", "người đăng ký", "người đăng ký thuế", "người đến nộp", "requester", "declarant", "submitter", "người đến nộp hồ sơ", "người trực tiếp nộp hồ sơ", "người đặt lịch", "người đặt lịch hẹn", "người đặt hẹn",
  ]],
  ["owner", ["chủ hồ sơ", "dossier owner", "người đứng tên hồ sơ"]],
  ["authorised", ["người được ủy quyền", "người nhận ủy quyền", "bên được ủy quyền", "bên nhận ủy quyền", "người được ủy quyền nộp hồ sơ", "authorised person", "authorized person"]],
  ["child", ["trẻ em", "trẻ", "người con", "con", "người được khai sinh", "của con", "con đẻ", "con nuôi", "người được đăng ký khai sinh", "child", "bé", "cháu"]],
  ["spouse", ["vợ", "chồng", "vợ chồng", "vợ hoặc chồng", "spouse", "husband", "wife", "phu quân"]],
  ["organisation", ["tổ chức", "doanh nghiệp", "công ty", "hộ kinh doanh", "đơn vị", "cơ quan", "cơ quan tổ chức", "hợp tác xã", "organisation", "organization", "company"]],
  ["stranger", [
    "cha", "mẹ", "bố", "cha mẹ", "cha đẻ", "mẹ đẻ", "cha nuôi", "mẹ nuôi", "bố mẹ", "ông nội", "bà nội", "ông ngoại", "bà ngoại", "anh chị em", "người thân", "thân nhân", "người giám hộ", "giám hộ", "chủ hộ", "người làm chứng", "người nhận", "người ký", "người giới thiệu", "người liên hệ",
    "cán bộ", "tham chiếu", "liên hệ khẩn cấp", "người chết", "người mất", "người được khai tử", "người quá cố", "người đã chết", "người đã mất", "father", "mother", "parent", "guardian", "emergency contact", "witness", "deceased", "con dâu", "con rể", "người được giám hộ", "liệt sĩ", "dịch giả",
    "bà mẹ", "ông", "bà", "cha dượng", "mẹ kế", "billing", "shipping", "recipient", "cardholder", "đầu mối liên hệ", "liên lạc khẩn cấp", "dành cho cơ quan", "dành cho cán bộ", "dành cho công chức", "dành cho đơn vị", "for office use", "for official use", "office use only", "official use only",
  ]],
  ["unclear", [
    "người ủy quyền", "bên ủy quyền", "ủy quyền", "người đại diện", "đại diện", "người đại diện theo pháp luật", "đại diện theo pháp luật", "người đại diện pháp luật", "đại diện pháp luật", "người đại diện hợp pháp", "người đứng đầu", "chủ sở hữu", "chủ xe", "chủ sử dụng", "chủ đầu tư", "chủ cơ sở", "chủ hộ kinh doanh", "chủ doanh nghiệp",
    "chủ phương tiện", "chủ rừng", "chủ tàu", "chủ nhà", "chủ thẻ", "bên nam", "bên nữ", "bên vợ", "bên chồng", "chủ tài khoản", "chủ dự án", "chủ đất", "chủ cũ", "chủ mới", "chủ thể", "chủ", "người", "bên", "bị đơn", "nguyên đơn", "đương sự", "thành viên", "đối tượng", "nạn nhân", "học sinh", "sinh viên", "học viên", "bệnh nhân", "thí sinh", "nhân viên", "giáo viên", "viên chức",
    "công chức", "hội viên", "cổ đông", "giám đốc", "kế toán", "thương binh", "quân nhân", "lao động", "nhà đầu tư", "luật sư", "khách hàng", "cử tri", "chuyên gia", "nhân khẩu", "tài xế", "bác sĩ", "dược sĩ", "chỉ huy", "trưởng", "nghệ sĩ", "nghệ nhân", "đại lý", "hành khách", "nhân sự", "sáng lập",
    "người khai thay", "người kê khai thay", "người nộp thay", "người viết thay", "thừa kế", "hộ gia đình", "đại biểu", "đoàn viên", "đảng viên", "chuyên viên", "du khách", "khách", "dân quân", "tác giả", "vận động viên", "kiểm lâm", "tín đồ", "chức sắc", "member", "policyholder", "insured", "beneficiary", "guarantor", "employer", "seller", "buyer", "tenant", "landlord", "borrower", "dependant", "dependent", "customer", "student", "employee", "representative", "person", "co applicant", "joint applicant", "second applicant", "other applicant", "additional applicant", "thứ nhất", "thứ hai", "thứ ba", "đồng sở hữu",
  ]],
];

/** Where a word of a person means nobody. */
export const HARMLESS_PHRASES: readonly string[] = [
  "ông bà", "bên dưới", "bên trên", "bên trong", "bên cạnh", "đối tượng ưu tiên", "người việt nam", "chủ đề", "chủ yếu", "chủ trương", "con dấu", "con số", "bà con", "người dùng", "cơ quan cấp", "đơn vị cấp", "cơ quan nơi cấp", "nơi cơ quan cấp", "cơ quan tiếp nhận", "đơn vị tiếp nhận", "cơ quan giải quyết", "cơ quan thực hiện",
  "cơ quan xử lý", "kính gửi cơ quan", "loại đối tượng", "người nước ngoài", "theo hộ chiếu", "công dân số", "căn cước công dân", "dịch vụ công", "đơn vị hành chính", "định danh công dân", "giấy tờ đại diện", "anh chị vui lòng", "người khuyết tật", "trẻ hóa", "citizen id", "citizen identity", "citizen identification",
];
