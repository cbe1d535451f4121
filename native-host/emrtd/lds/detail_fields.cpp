#include "emrtd/lds/detail_fields.hpp"

#include "base/digits.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <string_view>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagList = 0x5C;
constexpr std::uint32_t tagNames = 0xA0;
constexpr std::uint32_t tagNameCount = 0x02;
constexpr Byte firstOfTwo = 0x5F;
constexpr std::size_t maxDetailObjects = 64;
constexpr char nameFiller = '<';

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string fillersAsSpaces(std::string_view text) {
    std::string name(text);
    std::ranges::replace(name, nameFiller, ' ');
    return std::string(trimmed(name));
}

// Tags of these files are 5F with one byte behind it, or a single byte.
bool isListed(ByteView tags, Byte second) {
    for (std::size_t at = 0; at + 1 < tags.size(); at += tags[at] == firstOfTwo ? 2 : 1)
        if (tags[at] == firstOfTwo && tags[at + 1] == second) return true;
    return false;
}

// An issuer's own tag such as 5F85 is no two-byte tag by the encoding rules, and is one by the list in front.
Result<Tlv> nextDetail(TlvReader& content, ByteView tags) {
    const ByteView rest = content.rest();
    const bool looksLonger = rest.size() >= 2 && rest[0] == firstOfTwo && rest[1] >= 0x80;
    return looksLonger && isListed(tags, rest[1]) ? content.nextWithTagOf(2) : content.next();
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

Result<std::vector<Tlv>> readDetailObjects(ByteView file, std::uint32_t tag) {
    TRY(TlvReader content, enterWhole(file, tag));
    TRY(const Tlv list, content.expect(tagList));
    std::vector<Tlv> objects;
    while (!content.atEnd()) {
        if (objects.size() == maxDetailObjects) return fail(ErrorCode::CardFileMalformed, "too many details");
        TRY(const Tlv object, nextDetail(content, list.value));
        if (object.tag != tagNames) {
            objects.push_back(object);
            continue;
        }
        TRY(TlvReader names, content.children(object));
        while (!names.atEnd() && objects.size() < maxDetailObjects) {
            TRY(const Tlv name, nextDetail(names, list.value));
            if (name.tag != tagNameCount) objects.push_back(name);
        }
    }
    return objects;
}

std::string detailText(ByteView value) {
    if (value.size() > maxDetailBytes) return {};
    const std::string_view raw(reinterpret_cast<const char*>(value.data()), value.size());
    const auto text = normaliseNfc(raw);
    if (!text || text->size() > maxDetailBytes || std::ranges::any_of(*text, isControl)) return {};
    return std::string(trimmed(*text));
}

std::string detailLine(ByteView value) { return fillersAsSpaces(detailText(value)); }

std::vector<std::string> detailParts(ByteView value) {
    const std::string text = detailText(value);
    std::vector<std::string> parts;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(nameFiller), rest.size());
        if (const auto part = trimmed(rest.substr(0, end)); !part.empty()) parts.emplace_back(part);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return parts;
}

std::optional<DetailName> detailName(ByteView value) {
    const std::string text = detailText(value);
    const std::size_t gap = text.find("<<");
    DetailName name{.primary = fillersAsSpaces(text.substr(0, gap))};
    if (gap != std::string::npos) name.secondary = fillersAsSpaces(std::string_view(text).substr(gap));
    if (name == DetailName()) return std::nullopt;
    return name;
}

std::string detailDigits(ByteView value, std::size_t count) {
    std::string digits;
    if (value.size() == count) {
        digits.assign(value.begin(), value.end());
    } else if (2 * value.size() == count) {
        for (const Byte byte : value) {
            digits.push_back(static_cast<char>('0' + (byte >> 4)));
            digits.push_back(static_cast<char>('0' + (byte & 0x0F)));
        }
    }
    return std::ranges::all_of(digits, isDigit) ? digits : std::string();
}

}  // namespace cccd_bridge::emrtd
