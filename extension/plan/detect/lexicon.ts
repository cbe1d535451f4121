// The words of Vietnamese forms, as data. A label is understood only when every word of it is here; what is not here is not filled.

/** What a label asks for. `number` is a number of whatever paper is named beside it; `address`, `name`, `family` and `expiry` say too little alone. */
export type Head =
  | "fullName" | "dateOfBirth" | "yearOfBirth" | "sex" | "number" | "personalNumber" | "issueDate" | "issuingAuthority" | "expiryDate" | "nationality" | "ethnicity" | "religion"
  | "placeOfOrigin" | "placeOfResidence" | "address" | "partOfName" | "province" | "district" | "commune" | "detail" | "day" | "month" | "year";

/** A paper that a label names: the card's own number (cccd), the card before it (cmnd), any of several (anyPaper), another one, one whose name is said elsewhere (unnamed). */
export type Paper = "cccd" | "cmnd" | "anyPaper" | "other" | "unnamed";

/** oldCard: words that make the number of an identity card the cancelled one; elsewhere: words that make an address another one. */
export type Word = { head: Head } | { paper: Paper } | { filler: true } | { old: true } | { current: true } | { elsewhere: true };

const heads: Readonly<Record<Head, readonly string[]>> = {
  fullName: [
    "họ và tên", "họ tên", "họ, tên", "họ chữ đệm và tên", "họ chữ đệm tên", "họ và chữ đệm và tên", "họ tên đệm và tên", "họ và tên khai sinh", "họ tên khai sinh", "họ chữ đệm và tên khai sinh", "họ chữ đệm tên khai sinh", "họ tên đầy đủ",
    "họ và tên đầy đủ", "tên đầy đủ", "full name", "fullname", "họ tên đệm tên", "họ đệm và tên", "họ và tên đệm và tên", "quý danh", "tôi tên là", "tên tôi là", "tôi là", "họ tên là", "tôi tên", "tên tôi", "h tên", "họ và tên thật", "họ tên thật", "surname and given name", "surname and given names", "full legal name", "legal full name",
  ],
  dateOfBirth: ["ngày sinh", "ngày tháng năm sinh", "sinh ngày", "sinh ngày tháng năm", "ngày tháng sinh", "date of birth", "birth date", "birthdate", "birthday", "dob", "d o b", "ngày giờ sinh", "ng sinh", "ntns"],
  yearOfBirth: ["năm sinh", "sinh năm", "year of birth", "birth year"],
  sex: ["giới tính", "phái", "phái tính", "giới", "g tính", "sex", "gender", "nam nữ", "nam hay nữ", "nam hoặc nữ", "giới tính nam nữ"],
  number: ["số", "mã số", "số hiệu", "number", "no"],
  personalNumber: ["số định danh", "mã định danh", "số định danh cá nhân", "mã định danh cá nhân", "mã số định danh", "mã số định danh cá nhân", "định danh cá nhân", "số đdcn", "đdcn", "số đd", "mã số cá nhân", "số định danh công dân", "mã định danh công dân", "personal identification number", "personal id number"],
  issueDate: ["ngày cấp", "cấp ngày", "ngày cấp thẻ", "ngày tháng năm cấp", "date of issue", "issue date", "issued on", "issued date", "date issued", "thời gian cấp", "ng cấp"],
  issuingAuthority: ["nơi cấp", "cơ quan cấp", "nơi cấp thẻ", "cấp tại", "cấp bởi", "đơn vị cấp", "cơ quan nơi cấp", "nơi cơ quan cấp", "tên cơ quan cấp", "place of issue", "issuing authority", "issued by", "issue place"],
  expiryDate: ["ngày hết hạn", "có giá trị đến", "có giá trị đến ngày", "giá trị đến", "hạn sử dụng", "ngày hết hiệu lực", "thời hạn sử dụng", "hạn", "hết hạn", "hết hạn ngày", "expires on", "expires", "giá trị sử dụng đến", "thời hạn", "hiệu lực đến", "expiry date", "date of expiry", "expiration date", "valid until"],
  nationality: ["quốc tịch", "nationality", "citizenship", "quốc tịch hiện tại", "quốc tịch hiện nay", "q tịch", "current nationality"],
  ethnicity: ["dân tộc", "ethnicity", "ethnic group", "ethnic", "thành phần dân tộc", "d tộc"],
  religion: ["tôn giáo", "religion"],
  placeOfOrigin: ["quê quán", "nguyên quán quê quán", "quê quán nguyên quán", "place of origin", "hometown", "home town", "native place", "quê"],
  placeOfResidence: [
    "nơi thường trú", "địa chỉ thường trú", "hộ khẩu thường trú", "thường trú", "nơi đăng ký thường trú", "nơi đăng ký hộ khẩu thường trú", "địa chỉ đăng ký thường trú", "nơi đk hktt", "nơi đkhktt", "đkhktt", "hktt", "địa chỉ hktt", "nơi đktt", "nơi đk thường trú",
    "đăng ký thường trú", "đăng ký hộ khẩu thường trú", "địa chỉ đăng ký hộ khẩu thường trú", "địa chỉ hộ khẩu thường trú", "nơi hộ khẩu thường trú", "địa chỉ nơi thường trú", "địa chỉ nơi đăng ký thường trú", "chỗ ở thường trú", "địa chỉ hộ khẩu", "hộ khẩu",
    "permanent address", "place of residence", "permanent residence", "permanent residence address", "registered permanent residence", "registered permanent address", "thường trú tại", "đktt", "nơi ở thường trú", "nơi đăng kí thường trú", "nơi thường trú theo hộ khẩu", "đăng ký thường trú tại", "hộ khẩu thường trú tại", "hktt tại", "đăng ký hộ khẩu thường trú tại", "nơi đăng ký thường trú tại",
  ],
  address: ["địa chỉ", "nơi ở", "chỗ ở", "địa chỉ nơi ở", "nơi cư trú", "địa chỉ cư trú", "cư trú", "nơi đăng ký cư trú", "nơi đăng ký hộ khẩu", "address", "residence", "địa chỉ nơi cư trú"],
  partOfName: ["tên", "họ", "chữ đệm", "tên đệm", "họ và chữ đệm", "họ và tên đệm", "họ chữ đệm", "họ đệm", "họ và đệm", "đệm", "name", "your name", "chữ đệm và tên", "tên đệm và tên"],
  province: ["tỉnh", "tỉnh thành phố", "tỉnh thành", "tỉnh tp", "tỉnh thành phố trực thuộc tw", "tỉnh thành phố trực thuộc trung ương", "thành phố tỉnh", "tp tỉnh", "thành phố", "province", "province city", "city province"],
  district: ["quận", "huyện", "quận huyện", "huyện quận", "quận huyện thị xã", "quận huyện thành phố", "quận huyện thị xã thành phố", "huyện quận thị xã", "quận huyện tx tp", "huyện thị xã thành phố", "district", "quận huyện tp", "thành phố huyện"],
  commune: ["xã", "phường", "thị trấn", "đặc khu", "phường xã", "xã phường", "xã phường thị trấn", "phường xã thị trấn", "phường xã đặc khu", "xã phường đặc khu", "xã phường tt", "phường xã tt", "ward", "commune", "ward commune"],
  detail: [
    "địa chỉ chi tiết", "địa chỉ cụ thể", "chi tiết", "số nhà", "số nhà đường", "số nhà tên đường", "số nhà đường phố", "số nhà ngõ đường phố", "số nhà thôn xóm", "thôn xóm", "số nhà tổ thôn", "đường phố", "chi tiết địa chỉ", "số nhà đường thôn xóm",
    "số nhà tên đường thôn xóm", "số nhà tổ dân phố", "thôn tổ dân phố", "đường thôn xóm", "số nhà đường phố thôn xóm", "số nhà đường phố xóm ấp thôn", "thôn ấp tổ dân phố", "số nhà tên đường tổ ấp", "số nhà đường tổ khu phố", "thôn bản tổ dân phố", "số nhà ngách ngõ đường", "thôn", "xóm", "ấp", "ngõ", "ngách", "hẻm", "đường", "phố", "khu phố", "tổ dân phố", "buôn", "tổ", "bản", "làng", "phum", "sóc",
  ],
  day: ["ngày", "day", "dd", "d"],
  month: ["tháng", "month", "mm", "m"],
  year: ["năm", "year", "yyyy", "yy", "y"],
};

const papers: Readonly<Record<Paper, readonly string[]>> = {
  cccd: [
    "cccd", "căn cước công dân", "căn cước", "thẻ căn cước", "thẻ cccd", "thẻ căn cước công dân", "cc", "thẻ cc", "cccd gắn chip", "thẻ cccd gắn chip", "căn cước công dân gắn chip", "căn cước gắn chip", "citizen id", "citizen identity", "citizen id card",
    "citizen identification", "citizen identity card", "national id", "national id card", "national identification", "căn cước định danh", "căn cước điện tử",
  ],
  cmnd: ["cmnd", "chứng minh nhân dân", "cmt", "cmtnd", "chứng minh thư", "chứng minh thư nhân dân", "giấy cmnd", "giấy chứng minh nhân dân", "số cmnd", "chứng minh", "giấy cmtnd"],
  anyPaper: ["giấy tờ tùy thân", "giấy tờ", "giấy tờ định danh", "giấy tờ cá nhân", "giấy tờ pháp lý", "giấy tờ pháp lý cá nhân", "giấy tờ nhân thân", "id", "id card", "identity card", "id number", "identity document", "identification", "giấy tờ chứng thực cá nhân", "giấy tờ xác minh", "giấy tờ chứng minh nhân thân", "gttt"],
  other: [
    "hộ chiếu", "passport", "sổ hộ chiếu", "giấy phép lái xe", "gplx", "bằng lái xe", "bằng lái", "giấy khai sinh", "giấy phép", "giấy chứng nhận", "gcn", "đăng ký kinh doanh", "đkkd", "giấy phép kinh doanh", "gpkd", "bhyt", "bảo hiểm y tế", "thẻ bhyt", "thẻ bảo hiểm y tế", "bhxh",
    "bảo hiểm xã hội", "mã số thuế", "mst", "thuế", "chứng chỉ", "bằng", "văn bằng", "sổ hộ khẩu", "sổ bảo hiểm", "thẻ thường trú", "thị thực", "visa", "quyết định", "giấy ủy quyền", "hợp đồng", "giấy xác nhận", "sổ", "giấy đăng ký", "đăng ký", "giấy chứng tử", "chứng tử",
    "trích lục", "kết hôn", "giấy đăng ký kết hôn", "thẻ đảng", "thẻ luật sư", "chứng minh sĩ quan", "cmsq", "chứng minh quân đội", "cmqđ", "chứng minh quân nhân", "giấy chứng nhận căn cước", "giấy ra viện", "giấy chứng sinh", "doanh nghiệp", "thẻ an toàn", "thẻ hướng dẫn viên", "giấy thông hành", "sổ đỏ",
    "thẻ tạm trú", "biên lai", "hóa đơn", "công văn", "cmnd quân đội", "thẻ nhà báo", "thẻ sinh viên", "giấy giới thiệu", "chứng nhận", "giấy tờ khác",
  ],
  unnamed: ["số thẻ", "mã thẻ"],
};

const fillers: readonly string[] = [
  "của", "vui lòng", "nhập", "chọn", "hãy", "xin", "mời", "điền", "gõ", "ghi", "ghi rõ", "đầy đủ", "bắt buộc", "nếu có", "viết", "in hoa", "viết hoa", "chữ in hoa", "viết in hoa", "có dấu", "bằng chữ in hoa", "bằng tiếng việt", "của bạn", "của tôi", "của anh chị", "của ông bà", "của quý khách", "gắn chip điện tử", "theo giấy tờ", "theo giấy tờ tùy thân", "theo giấy khai sinh", "theo khai sinh", "as in id card", "as on id card", "viết bằng chữ in hoa", "viết chữ in hoa", "theo", "trên", "ghi trên", "ghi theo", "đúng theo", "đúng", "như trên",
  "giống", "như", "là", "và", "hoặc", "hay", "thẻ", "gắn chip", "đã cấp", "được cấp", "đã được cấp", "required", "of", "the", "your", "enter", "select", "please", "card", "and", "or", "optional", "12 số", "12 chữ số", "gồm 12 số", "gồm 12 chữ số", "dd mm yyyy", "ddmmyyyy", "mm dd yyyy", "yyyy mm dd", "dd mm yy", "vào", "thông tin",
  "cá nhân", "in", "trong", "ghi bằng chữ in hoa có dấu", "ghi bằng chữ in hoa", "sử dụng", "tiếng việt", "tiếng việt có dấu", "chính xác", "ngày tháng năm định dạng", "tại đây", "tại ô này", "bản thân", "trực thuộc trung ương", "trực thuộc tw", "in capital letters",
];
const oldWords: readonly string[] = ["cũ", "9 số", "9 chữ số", "09 số", "09 chữ số", "gồm 09 số", "đã cấp trước đây", "trước đây", "đã hủy", "gồm 9 số"];
const currentWords: readonly string[] = ["hiện nay", "hiện tại", "hiện nay theo cccd"];
const elsewhereWords: readonly string[] = ["tạm trú", "liên hệ", "liên lạc", "trụ sở", "nhận kết quả", "nhận hồ sơ", "nước ngoài", "email", "thư điện tử", "khác", "công ty", "cơ quan", "làm việc", "thửa đất", "đất", "nhà đất", "kinh doanh", "tên miền", "mới", "xây dựng", "không dấu"];

/** Words of titles that are about no person: the block is about papers, addresses, the form itself. */
export const NEUTRAL_TITLE_WORDS: readonly string[] = [
  "chung", "cơ bản", "cá nhân", "chi tiết", "hồ sơ", "nhân thân", "lý lịch", "sơ yếu", "tự thuật", "tự khai", "bản khai", "tờ khai", "đơn", "khai báo", "kê khai", "bổ sung", "cập nhật", "đăng ký", "thủ tục", "dịch vụ", "liên hệ", "liên lạc", "nội dung", "yêu cầu", "đề nghị", "xác nhận", "giấy tờ", "tùy thân", "định danh", "pháp lý", "biểu mẫu", "phiếu", "mẫu",
  "mục", "phần", "bước", "form", "nhập", "nộp", "tra cứu", "dữ liệu", "hành chính", "cư trú", "địa chỉ", "thường trú", "tạm trú", "căn cước", "cccd", "cmnd", "hộ chiếu", "đã cấp", "hiện tại", "hiện nay", "tài khoản", "cấp", "đổi", "lại", "trực tuyến", "công khai", "tiếp nhận", "thông tin", "information", "details", "personal", "general", "online",
  "registration", "identity", "identification", "basic", "application", "request", "section", "step", "part", "khác", "quan trọng", "bắt buộc", "về", "của", "tôi", "bạn", "và", "số", "các", "theo", "trên", "thẻ", "nơi", "ở", "sinh", "quốc tịch", "dân tộc", "tôn giáo", "nhân khẩu học", "hộ tịch", "lịch hẹn", "hẹn", "cuộc hẹn", "khảo sát", "i", "ii", "iii", "iv", "v", "a", "b", "c", "d",
];

/** Every phrase with what it means; a phrase of more words is tried before a shorter one. */
export const PHRASES: readonly (readonly [string, Word])[] = [
  ...Object.entries(heads).flatMap(([head, phrases]) => phrases.map((phrase) => [phrase, { head: head as Head }] as const)),
  ...Object.entries(papers).flatMap(([paper, phrases]) => phrases.map((phrase) => [phrase, { paper: paper as Paper }] as const)),
  ...fillers.map((phrase) => [phrase, { filler: true }] as const),
  ...oldWords.map((phrase) => [phrase, { old: true }] as const),
  ...currentWords.map((phrase) => [phrase, { current: true }] as const),
  ...elsewhereWords.map((phrase) => [phrase, { elsewhere: true }] as const),
];
