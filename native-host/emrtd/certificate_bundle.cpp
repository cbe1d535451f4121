#include "emrtd/certificate_bundle.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/ber.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxObjects = 4096;
constexpr std::uint32_t tagContext0 = 0xA0;
constexpr std::uint32_t tagContext1 = 0xA1;

// 1.2.840.113549.1.7.2.
constexpr std::array<Byte, 9> oidSignedData{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02};

// The elements of a set that may be left out; other choices than a SEQUENCE are passed over (RFC 5652 §10.2.1,
// §10.2.2).
Result<std::vector<Bytes>> takeSet(TlvReader& reader, std::uint32_t tag) {
    std::vector<Bytes> objects;
    if (reader.peekTag() != tag) return objects;
    TRY(TlvReader set, reader.enter(tag));
    while (!set.atEnd()) {
        TRY(const Tlv object, set.next());
        if (object.tag != tagSequence) continue;
        if (objects.size() == maxObjects) return malformed("too many objects in a bundle");
        objects.emplace_back(object.encoded.begin(), object.encoded.end());
    }
    return objects;
}

}  // namespace

Result<CertificateBundle> parseCertificateBundle(ByteView contentInfo) {
    TRY(const Bytes definite, withDefiniteLengths(contentInfo));
    TRY(TlvReader info, enterWhole(definite, tagSequence));
    TRY(const Tlv type, info.expect(tagOid));
    if (!std::ranges::equal(type.value, oidSignedData)) return malformed("no SignedData");
    TRY(TlvReader explicitContent, info.enter(tagContext0));
    TRY(TlvReader data, explicitContent.enter(tagSequence));
    TRY_VOID(data.expect(tagInteger));
    TRY_VOID(data.expect(tagSet));
    TRY(TlvReader encapsulated, data.enter(tagSequence));
    TRY_VOID(encapsulated.expect(tagOid));
    TRY_VOID(encapsulated.expectEnd());
    CertificateBundle bundle;
    TRY(bundle.certificates, takeSet(data, tagContext0));
    TRY(bundle.revocationLists, takeSet(data, tagContext1));
    TRY(const TlvReader signers, data.enter(tagSet));
    TRY_VOID(signers.expectEnd());
    return bundle;
}

}  // namespace cccd_bridge::emrtd
