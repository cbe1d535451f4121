#include "emrtd/crypto/signed_structure.hpp"

#include "emrtd/asn1_tags.hpp"

namespace cccd_bridge::emrtd {

Result<SignedStructure> SignedStructure::parse(ByteView der) {
    TRY(TlvReader whole, enterWhole(der, tagSequence));
    TRY(const Tlv signedPart, whole.expect(tagSequence));
    TRY(const Tlv algorithm, whole.expect(tagSequence));
    TRY(const Tlv signature, whole.expect(tagBitString));
    TRY_VOID(whole.expectEnd());
    TRY(const TlvReader content, whole.children(signedPart));
    return SignedStructure{content, signedPart.encoded, algorithm.encoded, signature.value};
}

std::optional<SignatureScheme> SignedStructure::scheme() const {
    return parseSignatureScheme(outerAlgorithm).value_or(std::nullopt);
}

Result<bool> SignedStructure::isSignedBy(const PublicKey& key, ByteView innerAlgorithm) const {
    // A BIT STRING of whole bytes.
    if (signature.empty() || signature[0] != 0) return false;
    const auto supported = scheme();
    if (!supported) return fail(ErrorCode::CardProtocolUnsupported, "signature algorithm");
    if (!isSameScheme(innerAlgorithm, outerAlgorithm)) return false;
    return key.verify(*supported, signedPart, signature.subspan(1));
}

}  // namespace cccd_bridge::emrtd
