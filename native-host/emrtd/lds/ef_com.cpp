#include "emrtd/lds/ef_com.hpp"

#include "base/digits.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

// Outer tags of EF.DG1 to EF.DG16 (ICAO 9303-10 §4.6.1).
constexpr std::array<Byte, 16> tags{0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68,
                                    0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70};

Result<std::string> digits(const Tlv& object, std::size_t length) {
    std::string text(object.value.begin(), object.value.end());
    if (text.size() != length || !std::ranges::all_of(text, isDigit))
        return fail(ErrorCode::CardFileMalformed, "version in EF.COM is not digits");
    return text;
}

}  // namespace

Byte dataGroupTag(int number) {
    return number < 1 || number > static_cast<int>(tags.size()) ? Byte{0} : tags[static_cast<std::size_t>(number - 1)];
}

std::optional<int> dataGroupOfTag(std::uint32_t tag) {
    const auto at = std::ranges::find(tags, tag);
    if (at == tags.end()) return std::nullopt;
    return static_cast<int>(at - tags.begin()) + 1;
}

Result<CommonData> parseCommonData(ByteView file) {
    TRY(TlvReader content, enterWhole(file, 0x60));
    CommonData common;
    TRY(const Tlv ldsVersion, content.expect(0x5F01));
    TRY(common.ldsVersion, digits(ldsVersion, 4));
    TRY(const Tlv unicodeVersion, content.expect(0x5F36));
    TRY(common.unicodeVersion, digits(unicodeVersion, 6));
    TRY(const Tlv list, content.expect(0x5C));
    for (const Byte tag : list.value)
        if (const auto number = dataGroupOfTag(tag);
            number && std::ranges::find(common.dataGroups, *number) == common.dataGroups.end())
            common.dataGroups.push_back(*number);
    return common;
}

}  // namespace cccd_bridge::emrtd
