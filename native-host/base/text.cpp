#include "base/text.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace cccd_bridge {

namespace {

bool isAscii(std::string_view text) {
    for (const char character : text)
        if (static_cast<unsigned char>(character) >= 0x80) return false;
    return true;
}

}  // namespace

Result<std::string> normaliseNfc(std::string_view utf8) {
    if (utf8.find('\0') != std::string_view::npos) return fail(ErrorCode::CardFileMalformed, "text holds U+0000");
    if (isAscii(utf8)) return std::string(utf8);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()), static_cast<utf8proc_ssize_t>(utf8.size()),
                     &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0) return fail(ErrorCode::CardFileMalformed, "text is not UTF-8");
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

}  // namespace cccd_bridge
