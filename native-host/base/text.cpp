#include "base/text.hpp"

#include <openssl/crypto.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/bytes.hpp"

namespace cccd_bridge {

namespace {

constexpr std::string_view graphemeJoiner = "\xCD\x8F";  // U+034F
constexpr int maxMarkRun = 30;                           // UAX #15 §13

const utf8proc_uint8_t* bytesOf(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char character) { return static_cast<unsigned char>(character) < 0x80; });
}

// Canonical ordering is a bubble sort in the library, so long runs of marks would cost quadratic time.
std::string cutMarkRuns(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    int run = 0;
    while (!text.empty()) {
        utf8proc_int32_t value = 0;
        const auto length = utf8proc_iterate(bytesOf(text), static_cast<utf8proc_ssize_t>(text.size()), &value);
        if (length <= 0) break;
        run = utf8proc_get_property(value)->combining_class == 0 ? 0 : run + 1;
        if (run > maxMarkRun) {
            out.append(graphemeJoiner);
            run = 1;
        }
        out.append(text.substr(0, static_cast<std::size_t>(length)));
        text.remove_prefix(static_cast<std::size_t>(length));
    }
    return out;
}

// Works in a buffer of our own that is wiped: what utf8proc_map allocates would stay in memory with a person's name.
std::string normalised(std::string_view wellFormed, int form) {
    const std::string safe = cutMarkRuns(wellFormed);
    const auto options = static_cast<utf8proc_option_t>(static_cast<int>(UTF8PROC_STABLE) | form);
    const auto size = static_cast<utf8proc_ssize_t>(safe.size());
    const auto count = utf8proc_decompose(bytesOf(safe), size, nullptr, 0, options);
    if (count < 0) return {};
    // One more place, since the code points are encoded in place with a closing zero.
    std::vector<utf8proc_int32_t, WipingAllocator<utf8proc_int32_t>> points(static_cast<std::size_t>(count) + 1);
    if (utf8proc_decompose(bytesOf(safe), size, points.data(), count, options) != count) return {};
    const auto length = utf8proc_reencode(points.data(), count, options);
    if (length < 0) return {};
    return {reinterpret_cast<const char*>(points.data()), static_cast<std::size_t>(length)};
}

}  // namespace

bool isValidUtf8(std::string_view text) {
    while (!text.empty()) {
        utf8proc_int32_t value = 0;
        const auto length = utf8proc_iterate(bytesOf(text), static_cast<utf8proc_ssize_t>(text.size()), &value);
        if (length <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(length));
    }
    return true;
}

std::string composed(std::string_view wellFormed) {
    return isAscii(wellFormed) ? std::string(wellFormed) : normalised(wellFormed, UTF8PROC_COMPOSE);
}

std::string decomposed(std::string_view wellFormed) {
    return isAscii(wellFormed) ? std::string(wellFormed) : normalised(wellFormed, UTF8PROC_DECOMPOSE);
}

std::string caseFolded(std::string_view wellFormed) {
    constexpr int form =
        static_cast<int>(UTF8PROC_COMPOSE) | static_cast<int>(UTF8PROC_COMPAT) | static_cast<int>(UTF8PROC_CASEFOLD);
    return normalised(wellFormed, form);
}

Result<std::string> normaliseNfc(std::string_view utf8) {
    if (!isValidUtf8(utf8) || utf8.contains('\0')) return fail(ErrorCode::TextInvalidUtf8);
    return composed(utf8);
}

}  // namespace cccd_bridge
