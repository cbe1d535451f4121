// EF.SOD: the signed list of data group hashes (ICAO 9303-10 §4.6.2; CMS SignedData, RFC 5652 §5).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/crypto/signature.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

/// The expected hash of one data group.
struct DataGroupHash {
    int number = 0;  ///< 1..16
    Bytes hash{};
};

/// Who signed, as the SignerInfo names them: issuer and serial number, or subject key identifier.
struct SignerIdentifier {
    Bytes issuer{};                ///< DER Name; empty when named by key identifier
    Bytes serialNumber{};          ///< content of the INTEGER
    Bytes subjectKeyIdentifier{};  ///< empty when named by issuer and serial number
};

/// The security object taken apart; nothing of it is verified yet.
struct SecurityObject {
    int version = 0;                               ///< of LDSSecurityObject: 0 (LDS 1.7), 1 (LDS 1.8)
    std::optional<std::string> ldsVersion{};       ///< "0108", only in version 1
    std::optional<HashAlgorithm> hashAlgorithm{};  ///< of the data groups; absent when not supported
    std::vector<DataGroupHash> dataGroupHashes{};  ///< at most 16, each number once
    Bytes content{};                               ///< the signed LDSSecurityObject
    Bytes contentType{};                           ///< content bytes of the eContentType OBJECT IDENTIFIER
    SignerIdentifier signer{};
    std::optional<HashAlgorithm> digestAlgorithm{};    ///< of the signer; absent when not supported
    std::optional<SignatureScheme> signatureScheme{};  ///< absent when not supported
    Bytes signedAttributes{};                          ///< as signed: DER SET OF
    Bytes messageDigest{};                             ///< the attribute of that name
    Bytes signature{};
    std::vector<Bytes> certificates{};  ///< DER, at most 8

    /// The expected hash of a data group; null when it is not signed.
    const DataGroupHash* find(int number) const;
};

/// Takes EF.SOD apart (tag 0x77, or a bare ContentInfo). Algorithms that are not supported are no error here.
/// Errors: CardFileMalformed.
Result<SecurityObject> parseSecurityObject(ByteView file);

}  // namespace cccd_bridge::emrtd
