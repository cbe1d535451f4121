// The message table, which is linked into this program as it is into the host.
#include "host/machine_log.hpp"

#include "base/utf16.hpp"

#include <doctest/doctest.h>
#include <windows.h>

#include <array>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

std::string sentence(DWORD identifier, LANGID language) {
    std::array<wchar_t, 512> text{};
    std::array<DWORD_PTR, 1> insertions{reinterpret_cast<DWORD_PTR>(L"code: x=1")};
    const DWORD length =
        FormatMessageW(FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_ARGUMENT_ARRAY, nullptr, identifier, language,
                       text.data(), static_cast<DWORD>(text.size()), reinterpret_cast<va_list*>(insertions.data()));
    return toUtf8({text.data(), length});
}

DWORD identifierOf(const EventText& event) { return (static_cast<DWORD>(event.severity) + 1) << 30 | event.number; }

}  // namespace

TEST_CASE("Windows finds the sentence of every event in both languages, with its details") {
    for (const EventText& event : eventTexts) {
        const std::string english = sentence(identifierOf(event), MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US));
        CHECK_MESSAGE(english.starts_with(std::string(event.message) + "\r\ncode: x=1"), event.code);
        const std::string vietnamese =
            sentence(identifierOf(event), MAKELANGID(LANG_VIETNAMESE, SUBLANG_VIETNAMESE_VIETNAM));
        CHECK_MESSAGE(vietnamese.find("\r\ncode: x=1") != std::string::npos, event.code);
        CHECK(vietnamese != english);
    }
    CHECK(sentence(0x80000007, MAKELANGID(LANG_VIETNAMESE, SUBLANG_VIETNAMESE_VIETNAM)).starts_with("Dịch vụ thẻ"));
}
