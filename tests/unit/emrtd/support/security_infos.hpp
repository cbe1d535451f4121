// SecurityInfos of EF.DG14 for tests (ICAO 9303-11 §9.2).
#pragma once

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <array>
#include <vector>

namespace cccd_bridge::emrtd::test {

inline Bytes joined(const std::vector<Bytes>& parts) {
    Bytes all;
    for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// INTEGER of 0..255 in its shortest form, or -1.
inline Bytes integer(int number) {
    if (number < 0) return hex("0201FF");
    if (number < 0x80) return makeTlv(0x02, std::array{static_cast<Byte>(number)});
    return makeTlv(0x02, std::array{Byte{0}, static_cast<Byte>(number)});
}

constexpr int noKeyId = -2;

inline Bytes withKeyId(std::vector<Bytes> parts, int keyId) {
    if (keyId != noKeyId) parts.push_back(integer(keyId));
    return makeTlv(0x30, joined(parts));
}

/// ChipAuthenticationInfo: agreement 1 is Diffie-Hellman, 2 curves; cipher 1 is 3DES, 2 to 4 AES.
inline Bytes chipInfo(int agreement, int cipher, int version = 1, int keyId = noKeyId) {
    Bytes oid = hex("04007F000702020300");
    oid.back() = static_cast<Byte>(agreement);
    oid.push_back(static_cast<Byte>(cipher));
    return withKeyId({makeTlv(0x06, oid), integer(version)}, keyId);
}

inline Bytes chipKeyInfo(int agreement, const Bytes& subjectPublicKeyInfo, int keyId = noKeyId) {
    Bytes oid = hex("04007F000702020100");
    oid.back() = static_cast<Byte>(agreement);
    return withKeyId({makeTlv(0x06, oid), subjectPublicKeyInfo}, keyId);
}

inline Bytes activeAuthenticationInfo(const Bytes& signatureOid) {
    return makeTlv(0x30, joined({hex("0606678108010105"), integer(1), makeTlv(0x06, signatureOid)}));
}

inline Bytes terminalInfo() { return hex("300D060804007F0007020202020101"); }

inline Bytes dataGroup14(const std::vector<Bytes>& infos) { return makeTlv(0x6E, makeTlv(0x31, joined(infos))); }

}  // namespace cccd_bridge::emrtd::test
