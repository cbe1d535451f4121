#include "emrtd/distinguished_name.hpp"

#include "base/text.hpp"
#include "emrtd/asn1_tags.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxAttributes = 64;

void appendUtf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | (point >> 18 & 0x07));
        tail(12);
        tail(6);
        tail(0);
    }
}

// Characters of so many bytes each, the most significant first.
std::string fromFixedWidth(ByteView value, std::size_t width) {
    std::string text;
    for (std::size_t at = 0; at + width <= value.size(); at += width) {
        std::uint32_t point = 0;
        for (std::size_t i = 0; i < width; ++i) point = point << 8 | value[at + i];
        appendUtf8(text, point);
    }
    return text;
}

bool isText(std::uint32_t tag) {
    return tag == tagUtf8String || tag == tagPrintableString || tag == tagTeletexString || tag == tagIa5String ||
           tag == tagUniversalString || tag == tagBmpString;
}

std::string textOf(const Tlv& value) {
    switch (value.tag) {
        case tagBmpString:
            return fromFixedWidth(value.value, 2);
        case tagUniversalString:
            return fromFixedWidth(value.value, 4);
        case tagTeletexString:
            return fromFixedWidth(value.value, 1);
        default:
            return {value.value.begin(), value.value.end()};
    }
}

// RFC 4518 §2 as far as names need it: folded, and spaces at the ends or in runs do not count.
std::string folded(const Tlv& value) {
    const std::string text = textOf(value);
    const std::string lower = isValidUtf8(text) ? caseFolded(text) : text;
    std::string out;
    for (const char letter : lower) {
        if (letter == ' ' && (out.empty() || out.back() == ' ')) continue;
        out += letter;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace

Result<DistinguishedName> DistinguishedName::parse(ByteView der) {
    TRY(TlvReader parts, enterWhole(der, tagSequence));
    DistinguishedName name;
    while (!parts.atEnd()) {
        TRY(TlvReader part, parts.enter(tagSet));
        while (!part.atEnd()) {
            if (name.attributes_.size() == maxAttributes)
                return fail(ErrorCode::CardFileMalformed, "name of too many attributes");
            TRY(TlvReader attribute, part.enter(tagSequence));
            TRY(const Tlv type, attribute.expect(tagOid));
            TRY(const Tlv value, attribute.next());
            // What is no text is compared as it stands.
            name.attributes_.emplace_back(
                Bytes(type.value.begin(), type.value.end()),
                isText(value.tag) ? folded(value) : std::string(value.encoded.begin(), value.encoded.end()));
        }
    }
    std::ranges::sort(name.attributes_);
    return name;
}

}  // namespace cccd_bridge::emrtd
