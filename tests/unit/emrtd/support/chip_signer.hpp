// The chip's side of active authentication, written from the standards on OpenSSL's raw operations.
#pragma once

#include "base/bytes.hpp"

#include <memory>
#include <string>

struct evp_pkey_st;

namespace cccd_bridge::emrtd::test {

using ChipKey = std::shared_ptr<evp_pkey_st>;

ChipKey makeRsaKey(int bits);
ChipKey makeCurveKey(const std::string& curve);
/// From DER PKCS#8 or a traditional private key.
ChipKey privateKeyFromDer(ByteView der);

/// DER SubjectPublicKeyInfo.
Bytes subjectPublicKeyInfo(const ChipKey& key);

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
