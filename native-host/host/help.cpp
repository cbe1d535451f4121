#include "host/help.hpp"

#include <algorithm>

namespace cccd_bridge::host {

namespace {

constexpr std::string_view english =
    R"(cccd-bridge reads and verifies Vietnamese chip identity cards for the CCCD Bridge browser extension.
The browser starts it; a person uses it like this:

  cccd-bridge call METHOD ['{params}' | -]     one method, prints its result as JSON (- reads the params from input)
  cccd-bridge call --ndjson [--events]         one JSON-RPC request a line in, one response a line out, in order
  cccd-bridge qr FILE...                       reads the QR codes in images (PNG, JPEG)
  cccd-bridge doctor [--json] [--bundle FILE] [--lang vi|en]
                                               says why this desk does not work, and what to do; the bundle is for IT
                                               support. Exit status: 0 all is well, 1 warnings, 2 errors, 3 not run
  cccd-bridge --version
  cccd-bridge --help

  --config-dir DIR    before all else: another directory than the system's for trust anchors

Examples:
  cccd-bridge call diagnostics.run
  cccd-bridge call card.read '{"key": {"can": "012345"}}'
  cccd-bridge call trust.import '{"path": "/path/issuer.cer"}'
)";

constexpr std::string_view vietnamese =
    R"(cccd-bridge đọc và xác thực thẻ căn cước gắn chip cho tiện ích trình duyệt Cầu nối CCCD.
Trình duyệt tự khởi động chương trình; người dùng gọi như sau:

  cccd-bridge call METHOD ['{params}' | -]     gọi một chức năng, in kết quả dạng JSON (- đọc tham số từ đầu vào)
  cccd-bridge call --ndjson [--events]         mỗi dòng vào một yêu cầu JSON-RPC, mỗi dòng ra một trả lời, đúng thứ tự
  cccd-bridge qr TỆP...                        đọc mã QR trong ảnh (PNG, JPEG)
  cccd-bridge doctor [--json] [--bundle TỆP] [--lang vi|en]
                                               cho biết vì sao máy này chưa dùng được và cách xử lý; tệp bundle gửi cho
                                               bộ phận kỹ thuật. Mã thoát: 0 tốt, 1 cảnh báo, 2 lỗi, 3 không chạy được
  cccd-bridge --version
  cccd-bridge --help

  --config-dir THƯ_MỤC    đặt trước mọi tham số: thư mục chứng thư khác với thư mục của hệ thống

Ví dụ:
  cccd-bridge call diagnostics.run
  cccd-bridge call card.read '{"key": {"can": "012345"}}'
  cccd-bridge call trust.import '{"path": "/duong/dan/to-chuc-cap.cer"}'
)";

}  // namespace

std::string_view helpText(bool inVietnamese) { return inVietnamese ? vietnamese : english; }

std::string explainError(std::string_view wireCode, bool inVietnamese) {
    const auto found = std::ranges::find(errorTexts, wireCode, &ErrorText::wireCode);
    if (found == errorTexts.end()) return std::string(wireCode) + "\n";
    const std::string vietnameseLine = std::string(found->messageVi) + " " + std::string(found->remedyVi) + "\n";
    const std::string englishLine = std::string(found->messageEn) + " " + std::string(found->remedyEn) + "\n";
    return std::string(wireCode) + "\n" + (inVietnamese ? vietnameseLine + englishLine : englishLine + vietnameseLine);
}

}  // namespace cccd_bridge::host
