#include "emrtd/chip_mapping.hpp"

#include "emrtd/crypto/elliptic_curve.hpp"

namespace cccd_bridge::emrtd {

namespace {

// The order of the longest curve with its padding.
constexpr std::size_t maxEncrypted = 96;

}  // namespace

Result<SecretBytes> openChipAuthenticationData(CipherKind cipher, ByteView encryptionKey, ByteView encrypted) {
    const std::size_t block = blockLength(cipher);
    if (encrypted.empty() || encrypted.size() > maxEncrypted || encrypted.size() % block != 0)
        return fail(ErrorCode::CardProtocolViolation, "chip authentication data of impossible length");
    TRY(const Bytes vector, encryptBlock(cipher, encryptionKey, Bytes(block, 0xFF)));
    TRY(SecretBytes data, decryptCbc(cipher, encryptionKey, vector, encrypted));
    if (!unpadMethod2(data)) return fail(ErrorCode::CardProtocolViolation, "chip authentication data without padding");
    return data;
}

Result<bool> provesPossession(const ChipMappingData& data, ByteView publicKey) {
    TRY(const EllipticCurve curve, EllipticCurve::standardised(data.groupId));
    const auto scalar = curve.decodeScalar(data.authentication);
    const auto point = curve.decodePoint(publicKey);
    if (!scalar || !point) return false;
    // PK_Map = CA · PK (§4.4.3.5.2), the whole point.
    const auto product = curve.multiply(*scalar, *point);
    if (!product) return false;
    TRY(const Bytes encoded, curve.encodePoint(*product));
    return encoded == data.mappingKey;
}

}  // namespace cccd_bridge::emrtd
