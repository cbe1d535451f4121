// EF.DG14: which proofs the chip offers, with its keys (ICAO 9303-10 §4.7.14, 9303-11 §9.2).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/crypto/key_agreement.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::emrtd {

/// ChipAuthenticationInfo (9303-11 §9.2.5).
struct ChipAuthenticationInfo {
    Bytes protocol{};  ///< content bytes of the OBJECT IDENTIFIER
    KeyAgreementKind agreement = KeyAgreementKind::EllipticCurve;
    CipherKind cipher = CipherKind::Aes128;
    int version = 1;
    Bytes keyId{};  ///< big-endian number without leading zeros; empty when absent
};

/// ChipAuthenticationPublicKeyInfo (9303-11 §9.2.6).
struct ChipAuthenticationKey {
    KeyAgreementKind agreement = KeyAgreementKind::EllipticCurve;
    Bytes subjectPublicKeyInfo{};  ///< DER; not checked yet
    Bytes keyId{};                 ///< as above
};

struct DataGroup14 {
    Bytes securityInfos{};  ///< the SET OF SecurityInfo, for the comparison with EF.CardAccess
    std::vector<ChipAuthenticationInfo> chipAuthentications{};
    std::vector<ChipAuthenticationKey> chipKeys{};
    bool namesActiveAuthentication = false;                   ///< holds an ActiveAuthenticationInfo
    std::optional<HashAlgorithm> activeAuthenticationHash{};  ///< of ActiveAuthenticationInfo (9303-11 §9.2.4)
};

/// Takes a SET OF SecurityInfo apart, as EF.CardAccess and EF.CardSecurity hold it, too; infos of other protocols are
/// left out. Errors: CardFileMalformed, also for more than maxSecurityInfos of them.
Result<DataGroup14> parseChipSecurityInfos(ByteView set);

/// The same for the whole file. Errors: as above.
Result<DataGroup14> parseDataGroup14(ByteView file);

/// A way of chip authentication: what is to be run, and with which key.
struct ChipAuthenticationOffer {
    Bytes protocol{};
    KeyAgreementKind agreement = KeyAgreementKind::EllipticCurve;
    CipherKind cipher = CipherKind::Aes128;
    Bytes subjectPublicKeyInfo{};
    Bytes keyId{};  ///< to be named to the card; empty where DG14 names none
};

/// The offers of version 1 whose key is at hand, strongest cipher first, elliptic curves before Diffie-Hellman. An info
/// and a key belong together when their identifiers are equal or one has none and there is no other key it could mean.
/// A key without any info is offered with 3DES, as the first edition of the protocol had it.
std::vector<ChipAuthenticationOffer> chipAuthenticationOffers(const DataGroup14& file);

}  // namespace cccd_bridge::emrtd
