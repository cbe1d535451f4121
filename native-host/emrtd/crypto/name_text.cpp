#include "emrtd/crypto/name_text.hpp"

#include "base/text.hpp"
#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/openssl.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::array<Byte, 3> oidCountryName{0x55, 0x04, 0x06};

std::string printName(ByteView der, unsigned long flags) {
    const Byte* cursor = der.data();
    const openssl::X509Name name(d2i_X509_NAME(nullptr, &cursor, static_cast<long>(der.size())));
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    if (!name || !out || X509_NAME_print_ex(out.get(), name.get(), 0, flags) < 0) {
        openssl::forgetErrors();
        return {};
    }
    const char* text = nullptr;
    const long length = BIO_get_mem_data(out.get(), &text);
    return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string();
}

// The value of the first countryName; empty when there is none.
Result<ByteView> countryValue(ByteView name) {
    TRY(TlvReader parts, enterWhole(name, tagSequence));
    while (!parts.atEnd()) {
        TRY(TlvReader part, parts.enter(tagSet));
        while (!part.atEnd()) {
            TRY(TlvReader attribute, part.enter(tagSequence));
            TRY(const Tlv type, attribute.expect(tagOid));
            TRY(const Tlv value, attribute.next());
            if (std::ranges::equal(type.value, oidCountryName)) return value.value;
        }
    }
    return ByteView{};
}

}  // namespace

std::string nameText(ByteView der) {
    auto readable = normaliseNfc(printName(der, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)));
    if (readable) return *std::move(readable);
    return printName(der, XN_FLAG_RFC2253);
}

std::string countryOfName(ByteView name) {
    std::string country;
    for (const Byte byte : countryValue(name).value_or(ByteView{})) {
        if (byte == 0 || byte == ' ') continue;  // of a BMPString, or padding
        const char upper = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : static_cast<char>(byte);
        if (upper < 'A' || upper > 'Z' || country.size() == 3) return {};
        country += upper;
    }
    return country;
}

}  // namespace cccd_bridge::emrtd
