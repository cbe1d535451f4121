// What Windows and people read in the MSI: Vietnamese, then English.

export const productName = "Cầu nối CCCD";
export const manufacturer = "CCCD Bridge";

export const texts = {
  comments: "Đọc và xác thực thẻ căn cước gắn chip cho trình duyệt. Reads and verifies Vietnamese chip identity cards for the browser.",
  downgrade: "Máy này đã có phiên bản mới hơn của Cầu nối CCCD; hãy gỡ nó trước khi cài phiên bản cũ. A newer version is installed: remove it before this one.",
  windows: "Cầu nối CCCD cần Windows 10 trở lên, 64 bit. Windows 10 or later, 64 bits, is needed.",
  foundData:
    "Thư mục %ProgramData%\\CCCD Bridge đã có trước lần cài đầu tiên, có thể do người khác đặt: hãy xem rồi xóa nó. The folder was there before the first installation, maybe from somebody else: look into it, delete it.",
  host: { title: "Chương trình đọc thẻ", description: "Chương trình mà trình duyệt khởi động, và khai báo với các trình duyệt." },
  policies: { title: "Chính sách trình duyệt", description: "Cài bắt buộc tiện ích và cho phép chương trình, trong chính sách của máy." },
};

/** Said where a property's value is not taken. */
export const wrongValue = ({ property, hint }) => `Giá trị của ${property} không đúng (${hint}). The value of ${property} is not right.`;
export const valueMissing = ({ property, needs }) => `${property} cần có ${needs} đi trước. ${property} needs ${needs}.`;
