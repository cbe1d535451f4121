// The chip's side of active and chip authentication, written from the standards on OpenSSL's raw operations.
#pragma once

#include "base/bytes.hpp"

#include <memory>
#include <string>

struct evp_pkey_st;

namespace cccd_bridge::emrtd::test {

using ChipKey = std::shared_ptr<evp_pkey_st>;

ChipKey makeRsaKey(int bits);
ChipKey makeCurveKey(const std::string& curve, bool explicitParameters = false);
/// 2048 bits: X9.42 with the subgroup's order, or PKCS#3 without.
ChipKey makeFieldKey(bool withOrder);
/// From DER PKCS#8 or a traditional private key.
ChipKey privateKeyFromDer(ByteView der);
ChipKey privateKeyFromPem(const std::string& pem);

/// DER SubjectPublicKeyInfo.
Bytes subjectPublicKeyInfo(const ChipKey& key);

/// The secret that the chip shares with the owner of 04 || X || Y or of an unsigned integer.
Bytes agreeWith(const ChipKey& key, ByteView otherPublic);

/// The RSA private operation on a representative as long as the modulus.
Bytes signRepresentative(const ChipKey& key, ByteView representative);

/// n - signature.
Bytes otherSignature(const ChipKey& key, ByteView signature);

struct RecoveryPlan {
    std::string hash = "SHA256";
    Bytes trailer{0x34, 0xCC};
    Byte header = 0x6A;
};

/// 6A || M1 || H(M1 || challenge) || trailer under the private key (ISO/IEC 9796-2 scheme 1).
Bytes signWithRecovery(const ChipKey& key, ByteView challenge, const RecoveryPlan& plan = {});

/// r || s, each as long as the order; or DER.
Bytes signPlain(const ChipKey& key, ByteView challenge, const std::string& hash);
Bytes signDer(const ChipKey& key, ByteView challenge, const std::string& hash);

}  // namespace cccd_bridge::emrtd::test
