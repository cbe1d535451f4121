#include "emrtd/crypto/revocation_list.hpp"

#include "base/hex.hpp"
#include "emrtd/asn1_tags.hpp"
#include "emrtd/asn1_time.hpp"
#include "emrtd/crypto/name_text.hpp"
#include "emrtd/crypto/signed_structure.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cccd_bridge::emrtd {

struct RevocationList::Parsed {
    Bytes der{};
    // All of these point into `der`.
    SignedStructure structure{};
    ByteView innerAlgorithm{};
    ByteView issuerDer{};
    std::vector<ByteView> serialNumbers{};  // sorted, without zeros in front

    DistinguishedName issuer{};
    std::chrono::sys_seconds thisUpdate{};
    std::optional<std::chrono::sys_seconds> nextUpdate{};
};

namespace {

constexpr std::size_t maxLength = std::size_t{8} * 1024 * 1024;
constexpr std::size_t maxEntries = 262'144;
constexpr std::uint32_t tagExtensions = 0xA0;

// deltaCRLIndicator and issuingDistributionPoint, 2.5.29.27 and .28: such a list is partial, marked critical or not.
constexpr std::array<std::array<Byte, 3>, 2> partialOids{{{0x55, 0x1D, 0x1B}, {0x55, 0x1D, 0x1C}}};

bool isBefore(ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); }

bool isTime(std::uint32_t tag) { return tag == tagUtcTime || tag == tagGeneralizedTime; }

Result<void> refusePartial(TlvReader extensions) {
    while (!extensions.atEnd()) {
        TRY(TlvReader extension, extensions.enter(tagSequence));
        TRY(const Tlv oid, extension.expect(tagOid));
        for (const auto& partial : partialOids)
            if (std::ranges::equal(oid.value, partial))
                return fail(ErrorCode::CardProtocolUnsupported, "revocation list that is not complete");
        if (extension.peekTag() != tagBoolean) continue;
        TRY(const Tlv critical, extension.next());
        if (critical.value.size() != 1 || critical.value[0] != 0)
            return fail(ErrorCode::CardProtocolUnsupported, "critical extension of a revocation list");
    }
    return {};
}

// revokedCertificates (RFC 5280 §5.1.2.6).
Result<std::vector<ByteView>> parseEntries(TlvReader list) {
    std::vector<ByteView> serialNumbers;
    while (!list.atEnd()) {
        if (serialNumbers.size() == maxEntries) return fail(ErrorCode::CardFileMalformed, "too many revocations");
        TRY(TlvReader entry, list.enter(tagSequence));
        TRY(const Tlv serial, entry.expect(tagInteger));
        TRY(const Tlv date, entry.next());
        TRY_VOID(parseAsn1Time(date));
        if (!entry.atEnd()) {
            TRY(const TlvReader extensions, entry.enter(tagSequence));
            TRY_VOID(refusePartial(extensions));
        }
        serialNumbers.push_back(significant(serial.value));
    }
    std::ranges::sort(serialNumbers, isBefore);
    return serialNumbers;
}

}  // namespace

// TBSCertList (RFC 5280 §5.1.2).
Result<void> RevocationList::parseSignedPart(TlvReader content, Parsed& parsed) {
    if (content.peekTag() == tagInteger) TRY_VOID(content.next());
    TRY(const Tlv algorithm, content.expect(tagSequence));
    TRY(const Tlv issuer, content.expect(tagSequence));
    TRY(const Tlv thisUpdate, content.next());
    parsed.innerAlgorithm = algorithm.encoded;
    parsed.issuerDer = issuer.encoded;
    TRY(parsed.issuer, DistinguishedName::parse(issuer.encoded));
    TRY(parsed.thisUpdate, parseAsn1Time(thisUpdate));
    if (isTime(content.peekTag())) {
        TRY(const Tlv nextUpdate, content.next());
        TRY(parsed.nextUpdate, parseAsn1Time(nextUpdate));
    }
    if (content.peekTag() == tagSequence) {
        TRY(const TlvReader entries, content.enter(tagSequence));
        TRY(parsed.serialNumbers, parseEntries(entries));
    }
    if (content.peekTag() == tagExtensions) {
        TRY(TlvReader wrapper, content.enter(tagExtensions));
        TRY(const TlvReader extensions, wrapper.enter(tagSequence));
        TRY_VOID(refusePartial(extensions));
    }
    return content.expectEnd();
}

Result<RevocationList> RevocationList::parse(ByteView der) {
    if (der.empty() || der.size() > maxLength) return fail(ErrorCode::CardFileMalformed, "revocation list's length");
    auto parsed = std::make_shared<Parsed>();
    parsed->der.assign(der.begin(), der.end());
    TRY(parsed->structure, SignedStructure::parse(parsed->der));
    TRY_VOID(parseSignedPart(parsed->structure.content, *parsed));
    return RevocationList(std::move(parsed));
}

const Bytes& RevocationList::der() const { return parsed_->der; }
std::string RevocationList::issuer() const { return nameText(parsed_->issuerDer); }
std::string RevocationList::country() const { return countryOfName(parsed_->issuerDer); }
const DistinguishedName& RevocationList::issuerName() const { return parsed_->issuer; }
std::chrono::sys_seconds RevocationList::thisUpdate() const { return parsed_->thisUpdate; }
std::optional<std::chrono::sys_seconds> RevocationList::nextUpdate() const { return parsed_->nextUpdate; }
std::size_t RevocationList::size() const { return parsed_->serialNumbers.size(); }

std::string RevocationList::fingerprint() const {
    const auto digest = hash(HashAlgorithm::Sha256, parsed_->der);
    return digest ? toHex(*digest) : std::string();
}

bool RevocationList::lists(ByteView serialNumber) const {
    return std::ranges::binary_search(parsed_->serialNumbers, significant(serialNumber), isBefore);
}

Result<bool> RevocationList::isSignedBy(const PublicKey& issuerKey) const {
    return parsed_->structure.isSignedBy(issuerKey, parsed_->innerAlgorithm);
}

}  // namespace cccd_bridge::emrtd
